"""What the cells of a spreadsheet hold, be it CSV or XLSX: text or a number, never a formula."""

from collections.abc import Iterator

from eyebib.tables.table import SYMBOLS, Cell, Column, Table

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take text for a formula; an apostrophe in front keeps it text."""


def columns(table: Table) -> tuple[Column, ...]:
    """The table's columns; groups have the first one, so that rows can be sorted and filtered."""
    grouped = [Column(heading="Group")] if table.view.group_by else []
    return (*grouped, *table.columns)


def rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row, its group the first."""
    for row in table.rows:
        yield (Cell(text=row.group), *row.cells) if table.view.group_by else row.cells


def text(cell: Cell) -> str:
    """A cell as text; a citation is the key."""
    if cell.state != "known":
        return SYMBOLS[cell.state]
    return "✓" if cell.tick else cell.citekey or cell.text


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
