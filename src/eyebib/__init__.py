"""A curated list of papers becomes a bibliography and a literature table.

From Python: `eyebib.Project(path).bibliography()`, then `eyebib.export(bibliography, "bibtex")` or
`eyebib.tabulate(bibliography, "latex")`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eyebib.errors import EyebibError as EyebibError
    from eyebib.model import Options as Options
    from eyebib.project import Project as Project
    from eyebib.project import export as export
    from eyebib.project import tabulate as tabulate

_PUBLIC = {
    "EyebibError": "eyebib.errors",
    "Options": "eyebib.model",
    "Project": "eyebib.project",
    "export": "eyebib.project",
    "tabulate": "eyebib.project",
}

__all__ = ["EyebibError", "Options", "Project", "export", "tabulate"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """The public names, imported when first used: `eyebib --help` needs none of them."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'eyebib' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)
