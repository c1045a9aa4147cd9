"""Types of DataCite and of other agencies' CSL, as CSL types."""

import re
from collections.abc import Mapping

from eyebib.model import csl

TYPES: Mapping[str, str] = {
    "Audiovisual": "motion_picture",
    "Award": "document",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "Instrument": "document",
    "InteractiveResource": "document",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "Model": "document",
    "Other": "document",
    "OutputManagementPlan": "report",
    "PeerReview": "review",
    "PhysicalObject": "document",
    "Poster": "speech",
    "Preprint": "article",
    "Presentation": "speech",
    "Project": "document",
    "Report": "report",
    "Service": "document",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
    "StudyRegistration": "document",
    "Text": "document",
    "Workflow": "document",
}
"""`resourceTypeGeneral` of the DataCite Metadata Schema 4.7. The type that DataCite itself derives
for CSL is not used: it makes a `book` of software with a version, an `article` of other software,
and an `article-journal` of a thesis (measured on Zenodo, figshare and arXiv)."""

_WORDINGS: Mapping[str, str] = {
    "article": "JournalArticle",
    "bookchapter": "BookChapter",
    "bookpart": "BookChapter",
    "conferencearticle": "ConferencePaper",
    "conferencepaper": "ConferencePaper",
    "dissertation": "Dissertation",
    "doctoralthesis": "Dissertation",
    "journalarticle": "JournalArticle",
    "masterthesis": "Dissertation",
    "mastersthesis": "Dissertation",
    "phdthesis": "Dissertation",
    "poster": "Poster",
    "preprint": "Preprint",
    "presentation": "Presentation",
    "proceedingsarticle": "ConferencePaper",
    "report": "Report",
    "technicalreport": "Report",
    "thesis": "Dissertation",
    "workingpaper": "Report",
}
"""The depositor's own words for a `Text` or `Other`, without spaces, signs and capitals."""

_CROSSREF: Mapping[str, str] = {
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "edited-book": "book",
    "journal-article": "article-journal",
    "monograph": "book",
    "posted-content": "article",
    "proceedings-article": "paper-conference",
    "reference-entry": "entry-encyclopedia",
}
"""Types that an agency's CSL may have in the words of Crossref."""

_LABELLED = frozenset(("document", "report", "speech", "thesis"))
"""CSL types of which the depositor's own words say more."""

_OPEN = frozenset(("document", "speech"))
"""CSL types of which the general type says more."""


def datacite_type(general: str, own: str, *, is_in_journal: bool) -> str:
    """The CSL type for `resourceTypeGeneral` and the depositor's own words for the type."""
    kind = _kind(general, own)
    if kind == "Text" and is_in_journal:
        return "article-journal"
    return TYPES.get(kind, "document")


def datacite_genre(general: str, own: str) -> str:
    """`preprint`, or the depositor's own words for a type that CSL lacks or leaves open."""
    kind = _kind(general, own)
    if kind == "Preprint":
        return "preprint"
    csl_kind = TYPES.get(kind, "document")
    is_said = csl_kind not in _OPEN or kind in {"Text", "Other"}
    label = own or ("" if is_said else _spaced(kind))
    return label if csl_kind in _LABELLED else ""


def csl_type(own: str) -> str:
    """The CSL type for the type of an agency's CSL, such as `paper_conference`."""
    own = _CROSSREF.get(own, own)
    return next((kind for kind in (own, own.replace("_", "-")) if kind in csl.TYPES), "document")


def _kind(general: str, own: str) -> str:
    """The general type, or a closer one if the depositor's own words name it."""
    is_open = general in {"Text", "Other", ""}
    return _WORDINGS.get(re.sub(r"[\W_]+", "", own.lower()), general) if is_open else general


def _spaced(kind: str) -> str:
    """`PhysicalObject` as `physical object`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind).lower()
