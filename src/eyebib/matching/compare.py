"""Which facts of a reference differ from those of a record of the same work.

A fact that one of the two lacks never differs. Each rule was measured: benchmarks/audit.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eyebib.matching import byline, likeness
from eyebib.matching.number import same_number, same_pages
from eyebib.matching.same_venue import claims, same
from eyebib.model import csl
from eyebib.model.bibliography import Entry, Record
from eyebib.model.csl import Item

ARXIV_YEARS = 3
"""Years after its first version in which a preprint may be published."""

_VENUES = ("container-title", "container-title-short", "event-title", "collection-title")
_SERVERS = ("publisher", "number")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ACCEPTED = re.compile(
    r"(?i)\b(?:accept\w*|appear\w*|publish\w*|present\w*|camera[- ]ready)\b"
    r"(?:\s++(?:as|for|to|at|in|by|of|on|the|an?|and|publication|oral|poster|spotlight|paper"
    r"|presentation|version)\b)*+\s++(\S.*)"
)
_NAMED = re.compile(r"^([A-Z][\w&/.'’ -]{1,60}?,?\s*(?:['’]\s?\d\d|(?:19|20)\d\d)\b.*)")
"""What authors write at arXiv about where a paper was published: `Accepted at T`, `T 2022`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A fact of a reference that differs, in words, and the value of the record."""

    field: str
    message: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs, and the fields whose value the record neither confirms nor denies."""

    disagreements: tuple[Disagreement, ...] = ()
    unconfirmed: tuple[str, ...] = ()


def compare(entry: Entry, record: Record, source: str) -> Comparison:
    """Compare what a reference says with the record of the same work, which `source` has."""
    found = [
        *_title(entry, record, source),
        *_authors(entry, record, source),
        *_year(entry, record, source),
        *_venue(entry, record, source),
        *_numbers(entry, record, source),
    ]
    return Comparison(
        disagreements=tuple(each for each in found if isinstance(each, Disagreement)),
        unconfirmed=tuple(each for each in found if isinstance(each, str)),
    )


_Found = Iterator[Disagreement | str]


def _differs(field: str, own: object, theirs: object, source: str) -> Disagreement:
    message = f"you have {own}, {source} has {theirs}"
    return Disagreement(field=field, message=message, value=str(theirs))


def _title(entry: Entry, record: Record, source: str) -> _Found:
    if likeness.title(entry, record.item) != "same":
        theirs = str(record.item.get("title", ""))
        yield Disagreement(field="title", message=f'{source} has "{theirs}"', value=theirs)


def _authors(entry: Entry, record: Record, source: str) -> _Found:
    own, theirs = byline.byline(dict(entry.csl)), byline.byline(record.item)
    if message := byline.difference(own, theirs, source):
        yield Disagreement(field="author", message=message, value=author_list(record.item))


def author_list(item: Item) -> str:
    """The authors as a .bib file lists them: `Family, Given and Family, Given`."""
    names = [(csl.family(name), name.get("given", "")) for name in item.get("author", ())]
    return " and ".join(", ".join(filter(None, name)) for name in names)


def _year(entry: Entry, record: Record, source: str) -> _Found:
    own, years = csl.year(entry.csl), years_of(record)
    if own is None or not years or own in years:
        return
    if record.source == "arxiv":
        first = min(years)
        if first <= own <= first + ARXIV_YEARS:
            return
    yield _differs("year", own, csl.year(record.item), source)


def years_of(record: Record) -> list[int]:
    """The years in which a work was published: in print, online, or according to its authors."""
    dates = (record.item.get(variable) for variable in ("issued", "available-date"))
    years = [parts[0] for date in dates if (parts := csl.date_parts(date))]
    text = f"{csl.fact(record.item, 'journal-ref')} {csl.fact(record.item, 'comment')}"
    return [*years, *map(int, _YEAR.findall(text))]


def _venue(entry: Entry, record: Record, source: str) -> _Found:
    own = claimed_venue(entry.csl)
    if not own:
        return
    theirs = list(_venues(record))
    if any(same(own, each) for each in theirs):
        return
    if record.source == "arxiv":
        yield from _stated(own, record, source)
    elif theirs:
        yield _differs("venue", own, theirs[0], source)
    else:
        yield "venue"


def claimed_venue(item: Mapping[str, Any]) -> str:
    """The journal or conference that a reference names; empty if it names a preprint server."""
    texts = (str(item.get(variable, "")) for variable in _VENUES)
    return next((text for text in texts if claims(text)), "")


def _venues(record: Record) -> Iterator[str]:
    """The names that a record has for where the work was published."""
    item = record.item
    yield from (str(item[variable]) for variable in _VENUES if item.get(variable))
    yield from item.get("custom", {}).get("container-titles", ())
    if item.get("genre") == "preprint" and record.source != "arxiv":
        texts = (item.get("publisher"), csl.fact(item, "group-title"))
        yield from (str(text) for text in texts if text)


def _stated(own: str, record: Record, source: str) -> _Found:
    """What the authors say at arXiv about the venue; nothing said is nothing confirmed."""
    texts = [csl.fact(record.item, "journal-ref"), csl.fact(record.item, "comment")]
    if any(text and _is_in(own, text) for text in texts):
        return
    said = texts[0] or next(_statements(texts[1]), "")
    if said:
        yield _differs("venue", own, said, f"{source} (the authors)")
    else:
        yield "venue"


def _statements(comment: str) -> Iterator[str]:
    """The venues in a comment, each with what follows it."""
    for part in re.split(r"[;,]\s+|(?<=[a-z\d]{6})\.\s+", comment):
        if match := _ACCEPTED.search(part) or _NAMED.search(part):
            yield match[1]


def _is_in(own: str, text: str) -> bool:
    """Whether a text names a venue: `Accepted at ICML 2023`, `Nature 620 (2023) 1`."""
    said = [text, *_statements(text)]
    return any(same(own, piece) for each in said for piece in _starts(each))


def _starts(text: str) -> Iterator[str]:
    """The text up to each place where the name of a venue may end."""
    yield text
    yield from (
        text[: match.start()] for match in re.finditer(r"[,;.(:](?=\s|$)|\s(?=[(\d])", text)
    )


def _numbers(entry: Entry, record: Record, source: str) -> _Found:
    own, theirs = entry.csl, record.item
    for field, variable in (("volume", "volume"), ("number", "issue")):
        mine, other = str(own.get(variable, "")), str(theirs.get(variable, ""))
        if mine and other and not same_number(mine, other):
            yield _differs(field, mine, other, source)
    pages, others = csl.pages(own), [str(theirs[v]) for v in ("page", "number") if theirs.get(v)]
    if pages and others and not same_pages(pages, others):
        yield _differs("pages", pages, others[0], source)
