"""Formats of the bibliography. A new one is a module here and a line in `EXPORTERS`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import EyebibError
from eyebib.model.registry import Registry
from eyebib.model.settings import DEFAULTS, Options
from eyebib.project.folder import Project


class Exporter(Protocol):
    """What a module of this package is."""

    FILE: str
    """The name of the file in `output/`."""

    TYPES: dict[str, str]
    """Every CSL type, and what a work of it is in this format."""

    WRITTEN: frozenset[str]
    """The CSL variables that stand in the file, at least of some types."""

    LOSSES: dict[str, str]
    """The CSL variables that do not, or not of every type, or not whole; and why, or where."""

    def export(self, bibliography: Bibliography, options: Options = DEFAULTS) -> str:
        """The text of the file: a pure function of the bibliography and the options."""
        ...

    def verify(
        self, text: str, bibliography: Bibliography, options: Options = DEFAULTS
    ) -> Iterator[str]:
        """What a reader of the text would not find as it was meant; none is proof."""
        ...


EXPORTERS: Registry[Exporter] = Registry(
    {
        "biblatex": "eyebib.exporters.biblatex",
        "bibtex": "eyebib.exporters.bibtex",
        "cff": "eyebib.exporters.cff",
        "csl-json": "eyebib.exporters.csl_json",
        "csl-yaml": "eyebib.exporters.csl_yaml",
        "list": "eyebib.exporters.awesome_list",
        "ris": "eyebib.exporters.ris",
        "zotero-rdf": "eyebib.exporters.zotero_rdf",
    }
)


def export(bibliography: Bibliography, name: str, options: Options = DEFAULTS) -> str:
    """The bibliography in one of the formats of `EXPORTERS`, proven by reading it back.

    Raises:
        UsageError: there is no such format.
        EyebibError: a reader would find something else than was meant; the text is not to be used.
    """
    text = EXPORTERS.load(name).export(bibliography, options)
    prove(text, bibliography, name, options)
    return text


def prove(text: str, bibliography: Bibliography, name: str, options: Options = DEFAULTS) -> None:
    """Read a text back; raises as `export`."""
    if differences := list(EXPORTERS[name].verify(text, bibliography, options)):
        listed = "\n".join(f"  {difference}" for difference in differences)
        raise EyebibError(f"{name}: what was written does not read back; not kept\n{listed}")


def export_path(project: Project, name: str) -> Path:
    """Where an export of the whole bibliography stands."""
    return project.output / EXPORTERS[name].FILE


def bibtex_entries(text: str, bibliography: Bibliography) -> dict[str, str]:
    """The entries of a bibliography's .bib file by citekey; each begins a line with `@`."""
    _, *entries = re.split(r"(?m)^(?=@)", text)
    keys = (work.citekey for work in bibliography.works)
    return dict(zip(keys, map(str.strip, entries), strict=True))
