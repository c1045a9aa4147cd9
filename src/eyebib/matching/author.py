"""Compare the authors of two items."""

from collections.abc import Iterable, Mapping
from typing import Literal

from eyebib.matching.title import normal
from eyebib.model import csl
from eyebib.model.csl import Item


def shares_authors(one: Item, other: Item) -> bool:
    """Whether two items have the same first author, or half of the shorter byline in common.

    Authors are the same if their family names and, where known, the first initials of their given
    names are: `Zhang, Wei` is not `Zhang, Qi`.
    """
    people, others = _people(one), _people(other)
    if not people or not others:
        return False
    initials: dict[str, set[str]] = {}
    for family, initial in others:
        initials.setdefault(family, set()).add(initial)
    common = [person for person in people if _is_among(person, initials)]
    return _is_same(people[0], others[0]) or 2 * len(common) >= min(len(people), len(others))


Byline = Literal["same", "other", "unknown"]
"""Whether two bylines are of one paper; unknown if one is missing or names only groups."""


def compare(item: Item, evidence: Iterable[Item]) -> Byline:
    """Whether the authors of an item are those of one of the others; unknown if nobody is."""
    known = [other for other in evidence if _has_people(other)]
    if not known or not _has_people(item):
        return "unknown"
    return "same" if any(shares_authors(item, other) for other in known) else "other"


def _has_people(item: Item) -> bool:
    return any(not csl.is_group(author) for author in item.get("author", ()))


def families(item: Item) -> list[str]:
    """The family names of the authors in normal form; for groups, the whole name."""
    return [family for family, _ in _people(item)]


def _people(item: Item) -> list[tuple[str, str]]:
    """The family name and first initial of each author in normal form, without repetitions."""
    people = (
        (normal(csl.family(author)), normal(str(author.get("given", "")))[:1])
        for author in item.get("author", ())
    )
    return list(dict.fromkeys(person for person in people if person[0]))


def _is_among(person: tuple[str, str], initials: Mapping[str, set[str]]) -> bool:
    """Whether one of the others, whose initials are given by family name, is the same person."""
    family, initial = person
    others = initials.get(family, set())
    return bool(others) and (not initial or not others.isdisjoint((initial, "")))


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])
