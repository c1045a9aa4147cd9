"""BibLaTeX's data model: entry types, the fields that each accepts, and their CSL variables.

The tables follow the data model of biblatex 3.17; a test compares them if biber is installed.
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
        "incollection": "chapter",
        "inproceedings": "paper-conference",
        "inreference": "entry entry-dictionary entry-encyclopedia",
        "manual": "standard",
        "misc": "bill broadcast collection dataset document event figure graphic hearing interview"
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
"""The entry type of every CSL type.

Biber's data model has no fields, not even a title, for `@legislation`, `@standard` and similar
types. Zotero skips entries of types that it does not know, such as `@dataset` and `@periodical`.
"""

_ANY = """
    abstract annotation date doi entrysubtype eprint eprintclass eprinttype ids keywords langid
    library note origdate origlocation origpublisher origtitle pubstate shortjournal shorttitle
    title url urldate
"""
_VOLUME = "editor eid isbn address number pages part publisher series volume volumes chapter"
_EDITORS = "editora editoratype editorb editorbtype editorc editorctype"
_BOOK = f"{_VOLUME} {_EDITORS} edition translator"
_MISC = "author editor howpublished address organization type version"
ACCEPTED: Mapping[str, frozenset[str]] = {
    kind: frozenset(f"{_ANY} {fields}".split())
    for kind, fields in {
        "article": f"{_EDITORS} author editor eid issn journaltitle number pages series"
        " translator version volume",
        "book": f"{_BOOK} author pagetotal",
        "booklet": "author chapter editor eid howpublished address pages pagetotal type",
        "collection": f"{_BOOK} pagetotal",
        "inbook": f"{_BOOK} author bookauthor booktitle",
        "incollection": f"{_BOOK} author booktitle",
        "inproceedings": f"{_VOLUME} author booktitle eventdate eventtitle organization venue",
        "inreference": f"{_BOOK} author booktitle",
        "manual": "author chapter edition editor eid isbn address number organization pages"
        " pagetotal publisher series type version",
        "misc": _MISC,
        "online": "author editor organization version",
        "patent": "author address number type version",
        "report": "author chapter eid institution address number pages pagetotal type version",
        "software": _MISC,
        "thesis": "author chapter eid institution address pages pagetotal type",
        "unpublished": "author eventdate eventtitle howpublished address type venue",
    }.items()
}
"""The fields that biber's data model accepts for each type, limited to those that eyebib writes."""

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
    "compiler": "editora",
    "organizer": "editorb",
    "contributor": "editorc",
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
    "publisher-place": "address",
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
"""Candidate fields for a CSL variable: the first that the type accepts and that is not in use."""

EDITORS: Mapping[str, str] = {
    "editora": "compiler", "editorb": "organizer", "editorc": "collaborator",
}  # fmt: skip
"""The types of further editors, by the field of their names."""

NOT_EXPRESSIBLE: Mapping[str, str] = {
    variable: reason
    for variable, reason in bib_file.NOT_EXPRESSIBLE.items()
    if variable not in FIELDS
}
"""CSL variables without a field, and the reason."""

_REMARKS = {
    **dict.fromkeys(
        ("accessed", "event-date", "issued", "original-date"), "not a day that does not exist"
    ),
    "abstract": "paragraphs are joined",
    "collection-number": "only if there is no issue or number",
    "container-title": "readers take `howpublished`, `series`, `organization` for other facts",
    "genre": "preprints have `pubstate` instead",
    "ISBN": "only the first valid one",
    "ISSN": "only the first valid one",
    "journalAbbreviation": "only if there is no container-title-short",
    "event": "only if there is no event-title",
    "PMID": "only if there is no arXiv id",
    "shortTitle": "only if there is no title-short",
}
"""Conditions for a CSL variable that do not follow from `ACCEPTED`."""


def _where(variable: str) -> str:
    """The entry types that accept a variable, or those that do not if these are fewer.

    Empty if all types accept it.
    """
    fields = set(FIELDS[variable].split())
    accepts = {kind: bool(fields & accepted) for kind, accepted in ACCEPTED.items()}
    some = [f"@{kind}" for kind, is_accepted in accepts.items() if is_accepted]
    other = [f"@{kind}" for kind, is_accepted in accepts.items() if not is_accepted]
    if not other:
        return ""
    return f"only in {', '.join(some)}" if len(some) < len(other) else f"not in {', '.join(other)}"


LOSSES: dict[str, str] = dict(NOT_EXPRESSIBLE) | {
    variable: clause
    for variable in FIELDS
    if (clause := "; ".join(filter(None, (_where(variable), _REMARKS.get(variable)))))
}
"""CSL variables that are not written, or only partly or for some types, with the reason."""
