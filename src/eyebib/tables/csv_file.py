"""CSV for spreadsheets: UTF-8 with a byte order mark, one value a cell, no cell a formula."""

import csv
import io

from eyebib.tables import spreadsheet
from eyebib.tables.table import Cell, Table

FILE = "table.csv"

SNIPPETS = False


def render(table: Table) -> str:
    """The table; it has no place for a legend or for totals, which would be one more paper."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    columns = spreadsheet.columns(table)
    writer.writerow([spreadsheet.harmless(column.heading) for column in columns])
    writer.writerows([_cell(cell) for cell in cells] for cells in spreadsheet.rows(table))
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + stream.getvalue()


def _cell(cell: Cell) -> str:
    """A link without its text: where it leads to is the value."""
    shown = cell.link if cell.link and not cell.citekey else spreadsheet.text(cell)
    return spreadsheet.harmless(shown)
