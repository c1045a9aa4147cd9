"""CSV for spreadsheets: UTF-8 with a byte order mark, one value a cell, no cell a formula."""

import csv
import io

from eyebib.table import SYMBOLS, Cell, Table

FILE = "table.csv"

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula; an apostrophe in front keeps it text."""


def render(table: Table) -> str:
    """The table; it has no place for a legend."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_harmless(column.heading) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row.cells] for row in table.rows)
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + stream.getvalue()


def _cell(cell: Cell) -> str:
    if cell.state != "known":
        return SYMBOLS[cell.state]
    if cell.tick:
        return "✓"
    return _harmless(cell.citekey or cell.link or cell.text)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
