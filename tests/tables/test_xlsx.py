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


def test_the_table_and_its_legend() -> None:
    made = book()
    assert made.sheetnames == ["Table", "Legend"]
    assert values(made["Table"]) == [
        ["Model", "Year", "Venue", "Modalities", "Code", "Reference"],
        ["RETFound", 2024, "Nature", "CFP, OCT", "GitHub", "retfound"],
        ["EyeFound", 2024, "?", "NR", "–", "eyefound"],
    ]
    assert values(made["Legend"]) == [
        ["Abbreviation", "Meaning"],
        ["CFP", "color fundus photography"],
        ["OCT", "optical coherence tomography"],
        ["–", "none, or not public"],
        ["NR", "not reported"],
        ["?", "unknown"],
    ]


def test_a_matrix_counts_on_the_legend_so_that_the_rows_can_be_sorted() -> None:
    made = book(View(matrix=True, group_by="listed"))
    assert values(made["Table"])[0] == [
        "Group", "Model", "Year", "Venue", "CFP", "OCT", "Code", "Reference",
    ]  # fmt: skip
    assert values(made["Table"])[1:] == [
        [2023, "RETFound", 2024, "Nature", "✓", "✓", "GitHub", "retfound"],
        [2024, "EyeFound", 2024, "?", "NR", "NR", "–", "eyefound"],
    ]
    assert values(made["Legend"])[:3] == [
        ["Abbreviation", "Meaning", "Papers"],
        ["CFP", "color fundus photography", 1],
        ["OCT", "optical coherence tomography", 1],
    ]


def test_header_stays_columns_are_wide_enough_and_links_lead_on() -> None:
    sheet = book()["Table"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:F3")
    assert sheet.column_dimensions["A"].width == 9
    assert sheet.column_dimensions["D"].width == 12
    assert address(sheet["E2"]) == "https://github.com/a/b_c?d=1&e=%20#f"
    assert address(sheet["F2"]) == "https://doi.org/10.1038/x"
    assert sheet["A2"].hyperlink is None


def address(cell: Any) -> str:  # noqa: ANN401 - as above
    """Where a cell leads: Excel keeps a fragment apart."""
    return "#".join(filter(None, (cell.hyperlink.target, cell.hyperlink.location)))


def test_the_look_of_headings_links_and_text() -> None:
    sheet = book()["Table"]
    looks = {
        "A1": (True, 11, 3, "Normal"),
        "A2": (False, 11, 1, "Normal"),
        "E2": (False, 12, 10, "Hyperlink"),
    }
    for place, (bold, size, colour, style) in looks.items():
        cell, font = sheet[place], sheet[place].font
        assert (font.name, font.scheme, font.b, font.sz) == ("Calibri", "minor", bold, size)
        assert (font.color.theme, font.u, cell.style) == (colour, None, style)
        assert (cell.number_format, cell.fill.fill_type) == ("General", None)


def test_a_number_with_a_link_is_a_number() -> None:
    works = bibliography(replace(WORKS.works[0], entry=replace(WORKS.works[0].entry, name="2024")))
    table = builder.build(works)
    cells = (replace(table.rows[0].cells[0], link="https://x.org/"), *table.rows[0].cells[1:])
    made = xlsx.render(replace(table, rows=(replace(table.rows[0], cells=cells),)))
    cell = openpyxl.load_workbook(io.BytesIO(made))["Table"]["A2"]
    assert (cell.value, address(cell)) == (2024, "https://x.org/")


def test_the_same_bytes_with_no_time_in_them() -> None:
    table = builder.build(WORKS, View(matrix=True))
    content = xlsx.render(table)
    assert content == xlsx.render(table)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        core = ET.fromstring(archive.read("docProps/core.xml"))  # noqa: S314 - we wrote it
        times = [element.text for element in core if element.tag.endswith(("created", "modified"))]
        assert times == ["1980-01-01T00:00:00Z"] * 2
        assert "A List" in [element.text for element in core]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_and_no_cell_is_a_formula(text: str) -> None:
    made = book(View(columns=COLUMNS, group_by="venue"), hostile(text))
    head, row = made["Table"].iter_rows()
    assert {str(cell.value) for cell in row[:7]} == {clean(text)}
    for sheet in made:
        for cells in sheet.iter_rows():
            assert {cell.data_type for cell in cells} <= {"s", "n"}
    quoted = clean(text).startswith(tuple("=+-@＝"))
    assert row[1].quotePrefix == quoted
    assert len(head) == len(row)


@pytest.mark.parametrize("name", ["x" * 40_000, "xxx" + "\U0001f441" * 20_000])
def test_what_a_cell_cannot_hold_is_told(name: str) -> None:
    works = bibliography(merge(entry(name=name), []))
    with pytest.raises(EyebibError, match="xlsx: a cell holds 32,767 characters; xxx"):
        book(works=works)


def test_a_link_that_excel_refuses_is_left_out() -> None:
    long = replace(WORKS.works[0].entry, code="https://x.org/" + "a" * 3_000)
    works = bibliography(replace(WORKS.works[0], entry=long))
    assert book(works=works)["Table"]["E2"].hyperlink is None


def test_without_xlsxwriter_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"pip install XlsxWriter"):
        xlsx.render(builder.build(WORKS))
