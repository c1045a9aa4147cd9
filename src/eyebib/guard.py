"""The guard: a record is believed only if it is the paper that the entry names.

Titles agree after normalising, or the short name stands in both. A published version, or the
preprint of one, may have another title (VisionFM's, DERETFound's and EyeCLIP's have): there a
shared first author or half of the family names serve, too. What `nearmiss` tells apart is refused
all the same.
"""

from collections.abc import Iterable

from eyebib import csl
from eyebib.csl import Item
from eyebib.identifiers import Identifier, identify
from eyebib.model import Entry, Record
from eyebib.nearmiss import is_named_in_both, is_other, without_mark
from eyebib.text import normal, plain, same

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


def shares_authors(one: Item, other: Item) -> bool:
    """Whether two items have the same first author, or half of the shorter byline in common.

    A family name is shared by people whose given names, where known, begin alike: `Zhang, Wei` is
    not `Zhang, Qi`.
    """
    mine, theirs = _people(one), _people(other)
    if not mine or not theirs:
        return False
    common = [name for name in mine if any(_is_same(name, other) for other in theirs)]
    return _is_same(mine[0], theirs[0]) or 2 * len(common) >= min(len(mine), len(theirs))


def families(item: Item) -> list[str]:
    """The family names of the authors in normal form; groups by their whole name."""
    return [family for family, _ in _people(item)]


def _people(item: Item) -> list[tuple[str, str]]:
    """Family name and first initial of each author, in normal form; each once."""
    people = (
        (normal(csl.family(author)), normal(str(author.get("given", "")))[:1])
        for author in item.get("author", ())
    )
    return list(dict.fromkeys(person for person in people if person[0]))


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])
