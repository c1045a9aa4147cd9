"""Formats of the table. A new one is a module here and a line in `TABLES`."""

from typing import Protocol

from eyebib.table import Table
from eyebib.tables import csv_file, html, latex, markdown, xlsx


class TableFormat(Protocol):
    """What a module of this package is."""

    FILE: str
    """The name of the file in `output/`."""

    SNIPPETS: bool
    """Whether its rows hold what a reader copies; `Row.snippet` is None where they do not."""

    def render(self, table: Table) -> str | bytes:
        """The content of the file: a pure function of the table; bytes where it is no text."""
        ...


TABLES: dict[str, TableFormat] = {
    "csv": csv_file,
    "html": html,
    "latex": latex,
    "markdown": markdown,
    "xlsx": xlsx,
}
