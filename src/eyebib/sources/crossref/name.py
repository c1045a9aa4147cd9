"""Crossref's contributors as CSL names, and the members of a consortium among the authors."""

from eyebib.model.csl import Name, is_group
from eyebib.model.name import is_et_al, is_group_name, split_suffix
from eyebib.sources.crossref.field import Message, mappings, text

ROLES = ("author", "editor", "translator", "chair")
"""Crossref's lists of contributors; CSL calls the variables by the same names."""

FEWEST_MEMBERS = 10
"""A shorter run of names behind a group is taken for authors."""

_NOBODY = frozenset(("&na;", "-", ".", "n/a", "null", "none"))
"""What stands where no name is known, in lower case."""
_ROLES_AS_SUFFIX = frozenset(("author", "reviewer", "editor"))


def names(message: Message, role: str) -> list[Name]:
    """The contributors of a role, in order; who has no name at all is left out."""
    return [name for contributor in mappings(message.get(role)) if (name := _name(contributor))]


def consortium_members(message: Message) -> int:
    """How many of the authors are probably only members of a group that is named before them.

    Crossref has no mark for them: for 10.1038/s41586-023-06555-x it lists 11 authors, a group, its
    77 members and 6 authors again, all alike. What can be told is that a group stands between
    authors, and that the names behind it are many (`FEWEST_MEMBERS`) and more than those before
    it. Where authors before it have an affiliation or ORCID and not all behind it do, only those
    without are counted; else all, the last authors with them: the count is an upper bound. 0 where
    there is no such run.
    """
    authors = [
        (author, name) for author in mappings(message.get("author")) if (name := _name(author))
    ]
    group = next((index for index, (_, name) in enumerate(authors) if is_group(name)), 0)
    before = [author for author, _ in authors[:group]]
    behind = [author for author, name in authors[group + 1 :] if not is_group(name)]
    if any(map(_is_identified, before)):
        behind = [author for author in behind if not _is_identified(author)] or behind
    is_run = before and len(behind) >= FEWEST_MEMBERS and len(behind) > len(before)
    return len(behind) if is_run else 0


def _is_identified(contributor: Message) -> bool:
    return bool(contributor.get("ORCID") or contributor.get("affiliation"))


def _name(contributor: Message) -> Name | None:
    """A group by its `name`; a person whole, one part alone as the family name.

    Particles and capitals stay as stated: no message tells `van` from the rest of a family name.
    """
    group, family, given, suffix = (
        _part(contributor.get(part)) for part in ("name", "family", "given", "suffix")
    )
    is_person = family and given
    if (group and not is_person) or (not given and " " in family and is_group_name(family)):
        return Name(literal=group or family)
    family, suffix_of_family = split_suffix(family)
    given, suffix_of_given = split_suffix(given)
    name = Name(family=family or given)
    if family and given:
        name["given"] = given
    if suffix.casefold() in _ROLES_AS_SUFFIX:
        suffix = ""
    if suffix := suffix or suffix_of_family or suffix_of_given:
        name["suffix"] = suffix
    return name if name["family"] else None


def _part(value: object) -> str:
    """A part of a name as text; a comma at its end is none of it."""
    part = text(value)
    return "" if part.casefold() in _NOBODY or is_et_al(part) else part.strip(" ,;")
