"""Formats of the table. A new one is a module here and a line in `TABLES`."""

from pathlib import Path
from typing import Protocol

from eyebib.model.bibliography import Bibliography
from eyebib.model.registry import Registry
from eyebib.project.folder import Project
from eyebib.tables.builder import DEFAULT_VIEW, build
from eyebib.tables.snippet import snippets
from eyebib.tables.table import Table, View


class TableFormat(Protocol):
    """What a module of this package is."""

    FILE: str
    """The name of the file in `output/`."""

    SNIPPETS: bool
    """Whether its rows hold what a reader copies; `Row.snippet` is None where they do not."""

    def render(self, table: Table) -> str | bytes:
        """The content of the file: a pure function of the table; bytes where it is no text."""
        ...


TABLES: Registry[TableFormat] = Registry(
    {
        "csv": "eyebib.tables.csv_file",
        "html": "eyebib.tables.html.page",
        "latex": "eyebib.tables.latex.document",
        "markdown": "eyebib.tables.markdown",
        "xlsx": "eyebib.tables.xlsx",
    }
)


def tabulate(bibliography: Bibliography, name: str, view: View = DEFAULT_VIEW) -> str | bytes:
    """The table in one of the formats of `TABLES`.

    Raises:
        UsageError: there is no such format, or no such column or value as the view asks for.
    """
    module = TABLES.load(name)
    made = snippets(bibliography) if module.SNIPPETS else {}
    return module.render(build(bibliography, view, made))


def table_path(project: Project, name: str) -> Path:
    """Where a table stands."""
    return project.output / TABLES[name].FILE
