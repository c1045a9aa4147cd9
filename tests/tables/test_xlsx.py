import io
import sys
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from eyebib.model.bibliography import Bibliography
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError, MissingExtraError
from eyebib.tables import builder, xlsx
from eyebib.tables.table import View
from eyebib.text.clean import clean
from table_works import COLUMNS, HOSTILE, WORKS, hostile
from works import bibliography, entry


def book(view: View = View(), works: Bibliography = WORKS) -> Any:  # noqa: ANN401, B008 - openpyxl has no types; a View is frozen
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(builder.build(works, view))))


def values(sheet: Any) -> list[list[Any]]:  # noqa: ANN401 - as above
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_table_and_legend() -> None:
    workbook = book()
    assert workbook.sheetnames == ["Table", "Legend"]
    assert values(workbook["Table"]) == [
        ["Name", "Year", "Venue", "Modalities", "images", "Code", "Reference"],
        ["EyeFound", 2024, "?", "NR", "NR", "–", "eyefound"],
        ["RETFound", 2024, "Nature", "CFP, OCT", "1,600,000", "GitHub", "retfound"],
    ]
    assert values(workbook["Legend"]) == [
        ["Abbreviation", "Meaning"],
        ["CFP", "color fundus photography"],
        ["OCT", "optical coherence tomography"],
        ["–", "none, or not public"],
        ["NR", "not reported"],
        ["?", "unknown"],
    ]


def test_counts_of_a_matrix_are_in_the_legend() -> None:
    workbook = book(View(matrix="modalities", group_by="listed"))
    assert values(workbook["Table"])[0] == [
        "Group", "Name", "Year", "Venue", "CFP", "OCT", "images", "Code", "Reference",
    ]  # fmt: skip
    assert values(workbook["Table"])[1:] == [
        [2023, "RETFound", 2024, "Nature", "✓", "✓", "1,600,000", "GitHub", "retfound"],
        [2024, "EyeFound", 2024, "?", "NR", "NR", "NR", "–", "eyefound"],
    ]
    assert values(workbook["Legend"])[:3] == [
        ["Abbreviation", "Meaning", "Papers"],
        ["CFP", "color fundus photography", 1],
        ["OCT", "optical coherence tomography", 1],
    ]


def test_frozen_header_widths_and_links() -> None:
    sheet = book()["Table"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:G3")
    assert sheet.column_dimensions["A"].width == 9
    assert sheet.column_dimensions["D"].width == 12
    assert address(sheet["F3"]) == "https://github.com/a/b_c?d=1&e=%20#f"
    assert address(sheet["G3"]) == "https://doi.org/10.1038/x"
    assert sheet["A2"].hyperlink is None


def address(cell: Any) -> str:  # noqa: ANN401 - as above
    """The target of the link in a cell; Excel stores the fragment separately."""
    return "#".join(filter(None, (cell.hyperlink.target, cell.hyperlink.location)))


def test_format_of_headings_links_and_text() -> None:
    sheet = book()["Table"]
    looks = {
        "A1": (True, 11, 3, "Normal"),
        "A2": (False, 11, 1, "Normal"),
        "F3": (False, 12, 10, "Hyperlink"),
    }
    for place, (bold, size, colour, style) in looks.items():
        cell, font = sheet[place], sheet[place].font
        assert (font.name, font.scheme, font.b, font.sz) == ("Calibri", "minor", bold, size)
        assert (font.color.theme, font.u, cell.style) == (colour, None, style)
        assert (cell.number_format, cell.fill.fill_type) == ("General", None)


def test_numbers_are_at_the_right_and_long_texts_wrap() -> None:
    works = [
        merge(entry(f"w{n}", table={"images": images, "note": "word " * n}), [])
        for n, images in ((2, "1,600"), (40, "904k"))
    ]
    sheet = book(View(columns=("images", "note")), bibliography(*works))["Table"]
    assert [sheet[place].alignment.horizontal for place in ("A1", "A2", "A3")] == ["right"] * 3
    assert [sheet[place].alignment.wrap_text for place in ("B2", "B3")] == [None, True]
    assert {sheet[place].alignment.vertical for place in ("A2", "B2", "B3")} == {"top"}
    assert sheet.column_dimensions["B"].width == 60


def test_number_with_a_link() -> None:
    works = bibliography(replace(WORKS.works[0], entry=replace(WORKS.works[0].entry, name="2024")))
    table = builder.build(works)
    cells = (replace(table.rows[0].cells[0], link="https://x.org/"), *table.rows[0].cells[1:])
    content = xlsx.render(replace(table, rows=(replace(table.rows[0], cells=cells),)))
    cell = openpyxl.load_workbook(io.BytesIO(content))["Table"]["A2"]
    assert (cell.value, address(cell)) == (2024, "https://x.org/")


def test_bytes_are_reproducible() -> None:
    table = builder.build(WORKS, View(matrix="modalities"))
    content = xlsx.render(table)
    assert content == xlsx.render(table)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        core = ET.fromstring(archive.read("docProps/core.xml"))  # noqa: S314 - written by this test
        times = [element.text for element in core if element.tag.endswith(("created", "modified"))]
        assert times == ["1980-01-01T00:00:00Z"] * 2
        assert "A List" in [element.text for element in core]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_not_a_formula(text: str) -> None:
    workbook = book(View(columns=COLUMNS, group_by="venue"), hostile(text))
    head, row = workbook["Table"].iter_rows()
    assert {str(cell.value) for cell in row[:7]} == {clean(text)}
    for sheet in workbook:
        for cells in sheet.iter_rows():
            assert {cell.data_type for cell in cells} <= {"s", "n"}
    is_formula = clean(text).startswith(tuple("=+-@＝"))
    assert row[1].quotePrefix == is_formula
    assert len(head) == len(row)


@pytest.mark.parametrize("name", ["x" * 40_000, "xxx" + "\U0001f441" * 20_000])
def test_text_too_long_for_a_cell(name: str) -> None:
    works = bibliography(merge(entry(name=name), []))
    with pytest.raises(EyebibError, match="xlsx: a cell holds at most 32,767 characters; `xxx"):
        book(works=works)


def test_link_that_excel_refuses_is_left_out() -> None:
    long = replace(WORKS.works[0].entry, code="https://x.org/" + "a" * 3_000)
    works = bibliography(replace(WORKS.works[0], entry=long))
    assert book(works=works)["Table"]["F2"].hyperlink is None


def test_without_xlsxwriter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'eyebib\[xlsx\]'"):
        xlsx.render(builder.build(WORKS))
