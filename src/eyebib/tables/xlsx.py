"""XLSX: the table on one sheet and its legend on another; the same bytes on every machine.

XlsxWriter (the extra `xlsx`) is imported only when a table is written, as it may not be installed.
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

_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - a zip archive has no time zones and no earlier date
_INTEGER = re.compile(r"0|[1-9]\d{0,14}")  # Excel computes with 15 digits
_MAX_TEXT, _MAX_LINK = 32_767, 2_079
"""Excel's limits in UTF-16 code units; a link is ASCII."""

_MIN_WIDTH, _MAX_WIDTH = 8, 60
"""Limits for the width of a column, in characters."""

_CHARACTER = 7
"""Width in pixels of a digit in Calibri at 11 points."""

Styles = tuple[Any, Any]
"""Two formats of a workbook: for a text, and for a text that looks like a formula."""


def render(table: Table) -> bytes:
    """The workbook.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        EyebibError: A text is too long for a cell.
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
    return _uncompressed(content)


def _xlsxwriter() -> Any:  # noqa: ANN401 - a module without types
    try:
        return import_module("xlsxwriter")
    except ModuleNotFoundError:
        message = "xlsx needs the package XlsxWriter: pip install XlsxWriter"
        raise MissingExtraError(message) from None


def _styles(excel: Any, book: Any) -> dict[str, Styles]:  # noqa: ANN401 - as above
    """The formats of headings (bold, in the dark blue of the theme), links and text."""
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
    """Headings and rows of the legend; for a matrix, with the number of papers per modality."""
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
                link = link if len(link) <= _MAX_LINK else ""
                _write(sheet, (line, column), text, styles["link" if link else "text"], link)
    for column, width in enumerate(widths):
        pixels = min(max(width, _MIN_WIDTH), _MAX_WIDTH) * _CHARACTER
        sheet.set_column_pixels(column, column, pixels)


def _write(sheet: Any, place: tuple[int, int], text: str, styles: Styles, link: str = "") -> None:  # noqa: ANN401 - as above
    """Write a number, or text that is never a formula; a link that Excel refuses is left out."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * _MAX_TEXT:
        raise EyebibError(
            f"xlsx: a cell holds at most {_MAX_TEXT:,} characters; `{text[:60]}...` is longer"
        )
    style = styles[spreadsheet.escape(text) != text]
    is_written = link and sheet.write_url(*place, link, style, text) == 0
    if _INTEGER.fullmatch(text):
        sheet.write_number(*place, int(text), style)
    elif not is_written:
        sheet.write_string(*place, text, style)


def _uncompressed(workbook: io.BytesIO) -> bytes:
    """The workbook without compression, whose result depends on the version of zlib."""
    content = io.BytesIO()
    with zipfile.ZipFile(workbook) as archive, zipfile.ZipFile(content, "w") as plain:
        for name in archive.namelist():
            info = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            info.create_system = 3  # the default depends on the system
            plain.writestr(info, archive.read(name))
    return content.getvalue()
