"""The vocabulary of the Citation File Format 1.2.0 and the CSL variables that it has keys for."""

import re

from eyebib.model import csl

_TYPES = """
    article generic           article-journal article   article-magazine magazine-article
    article-newspaper newspaper-article  bill bill      book book         broadcast film-broadcast
    chapter generic           classic generic           collection generic  dataset data
    document generic          entry generic             entry-dictionary dictionary
    entry-encyclopedia encyclopedia  event conference   figure art        graphic art
    hearing hearing           interview generic         legal_case legal-case  legislation statute
    manuscript unpublished    map map                   motion_picture film-broadcast
    musical_score music       pamphlet pamphlet         paper-conference conference-paper
    patent patent             performance generic       periodical serial
    personal_communication personal-communication       post blog         post-weblog blog
    regulation legal-rule     report report             review article    review-book article
    software software         song sound-recording      speech slides     standard standard
    thesis thesis             treaty legal-rule         webpage website
""".split()
TYPES = dict(zip(_TYPES[::2], _TYPES[1::2], strict=True))
"""The CFF type of every CSL type; `generic` if the format has none for it, as for preprints."""

SAME = {
    "edition": "edition",
    "issue": "issue",
    "medium": "medium",
    "note": "notes",
    "number-of-pages": "pages",
    "number-of-volumes": "number-volumes",
    "section": "section",
    "version": "version",
    "volume": "volume",
    "volume-title": "volume-title",
}
"""CSL variables that are copied as text, and their keys."""

ROLES = {"author": "authors", "editor": "editors", "collection-editor": "editors-series"}
ROLES |= {"translator": "translators", "recipient": "recipients"}

_PATTERNS = {
    "doi": re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+"),
    "isbn": re.compile(r"[0-9\- ]{10,17}X?"),
    "issn": re.compile(r"\d{4}-\d{3}[\dxX]"),
    "pmcid": re.compile(r"PMC[0-9]{7}"),
    "url": re.compile(r"https?://[!-~]+"),
}
"""The patterns of the schema. Other values are omitted; a DOI becomes an identifier `other`."""

NUMBERED = {"report", "standard", "patent"}

WRITTEN = frozenset(
    """
    type citation-key title container-title collection-title page number issued original-date
    accessed DOI ISBN ISSN PMCID URL publisher genre event-title
    """.split()
).union(SAME, ROLES)

LOSSES = {
    **dict.fromkeys(csl.VARIABLES - WRITTEN, "no key"),
    "ISBN": "only the first one",
    "ISSN": "only the first one",
    "collection-title": "not for parts of books and proceedings: the key has the container-title",
    "event-place": "only with event-title",
    "genre": "only for theses; preprints have `status: preprint`",
    "issued": "only the start of a range",
    "number": "only for reports, standards and patents, or as an article number or arXiv id",
    "original-date": "only the year",
    "page": "only the first and the last page",
}
"""CSL variables that are not written, or only partly or for some types, with the reason.

An author who is named twice in a work is written once.
"""


def fitting(key: str, value: str) -> str:
    """The value if it matches the schema's pattern for the key, else an empty string."""
    return value if _PATTERNS[key].fullmatch(value) else ""
