"""A curated list of papers becomes a bibliography and a literature table.

From Python: `eyebib.Project(path).bibliography()`, then `eyebib.export(bibliography, "bibtex")` or
`eyebib.tabulate(bibliography, "latex", eyebib.View(matrix=True))`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eyebib.errors import EyebibError as EyebibError
    from eyebib.model import Options as Options
    from eyebib.project import Project as Project
    from eyebib.project import export as export
    from eyebib.project import tabulate as tabulate
    from eyebib.table import View as View

_PUBLIC = {
    "EyebibError": "eyebib.errors",
    "Options": "eyebib.model",
    "Project": "eyebib.project",
    "export": "eyebib.project",
    "tabulate": "eyebib.project",
    "View": "eyebib.table",
}

__all__ = ["EyebibError", "Options", "Project", "View", "export", "tabulate"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """The public names, imported when first used: `eyebib --help` needs none of them."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'eyebib' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)
