"""CSV for spreadsheets: UTF-8 with a byte order mark, and no formulas."""

import csv
import io

from eyebib.tables import spreadsheet
from eyebib.tables.table import Cell, Table

FILE = "table.csv"

SNIPPETS = False


def render(table: Table) -> str:
    """The table without legend and totals, which would look like papers."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    columns = spreadsheet.columns(table)
    writer.writerow([spreadsheet.escape(column.heading) for column in columns])
    writer.writerows([_cell(cell) for cell in cells] for cells in spreadsheet.rows(table))
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + stream.getvalue()


def _cell(cell: Cell) -> str:
    """The value of a cell; of a link, its address."""
    value = cell.link if cell.link and not cell.citekey else spreadsheet.text(cell)
    return spreadsheet.escape(value)
