"""Facets: what a list sorts its papers by, such as their task, each with its own vocabulary."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MODALITIES = "modalities"
"""The facet that has a short form: `modalities:` in an entry, `[modalities]` in the settings."""

SECTION = "section"
"""The facet that holds the sections of an imported list."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A value in a facet's vocabulary: its printed form, its full name and its synonyms."""

    term: str
    name: str
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What an entry may write for it, in any case."""
        return self.term, self.name, *self.synonyms

    @property
    def is_abbreviation(self) -> bool:
        """Whether a legend spells the term out."""
        return self.term.casefold() != self.name.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What papers are sorted by; without a vocabulary (`values`), it takes any words.

    `title` is as written in the settings, or empty; `heading` is never empty. `many` is false if a
    paper has at most one value.
    """

    name: str
    title: str = ""
    many: bool = True
    values: tuple[Term, ...] = ()
    _index: Mapping[str, Term] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the values by their words."""
        words = {word.casefold(): value for value in self.values[::-1] for word in value.words}
        object.__setattr__(self, "_index", words)

    @property
    def heading(self) -> str:
        """The title, else the name as words."""
        words = re.sub(r"[_-]+", " ", self.name).strip()
        return self.title or words[:1].upper() + words[1:]

    @property
    def tag(self) -> str:
        """The word in front of values in tags; that of the modalities is older than facets."""
        return "modality" if self.name == MODALITIES else self.name

    def value(self, word: str) -> Term | None:
        """The value with this term, full name or synonym, in any case; None if unknown."""
        return self._index.get(word.casefold())

    def terms(self, words: Iterable[str]) -> tuple[str, ...]:
        """The terms for these words, each once; words outside the vocabulary are kept."""
        pairs = ((self.value(word), word) for word in words)
        return tuple(dict.fromkeys(value.term if value else word for value, word in pairs))


def joined(*facets: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Facets with their words from all of these, each word once; without empty ones."""
    names = dict.fromkeys(name for each in facets for name in each if each[name])
    return {
        name: tuple(dict.fromkeys(word for each in facets for word in each.get(name, ())))
        for name in names
    }


def name_problem(name: str, reserved: Iterable[str]) -> str:
    """Why a facet cannot have this name; empty if it can. `reserved` are names of other columns."""
    if not _NAME.fullmatch(name):
        return f"`{name[:60]}` cannot name a facet; use lower-case letters, digits, `-` and `_`"
    return f"`{name}` is a built-in column; choose another name" if name in reserved else ""
