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
from eyebib.tables.table import Cell, Column, Table
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
    columns = spreadsheet.columns(table)
    sheet = book.add_worksheet("Table")
    _fill(sheet, styles, columns, list(spreadsheet.rows(table)))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)
    _fill(book.add_worksheet("Legend"), styles, *_legend(table))
    book.close()
    return _uncompressed(content)


def _xlsxwriter() -> Any:  # noqa: ANN401 - a module without types
    try:
        return import_module("xlsxwriter")
    except ModuleNotFoundError:
        message = "xlsx needs the package XlsxWriter: pip install 'eyebib[xlsx]'"
        raise MissingExtraError(message) from None


def _styles(excel: Any, book: Any) -> dict[str, Styles]:  # noqa: ANN401 - as above
    """The formats of headings (bold, in the dark blue of the theme), links and text.

    Text is at the top of its cell, in line with text that wraps (`long`).
    """
    heading = {"bold": True, "font_color": excel.color.Color.theme(3, 0)}
    link = {"hyperlink": True, "underline": 0, "font_size": 12, "font_scheme": "minor"}
    looks = {
        "heading": heading,
        "right heading": heading | {"align": "right"},
        "link": link | {"valign": "top"},
        "text": {"valign": "top"},
        "right": {"valign": "top", "align": "right"},
        "long": {"valign": "top", "text_wrap": True},
    }
    return {
        kind: (book.add_format(look), book.add_format({**look, "quote_prefix": True}))
        for kind, look in looks.items()
    }


def _legend(table: Table) -> tuple[list[Column], list[list[Cell]]]:
    """Columns and rows of the legend; for a matrix, with the number of papers per term."""
    abbreviation, meaning = Column(heading="Abbreviation"), Column(heading="Meaning")
    entries = [[Cell(text=term), Cell(text=name)] for term, name in table.legend]
    if not table.totals:
        return [abbreviation, meaning], entries
    counts = zip(table.columns, table.totals, strict=True)
    count = {column.term: total for column, total in counts if column.term}
    names = dict(table.legend)
    terms = [[Cell(text=t), Cell(text=names.get(t, t)), total] for t, total in count.items()]
    others = [[*entry, Cell()] for entry in entries if entry[0].text not in count]
    return [abbreviation, meaning, Column(heading="Papers", is_right=True)], [*terms, *others]


def _fill(
    sheet: Any,  # noqa: ANN401 - as above
    styles: Mapping[str, Styles],
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
) -> None:
    widths = [len(column.heading) + 2 for column in columns]
    for place, column in enumerate(columns):
        kind = "right heading" if column.is_right else "heading"
        _write(sheet, (0, place), column.heading, styles[kind])
    for line, row in enumerate(rows, 1):
        for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
            if text := spreadsheet.text(cell):
                widths[place] = max(widths[place], len(text) + 1)
                link = url(cell.link)
                link = link if len(link) <= _MAX_LINK else ""
                kind = "link" if link else _kind(text, column)
                _write(sheet, (line, place), text, styles[kind], link)
    for place, width in enumerate(widths):
        pixels = min(max(width, _MIN_WIDTH), _MAX_WIDTH) * _CHARACTER
        sheet.set_column_pixels(place, place, pixels)


def _kind(text: str, column: Column) -> str:
    """The format of a text: at the right, or in several lines if it is wider than a column."""
    return "right" if column.is_right else "long" if len(text) >= _MAX_WIDTH else "text"


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
