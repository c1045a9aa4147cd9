"""Crossref's types as CSL's."""

from collections.abc import Mapping

from eyebib.sources.crossref.field import Message, mapping, text
from eyebib.sources.crossref.title import is_paper

TYPES: Mapping[str, str] = {
    "book": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-series": "book",
    "book-set": "book",
    "book-track": "chapter",
    "component": "document",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "grant": "document",
    "journal": "periodical",
    "journal-article": "article-journal",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "other": "document",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "proceedings-series": "book",
    "reference-book": "book",
    "reference-entry": "entry-encyclopedia",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "standard",
    "standard-series": "standard",
}
"""Every type that Crossref registers, and the CSL type it becomes; any other is a `document`."""

POSTED: Mapping[str, str] = {"blog": "post-weblog", "dissertation": "thesis", "report": "report"}
"""Subtypes of posted content that are no `article`, as a preprint is."""


def csl_type(message: Message) -> str:
    """The CSL type of a work; a chapter of proceedings is a paper."""
    own = text(message.get("type"))
    if own == "posted-content":
        return POSTED.get(text(message.get("subtype")), "article")
    kind = TYPES.get(own, "document")
    return "paper-conference" if kind == "chapter" and is_paper(message) else kind


def genre(message: Message) -> str:
    """The degree of a thesis, the kind of a review, `preprint`; Crossref's type if CSL has none."""
    own = text(message.get("type"))
    posted = text(message.get("subtype")) or "preprint" if own == "posted-content" else ""
    review = text(mapping(message.get("review")).get("type"))
    untyped = own if TYPES.get(own, "document") == "document" else ""
    found = text(message.get("degree")) or posted or review or untyped
    return "" if found == "other" else found.replace("_", " ")
