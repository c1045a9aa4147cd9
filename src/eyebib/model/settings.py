"""The settings of a list, and the options for writing its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from eyebib.model.csl import Name

EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """A term of the list's vocabulary: its printed form, its full name and its synonyms."""

    term: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a list, from `eyebib.toml`; every value has a default.

    `authors` are CSL names, `date` is an ISO date. `columns` maps the names of the table's columns
    to their headings, in the order of the table.
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
        """The modality with this term, full name or synonym, in any case; None if unknown."""
        folded = word.casefold()
        for modality in self.modalities:
            words = (modality.term, modality.name, *modality.synonyms)
            if folded in map(str.casefold, words):
                return modality
        return None

    def terms(self, words: Iterable[str]) -> tuple[str, ...]:
        """The terms for these words, each once; words outside the vocabulary are kept."""
        pairs = ((self.modality(word), word) for word in words)
        return tuple(dict.fromkeys(modality.term if modality else word for modality, word in pairs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options for writing a bibliography; the files in `output/` use the defaults.

    `journal`: which journal name to write if the format has one field for it (BibTeX); without a
    known abbreviation the full name is written. `abstracts`: write abstracts to BibTeX too.
    `ascii`: write only ASCII where the format has an escape for other characters.
    """

    journal: Literal["full", "abbreviated"] = "full"
    abstracts: bool = False
    ascii: bool = False


DEFAULTS = Options()


MODALITIES = "modalities"
"""The column that `--matrix` replaces by one column for each modality."""

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
"""The built-in columns of the table: name to heading. `tables/column.py` fills them."""
