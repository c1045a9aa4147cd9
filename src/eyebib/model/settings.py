"""What is known of a list as a whole, and how its files are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from eyebib.model.csl import Name

EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """A term of the list's vocabulary: what tables print, what a legend spells out, other words."""

    term: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`eyebib.toml`: what is known of the list as a whole; every value has a default.

    `authors` are CSL names, `date` is an ISO date. `columns` are the table's: name to heading, in
    the order they stand in.
    """

    title: str = ""
    url: str = ""
    authors: tuple[Name, ...] = ()
    version: str = ""
    date: str = ""
    mailto: str = ""
    modalities: tuple[Modality, ...] = ()
    venues: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    columns: Mapping[str, str] = field(default_factory=lambda: EMPTY)

    def modality(self, word: str) -> Modality | None:
        """The modality that a curator's word names, by term, full name or synonym."""
        wanted = word.casefold()
        for modality in self.modalities:
            words = (modality.term, modality.name, *modality.synonyms)
            if wanted in map(str.casefold, words):
                return modality
        return None

    def terms(self, words: Iterable[str]) -> tuple[str, ...]:
        """A curator's words for modalities in the vocabulary's, else as they are; each once."""
        found = ((self.modality(word), word) for word in words)
        return tuple(dict.fromkeys(known.term if known else word for known, word in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a bibliography is written; the defaults are those of the files in `output/`.

    `journal`: which name of a journal, where a format has a field for one alone (BibTeX); one that
    has no known abbreviation is written in full. `abstracts`: abstracts in BibTeX's file, too.
    `ascii`: ASCII alone, as far as the format has another way to write a character.
    """

    journal: Literal["full", "abbreviated"] = "full"
    abstracts: bool = False
    ascii: bool = False


DEFAULTS = Options()


MODALITIES = "modalities"
"""The column that `--matrix` spreads over one column for each modality."""

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "model": "Model",
        "title": "Title",
        "authors": "Authors",
        "year": "Year",
        "listed": "Listed",
        "venue": "Venue",
        MODALITIES: "Modalities",
        "code": "Code",
        "doi": "DOI",
        "reference": "Reference",
    }
)
"""The table's built-in columns: name to heading. What fills them is in `tables/column.py`."""
