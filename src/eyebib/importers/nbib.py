"""PubMed's format (.nbib), which PubMed calls "PubMed" and NLM "MEDLINE".

The tags are described in NLM's "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from eyebib.importers.csl_entry import entries
from eyebib.importers.csl_value import CslItem
from eyebib.importers.tagged import Line, Record, ignored, records
from eyebib.model.bibliography import Entry
from eyebib.model.problem import Problem

SUFFIXES: tuple[str, ...] = (".nbib",)

_LINE = re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}- ?(?P<value>.*)")

_INITIALS = re.compile(r" (?=[A-Z]{1,3}(?: |$))")
"""Where the initials begin in a short name: `de la Cruz JM Jr`."""

_TAGS = {
    "title": "TI BTI",
    "original-title": "TT",
    "container-title": "JT",
    "container-title-short": "TA",
    "collection-title": "CTI",
    "volume": "VI",
    "issue": "IP",
    "page": "PG",
    "issued": "DP",
    "ISBN": "ISBN",
    "publisher": "PB",
    "publisher-place": "CP",
    "edition": "EN",
    "language": "LA",
    "PMID": "PMID",
    "PMCID": "PMC",
    "abstract": "AB",
    "note": "GN",
}

_BOOKKEEPING = frozenset(
    """
    AD AID AU AUID CI CIN CN COI COIS CON CRDT CRF CRI CTDT DA DCOM DEP DRDT DRIN ECF ECI ED
    EDAT EFR EIN FAU FED FIR FPS GR GS IR IRAD IS ISSN JC JID LID LR MHDA MID NM OAB OABL OCI
    ORI OTO OWN PHST PL PS PST PT PUBM RF RIN RN ROF RPF RPI RRF RRI SB SFM SI SO SPIN STAT UIN
    UOF
    """.split()
)
"""Tags about the record, addresses, grants and substances, and those that are read elsewhere."""


def read(text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of the records of a file, and its problems."""
    problems: list[Problem] = []
    unread: dict[str, list[Line]] = {}
    tagged_records = records(text, path, line=_LINE, first="PMID", problems=problems)
    items = (_item(record, unread, problems) for record in tagged_records)
    return entries(items), [*problems, *ignored(unread, path)]


def _item(record: Record, unread: dict[str, list[Line]], problems: list[Problem]) -> CslItem:
    item = record.item(record.lines[0].number, problems)
    data: dict[str, Any] = {
        variable: next(iter(record.texts(*tags.split())), "") for variable, tags in _TAGS.items()
    }
    data |= _by_kind(record, data)
    data |= {"author": _people(record, "FAU", "AU"), "editor": _people(record, "FED", "ED")}
    data["custom"] = {"tags": _keywords(record)}
    codes = _codes(record)
    data |= codes | ({"number": ""} if data["page"] else {})
    for line in record.lines:
        if line.tag not in _BOOKKEEPING and line.value:
            unread.setdefault(line.tag, []).append(line)
    return replace(item, data={name: value for name, value in data.items() if value})


def _by_kind(record: Record, data: dict[str, Any]) -> dict[str, Any]:
    """Type and variables that depend on it: a preprint, a book, its chapter, or an article."""
    kinds = record.texts("PT")
    title = str(data["title"]).removesuffix(".")
    if "Preprint" in kinds:
        return {"type": "article", "genre": "preprint", "title": title}
    if data["ISBN"] or data["publisher"]:
        return {"type": "book", "title": title}
    place = {"publisher-place": ""}  # NLM's CP is then an issue part
    return {"type": "article-journal", "title": title, **place}


def _people(record: Record, full: str, short: str) -> list[dict[str, str]]:
    """The full names, else the short ones (`Zhou Y`), then the groups."""
    names = [_name(line.value) for line in record.take(full)]
    shorts = [_name(_INITIALS.sub(", ", text, count=1)) for text in record.texts(short)]
    groups = record.take("CN") if short == "AU" else []
    return (names or shorts) + [{"literal": line.value} for line in groups if line.value]


def _name(text: str) -> dict[str, str]:
    family, *rest = (part.strip() for part in text.split(",", 2))
    parts = dict(zip(("given", "suffix"), rest, strict=False))
    return {"family": family} | {part: value for part, value in parts.items() if value}


def _keywords(record: Record) -> list[str]:
    """The author's keywords and the subject headings, without the stars of major topics."""
    return [text.replace("*", "").strip() for text in record.texts("OT", "MH")]


def _codes(record: Record) -> dict[str, str]:
    """The DOI, the article number, and the ISSN, each of which has its kind in brackets."""
    codes = [text.rpartition(" [") for text in record.texts("LID", "AID")]
    issns = [text.partition(" ")[0] for text in record.texts("IS")]
    by_kind = {kind.rstrip("]"): code for code, _, kind in reversed(codes)}
    number = by_kind.get("pii", "")
    return {
        "DOI": by_kind.get("doi", ""),
        "number": number if re.fullmatch(r"e?\d{1,8}", number) else "",
        "ISSN": next(iter(issns), ""),
    }
