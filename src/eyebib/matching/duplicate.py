"""Decide whether two works may be one and the same, so that they belong into one entry."""

from eyebib.matching.author import shares_authors
from eyebib.matching.label import Known, agree, forms
from eyebib.matching.version import versions
from eyebib.model.bibliography import Work
from eyebib.model.identity import identity


def shares_identifier(one: Work, other: Work) -> bool:
    """Whether two works have an identifier in common, in whatever spelling."""
    return bool(identity(one) & identity(other))


def shares_title(one: Work, other: Work) -> bool:
    """Whether two works have the same title, but for spelling and labels.

    Not if both have authors and share none: many papers are called `Editorial`.
    """
    have_authors = one.item.get("author") and other.item.get("author")
    are_others = have_authors and not shares_authors(one.item, other.item)
    return not are_others and agree(_title(one), _title(other))


def may_be_one(one: Work, other: Work) -> bool:
    """Whether two works may be one paper, or versions of one that may have different titles."""
    if shares_identifier(one, other) or shares_title(one, other) or _shares_name(one, other):
        return True
    pairs = ((one, other), (other, one))
    return any({v.identifier.key for v in versions(a)} & identity(b) for a, b in pairs)


def _shares_name(one: Work, other: Work) -> bool:
    """Whether two works have the same short name and authors in common, as new versions have."""
    is_same = one.entry.name.casefold() == other.entry.name.casefold() != ""
    return is_same and shares_authors(one.item, other.item)


def title_keys(work: Work) -> frozenset[str]:
    """Keys for grouping: works for which `shares_title` holds have one in common."""
    return frozenset(key for form in forms(_title(work), Known()) for key in form.keys)


def _title(work: Work) -> str:
    return str(work.item.get("title", ""))
