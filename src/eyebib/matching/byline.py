"""Compare the authors of a reference with those of a work, position by position."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eyebib.matching.person import Likeness, Person, likeness, person
from eyebib.model import csl
from eyebib.model.csl import Item, Name

_SHOWN = 8
"""Names that a message lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The authors of an item, of whom some may be left out.

    `has_group`: one of them is a group, which is not among the names, or all are groups.
    """

    names: tuple[Name, ...]
    is_incomplete: bool
    has_group: bool
    people: tuple[Person, ...]


def byline(item: Item) -> Byline:
    """The authors of an item without its groups."""
    authors = [name for name in item.get("author", ()) if csl.family(name)]
    names = tuple(name for name in authors if not csl.is_group(name)) or tuple(authors)
    return Byline(
        names=names,
        is_incomplete="author" in csl.incomplete(item),
        has_group=any(map(csl.is_group, authors)) or bool(csl.fact(item, "consortium-members")),
        people=tuple(map(person, names)),
    )


def difference(own: Byline, theirs: Byline, source: str) -> str:
    """What is wrong with the authors of a reference, in words; empty if nothing is.

    `source` is the name of the source of the other authors.
    """
    if not own.people or not theirs.people or _are_groups(own) is not _are_groups(theirs):
        return ""
    has_group = own.has_group or theirs.has_group
    if has_group and (_are_among(own, theirs) or _are_among(theirs, own)):
        return ""  # a group may stand for its members
    count, others = len(own.people), len(theirs.people)
    kinds = [likeness(*pair) for pair in zip(own.people, theirs.people, strict=False)]
    is_aligned = count == others or (own.is_incomplete and count < others)
    if is_aligned and "other" not in kinds:
        return _given(own, theirs, kinds, source)
    return _people(own, theirs, source)


def _are_groups(authors: Byline) -> bool:
    return all(map(csl.is_group, authors.names))


def _are_among(own: Byline, theirs: Byline) -> bool:
    """Whether all of the authors are among the others, in their order."""
    rest = iter(theirs.people)
    return all(any(likeness(one, other) == "same" for other in rest) for one in own.people)


def _given(own: Byline, theirs: Byline, kinds: Sequence[str], source: str) -> str:
    wrong = [
        f"you have {csl.display_name(one)}, {source} has {csl.display_name(other)}"
        for one, other, kind in zip(own.names, theirs.names, kinds, strict=False)
        if kind == "given"
    ]
    return "; ".join(wrong)


def _people(own: Byline, theirs: Byline, source: str) -> str:
    """The message about other, missing or rearranged people."""
    unknown = _without(own, theirs)
    missing = [] if own.is_incomplete else _without(theirs, own)
    count = len(own.people)
    counts = ""
    if count != len(theirs.people) and not own.is_incomplete:
        counts = f"{count} author{'s' if count > 1 else ''}, {source} has {len(theirs.people)}"
    parts = [
        counts,
        f"unknown: {_listed(unknown)}" if unknown else "",
        f"missing: {_listed(missing)}" if missing else "",
    ]
    if not unknown and not missing:
        parts.append(f"{source} has them in another order")
    return "; ".join(filter(None, parts))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _without(one: Byline, other: Byline) -> list[str]:
    """The family names of those who are not among the others."""
    crowd = _crowd(other.people)
    pairs = zip(one.names, one.people, strict=True)
    return [csl.family(name) for name, own in pairs if _best(own, crowd) == "other"]


def common(own: Byline, theirs: Byline) -> int:
    """The number of the authors of whom there is one with the same name among the others."""
    crowd = _crowd(theirs.people)
    return sum(_best(person, crowd) == "same" for person in own.people)


_Crowd = Mapping[str, Sequence[Person]]
"""People by the parts of their names: a byline may have 15,000."""


def _crowd(people: Iterable[Person]) -> _Crowd:
    crowd: dict[str, list[Person]] = {}
    for each in people:
        for part in each.parts:
            crowd.setdefault(part, []).append(each)
    return crowd


def _best(own: Person, crowd: _Crowd) -> Likeness:
    """How much the most similar name of a crowd is that of a person."""
    kinds = {likeness(own, other) for part in own.families for other in crowd.get(part, ())}
    return "same" if "same" in kinds else "given" if "given" in kinds else "other"
