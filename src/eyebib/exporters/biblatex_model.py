"""BibLaTeX's data model: types, the fields each accepts, and the CSL variables they are for.

The tables follow the data model of biblatex 3.17; where biber is installed, a test holds them
together.
"""

from collections.abc import Mapping

from eyebib.exporters import bib_file

TYPES = {
    csl_type: kind
    for kind, csl_types in {
        "article": "article-journal article-magazine article-newspaper periodical review"
        " review-book",
        "book": "book classic",
        "booklet": "pamphlet",
        "dataset": "dataset",
        "incollection": "chapter",
        "inproceedings": "paper-conference",
        "inreference": "entry entry-dictionary entry-encyclopedia",
        "manual": "standard",
        "misc": "bill broadcast collection document event figure graphic hearing interview"
        " legal_case legislation map motion_picture musical_score performance"
        " personal_communication regulation song treaty",
        "online": "article post post-weblog webpage",
        "patent": "patent",
        "report": "report",
        "software": "software",
        "thesis": "thesis",
        "unpublished": "manuscript speech",
    }.items()
    for csl_type in csl_types.split()
}
"""Every CSL type. To `@legislation`, `@standard` and their like biber allows not even a title.

Zotero leaves an entry out whose type it does not know, such as `@periodical`.
"""

_ANY = """
    abstract annotation date doi eprint eprintclass eprinttype keywords langid library note origdate
    origlocation origpublisher origtitle pubstate shortjournal shorttitle title url urldate
"""
_VOLUME = "editor eid isbn location number pages part publisher series volume volumes chapter"
_BOOK = f"{_VOLUME} edition translator"
_MISC = "author editor howpublished location organization type version"
ACCEPTED: Mapping[str, frozenset[str]] = {
    kind: frozenset(f"{_ANY} {fields}".split())
    for kind, fields in {
        "article": "author editor eid issn journaltitle number pages series translator version"
        " volume",
        "book": f"{_BOOK} author pagetotal",
        "booklet": "author chapter editor eid howpublished location pages pagetotal type",
        "collection": f"{_BOOK} pagetotal",
        "dataset": "author edition editor location number organization publisher series type"
        " version",
        "inbook": f"{_BOOK} author bookauthor booktitle",
        "incollection": f"{_BOOK} author booktitle",
        "inproceedings": f"{_VOLUME} author booktitle eventdate eventtitle organization venue",
        "inreference": f"{_BOOK} author booktitle",
        "manual": "author chapter edition editor eid isbn location number organization pages"
        " pagetotal publisher series type version",
        "misc": _MISC,
        "online": "author editor organization version",
        "patent": "author location number type version",
        "report": "author chapter eid institution location number pages pagetotal type version",
        "software": _MISC,
        "thesis": "author chapter eid institution location pages pagetotal type",
        "unpublished": "author eventdate eventtitle howpublished location type venue",
    }.items()
}
"""The fields that biber's data model accepts, by type, as far as eyebib has something for them."""

FIELDS: Mapping[str, str] = {
    "author": "author",
    "title": "title",
    "collection-title": "series",
    "container-title": "journaltitle booktitle howpublished series organization",
    "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal",
    "container-author": "bookauthor",
    "editor": "editor",
    "translator": "translator",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "collection-number": "number",
    "page": "pages",
    "edition": "edition",
    "chapter-number": "chapter",
    "part": "part",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "version": "version",
    "genre": "type",
    "publisher": "publisher institution organization",
    "authority": "organization",
    "publisher-place": "location",
    "event-title": "eventtitle",
    "event": "eventtitle",
    "event-place": "venue",
    "event-date": "eventdate",
    "issued": "date",
    "status": "pubstate",
    "DOI": "doi",
    "PMID": "eprint",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "accessed": "urldate",
    "title-short": "shorttitle",
    "shortTitle": "shorttitle",
    "original-title": "origtitle",
    "original-date": "origdate",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "language": "langid",
    "note": "note",
    "annote": "annotation",
    "call-number": "library",
    "abstract": "abstract",
    "keyword": "keywords",
}
"""The fields for a CSL variable: of those that the type accepts, the first that is still free."""

NOT_EXPRESSIBLE: Mapping[str, str] = bib_file.NOT_EXPRESSIBLE
"""CSL variables that no field is for, and why."""

_REMARKS = {
    "abstract": "its paragraphs are run together",
    "collection-number": "where there is no issue or number",
    "genre": "a preprint's is `pubstate`",
    "ISBN": "of several the first that is right",
    "ISSN": "of several the first that is right",
    "journalAbbreviation": "where there is no container-title-short",
    "event": "where there is no event-title",
    "PMID": "where there is no arXiv id",
    "shortTitle": "where there is no title-short",
}


def _where(variable: str) -> str:
    """The types whose entries hold a variable, if not all do; or those that do not."""
    fields = set(FIELDS[variable].split())
    holds = {kind: bool(fields & accepted) for kind, accepted in ACCEPTED.items()}
    some = [f"@{kind}" for kind, held in holds.items() if held]
    other = [f"@{kind}" for kind, held in holds.items() if not held]
    if not other:
        return ""
    return f"only in {', '.join(some)}" if len(some) < len(other) else f"not in {', '.join(other)}"


LOSSES: dict[str, str] = dict(NOT_EXPRESSIBLE) | {
    variable: clause
    for variable in FIELDS
    if (clause := "; ".join(filter(None, (_where(variable), _REMARKS.get(variable)))))
}
"""What is lost of a CSL variable."""
