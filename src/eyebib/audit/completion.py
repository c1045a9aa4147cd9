"""The facts that a reference does not state and the record of its work does."""

from eyebib.audit.edit import Spelling
from eyebib.exporters import bib_file
from eyebib.importers.bibtex_reference import Reference
from eyebib.model import csl
from eyebib.model.csl import Item
from eyebib.text import tex

_PAGES = frozenset(("pages", "page", "eid", "articleno", "art_number"))
_NUMBERED = frozenset(("article", "periodical"))
"""Entry types whose `number` is that of an issue."""


def missing(reference: Reference, item: Item, spelling: Spelling) -> dict[str, str]:
    """The DOI, volume, number and pages that a reference lacks, as LaTeX without delimiters.

    A preprint lacks none: its server gives it no volume, and its identifier is its eprint.
    """
    if item.get("genre") == "preprint":
        return {}
    own = reference.fields.keys()
    without = {"number"} if "issue" in own else set()
    without |= {"pages"} if own & _PAGES else set()
    known = numbers(item, reference.kind, spelling)
    return {name: core for name, core in known.items() if name not in own | without}


def numbers(item: Item, kind: str, spelling: Spelling) -> dict[str, str]:
    """The DOI, volume, number and pages of a work for an entry of a type, as LaTeX."""
    known = {
        "volume": spelling.latex(str(item.get("volume", ""))),
        "number": spelling.latex(str(item.get("issue", ""))) if kind in _NUMBERED else "",
        "pages": tex.pages(csl.pages(item)),
        "doi": bib_file.doi(str(item.get("DOI", ""))),
    }
    return {name: core for name, core in known.items() if core}
