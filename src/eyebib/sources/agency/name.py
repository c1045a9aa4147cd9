"""Names in the answers of DataCite and other agencies, as CSL names."""

from eyebib.model.csl import Name
from eyebib.model.name import is_et_al, is_group_name, split_suffix
from eyebib.sources.field import Message, fact, mappings, text

_PARTICLES = ("dropping-particle", "non-dropping-particle", "suffix")


def creators(people: object) -> list[Name]:
    """The creators or contributors of DataCite's JSON as CSL names, in order."""
    return [name for person in mappings(people) if (name := _creator(person))]


def _creator(person: Message) -> Name | None:
    """A person if DataCite names the parts, or writes `Family, Given`; else a group."""
    family, given = _part(person.get("familyName")), _part(person.get("givenName"))
    whole, kind = _part(person.get("name")), text(person.get("nameType"))
    if kind == "Organizational":
        return Name(literal=whole) if whole else None
    if family:
        return _person(family, given)
    return literal_name(whole, is_person="," in whole and not is_group_name(whole))


def names(people: object, *, has_whole_names: bool = False) -> list[Name]:
    """The names of a CSL name variable, in order, without those that hold no name.

    Args:
        people: The value of the variable.
        has_whole_names: Whether the agency writes persons as one text, `Family, Given`.
    """
    converted = (_name(each, has_whole_names=has_whole_names) for each in mappings(people))
    return [name for name in converted if name]


def _name(person: Message, *, has_whole_names: bool) -> Name | None:
    family, given = _part(person.get("family")), _part(person.get("given"))
    whole = _part(person.get("literal")) or _part(person.get("name"))
    if family or (given and not whole):
        name = _person(family or given, given if family else "")
        particles = {part: words for part in _PARTICLES if (words := _part(person.get(part)))}
        return name | particles  # type: ignore[return-value] # the parts of a CSL name
    is_person = has_whole_names and not is_group_name(whole)
    return literal_name(whole, is_person=is_person)


def literal_name(whole: str, *, is_person: bool) -> Name | None:
    """A name in one text: divided at its comma if it is that of a person, else as it is.

    Without a comma nothing says where the family name ends (`von Hardenberg Wilko Graf`).
    """
    family, comma, given = (part.strip() for part in whole.partition(","))
    if is_person and comma and family and given:
        return _person(family, given)
    return Name(literal=whole) if whole else None


def _person(family: str, given: str) -> Name:
    """A person, with the suffix that is part of the family or given name."""
    family, family_suffix = split_suffix(family)
    given, given_suffix = split_suffix(given)
    name = Name(family=family)
    if given:
        name["given"] = given
    if suffix := family_suffix or given_suffix:
        name["suffix"] = suffix
    return name


def _part(value: object) -> str:
    """A part of a name, without a trailing comma; empty for a placeholder or "et al."."""
    part = fact(value)
    return "" if is_et_al(part) else part.strip(" ,;")
