"""RIS, for EndNote, Mendeley and similar programs.

One fact a line, LF, no continuation lines: a line break within a value becomes a space, so no value
can start a tag. A group is `AU  - Name,`; a comma inside a part of a name, which RIS cannot escape,
becomes a semicolon. An article number goes into `SP` if there are no pages; a conference paper has
its proceedings in `C3` and the conference in `T2`. `AN` is the arXiv id. Zotero reads `UNPB` and
`GEN` as journal articles and drops fields that its item type lacks: use `zotero-rdf` for Zotero.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from eyebib.exporters import csl_item
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import DEFAULTS, Options, Settings
from eyebib.text.clean import clean

FILE = "references.ris"

_TYPES = """
    article UNPB            article-journal JOUR     article-magazine MGZN  article-newspaper NEWS
    bill BILL               book BOOK                broadcast MPCT         chapter CHAP
    classic CLSWK           collection GEN           dataset DATA           document GEN
    entry GEN               entry-dictionary DICT    entry-encyclopedia ENCYC  event GEN
    figure FIGURE           graphic ART              hearing HEAR           interview PCOMM
    legal_case CASE         legislation STAT         manuscript MANSCPT     map MAP
    motion_picture MPCT     musical_score MUSIC      pamphlet PAMP          paper-conference CONF
    patent PAT              performance GEN          periodical JFULL
    personal_communication PCOMM  post ICOMM         post-weblog BLOG       regulation LEGAL
    report RPRT             review JOUR              review-book JOUR       software COMP
    song SOUND              speech SLIDE             standard STAND         thesis THES
    treaty GEN              webpage ELEC
""".split()

TYPES = dict(zip(_TYPES[::2], _TYPES[1::2], strict=True))
"""Every CSL type; `GEN` where RIS has no type of its own."""

_TAGS = """
    title TI  author AU  editor A2  collection-editor A3  translator A4  container-title T2
    event-title -  collection-title T3  container-title-short -  journalAbbreviation -
    title-short ST  shortTitle ST  volume VL  issue IS  edition ET  version ET  number M1
    collection-number SV  number-of-volumes NV  number-of-pages -  publisher PB  publisher-place CY
    event-place -  genre M3  section SE  ISBN SN  ISSN -  DOI DO  URL UR  PMCID -  PMID AN
    archive DB  archive_location AN  call-number CN  source DP  language LA  abstract AB
    note N1  annote RN
""".split()
_TAG = dict(zip(_TAGS[::2], _TAGS[1::2], strict=True))
"""The tag of a variable, in the order of the lines; `-` where only some types have one."""

_SERIAL = {"ISBN": "-", "ISSN": "SN", "container-title-short": "J2", "journalAbbreviation": "J2"}
_MONOGRAPH = {"collection-title": "T2", "editor": "A3", "collection-editor": "A2"}
_EVENT = {"event-title": "T2", "publisher-place": "C1", "event-place": "CY"}
_NUMBERED = {"number": "SN", "ISBN": "-"}

_OF_TYPE: dict[str, dict[str, str]] = {
    "BOOK": {**_MONOGRAPH, "collection-number": "M1", "number-of-pages": "SP"},
    "CONF": {**_EVENT, "container-title": "C3"},
    "ELEC": {"number": "N1"},
    "JFULL": _SERIAL,
    "JOUR": {**_SERIAL, "number": "C7", "PMCID": "C2"},
    "MGZN": _SERIAL,
    "NEWS": _SERIAL,
    "PAT": _NUMBERED,
    "RPRT": {**_NUMBERED, "editor": "ED", "collection-editor": "A2"},
    "SLIDE": _EVENT,
    "STAND": {**_NUMBERED, "editor": "ED", "collection-editor": "A2"},
    "THES": {"editor": "ED", "number-of-pages": "SP"},
    "UNPB": {"editor": "ED", "number": "AN"},
}
"""Where a type differs: by EndNote's table of tags, and by what Zotero makes of each."""

WRITTEN = frozenset(("type", "id", "citation-key", "keyword", "issued", "accessed", "page", *_TAG))
"""Variables that have a line, at least of some types."""

LOSSES = {
    **dict.fromkeys(csl.NAME_VARIABLES - _TAG.keys(), "RIS has no role for it"),
    **dict.fromkeys(csl.DATE_VARIABLES - WRITTEN, "RIS has one date, and that of access"),
    **dict.fromkeys(csl.VARIABLES - WRITTEN - csl.NAME_VARIABLES - csl.DATE_VARIABLES, "no tag"),
    **dict.fromkeys(csl.NAME_VARIABLES & _TAG.keys(), "a comma within a part is a semicolon"),
    "PMCID": "only of journal articles",
    "collection-number": "dropped by Zotero but for books and chapters",
    "container-title-short": "only of articles and periodicals",
    "event-place": "only of papers and speeches",
    "event-title": "only of papers and speeches",
    "ISBN": "not of articles, reports, standards and patents",
    "ISSN": "only of articles and periodicals",
    "issued": "of a range the beginning",
    "journalAbbreviation": "only of articles and periodicals",
    "number-of-pages": "only of books and theses",
    "publisher": "dropped by Zotero of an article",
}
"""CSL variables that are not written, or not of every type, or that Zotero does not take."""

_RANGE = re.compile(r"(\w[\w.:]*)\s*[-‐‑‒–—−]+\s*(\w[\w.:]*)")
_NAMES = frozenset("AU A2 A3 A4 ED".split())
_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")

_Fact = tuple[str, str]
"""A tag and its value, one line."""


def export(
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the form of every exporter
) -> str:
    """The bibliography as RIS, in citekey order, an empty line between two records.

    RIS has no other way to write a character than UTF-8.
    """
    records = (_record(work, bibliography.settings) for work in bibliography.works)
    return "\n".join(records)


def _record(work: Work, settings: Settings) -> str:
    facts = _once(_facts(work, settings))
    head = ("TY", TYPES[work.item["type"]])
    lines = [f"{tag}  - {value}\n" for tag, value in (head, *facts) if value]
    return "".join([*lines, "ER  - \n"])


def _once(facts: Iterable[_Fact]) -> Iterator[_Fact]:
    """Every fact once; but two authors may share a name."""
    seen = set[_Fact]()
    for fact in facts:
        if fact[0] in _NAMES or fact not in seen:
            seen.add(fact)
            yield fact


def _facts(work: Work, settings: Settings) -> Iterator[_Fact]:
    item = work.item
    yield "ID", clean(work.citekey)
    if TYPES[item["type"]] == "CONF":  # pandoc knows no C3, and of BT and T2 takes the first
        yield "BT", clean(item.get("container-title", ""))
    for variable, tag in _tags(item).items():
        if variable in csl.NAME_VARIABLES:
            yield from ((tag, _name(name)) for name in item[variable])
        elif variable != "number" or item[variable] != csl.pages(item):
            yield tag, clean(item[variable])
    yield from _pages(item)
    yield from _dates(item)
    if work.eprint:
        yield "AN", f"arXiv:{work.eprint.value}"
        if work.is_preprint:
            yield "DB", "arXiv"
    yield from (("KW", clean(tag)) for tag in csl_item.tags(work, settings))
    yield "L2", clean(csl_item.code_link(work))


def _tags(item: csl.Item) -> dict[str, str]:
    """The tags of an item's variables, in the order of their lines."""
    tags = _TAG | _OF_TYPE.get(TYPES[item["type"]], {})
    return {variable: tag for variable, tag in tags.items() if tag != "-" and variable in item}


def _name(name: csl.Name) -> str:
    """`Family, Given, Suffix`; a name without a given part ends with the comma."""
    family, *rest = _parts(name)
    return ", ".join([family, *rest]).rstrip(", ") if any(rest) else f"{family},"


def _parts(name: csl.Name) -> list[str]:
    parts = (csl.family(name), name.get("given", ""), name.get("suffix", ""))
    return [clean(part).replace(",", ";") for part in parts]


def _pages(item: csl.Item) -> Iterator[_Fact]:
    pages = clean(csl.pages(item))
    span = _RANGE.fullmatch(pages)
    yield "SP", span[1] if span else pages
    yield "EP", span[2] if span else ""


def _dates(item: csl.Item) -> Iterator[_Fact]:
    """The year, and the date as far as it is known; the day of access.

    Of a conference's paper EndNote takes the year for that of the conference.
    """
    for variable, tag in (("issued", "DA"), ("accessed", "Y2")):
        if parts := csl.date_parts(item.get(variable)):
            year, *rest = parts
            if variable == "issued":
                yield "PY", f"{year:04d}"
            if rest or variable == "accessed" or item["type"] == "paper-conference":
                yield tag, "/".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the form of every exporter
) -> Iterator[str]:
    """What a reader of the text would not find as it is in the bibliography."""
    try:
        records = list(_read(text))
    except ValueError as error:
        yield str(error)
        return
    if [record.get("ID") for record in records] != [[clean(w.citekey)] for w in bibliography.works]:
        yield "other records than the bibliography's"
    for record, work in zip(records, bibliography.works, strict=False):
        for variable, found, expected in _compared(record, work, bibliography.settings):
            if found != expected:
                yield f"{work.citekey}: {variable} is not what it was"


def _read(text: str) -> Iterator[dict[str, list[str]]]:
    """The records of a RIS text, tag to values, as a reader that forgives nothing finds them."""
    record: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(line)
        if not line and not record:
            continue
        if not found or (found[1] == "TY") == bool(record):
            raise ValueError(f"line {number} is no line of RIS where it stands: {line[:60]!r}")
        if found[1] == "ER":
            yield record
            record = {}
        else:
            record.setdefault(found[1], []).append(found[2])
    if record:
        raise ValueError("the last record has no end")


def _compared(
    record: Mapping[str, list[str]], work: Work, settings: Settings
) -> Iterator[tuple[str, Any, Any]]:
    """Variables, what a record says of them, and what the work does."""
    item = work.item
    yield "type", record["TY"], [TYPES[item["type"]]]
    for variable, tag in _tags(item).items():
        found = record.get(tag, [])
        if variable in csl.NAME_VARIABLES:
            names = [[*line.removesuffix(",").split(", "), "", ""][:3] for line in found]
            yield variable, names, [_parts(name) for name in item[variable]]
        else:
            value = clean(item[variable])
            yield variable, value in {"", *found, *record.get("SP", [])}, True
    pages = "-".join(chain(record.get("SP", [])[-1:], record.get("EP", [])))
    yield "page", pages, re.sub(_RANGE, r"\1-\2", clean(csl.pages(item))) or pages
    issued = csl.date_parts(item.get("issued"))
    dates = [*record.get("DA", []), *record.get("PY", [])][:1]
    yield "issued", [int(part) for date in dates for part in date.split("/")], issued
    yield "keyword", record.get("KW", []), [clean(tag) for tag in csl_item.tags(work, settings)]
    yield "the link of the code", record.get("L2", [""]), [clean(csl_item.code_link(work))]
    if work.eprint:
        yield "the arXiv id", f"arXiv:{work.eprint.value}" in record.get("AN", []), True
