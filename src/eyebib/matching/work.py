"""Accept a record only if it describes the paper of the entry.

Their titles must agree after normalising, or the short name must occur in both. A published version
or its preprint may have another title (as for VisionFM, DERETFound and EyeCLIP); for these, common
authors suffice. Notices, comments, data and other parts are refused in any case.
"""

from collections.abc import Iterable

from eyebib.matching.author import shares_authors
from eyebib.matching.title import is_named_in_both, is_other, same, without_mark
from eyebib.model.bibliography import Entry, Record
from eyebib.model.csl import Item
from eyebib.text.markup import plain

_NO_VERSIONS = frozenset(("dataset", "document", "periodical", "review", "software", "standard"))
"""Types that are not versions of a paper, even by its authors: data, components, reviews."""


def refusal(entry: Entry, record: Record, others: Iterable[Record] = ()) -> str:
    """Why the record is not the paper of the entry, with both titles; empty if it is.

    `others` are the entry's other records. The authors of a version are compared with theirs, and
    with those of a transcribed record of the same version, which a person has checked.
    """
    title = _title(record.item)
    if is_titled(entry, record.item):
        return ""
    if record.identifier != entry.asked and may_be_version(entry, record.item):
        items = [o.item for o in others if _is_evidence(o, record)]
        if any(shares_authors(record.item, item) for item in [*items, dict(entry.csl)]):
            return ""
    record_title = plain(title) or "no title"
    return f'{record.identifier} is "{record_title}", the entry is "{entry.title}"'


def _title(item: Item) -> str:
    return str(item.get("title", ""))


def may_be_version(entry: Entry, item: Item) -> bool:
    """Whether an item can be a version of the entry's paper: not a notice, part, data or review."""
    is_paper = item.get("type") not in _NO_VERSIONS and bool(_title(item))
    return is_paper and not is_other(entry.title, _title(item))


def _is_evidence(other: Record, record: Record) -> bool:
    return other.identifier != record.identifier or (record.is_fetched and not other.is_fetched)


def is_titled(entry: Entry, item: Item) -> bool:
    """Whether an item's title agrees with the entry's, or both have the short name as a word.

    A publisher's `RETRACTED:` is ignored here; `check` reports it.
    """
    title = without_mark(_title(item))
    if same(without_mark(entry.title), title) or entry.is_untitled:
        return True
    return is_named_in_both(entry.name, entry.title, title) and not is_other(entry.title, title)
