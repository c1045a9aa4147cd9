"""Decide whether a record describes the paper of an entry, and for which reason.

Their titles must agree: be equal but for spelling, labels, a subtitle or one letter, or have the
short name and half of their words in common. A published version or its preprint may have another
title (as for VisionFM, DERETFound and EyeCLIP); for these, common authors suffice. Notices,
comments, data and other parts are refused in any case.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from eyebib.matching import notice, short_name
from eyebib.matching.author import Byline, compare
from eyebib.matching.label import Form, Known, forms
from eyebib.matching.title import content, is_mistyped, key, keys, mains, same
from eyebib.matching.version import NO_VERSIONS
from eyebib.model import csl
from eyebib.model.bibliography import Entry, Record
from eyebib.model.csl import Item
from eyebib.text.markup import plain

_TELLING = 2
"""Words of a title that must be left when its subtitle is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a record is of the paper of an entry; the reason is empty if the titles are equal."""

    is_same: bool
    reason: str = ""


ONE_LETTER = "the titles differ by one letter"
"""The reason for which a record is accepted, and the entry may have a typing error."""

_EQUAL = Verdict(is_same=True)
_OTHER = Verdict(is_same=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """An entry and an item that may be its paper, and whether their authors and years agree."""

    entry: Entry
    title: str
    item: Item
    byline: Byline
    is_of_year: bool

    @property
    def name(self) -> str:
        """The short name, or the name that the entry's title begins with."""
        return self.entry.name or short_name.name_in(self.entry.title)


def verdict(entry: Entry, record: Record, others: Iterable[Record] = ()) -> Verdict:
    """Whether the record is of the paper of the entry, and why.

    `others` are the entry's other records. The authors of a version are compared with theirs, and
    with those of a transcribed record of the same version, which a person has checked.
    """
    if entry.title == _title(record.item) != "":
        return _EQUAL
    others = list(others)
    evidence = [dict(entry.csl), *(o.item for o in others if _is_evidence(o, record))]
    case = _case(entry, record.item, evidence)
    by_title = _by_title(case)
    if by_title.is_same or by_title.reason or case.byline != "same":
        return by_title
    return _by_authors(case) if _is_version(entry, record, others) else by_title


def refusal(entry: Entry, record: Record, others: Iterable[Record] = ()) -> str:
    """Why the record is not the paper of the entry, with both titles; empty if it is."""
    result = verdict(entry, record, others)
    if result.is_same:
        return ""
    title = plain(_title(record.item))
    message = f'{record.identifier} is "{title or "no title"}", the entry is "{entry.title}"'
    message += f" ({result.reason})" if result.reason else ""
    way_out = "; if it is the same paper, write its title into `title:`"
    return message + way_out if title else message


def belief(entry: Entry, record: Record, others: Iterable[Record] = ()) -> str:
    """Why a record is accepted, with both titles; empty if they are equal, or if it is refused."""
    result = verdict(entry, record, others)
    titles = f'the record is "{plain(_title(record.item))}", the entry is "{entry.title}"'
    return f"{result.reason}: {titles}" if result.is_same and result.reason else ""


def title_verdict(entry: Entry, item: Item) -> Verdict:
    """Whether an item's title agrees with the entry's, and why, without other records.

    A publisher's `RETRACTED:` is ignored here; `check` reports it.
    """
    return _by_title(_case(entry, item, [dict(entry.csl)]))


def is_titled(entry: Entry, item: Item) -> bool:
    """Whether an item's title agrees with the entry's; see `title_verdict`."""
    return title_verdict(entry, item).is_same


def may_be_version(entry: Entry, item: Item) -> bool:
    """Whether an item can be a version of the entry's paper: not a notice, part, data or review."""
    is_paper = item.get("type") not in NO_VERSIONS and bool(_title(item))
    return is_paper and not notice.difference(entry.title, notice.without_mark(_title(item)))


def _title(item: Item) -> str:
    return str(item.get("title", ""))


def _case(entry: Entry, item: Item, evidence: list[Item]) -> _Case:
    years = {entry.listed, *map(csl.year, evidence)} - {None}
    return _Case(
        entry=entry,
        title=notice.without_mark(_title(item)),
        item=item,
        byline=compare(item, evidence),
        is_of_year=csl.year(item) in years,
    )


def _is_evidence(other: Record, record: Record) -> bool:
    return other.identifier != record.identifier or (record.is_fetched and not other.is_fetched)


def _is_version(entry: Entry, record: Record, others: list[Record]) -> bool:
    """Whether the record is that of another version than the one that has the entry's title."""
    if record.identifier != entry.asked and record.identifier in entry.identifiers:
        return True
    named = (other for other in others if other.is_identified)
    versions = (other.item for other in named if other.identifier != record.identifier)
    return any(same(entry.title, _title(item)) for item in versions)


def _by_title(case: _Case) -> Verdict:
    """The verdict by the titles; a refusal for a notice or for other authors says so."""
    listed = notice.without_mark(case.entry.title)
    if case.entry.is_untitled:
        return _EQUAL
    if not case.title or same(listed, case.title):
        return Verdict(is_same=bool(case.title))
    known = _known(case)
    own, theirs = forms(listed, known), forms(case.title, known)
    pairs = [(one, two) for one in own for two in theirs if one.agrees(two)]
    reason = _label(case, pairs)
    if not reason and (mark := notice.difference(own[-1].text, theirs[-1].text)):
        return Verdict(is_same=False, reason=mark)
    reason = reason or _subtitle(case, pairs) or _spelling(case, pairs) or _name(case)
    if reason and case.byline == "other":
        return Verdict(is_same=False, reason="other authors")
    return Verdict(is_same=bool(reason), reason=reason)


def _known(case: _Case) -> Known:
    variables = ("container-title", "container-title-short", "collection-title", "event-title")
    return Known.of(
        name=case.entry.name,
        venues=[case.item.get(variable) for variable in variables],
        years=[case.entry.listed, csl.year(case.item)],
    )


_Pairs = list[tuple[Form, Form]]


def _label(case: _Case, pairs: _Pairs) -> str:
    """Whether the titles are equal without labels; an unknown name needs the same year."""
    equal = [(one, two) for one, two in pairs if one.keys & two.keys]
    is_sure = any(case.is_of_year or not (one.is_unnamed or two.is_unnamed) for one, two in equal)
    return "the titles are equal but for a label" if is_sure else ""


def _subtitle(case: _Case, pairs: _Pairs) -> str:
    """Whether one title is the other without its subtitle, and still tells which paper it is."""
    firsts = pairs[0] if key(pairs[0][0].text) != key(case.name) else ()
    for one, two in pairs:
        short, long = sorted((one, two), key=lambda form: len(form.text))
        if any(keys(main) & short.keys for main in mains(long.text)) and not one.guess + two.guess:
            is_telling = len(content(short.text, case.name)) >= _TELLING
            if is_telling or case.byline == "same" or (case.is_of_year and short in firsts):
                return "one title has a subtitle that the other lacks"
    return ""


def _spelling(case: _Case, pairs: _Pairs) -> str:
    is_mistyped_one = any(is_mistyped(one.text, two.text) for one, two in pairs)
    if is_mistyped_one and (case.is_of_year or case.byline == "same"):
        return ONE_LETTER
    return ""


def _name(case: _Case) -> str:
    """Whether both titles have the short name, the record's as a label, and words in common."""
    is_named = short_name.is_in(case.name, case.entry.title)
    if is_named and short_name.is_own(case.name, case.entry.title, case.title):
        return "the titles have the short name and other words in common"
    return ""


def _by_authors(case: _Case) -> Verdict:
    """The verdict on another version with another title by the same authors.

    A version has a title without the name, or with the name as a label; `RETFound++: ...` and
    `RETFound for ...` by the same authors are other papers.
    """
    if not may_be_version(case.entry, case.item):
        return _OTHER
    is_named = short_name.is_in(case.name, case.title)
    if is_named and not short_name.is_own(case.name, case.entry.title, case.title):
        return _OTHER
    return Verdict(is_same=True, reason="the authors agree")
