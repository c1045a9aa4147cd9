"""What a format cannot say, and what a reader makes of a fact that the file says right.

`in_format` is what an exporter's LOSSES and TYPES name. `OF_READER` lists the rest, reader by reader:
a fact, the text in which it is lost, and why. Whatever is in neither is a defect of eyebib.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from eyebib.exporters import EXPORTERS, biblatex, bibtex, csl_item, ris, zotero_rdf
from eyebib.model.bibliography import Work
from eyebib.model.csl import Item
from readers.facts import VARIABLES, Facts, Name


class Loss(NamedTuple):
    """A fact that a reader loses wherever the fact, as it was meant, matches a pattern."""

    facts: str
    pattern: str
    why: str


def in_format(name: str, work: Work, meant: Facts, found: Facts, fact: str) -> bool:
    """Whether the format has no place for the fact of this work, and the exporter says so."""
    if fact == "type":
        item = work.item
        return _WRITTEN_AS[name](item) == _WRITTEN_AS[name](
            {**item, "type": found.type or "document"}
        )
    is_named = VARIABLES[fact] in EXPORTERS[name].LOSSES
    if fact == "date":
        begin = meant.date.split("/")[0]
        return is_named and found.date == (begin[:7] if name == "bibtex" else begin)
    if name == "ris" and fact in ("authors", "editors", "groups"):
        return is_named and any(
            "," in part for n in (*meant.authors, *meant.editors) for part in _parts(n)
        )
    if name in ("bibtex", "biblatex") and fact == "container":
        if work.item["type"] == "paper-conference" and not meant.container:
            return found.container == work.item.get("event-title")
        return is_named and written_as(name, work.item) in (
            "misc",
            "dataset",
            "book",
            "collection",
        )
    return (
        name == "bibtex"
        and is_named
        and fact == "issue"
        and written_as(name, work.item) != "article"
    )


def written_as(name: str, item: Item) -> str:
    """The type that a format writes an item as."""
    return _WRITTEN_AS[name](item)


_WRITTEN_AS: dict[str, Callable[[Item], str]] = {
    "biblatex": biblatex.entry_type,
    "bibtex": bibtex.entry_type,
    "csl-json": lambda item: csl_item.TYPES[item["type"]],
    "csl-yaml": lambda item: csl_item.TYPES[item["type"]],
    "ris": lambda item: ris.TYPES[item["type"]],
    "zotero-rdf": lambda item: zotero_rdf.TYPES[item["type"]],
}
"""How: two types that are written alike are one to every reader."""


def of_reader(name: str, reader: str, meant: Facts, fact: str) -> Iterator[Loss]:
    """The known losses of a reader that explain this one."""
    text = _text(meant, fact)
    for loss in OF_READER.get((name, reader), ()):
        if fact in loss.facts.split() and re.search(loss.pattern, text):
            yield loss


def _text(meant: Facts, fact: str) -> str:
    """What a pattern is looked for in: of names, one a line."""
    if fact not in ("authors", "editors", "groups"):
        return str(getattr(meant, fact))
    names = meant.editors if fact == "editors" else meant.authors
    return "\n".join(", ".join(filter(None, _parts(name))) for name in names)


def _parts(name: Name) -> tuple[str, ...]:
    return name.family, name.given, name.suffix


_FORMULAS = r"[\u0370-\u03ff\u1f00-\u1fff⁰-₟<>|≤≥∼≈∞∆∑√−]"
_FORMULA = Loss("title container", _FORMULAS, "leaves some formulas as they are written")
_ARTICLE_NUMBER = Loss("pages", r"^\w+$", "knows no eid")
_PUBLISHED = Loss("arxiv", "", "a published work has no place for its preprint's id")
_SUFFIX = Loss("authors editors", ", .+, .", "has no suffix, or takes it for the given name")
_NOT_A_WORD = "changes the case of a letter before a sign, and in a title of capitals"
_NAMES = "authors editors groups"

_ZOTERO_TYPES = "review|article|periodical|document|dataset|standard|post"
_ZOTERO_BIB = (
    Loss("title container", _FORMULAS, "reads some formulas as letters"),
    Loss("type", _ZOTERO_TYPES, "misc and manual are books"),
)
_PANDOC_BIB = (
    Loss("title container", rf"\b[A-Z](?![a-z])|[a-z]\. [a-z]\.|{_FORMULAS}", _NOT_A_WORD),
    Loss(_NAMES, r"(?m)^(?:\w\.)+", "parts a family name of initials"),
    Loss("container", "^$", "a conference without proceedings is what its papers are in"),
    _PUBLISHED,
)
_CITATION_JS_BIB = (Loss("title", "[∞≥]", r"knows no \infty and \geq"), _PUBLISHED)

OF_READER: dict[tuple[str, str], tuple[Loss, ...]] = {
    ("bibtex", "bibtexparser"): (
        _FORMULA,
        Loss(_NAMES, r"[^\x00-\x7f]|&", "leaves accents of a name as LaTeX"),
    ),
    ("bibtex", "pybtex"): (
        _FORMULA,
        Loss("title", r"\$", r"leaves \$"),
        Loss(_NAMES, "[’ıí]", r"knows no \textquoteright and \i"),
    ),
    ("bibtex", "pandoc"): _PANDOC_BIB,
    ("bibtex", "citation-js"): (
        *_CITATION_JS_BIB,
        Loss(_NAMES, "-", "loses a hyphen beside an accent"),
    ),
    ("bibtex", "zotero"): (*_ZOTERO_BIB, Loss(_NAMES, "[łŁÅß]", r"knows no \l, \AA and \ss")),
    ("biblatex", "bibtexparser"): (_FORMULA, Loss(_NAMES, "&", r"leaves \& of a name")),
    ("biblatex", "pybtex"): (_FORMULA, Loss("title", r"\$", r"leaves \$")),
    ("biblatex", "pandoc"): (
        *_PANDOC_BIB,
        _ARTICLE_NUMBER,
        Loss("type", "standard", "a manual is a book"),
    ),
    ("biblatex", "citation-js"): (
        *_CITATION_JS_BIB,
        Loss("type", "standard", "a manual is a report"),
    ),
    ("biblatex", "zotero"): (*_ZOTERO_BIB, _ARTICLE_NUMBER),
    ("csl-json", "pandoc"): (_PUBLISHED,),
    ("csl-json", "zotero"): (
        _PUBLISHED,
        _SUFFIX,
        Loss("type", _ZOTERO_TYPES, "is a document"),
        Loss("doi container volume issue pages", "", "drops a field that its type has not"),
    ),
    ("csl-yaml", "pandoc"): (_PUBLISHED,),
    ("ris", "pandoc"): (
        _PUBLISHED,
        _SUFFIX,
        Loss("date", "-", "reads the year alone"),
        Loss("type", "article|periodical|standard", "has other types"),
        Loss("container", "^$", "the series of a book is what it is in"),
        Loss("editors", "", "knows none of a book"),
    ),
    ("ris", "citation-js"): (
        _PUBLISHED,
        Loss("date", "-", "of chapters and news reads the year alone"),
        Loss("type", "article|periodical", "what is unpublished is a manuscript"),
        Loss("container", "", "a data set is in nothing"),
        Loss("editors", "", "knows none of an article or a report"),
    ),
    ("ris", "zotero"): (
        Loss("type", _ZOTERO_TYPES, "UNPB, GEN and JFULL are journal articles"),
        Loss("container", "", "a data set is in nothing"),
        Loss("arxiv", "", "a published work keeps one AN, and it is another's"),
    ),
}
"""By format and reader."""

LEFT_OUT = {("biblatex", "zotero"): "dataset"}
"""The type of entry that a reader passes over."""
