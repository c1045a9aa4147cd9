"""Crossref contributors as CSL names, and the number of consortium members among the authors."""

from collections.abc import Mapping

from eyebib.model.csl import Name, display_name, is_group
from eyebib.model.name import is_et_al, is_group_name, split_suffix
from eyebib.sources.field import Message, mappings, text

ROLES = ("author", "editor", "translator", "chair")
"""The contributor lists of Crossref; the CSL variables have the same names."""

_ARTICLES = frozenset(("article", "article-journal"))

FEWEST_MEMBERS = 10
"""A shorter run of names after a group counts as authors."""

_PLACEHOLDERS = frozenset(("&na;", "-", ".", "n/a", "null", "none"))
"""Texts that publishers deposit for an unknown name, in lower case."""
_ROLES_AS_SUFFIX = frozenset(("author", "reviewer", "editor"))


def contributors(message: Message, kind: str) -> dict[str, list[Name]]:
    """The contributors of each role, without the editors who handled an article."""
    roles = {role: names(message, role) for role in ROLES}
    return roles | {"editor": []} if _has_handling_editors(roles, kind) else roles


def handling_editors(message: Message, kind: str) -> list[str]:
    """The editors who handled an article, as a byline prints them.

    In the recorded works, all editors of articles that have authors are academic editors of the
    journal, whom nobody cites. An editorial may have only editors, who wrote it.
    """
    roles = {role: names(message, role) for role in ROLES}
    return list(map(display_name, roles["editor"])) if _has_handling_editors(roles, kind) else []


def _has_handling_editors(roles: Mapping[str, list[Name]], kind: str) -> bool:
    return kind in _ARTICLES and bool(roles["author"])


def names(message: Message, role: str) -> list[Name]:
    """The contributors of a role, in order, without those that have no name."""
    return [name for contributor in mappings(message.get(role)) if (name := _name(contributor))]


def consortium_members(message: Message) -> int:
    """The number of authors that are probably only members of a group listed before them.

    Crossref does not mark members: for 10.1038/s41586-023-06555-x it lists 11 authors, a group, its
    77 members and 6 more authors, all in the same way. Names after a group count as members if
    there are at least `FEWEST_MEMBERS` of them and more than before the group. If authors before
    the group have an affiliation or ORCID and some names after it do not, only those without are
    counted. Otherwise all names are counted, including the last authors, as an upper bound. The
    number is 0 if there is no such group.
    """
    authors = [
        (author, name) for author in mappings(message.get("author")) if (name := _name(author))
    ]
    group = next((index for index, (_, name) in enumerate(authors) if is_group(name)), 0)
    before = [author for author, _ in authors[:group]]
    after = [author for author, name in authors[group + 1 :] if not is_group(name)]
    if any(map(_is_identified, before)):
        after = [author for author in after if not _is_identified(author)] or after
    is_run = before and len(after) >= FEWEST_MEMBERS and len(after) > len(before)
    return len(after) if is_run else 0


def _is_identified(contributor: Message) -> bool:
    return bool(contributor.get("ORCID") or contributor.get("affiliation"))


def _name(contributor: Message) -> Name | None:
    """A group as a literal, or a person; if a person has only one part, it is the family name.

    Particles and capitals are unchanged: Crossref does not separate `van` from a family name.
    """
    group, family, given, suffix = (
        _part(contributor.get(part)) for part in ("name", "family", "given", "suffix")
    )
    is_person = family and given
    if (group and not is_person) or (not given and " " in family and is_group_name(family)):
        return Name(literal=group or family)
    family, family_suffix = split_suffix(family)
    given, given_suffix = split_suffix(given)
    name = Name(family=family or given)
    if family and given:
        name["given"] = given
    if suffix.casefold() in _ROLES_AS_SUFFIX:
        suffix = ""
    if suffix := suffix or family_suffix or given_suffix:
        name["suffix"] = suffix
    return name if name["family"] else None


def _part(value: object) -> str:
    """A part of a name as text, without a trailing comma; empty for a placeholder."""
    part = text(value)
    return "" if part.casefold() in _PLACEHOLDERS or is_et_al(part) else part.strip(" ,;")
