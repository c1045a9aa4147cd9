"""Crossref types as CSL types."""

from collections.abc import Mapping

from eyebib.sources.crossref.container import is_paper
from eyebib.sources.field import Message, mapping, text

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
"""Every type that Crossref registers, with its CSL type; any other becomes `document`."""

POSTED: Mapping[str, str] = {"blog": "post-weblog", "dissertation": "thesis", "report": "report"}
"""Subtypes of posted content that do not become `article`, the type of a preprint."""


def csl_type(message: Message) -> str:
    """The CSL type of a work; a chapter of proceedings is a conference paper.

    Publishers also deposit chapters, prefaces and dictionary entries as `other`; these have a
    container.
    """
    own = text(message.get("type"))
    if own == "posted-content":
        return POSTED.get(text(message.get("subtype")), "article")
    is_part = own == "other" and text(message.get("container-title"))
    kind = "chapter" if is_part else TYPES.get(own, "document")
    return "paper-conference" if kind == "chapter" and is_paper(message) else kind


def genre(message: Message) -> str:
    """The degree of a thesis, the kind of review, `preprint`, or a type that CSL lacks."""
    own = text(message.get("type"))
    posted = text(message.get("subtype")) or "preprint" if own == "posted-content" else ""
    review = text(mapping(message.get("review")).get("type"))
    other = own if TYPES.get(own, "document") == "document" else ""
    label = text(message.get("degree")) or posted or review or other
    return "" if label == "other" else label.replace("_", " ")
