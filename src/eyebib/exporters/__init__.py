"""Formats of the bibliography. A new one is a module here and a line in `EXPORTERS`."""

from collections.abc import Iterator
from typing import Protocol

from eyebib.exporters import (
    awesome_list,
    biblatex,
    bibtex,
    cff,
    csl_json,
    csl_yaml,
    ris,
    zotero_rdf,
)
from eyebib.model import DEFAULTS, Bibliography, Options


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


EXPORTERS: dict[str, Exporter] = {
    "biblatex": biblatex,
    "bibtex": bibtex,
    "cff": cff,
    "csl-json": csl_json,
    "csl-yaml": csl_yaml,
    "list": awesome_list,
    "ris": ris,
    "zotero-rdf": zotero_rdf,
}
