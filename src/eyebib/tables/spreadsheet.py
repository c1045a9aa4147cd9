"""The cells of a spreadsheet (CSV or XLSX): text or a number, never a formula."""

from collections.abc import Iterator

from eyebib.tables.table import SYMBOLS, Cell, Column, Table

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make a spreadsheet program read a text as a formula."""


def columns(table: Table) -> tuple[Column, ...]:
    """The columns; the first has the group of each row, so that rows can be sorted and filtered."""
    group = [Column(heading="Group")] if table.view.group_by else []
    return (*group, *table.columns)


def rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row; the first has the group."""
    for row in table.rows:
        yield (Cell(text=row.group), *row.cells) if table.view.group_by else row.cells


def text(cell: Cell) -> str:
    """A cell as text; a citation is its key."""
    if cell.state != "known":
        return SYMBOLS[cell.state]
    return "✓" if cell.tick else cell.citekey or cell.text


def escape(text: str) -> str:
    """A text that is not read as a formula: with an apostrophe in front if it could be."""
    return f"'{text}" if text.startswith(_FORMULA) else text
