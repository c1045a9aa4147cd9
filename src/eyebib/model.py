"""The nouns: Entry, Record, Sourced, Work, Bibliography, and the list's settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from eyebib.csl import Item, Name
from eyebib.identifiers import Identifier

Source = Literal["entry", "crossref", "arxiv", "transcribed"]
"""Who stated a value. `transcribed` is typed from public bibliographic data, with evidence."""

NO_CODE = "none"
"""What an entry's `code` says when the code is said not to be public."""

EMPTY: Mapping[str, Any] = MappingProxyType({})

_NEEDED = ("title", "author", "issued")


def missing(*items: Mapping[str, Any]) -> list[str]:
    """What must be known of a version before it is cited, and is in none of the items."""
    return [variable for variable in _NEEDED if not any(item.get(variable) for item in items)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a curator wrote about one paper: one file of `entries/`, its stem the citekey.

    `code` is a URL, `none` (said not to be public) or None (not reported). `csl` overrides every
    source, variable by variable; `table` holds the survey's own columns. `link` is `paper` as it
    was written. `path` and `marks` locate a problem in the file.
    """

    citekey: str
    title: str
    name: str = ""
    paper: Identifier | None = None
    published: Identifier | None = None
    preprint: Identifier | None = None
    code: str | None = None
    listed: int | None = None
    modalities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    abstract: str = ""
    csl: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    table: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    link: str = ""
    path: Path = field(default=Path(), compare=False)
    marks: Mapping[Any, tuple[int, int]] = field(
        default_factory=lambda: EMPTY, repr=False, compare=False
    )

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Every identifier the entry names, the cited one first."""
        named = (self.published, self.paper, self.preprint)
        return tuple(identifier for identifier in named if identifier is not None)

    @property
    def label(self) -> str:
        """The short name that tables show."""
        return self.name or self.citekey


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one source said about one identifier on one day.

    `item` is a CSL item without `id`; `custom` in it holds the source's facts that CSL has no
    variable for. `retrieved` is an ISO date and stays empty for a transcribed record: it was not
    fetched. `evidence` says where a transcribed record was typed from. `overridden` holds the
    entry's own value of each variable whose value a refresh changed under it.
    """

    identifier: Identifier
    source: Source
    item: Item
    retrieved: str = ""
    evidence: tuple[str, ...] = ()
    relations: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    updates: tuple[Mapping[str, Any], ...] = ()
    overridden: Mapping[str, Any] = field(default_factory=lambda: EMPTY)

    @property
    def is_complete(self) -> bool:
        """Whether it can be cited: title, authors and date are known."""
        return not missing(self.item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A value and who stated it."""

    value: Any
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An Entry merged with its Records: what is cited.

    `cited` is the identifier whose record the variables come from. `records` are all versions
    known. `eprint` is the arXiv identifier of the work or of its preprint, `eprint_class` its
    primary class (`cs.CV`).
    """

    entry: Entry
    variables: Mapping[str, Sourced]
    cited: Identifier | None
    records: tuple[Record, ...] = ()
    eprint: Sourced | None = None
    eprint_class: Sourced | None = None

    @property
    def citekey(self) -> str:
        """The key of the work in every output."""
        return self.entry.citekey

    @property
    def item(self) -> Item:
        """The CSL variables without their sources; no `id`."""
        return {name: sourced.value for name, sourced in self.variables.items()}

    @property
    def is_preprint(self) -> bool:
        """Whether a preprint is cited, not a version of record."""
        genre = self.variables.get("genre")
        return genre is not None and str(genre.value).lower() == "preprint"


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bibliography:
    """Works in citekey order, with the list's settings. `origin` is what the works were read from.

    A file says of itself that changes belong there.
    """

    works: tuple[Work, ...]
    settings: Settings = field(default_factory=Settings)
    origin: str = "the entries"


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
