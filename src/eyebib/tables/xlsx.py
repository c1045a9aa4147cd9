"""XLSX: the table on one sheet, its legend on another; the same bytes on every machine.

openpyxl is asked for when a table is written, not before: it comes with the extra `xlsx`.
"""

import io
import re
import zipfile
from collections.abc import Sequence
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
_NARROWEST, _WIDEST = 8, 60
"""Widths of columns, in characters."""


def render(table: Table) -> bytes:
    """A workbook of two sheets.

    Raises:
        MissingExtraError: openpyxl is not installed.
        EyebibError: a text is longer than a cell can be.
    """
    excel = _openpyxl()
    book = excel.Workbook()
    book.properties = excel.packaging.core.DocumentProperties(
        creator="eyebib", title=table.title, created=_EPOCH, modified=_EPOCH
    )
    book.active.title = "Table"
    columns = spreadsheet.columns(table)
    _fill(book.active, [column.heading for column in columns], list(spreadsheet.rows(table)))
    book.active.freeze_panes = "B2"
    book.active.auto_filter.ref = book.active.dimensions
    _fill(book.create_sheet("Legend"), *_legend(table))
    return _packed(book)


def _openpyxl() -> Any:  # noqa: ANN401 - a module that may not be there
    try:
        import_module("openpyxl.packaging.core")
        return import_module("openpyxl")
    except ModuleNotFoundError:
        told = "xlsx needs the package openpyxl: pip install openpyxl"
        raise MissingExtraError(told) from None


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


def _fill(sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:  # noqa: ANN401 - as above
    widths = [float(len(heading) + 2) for heading in headings]
    for place, heading in enumerate(headings, 1):
        head = _set(sheet, 1, place, heading)
        head.style = "Headline 4"
    for line, row in enumerate(rows, 2):
        for place, cell in enumerate(row, 1):
            text = spreadsheet.text(cell)
            if text:
                widths[place - 1] = max(widths[place - 1], len(text) + 1)
                made = _set(sheet, line, place, text)
                link = url(cell.link)
                if link and len(link) <= _LONGEST_LINK:
                    made.hyperlink = link
                    made.style = "Hyperlink"
    for place, width in enumerate(widths, 1):
        letter = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letter].width = min(max(width, _NARROWEST), _WIDEST)


def _set(sheet: Any, line: int, place: int, text: str) -> Any:  # noqa: ANN401 - as above
    """A cell with a number or a text, whatever the text may begin with."""
    cell = sheet.cell(line, place)
    if _INTEGER.fullmatch(text):
        cell.value = int(text)
        return cell
    if len(text) > _LONGEST_TEXT:
        raise EyebibError(
            f"xlsx: a cell holds {_LONGEST_TEXT:,} characters; {text[:60]}... is longer"
        )
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = spreadsheet.harmless(text) != text
    return cell


def _packed(book: Any) -> bytes:  # noqa: ANN401 - as above
    """The workbook as a file without times, and not compressed: compressors differ."""
    written, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        import_module("openpyxl.writer.excel").ExcelWriter(book, archive).save()
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(packed, "w") as plain:
        for name in sorted(archive.namelist(), key=lambda name: name != "[Content_Types].xml"):
            info = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            info.create_system = 3  # else the system's own number stands in it
            plain.writestr(info, archive.read(name))
    return packed.getvalue()
