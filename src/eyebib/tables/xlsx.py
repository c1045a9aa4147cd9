"""XLSX: the table on one sheet, its legend on another; the same bytes on every machine.

XlsxWriter is asked for when a table is written, not before: it comes with the extra `xlsx`.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from eyebib.model.problem import EyebibError, MissingExtraError
from eyebib.tables import spreadsheet
from eyebib.tables.table import Cell, Table
from eyebib.text.link import url

FILE = "table.xlsx"

SNIPPETS = False

_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - a zip archive knows no zone, and no earlier day
_INTEGER = re.compile(r"0|[1-9]\d{0,14}")  # more digits than Excel computes with
_LONGEST_TEXT, _LONGEST_LINK = 32_767, 2_079
"""In UTF-16 units, as Excel counts them; a link is ASCII."""

_NARROWEST, _WIDEST = 8, 60
"""Widths of columns, in characters."""

_CHARACTER = 7
"""The width of a digit in pixels, in Calibri of 11 points."""

Styles = tuple[Any, Any]
"""Two formats of a workbook: for a text, and for one that would be a formula if it were typed."""


def render(table: Table) -> bytes:
    """A workbook of two sheets.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        EyebibError: a text is longer than a cell can be.
    """
    excel, content = _xlsxwriter(), io.BytesIO()
    book = excel.Workbook(content, {"in_memory": True})
    book.set_properties({"author": "eyebib", "title": table.title, "created": _EPOCH})
    styles = _styles(excel, book)
    headings = [column.heading for column in spreadsheet.columns(table)]
    sheet = book.add_worksheet("Table")
    _fill(sheet, styles, headings, list(spreadsheet.rows(table)))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(headings) - 1)
    _fill(book.add_worksheet("Legend"), styles, *_legend(table))
    book.close()
    return _packed(content)


def _xlsxwriter() -> Any:  # noqa: ANN401 - a module that may not be there
    try:
        return import_module("xlsxwriter")
    except ModuleNotFoundError:
        message = "xlsx needs the package XlsxWriter: pip install XlsxWriter"
        raise MissingExtraError(message) from None


def _styles(excel: Any, book: Any) -> dict[str, Styles]:  # noqa: ANN401 - as above
    """Headings are bold in the theme's dark blue, links larger in its link colour."""
    looks = {
        "heading": {"bold": True, "font_color": excel.color.Color.theme(3, 0)},
        "link": {"hyperlink": True, "underline": 0, "font_size": 12, "font_scheme": "minor"},
        "text": {},
    }
    return {
        kind: (book.add_format(look), book.add_format({**look, "quote_prefix": True}))
        for kind, look in looks.items()
    }


def _legend(table: Table) -> tuple[list[str], list[list[Cell]]]:
    """Abbreviations and what they mean; of a matrix also how many papers have each modality."""
    entries = [[Cell(text=term), Cell(text=name)] for term, name in table.legend]
    if not table.totals:
        return ["Abbreviation", "Meaning"], entries
    counts = zip(table.columns, table.totals, strict=True)
    count = {column.heading: total for column, total in counts if column.narrow and total.text}
    names = dict(table.legend)
    terms = [[Cell(text=t), Cell(text=names.get(t, t)), total] for t, total in count.items()]
    others = [entry for entry in entries if entry[0].text not in count]
    return ["Abbreviation", "Meaning", "Papers"], [*terms, *others]


def _fill(
    sheet: Any,  # noqa: ANN401 - as above
    styles: Mapping[str, Styles],
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
) -> None:
    widths = [len(heading) + 2 for heading in headings]
    for column, heading in enumerate(headings):
        _write(sheet, (0, column), heading, styles["heading"])
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if text := spreadsheet.text(cell):
                widths[column] = max(widths[column], len(text) + 1)
                link = url(cell.link)
                link = link if len(link) <= _LONGEST_LINK else ""
                _write(sheet, (line, column), text, styles["link" if link else "text"], link)
    for column, width in enumerate(widths):
        pixels = min(max(width, _NARROWEST), _WIDEST) * _CHARACTER
        sheet.set_column_pixels(column, column, pixels)


def _write(sheet: Any, place: tuple[int, int], text: str, styles: Styles, link: str = "") -> None:  # noqa: ANN401 - as above
    """A number or a text, whatever it begins with; a link that is refused is left out."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST_TEXT:
        raise EyebibError(
            f"xlsx: a cell holds {_LONGEST_TEXT:,} characters; {text[:60]}... is longer"
        )
    style = styles[spreadsheet.harmless(text) != text]
    is_written = link and sheet.write_url(*place, link, style, text) == 0
    if _INTEGER.fullmatch(text):
        sheet.write_number(*place, int(text), style)
    elif not is_written:
        sheet.write_string(*place, text, style)


def _packed(workbook: io.BytesIO) -> bytes:
    """The workbook not compressed: compressors differ."""
    packed = io.BytesIO()
    with zipfile.ZipFile(workbook) as archive, zipfile.ZipFile(packed, "w") as plain:
        for name in archive.namelist():
            info = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            info.create_system = 3  # else the system's own number stands in it
            plain.writestr(info, archive.read(name))
    return packed.getvalue()
