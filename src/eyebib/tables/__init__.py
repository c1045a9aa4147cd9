"""Formats of the table. To add one, write a module here and add a line to `TABLES`."""

from pathlib import Path
from typing import Protocol

from eyebib.model.bibliography import Bibliography
from eyebib.model.registry import Registry
from eyebib.project.folder import Project
from eyebib.tables.builder import DEFAULT_VIEW, build
from eyebib.tables.snippet import snippets
from eyebib.tables.table import Table, View


class TableFormat(Protocol):
    """The interface of a format's module."""

    FILE: str
    """Name of the file in `output/`."""

    SNIPPETS: bool
    """Whether the format shows snippets; if not, `Row.snippet` is None."""

    def render(self, table: Table) -> str | bytes:
        """The content of the file, as bytes if the format is binary."""
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
        UsageError: The format is unknown, or the view is not valid for the bibliography.
    """
    module = TABLES.load(name)
    copied = snippets(bibliography) if module.SNIPPETS else {}
    return module.render(build(bibliography, view, copied))


def table_path(project: Project, name: str) -> Path:
    """The path of the table in one format."""
    return project.output / TABLES[name].FILE
