"""The readers of every format."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from readers import node_readers, pandoc_reader, python_readers
from readers.facts import Facts

Reader = Callable[[str], Mapping[str, Facts]]
"""A function from the text of a file to the facts of each work by citekey, in the file's order."""


def readers(name: str, citekeys: Sequence[str]) -> dict[str, Reader]:
    """The readers of a format by name; a reader without citekeys assigns `citekeys` by position."""
    zotero = partial(node_readers.zotero, citekeys)
    citation_js = partial(node_readers.citation_js, _CITATION_JS.get(name, ""))
    pandoc = partial(pandoc_reader.read, _PANDOC.get(name, ""))
    of_bib: dict[str, Reader] = {
        "bibtexparser": python_readers.bibtexparser,
        "pybtex": python_readers.pybtex,
        "bibtex-parser": node_readers.bibtex_parser,
    }
    eyebib = partial(python_readers.eyebib, ".json" if name == "csl-json" else ".bib")
    others: dict[str, Reader] = {"pandoc": pandoc, "citation-js": citation_js, "zotero": zotero}
    of_format: dict[str, dict[str, Reader]] = {
        "bibtex": {**of_bib, **others, "eyebib": eyebib},
        "biblatex": {**of_bib, **others, "eyebib": eyebib},
        "csl-json": {**others, "eyebib": eyebib},
        "csl-yaml": {"pandoc": pandoc},
        "ris": others,
        "zotero-rdf": {"zotero": zotero},
    }
    return of_format.get(name, {})


_CITATION_JS = {
    "bibtex": "@bibtex/text",
    "biblatex": "@biblatex/text",
    "csl-json": "@csl/list+object",
    "ris": "@ris/file",
}
_PANDOC = {
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "csl-json": "csljson",
    "csl-yaml": "markdown",
    "ris": "ris",
}
