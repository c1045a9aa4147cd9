"""The guard: a record is believed only if it is the paper that the entry names.

Titles agree after normalising, or the short name stands in both. A published version, or the
preprint of one, may have another title (VisionFM's, DERETFound's and EyeCLIP's have): there a
shared first author or half of the family names serve, too. What `nearmiss` tells apart is refused
all the same.
"""

from collections.abc import Iterable

from eyebib.matching.author import shares_authors
from eyebib.matching.title import is_named_in_both, is_other, same, without_mark
from eyebib.model.bibliography import Entry, Record
from eyebib.model.csl import Item
from eyebib.model.identifier import Identifier, identify
from eyebib.text.markup import plain

_NO_VERSIONS = frozenset(("dataset", "document", "periodical", "review", "software", "standard"))
"""Types that are no version of a paper, whoever their authors are: data, components, reviews."""


def refusal(entry: Entry, record: Record, others: Iterable[Record] = ()) -> str:
    """Why a record is not the paper that the entry names, both titles told; empty if it is.

    `others` are the entry's other records: their authors count for a version, and so do those of
    a transcribed record of the same version, which a person has compared.
    """
    title = _title(record.item)
    if is_titled(entry, record.item):
        return ""
    if record.identifier != entry.paper and may_be_version(entry, record.item):
        known = [o.item for o in others if _is_evidence(o, record)]
        if any(shares_authors(record.item, item) for item in [*known, dict(entry.csl)]):
            return ""
    told = plain(title) or "no title"
    return f'{record.identifier} is "{told}", the entry is "{entry.title}"'


def _title(item: Item) -> str:
    return str(item.get("title", ""))


def may_be_version(entry: Entry, item: Item) -> bool:
    """Whether an item is no notice, part, data or review that goes with the entry's paper."""
    is_kind = item.get("type") not in _NO_VERSIONS and bool(_title(item))
    return is_kind and not is_other(entry.title, _title(item))


def _is_evidence(other: Record, record: Record) -> bool:
    return other.identifier != record.identifier or other.source == "transcribed" != record.source


def is_titled(entry: Entry, item: Item) -> bool:
    """Whether an item's title is the entry's, or both hold the short name as a word.

    A publisher's `RETRACTED:` before the title does not matter here: `check` tells of it.
    """
    title = without_mark(_title(item))
    if same(without_mark(entry.title), title) or _is_untitled(entry):
        return True
    return is_named_in_both(entry.name, entry.title, title) and not is_other(entry.title, title)


def _is_untitled(entry: Entry) -> bool:
    """Whether the entry's title is only its link: it was added while no source answered."""
    return is_link(entry.title, entry.paper)


def is_link(title: str, paper: Identifier | None) -> bool:
    """Whether a title is no more than the identifier or link of the paper."""
    try:
        return paper is not None and identify(title) == paper
    except ValueError:
        return False
