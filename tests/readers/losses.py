"""Known losses of formats and of readers; every other loss is a defect of eyebib.

`in_format` covers the losses in an exporter's LOSSES and TYPES. `OF_READER` lists facts that are
correct in the file but that a reader loses: the facts, the text that causes the loss, the reason.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from eyebib.exporters import EXPORTERS, biblatex, bibtex, csl_item, ris, zotero_rdf
from eyebib.model.bibliography import Work
from eyebib.model.csl import Item
from readers.facts import VARIABLES, Facts, Name


class Loss(NamedTuple):
    """Facts that a reader loses if their source text matches a pattern.

    With `type_`, only those of works of this CSL type.
    """

    facts: str
    pattern: str
    reason: str
    type_: str = ""


def in_format(name: str, work: Work, source: Facts, result: Facts, fact: str) -> bool:
    """Whether the format cannot hold the fact of this work and the exporter lists the loss."""
    if fact == "type":
        item = work.item
        return _WRITTEN_AS[name](item) == _WRITTEN_AS[name](
            {**item, "type": result.type or "document"}
        )
    is_listed = VARIABLES[fact] in EXPORTERS[name].LOSSES
    if fact == "date":
        start = source.date.split("/")[0]
        return is_listed and result.date == (start[:7] if name == "bibtex" else start)
    if name == "ris" and fact in ("authors", "editors", "groups"):
        return is_listed and any(
            "," in part for n in (*source.authors, *source.editors) for part in _parts(n)
        )
    if name in ("bibtex", "biblatex") and fact == "container":
        if work.item["type"] == "paper-conference" and not source.container:
            return result.container == work.item.get("event-title")
        return is_listed and written_as(name, work.item) in (
            "misc",
            "dataset",
            "book",
            "collection",
        )
    return (
        name == "bibtex"
        and is_listed
        and fact == "issue"
        and written_as(name, work.item) != "article"
    )


def written_as(name: str, item: Item) -> str:
    """The type of an item in a format."""
    return _WRITTEN_AS[name](item)


_WRITTEN_AS: dict[str, Callable[[Item], str]] = {
    "biblatex": biblatex.entry_type,
    "bibtex": bibtex.entry_type,
    "csl-json": lambda item: csl_item.TYPES[item["type"]],
    "csl-yaml": lambda item: csl_item.TYPES[item["type"]],
    "ris": lambda item: ris.TYPES[item["type"]],
    "zotero-rdf": lambda item: zotero_rdf.TYPES[item["type"]],
}
"""The type by format; readers cannot distinguish CSL types that are written alike."""


def of_reader(name: str, reader: str, source: Facts, fact: str) -> Iterator[Loss]:
    """The known losses of a reader that explain the loss of a fact."""
    text = _text(source, fact)
    for loss in OF_READER.get((name, reader), ()):
        is_concerned = fact in loss.facts.split() and loss.type_ in ("", source.type)
        if is_concerned and re.search(loss.pattern, text):
            yield loss


def _text(source: Facts, fact: str) -> str:
    """The text that a pattern is searched in; names are on separate lines."""
    if fact not in ("authors", "editors", "groups"):
        return str(getattr(source, {"year": "date"}.get(fact, fact)))
    names = source.editors if fact == "editors" else source.authors
    return "\n".join(", ".join(filter(None, _parts(name))) for name in names)


def _parts(name: Name) -> tuple[str, ...]:
    return name.family, name.given, name.suffix


_FORMULAS = r"[\u0370-\u03ff\u1f00-\u1fff⁰-₟<>|≤≥∼≈∞∆∑√−]"
_FORMULA = Loss("title container", _FORMULAS, "does not convert some formulas")
_PUBLISHED = Loss("arxiv", "", "has no field for the preprint's id of a published work")
_SUFFIX = Loss("authors editors", ", .+, .", "drops a suffix or reads it as the given name")
_NOT_A_WORD = "changes the case of letters before a symbol and in titles in capitals"
_NAMES = "authors editors groups"

_ZOTERO_TYPES = "review|article|periodical|document|dataset|standard|post"
_ZOTERO_BIB = (
    Loss("title container", _FORMULAS, "reads some formulas as plain letters"),
    Loss("title", r"\$.*\$", "reads text between two dollar signs as a formula"),
)
_PANDOC_BIB = (
    Loss("title container", rf"\b[A-Z](?![a-z])|[a-z]\. [a-z]\.|{_FORMULAS}", _NOT_A_WORD),
    Loss(_NAMES, r"(?m)^(?:\w\.)+", "splits a family name that consists of initials"),
    Loss("container", "^$", "reads the conference of a paper without proceedings as container"),
    _PUBLISHED,
)
_CITATION_JS_BIB = (Loss("title", "[∞≥]", r"does not convert \infty and \geq"), _PUBLISHED)

OF_READER: dict[tuple[str, str], tuple[Loss, ...]] = {
    ("bibtex", "bibtexparser"): (
        _FORMULA,
        Loss(_NAMES, r"[^\x00-\x7f]|&", "does not convert accents in names"),
    ),
    ("bibtex", "pybtex"): (
        _FORMULA,
        Loss("title", r"\$", r"does not convert \$"),
        Loss(_NAMES, "[’ıí]", r"does not convert \textquoteright and \i"),
    ),
    ("bibtex", "pandoc"): _PANDOC_BIB,
    ("bibtex", "citation-js"): (
        *_CITATION_JS_BIB,
        Loss(_NAMES, "-", "loses a hyphen next to an accent"),
    ),
    ("bibtex", "zotero"): (
        *_ZOTERO_BIB,
        Loss("volume issue pages", "", "drops volume, issue and pages of misc"),
        Loss(_NAMES, "[łŁÅß]", r"does not convert \l, \AA and \ss"),
    ),
    ("biblatex", "bibtexparser"): (_FORMULA, Loss(_NAMES, "&", r"does not convert \& in names")),
    ("biblatex", "pybtex"): (_FORMULA, Loss("title", r"\$", r"does not convert \$")),
    ("biblatex", "pandoc"): (
        *_PANDOC_BIB,
        Loss("type", "standard", "reads manual as a book"),
    ),
    ("biblatex", "citation-js"): (
        *_CITATION_JS_BIB,
        Loss("type", "standard", "reads manual as a report"),
    ),
    ("biblatex", "zotero"): (
        *_ZOTERO_BIB,
        Loss("type", _ZOTERO_TYPES, "reads online as a web page and manual as a book"),
    ),
    ("csl-json", "pandoc"): (_PUBLISHED,),
    ("csl-json", "zotero"): (
        _PUBLISHED,
        _SUFFIX,
        Loss("type", _ZOTERO_TYPES, "reads some types as a document"),
        Loss("doi container volume issue pages", "", "drops fields that its type does not have"),
    ),
    ("csl-yaml", "pandoc"): (_PUBLISHED,),
    ("ris", "pandoc"): (
        _PUBLISHED,
        _SUFFIX,
        Loss("date", "-", "reads only the year"),
        Loss("type", "article|periodical|standard", "reads some types as others"),
        Loss("container", "^$", "reads the series of a book as its container"),
        Loss("editors", "", "ignores the editors of books"),
    ),
    ("ris", "citation-js"): (
        _PUBLISHED,
        Loss("date", "-", "reads only the year for chapters and news"),
        Loss(" ".join(VARIABLES), "", "knows no UNPD: reads nothing of preprints", "article"),
        Loss("type", "periodical", "reads some types as others"),
        Loss("container", "", "ignores the container of data sets"),
        Loss("editors", "", "ignores the editors of articles and reports"),
    ),
    ("ris", "zotero"): (
        Loss(
            "type", _ZOTERO_TYPES, "reads UNPD as a manuscript, GEN and JFULL as journal articles"
        ),
        Loss("container", "", "ignores the container of data sets"),
    ),
}
"""Losses by format and reader."""
