"""Known losses of readers: facts that are correct in the file but that a reader does not find.

What a format cannot hold is in `readers.limits`; every other loss is a defect of eyebib.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from readers.facts import Facts, Name


class Loss(NamedTuple):
    """Facts that a reader loses if their source text matches a pattern.

    With `type_`, a pattern too, only those of works of these CSL types.
    """

    facts: str
    pattern: str
    reason: str
    type_: str = ""


def of_reader(name: str, reader: str, source: Facts, fact: str) -> Iterator[Loss]:
    """The known losses of a reader that explain the loss of a fact."""
    text = _text(source, fact)
    for loss in OF_READER.get((name, reader), ()):
        is_concerned = re.fullmatch(loss.type_ or ".*", source.type) and fact in loss.facts.split()
        if is_concerned and re.search(loss.pattern, text):
            yield loss


def _text(source: Facts, fact: str) -> str:
    """The text that a pattern is searched in; names are on separate lines."""
    if fact not in ("authors", "editors", "groups"):
        return str(getattr(source, {"year": "date"}.get(fact, fact)))
    names = source.editors if fact == "editors" else source.authors
    return "\n".join(", ".join(filter(None, parts(name))) for name in names)


def parts(name: Name) -> tuple[str, ...]:
    """The parts of a name in the order of RIS."""
    return name.family, name.given, name.suffix


_FORMULAS = r"[\u0370-\u03ff\u1f00-\u1fff⁰-₟<>|≤≥∼≈∞∆∑√−]"
_FORMULA = Loss("title container", _FORMULAS, "does not convert some formulas")
_PUBLISHED = Loss("arxiv", "", "has no field for the preprint's id of a published work")
_SUFFIX = Loss("authors editors", ", .+, .", "drops a suffix or reads it as the given name")
_NOT_A_WORD = "changes the case of letters before a symbol and in titles in capitals"
_NAMES = "authors editors groups"

_NO_DOI = "book|chapter|document|entry.*|periodical|post.*|report|review.*|thesis"
_NO_JOURNAL = "dataset|periodical"
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
_CITATION_JS_BIB = (
    Loss("title", "[∞≥]", r"does not convert \infty and \geq"),
    Loss("title", r"[_^]\(", "drops the signs of some formulas"),
    _PUBLISHED,
)
_BIBTEX_PARSER = Loss("title", r"[_^]\(", "reads scripts of formulas as tags")

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
    ("bibtex", "bibtex-parser"): (_BIBTEX_PARSER,),
    ("bibtex", "pandoc"): _PANDOC_BIB,
    ("bibtex", "citation-js"): (
        *_CITATION_JS_BIB,
        Loss(_NAMES, "-", "loses a hyphen next to an accent"),
    ),
    ("bibtex", "zotero"): (
        *_ZOTERO_BIB,
        Loss(_NAMES, "[łŁÅß]", r"does not convert \l, \AA and \ss"),
    ),
    ("biblatex", "bibtexparser"): (_FORMULA, Loss(_NAMES, "&", r"does not convert \& in names")),
    ("biblatex", "pybtex"): (_FORMULA, Loss("title", r"\$", r"does not convert \$")),
    ("biblatex", "bibtex-parser"): (_BIBTEX_PARSER,),
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
        Loss("type", "standard", "reads manual as a book"),
    ),
    ("csl-json", "pandoc"): (_PUBLISHED,),
    ("csl-json", "zotero"): (
        _PUBLISHED,
        _SUFFIX,
        Loss("type", "review|periodical", "reads reviews and periodicals as documents"),
        Loss(
            "doi",
            "",
            "has no DOI for books and their parts, reports, theses and documents",
            _NO_DOI,
        ),
        Loss(
            "container volume issue", "", "has no journal for a document or data set", _NO_JOURNAL
        ),
    ),
    ("csl-yaml", "pandoc"): (_PUBLISHED,),
    ("ris", "pandoc"): (
        _PUBLISHED,
        _SUFFIX,
        Loss("date", "-", "reads only the year"),
        Loss("type", "periodical|standard", "reads periodicals and standards as other types"),
        Loss("container", "^$", "reads the series of a book as its container"),
        Loss("editors", "", "ignores the editors of books", "book"),
    ),
    ("ris", "citation-js"): (
        _PUBLISHED,
        Loss("date", "-", "reads only the year for chapters and news", "chapter|article-newspaper"),
        Loss("type", "periodical", "reads periodicals as journal articles"),
        Loss("container", "", "ignores the container of data sets", "dataset"),
        Loss("editors", "", "ignores the editors of articles", "article-journal|review"),
    ),
    ("ris", "zotero"): (
        Loss("type", "document|periodical", "reads GEN and JFULL as journal articles"),
        Loss("type", "dataset|standard", "reads DATA as a document and STAND as a report"),
        Loss("container", "", "ignores the container of data sets", "dataset"),
    ),
}
"""Losses by format and reader."""
