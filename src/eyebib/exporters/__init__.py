"""Formats of the bibliography. A new one is a module here and a line in `EXPORTERS`."""

from collections.abc import Iterator
from typing import Protocol

from eyebib.exporters import biblatex, bibtex, csl_json, csl_yaml, ris, zotero_rdf
from eyebib.model import Bibliography


class Exporter(Protocol):
    """What a module of this package is."""

    FILE: str
    """The name of the file in `output/`."""

    def export(self, bibliography: Bibliography) -> str:
        """The text of the file: a pure function of the bibliography."""
        ...

    def verify(self, text: str, bibliography: Bibliography) -> Iterator[str]:
        """What a reader of the text would not find as it is in the bibliography; none is proof."""
        ...


EXPORTERS: dict[str, Exporter] = {
    "biblatex": biblatex,
    "bibtex": bibtex,
    "csl-json": csl_json,
    "csl-yaml": csl_yaml,
    "ris": ris,
    "zotero-rdf": zotero_rdf,
}
