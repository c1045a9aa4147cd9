"""Whether two bylines have people in common."""

from eyebib.matching.title import normal
from eyebib.model import csl
from eyebib.model.csl import Item


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
