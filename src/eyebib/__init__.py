"""Turn a curated list of papers into a bibliography and a literature table.

To use it from Python, call `eyebib.Project(path).bibliography()`, then
`eyebib.export(bibliography, "bibtex")` or
`eyebib.tabulate(bibliography, "latex", eyebib.View(matrix="task"))`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eyebib.exporters import export as export
    from eyebib.model.problem import EyebibError as EyebibError
    from eyebib.model.settings import Options as Options
    from eyebib.project.folder import Project as Project
    from eyebib.tables import tabulate as tabulate
    from eyebib.tables.table import View as View

_PUBLIC = {
    "EyebibError": "eyebib.model.problem",
    "Options": "eyebib.model.settings",
    "Project": "eyebib.project.folder",
    "export": "eyebib.exporters",
    "tabulate": "eyebib.tables",
    "View": "eyebib.tables.table",
}

__all__ = ["EyebibError", "Options", "Project", "View", "export", "tabulate"]

__version__: str


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class, a function or the version
    """Import a public name when it is first used, since `eyebib --help` needs none of them."""
    if name == "__version__":
        return import_module("importlib.metadata").version("eyebib")
    if name not in _PUBLIC:
        raise AttributeError(f"module 'eyebib' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)
