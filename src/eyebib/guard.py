"""The guard: a record is believed only if it is the paper that the entry names.

Titles agree after normalising, or the short name stands in both. A published version, or the
preprint of one, may have another title (VisionFM's, DERETFound's and EyeCLIP's have): there a
shared first author or half of the family names serve, too.
"""

import re
from collections.abc import Iterable

from eyebib import csl
from eyebib.csl import Item
from eyebib.identifiers import Identifier, identify
from eyebib.model import Entry, Record
from eyebib.text import normal, plain, same


def refusal(entry: Entry, record: Record, others: Iterable[Record] = ()) -> str:
    """Why a record is not the paper that the entry names, both titles told; empty if it is.

    `others` are the entry's other records: their authors count for a version, and so do those of
    a transcribed record of the same version, which a person has compared.
    """
    if is_titled(entry, record.item):
        return ""
    if record.identifier != entry.paper:
        known = [o.item for o in others if _is_evidence(o, record)]
        if any(shares_authors(record.item, item) for item in [*known, dict(entry.csl)]):
            return ""
    title = plain(str(record.item.get("title", ""))) or "no title"
    return f'{record.identifier} is "{title}", the entry is "{entry.title}"'


def _is_evidence(other: Record, record: Record) -> bool:
    return other.identifier != record.identifier or other.source == "transcribed" != record.source


def is_titled(entry: Entry, item: Item) -> bool:
    """Whether an item's title is the entry's, or both hold the short name as a word."""
    title = str(item.get("title", ""))
    if same(entry.title, title) or _is_untitled(entry):
        return True
    return bool(entry.name) and _holds(title, entry.name) and _holds(entry.title, entry.name)


def _holds(title: str, name: str) -> bool:
    wanted = rf"(?<![^\W_]){re.escape(normal(name))}(?![^\W_])"
    return bool(normal(name)) and re.search(wanted, normal(title)) is not None


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
    """Whether two items have the same first author, or half of the shorter byline in common."""
    mine, theirs = families(one), families(other)
    if not mine or not theirs:
        return False
    common = set(mine) & set(theirs)
    return mine[0] == theirs[0] or 2 * len(common) >= min(len(set(mine)), len(set(theirs)))


def families(item: Item) -> list[str]:
    """The family names of the authors in normal form; groups by their whole name."""
    return [name for author in item.get("author", ()) if (name := normal(csl.family(author)))]
