"""Decide whether two names are of the same person, whatever the convention they are written in."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from eyebib.matching.title import normal
from eyebib.model import csl
from eyebib.model.csl import Name

_PARTICLES = frozenset(
    """
    af al ap av bin da dal de del della den der di do dos du el ibn la le lo los mc san st te ten
    ter tot van vanden vander ver von y zu zum zur
    """.split()
)
"""Words that sources write into the family name, into the given name, or not at all."""
_GLUED = re.compile(r"\b[A-Z]{2,4}\b")
"""Initials without dots or spaces."""
_UMLAUTS = re.compile("(?<=[aou])e")
_NICKNAMES = """
abigail abby; andrew andy drew; anthony tony; catherine katherine kate kathy katie cathy; charles
charlie chuck; david dave; deborah debbie; edward ed ted eddie; elizabeth beth liz betsy; eugene
gene; frederick fred; geoffrey geoff jeffrey jeff; gerald jerry; henry harry hank; james jim jimmy;
john jack johnny; joseph joe; lawrence larry; margaret maggie meg peggy; matthew matt; michael mike
mick; nathaniel nate; patrick pat; richard rick dick rich; robert bob rob bobby; stephen steven
steve; susan sue; theodore ted; thomas tom tommy; timothy tim; victoria vicky; vincent vince; walter
walt; william bill will billy; zachary zach
"""
"""Short forms of given names that do not begin like them, and some that do."""
_NICKNAMES_OF = {
    name: group
    for group in (frozenset(names.split()) for names in _NICKNAMES.split(";"))
    for name in group
}

Likeness = Literal["same", "given", "other"]
"""Whether two names are of one person: yes; only the family name; no."""


@dataclass(frozen=True, slots=True)
class Person:
    """The words of a name in normal form; a group has only a family name, with all its words.

    `spoiled` are the forms in which programs write a name with other letters than those of ASCII:
    its UTF-8 read as Latin-1 (`VerÃ­ssimo`, or `VerAssimo`), or without them (`Kutyowski`).
    """

    family: tuple[str, ...]
    given: tuple[str, ...]
    spoiled: "tuple[Person, ...]" = ()

    @property
    def key(self) -> str:
        """The family name as one word without particles, unless it has nothing else."""
        words = [word for word in self.family if word not in _PARTICLES] or self.family
        return _plain("".join(words))

    @property
    def families(self) -> set[str]:
        """The family name and its words; one of them is a part of every similar name."""
        own = {self.key, "".join(self.family), *map(_plain, self.family)}
        return own.union(*(form.families for form in self.spoiled))

    @property
    def parts(self) -> set[str]:
        """The family name, the given name and the words of both."""
        own = {*self.families, "".join(self.given), *map(_plain, self.given)}
        return own.union(*(form.parts for form in self.spoiled))

    @property
    def words(self) -> list[str]:
        """All words of the name without particles, in alphabetical order."""
        words = (*self.family, *self.given)
        return sorted(_plain(word) for word in words if word not in _PARTICLES)


def person(name: Name) -> Person:
    """The name in normal form.

    Numbers are DBLP's (`0001`), which tell people of one name apart; `ME` are two initials.
    """
    family, given = csl.family(name), str(name.get("given", ""))
    if re.fullmatch(r"\d{4}", family):
        given, _, family = given.rpartition(" ")
    family = re.sub(r"\s\d{4}$", "", family)
    given = _GLUED.sub(lambda match: " ".join(match[0]), given)
    ways = () if (family + given).isascii() else (mojibake, without_letters)
    spoiled = tuple(Person(_words(spoil(family)), _words(spoil(given))) for spoil in ways)
    return Person(_words(family), _words(given), spoiled)


def _plain(word: str) -> str:
    """A word without the `e` of a vowel that was an umlaut: `mueller` and `muller`."""
    return _UMLAUTS.sub("", word)


def _words(text: str) -> tuple[str, ...]:
    return tuple(normal(text).split())


def mojibake(text: str) -> str:
    """The text with the bytes of its UTF-8 read as Latin-1."""
    return text.encode("utf-8", "replace").decode("latin-1")


def without_letters(text: str) -> str:
    """The text without the letters that are not of ASCII even without their accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def likeness(own: Person, theirs: Person) -> Likeness:
    """Whether two names are of the same person; those of a source may be spoiled in a reference.

    Family names are compared without accents, hyphens and particles; one may be a part of the
    other (`García` and `García Viveros`). Family and given names may have changed places.
    """
    kind = _likeness(own, theirs)
    is_spoiled = any(_likeness(own, form) == "same" for form in theirs.spoiled)
    return "same" if is_spoiled else kind


def _likeness(one: Person, other: Person) -> Likeness:
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return "same"
    if _is_inverted(one, other) or _is_inverted(other, one):
        return "same"
    if one.key != other.key and not _is_compound(one, other) and not _is_compound(other, one):
        return "other"
    return "same" if _are_compatible(one.given, other.given) else "given"


def _is_inverted(one: Person, other: Person) -> bool:
    """Whether the family name of each is the given name of the other, or begins like it."""
    is_swapped = bool(one.given) and "".join(one.given) == "".join(other.family)
    return is_swapped and _are_compatible(other.given, one.family)


def _is_compound(one: Person, other: Person) -> bool:
    """Whether the family name of one is a part of that of the other, whose rest may be given."""
    long = [word for word in (*other.given, *other.family) if word not in _PARTICLES]
    short = [word for word in one.family if word not in _PARTICLES]
    is_end = bool(short) and (
        long[-len(short) :] == short or list(other.family[: len(short)]) == short
    )
    return is_end and len(short[-1]) > 1


def _are_compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names may be those of one person: `J. R.`, `Justin`, `Justin R.`."""
    if not one or not other:
        return True
    full = {word for word in one if len(word) > 1} & {word for word in other if len(word) > 1}
    a, b = one[0], other[0]
    if full or a.startswith(b) or b.startswith(a) or b in _NICKNAMES_OF.get(a, ()):
        return True
    initials, others = [word[0] for word in one], [word[0] for word in other]
    if len(a) == 1 or len(b) == 1:
        return bool({a, b} & {*initials} & {*others})
    return "".join(one).startswith("".join(other)) or "".join(other).startswith("".join(one))
