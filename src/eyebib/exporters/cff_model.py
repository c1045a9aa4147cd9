"""The vocabulary of the Citation File Format 1.2.0, and what of CSL it has a key for."""

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
"""Every CSL type; `generic` where the format has no type of its own, as for preprints."""

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
"""CSL variables that are text in the format, too."""

ROLES = {"author": "authors", "editor": "editors", "collection-editor": "editors-series"}
ROLES |= {"translator": "translators", "recipient": "recipients"}

_PATTERNS = {
    "doi": re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+"),
    "isbn": re.compile(r"[0-9\- ]{10,17}X?"),
    "issn": re.compile(r"\d{4}-\d{3}[\dxX]"),
    "pmcid": re.compile(r"PMC[0-9]{7}"),
    "url": re.compile(r"https?://[!-~]+"),
}
"""What the schema asks of a value; others are left out, a DOI becomes an identifier `other`."""

NUMBERED = {"report", "standard", "patent"}

WRITTEN = frozenset(
    """
    type citation-key title container-title collection-title page number issued original-date
    accessed DOI ISBN ISSN PMCID URL publisher genre event-title
    """.split()
).union(SAME, ROLES)

LOSSES = {
    **dict.fromkeys(csl.VARIABLES - WRITTEN, "the format has no key for it"),
    "ISBN": "of several the first",
    "ISSN": "of several the first",
    "collection-title": "only where there is no other title of the whole",
    "event-place": "only beside the name of the event",
    "genre": "only of a thesis; `status: preprint`",
    "issued": "of a range the beginning",
    "number": "of a report; an article number where there are no pages; an arXiv id",
    "original-date": "the year",
    "page": "begin and end",
}
"""What is lost of a CSL variable. An author who stands in a work twice stands here once."""


def fitting(key: str, value: str) -> str:
    """The value, if it is what the schema asks of the key; else nothing."""
    return value if _PATTERNS[key].fullmatch(value) else ""
