"""Formats of the table. A new one is a module here and a line in `TABLES`."""

from typing import Protocol

from eyebib.table import Table
from eyebib.tables import csv_file, latex, markdown


class TableFormat(Protocol):
    """What a module of this package is."""

    FILE: str
    """The name of the file in `output/`."""

    def render(self, table: Table) -> str:
        """The text of the file: a pure function of the table."""
        ...


TABLES: dict[str, TableFormat] = {
    "csv": csv_file,
    "latex": latex,
    "markdown": markdown,
}
