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
    assert sheet["E2"].hyperlink.target == "https://github.com/a/b_c?d=1&e=%20#f"
    assert sheet["F2"].hyperlink.target == "https://doi.org/10.1038/x"
    assert sheet["A2"].hyperlink is None


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


def test_what_a_cell_cannot_hold_is_told() -> None:
    works = bibliography(merge(entry(name="x" * 40_000), []))
    with pytest.raises(EyebibError, match="xlsx: a cell holds 32,767 characters; xxx"):
        book(works=works)


def test_a_link_that_excel_refuses_is_left_out() -> None:
    long = replace(WORKS.works[0].entry, code="https://x.org/" + "a" * 3_000)
    works = bibliography(replace(WORKS.works[0], entry=long))
    assert book(works=works)["Table"]["E2"].hyperlink is None


def test_without_openpyxl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "openpyxl.packaging.core", None)
    with pytest.raises(MissingExtraError, match=r"pip install openpyxl"):
        xlsx.render(builder.build(WORKS))
