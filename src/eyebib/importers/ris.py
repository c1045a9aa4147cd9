"""RIS, as written by eyebib, EndNote, Zotero, Mendeley, Scopus and publishers.

The tags of each type follow EndNote's table and what `exporters.ris` writes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from eyebib.importers.csl_entry import entries
from eyebib.importers.csl_value import CslItem
from eyebib.importers.keyword import keywords
from eyebib.importers.tagged import Line, Record, ignored, records
from eyebib.model.bibliography import Entry
from eyebib.model.name import is_et_al, is_group_name
from eyebib.model.problem import Problem

SUFFIXES: tuple[str, ...] = (".ris",)

_LINE = re.compile(r"\ufeff?\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{1,3}-(?P<value>(?: .*)?)")


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_TYPES = _pairs("""
    ABST article-journal ADVS motion_picture AGGR dataset ART graphic BILL bill BLOG post-weblog
    BOOK book CASE legal_case CHAP chapter CHART figure CLSWK classic COMP software
    CONF paper-conference CPAPER paper-conference CTLG book DATA dataset DBASE dataset
    DICT entry-dictionary EBOOK book ECHAP chapter EDBOOK book EJOUR article-journal ELEC webpage
    ENCYC entry-encyclopedia EQUA figure FIGURE figure GEN document GOVDOC report GRNT report
    HEAR hearing ICOMM post INPR article-journal JFULL periodical JOUR article-journal LEGAL
    regulation MANSCPT manuscript MAP map MGZN article-magazine MPCT motion_picture MULTI webpage
    MUSIC musical_score NEWS article-newspaper PAMP pamphlet PAT patent PCOMM
    personal_communication RPRT report SER book SLIDE speech SOUND song STAND standard STAT
    legislation THES thesis UNBILL bill UNPB article UNPD manuscript VIDEO motion_picture WEB
    webpage
""")

_TAGS = {
    "title": "TI T1 CT",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY PP",
    "abstract": "AB N2",
    "DOI": "DO",
    "language": "LA",
    "title-short": "ST",
    "section": "SE",
    "number-of-volumes": "NV",
    "call-number": "CN",
    "source": "DP",
    "genre": "M3",
    "annote": "RN",
    "original-title": "OP",
}
"""Variables whose tags are the same for all types; the first of several values is used."""

_SERIAL = {
    "container-title": "JF JO T2 BT",
    "container-title-short": "J2 JA J1",
    "number": "C7 M1",
    "ISSN": "SN",
    "PMCID": "C2",
    "collection-title": "T3",
}
_PART = {
    "container-title": "T2 BT JF JO",
    "collection-title": "T3",
    "number": "C7 M1",
    "collection-number": "SV",
    "ISBN": "SN",
    "container-title-short": "J2 JA J1",
}
_BOOK = {
    "title": "TI T1 BT CT",
    "collection-title": "T2 T3",
    "collection-number": "M1 SV",
    "ISBN": "SN",
}
_CONFERENCE = {
    "container-title": "C3 BT JF JO",
    "event-title": "T2",
    "event-place": "CY",
    "publisher-place": "C1 PP",
} | {name: tags for name, tags in _PART.items() if name != "container-title"}
_NUMBERED = {"number": "SN M1", "collection-title": "T2 T3", "ISBN": ""}
_OF_TYPE: dict[str, dict[str, str]] = {
    **dict.fromkeys(("ABST", "EJOUR", "INPR", "JFULL", "JOUR", "MGZN", "NEWS"), _SERIAL),
    **dict.fromkeys(("BOOK", "CTLG", "EBOOK", "EDBOOK", "SER", "CLSWK"), _BOOK),
    **dict.fromkeys(("CONF", "CPAPER", "SLIDE"), _CONFERENCE),
    **dict.fromkeys(("PAT", "RPRT", "STAND"), _NUMBERED),
    "THES": {"ISBN": "SN", "number": "M1"},
    **{kind: {"container-title": "T2 JF JO", "number": "AN"} for kind in ("UNPB", "UNPD")},
    "MANSCPT": {"container-title": "T2 JF JO", "number": "M1 AN"},
}
_NAMES = {"author": "AU A1", "editor": "A2 ED", "collection-editor": "A3", "translator": "A4"}
_NAMES_OF_TYPE = {
    "BOOK": {"editor": "A3 ED", "collection-editor": "A2"},
    **{kind: {"editor": "ED", "collection-editor": "A2"} for kind in ("RPRT", "STAND", "THES")},
}
_BOOKKEEPING = frozenset("ER A5 AD C6 C8 DB L3 LB L1 LK TA U1 U2 U3 U4 U5".split())
"""Tags that do not describe the paper: addresses, files, fields of the user."""


def read(text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of the records of a file, and its problems."""
    problems: list[Problem] = []
    unread: dict[str, list[Line]] = {}
    tagged_records = records(text, path, line=_LINE, first="TY", problems=problems)
    items = (_item(record, unread, problems) for record in tagged_records)
    return entries(items), [*problems, *ignored(unread, path)]


def _item(record: Record, unread: dict[str, list[Line]], problems: list[Problem]) -> CslItem:
    [head] = record.take("TY")[:1]
    kind = head.value.upper()
    item = record.item(head.number, problems)
    if kind not in _TYPES:
        item.report(f"unknown type `{kind[:20]}`; read as GEN", "type")
    data: dict[str, Any] = {"type": _TYPES.get(kind, "document"), "id": _first(record, "ID")}
    data |= {"issued": _date(record), "accessed": _first(record, "Y2").rstrip("/")}
    data |= dict(_people(record, kind))
    data |= _identifiers(record)
    tags = _TAGS | _OF_TYPE.get(kind, _PART)
    data |= {variable: _first(record, *own.split()) for variable, own in tags.items()}
    if data["type"] == "manuscript" and _is_preprint(data):
        data["type"] = "article"
    data |= _pages(record, kind)
    data["note"] = "; ".join(record.texts("N1"))
    for line in record.lines:
        if line.tag not in _BOOKKEEPING and line.value:
            unread.setdefault(line.tag, []).append(line)
    return replace(item, data={name: value for name, value in data.items() if value})


def _is_preprint(data: dict[str, Any]) -> bool:
    return data["genre"].casefold() == "preprint" or "arxiv" in data["custom"]


def _first(record: Record, *tags: str) -> str:
    """The first value of the tags; the others stay in the record, unless they are the same."""
    lines = [line for line in record.take(*tags) if line.value]
    record.lines.extend(line for line in lines if line.value != lines[0].value)
    return lines[0].value if lines else ""


def _date(record: Record) -> str:
    """The date if it agrees with the year; a conference's date may be that of the conference."""
    dates, years = (
        [text.strip("/ ") for text in record.texts(*tags)] for tags in (("DA",), ("PY", "Y1"))
    )
    date, year = (next(iter(texts), "") for texts in (dates, years))
    return date if date and (not year or year[:4] in date) else year or date


def _people(record: Record, kind: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for variable, tags in (_NAMES | _NAMES_OF_TYPE.get(kind, {})).items():
        yield variable, [_name(line.value) for line in record.take(*tags.split()) if line.value]


def _name(text: str) -> dict[str, str]:
    """`Family, Given, Suffix`; a group is `Group,`, or a name with a word of groups in it."""
    family, *rest = (part.strip() for part in text.split(",", 2))
    if not any(rest):
        is_group = bool(rest) or " " not in family or is_group_name(family) or is_et_al(family)
        given, _, last = family.rpartition(" ")
        return {"literal": family} if is_group else {"family": last, "given": given}
    parts = dict(zip(("given", "suffix"), rest, strict=False))
    return {"family": family} | {part: value for part, value in parts.items() if value}


def _identifiers(record: Record) -> dict[str, Any]:
    """The arXiv id or PMID in `AN`, the addresses, the link to the code, and the keywords."""
    data: dict[str, Any] = {}
    facets, tags = keywords(record.texts("KW"))
    custom: dict[str, Any] = {
        "facets": {name: list(words) for name, words in facets.items()},
        "tags": list(tags),
    }
    for line in record.take("AN"):
        if arxiv := re.fullmatch(r"(?i)arxiv:\s*(\S+)", line.value):
            custom["arxiv"] = arxiv[1]
        elif re.fullmatch(r"\d{1,8}", line.value):
            data["PMID"] = line.value
        else:
            record.lines.append(line)
    data["URL"] = _first(record, "UR")
    custom["code"] = _first(record, "L2")
    return data | {"custom": {name: fact for name, fact in custom.items() if fact}}


def _pages(record: Record, kind: str) -> dict[str, str]:
    start, end = _first(record, "SP"), _first(record, "EP")
    if kind in ("BOOK", "THES") and start.isdecimal() and not end:
        return {"number-of-pages": start}
    return {"page": f"{start}-{end}" if start and end and start != end else start or end}
