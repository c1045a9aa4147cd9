"""The nouns: Entry, Record, Sourced, Work, Bibliography, and the list's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from eyebib.model.csl import Item
from eyebib.model.identifier import Identifier
from eyebib.model.problem import Keys, Marks, UsageError, suggestion
from eyebib.model.settings import EMPTY, Settings
from eyebib.text.clean import clean

Source = Literal["entry", "crossref", "arxiv", "transcribed"]
"""Who stated a value. `transcribed` is typed from public bibliographic data, with evidence."""

RANK: Mapping[Source, int] = {"crossref": 0, "arxiv": 1, "transcribed": 2, "entry": 3}
"""Whose record of one identifier is believed first; the lowest number wins."""

NO_CODE = "none"
"""What an entry's `code` says when the code is said not to be public."""


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
    marks: Marks = field(default_factory=dict, repr=False, compare=False)

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
        """Whether title, authors and date are known, so that it can be cited."""
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bibliography:
    """Works in citekey order, with the list's settings. `origin` is what the works were read from.

    A file says of itself that changes belong there.
    """

    works: tuple[Work, ...]
    settings: Settings = field(default_factory=Settings)
    origin: str = "the entries"


def keys_of(entry: Entry, identifier: Identifier | None) -> Keys:
    """The key of an entry that names an identifier."""
    for key in ("published", "paper", "preprint"):
        if identifier is not None and getattr(entry, key) == identifier:
            return (key,)
    return ("title",)


def identity(work: Work) -> set[str]:
    """The keys of everything that a work is called, by its entry or by its records."""
    dois = {f"doi:{r.item['DOI'].lower()}" for r in work.records if r.item.get("DOI")}
    if stated := work.entry.csl.get("DOI"):
        dois.add(f"doi:{stated.lower()}")
    return dois | {identifier.key for identifier in work.entry.identifiers}


def address(work: Work) -> str:
    """Where a reader finds the work: by its DOI, else its own link, else the cited identifier."""
    item = work.item
    if doi := item.get("DOI"):
        return Identifier(scheme="doi", value=clean(str(doi))).url
    if url := str(item.get("URL", "")):
        return url
    return work.cited.url if work.cited else ""


def select(bibliography: Bibliography, citekeys: Sequence[str]) -> Bibliography:
    """The works of these citekeys; all of them if none is named.

    Raises:
        UsageError: a citekey that is no entry's, with the nearest one.
    """
    known = {work.citekey: work for work in bibliography.works}
    for citekey in citekeys:
        if citekey not in known:
            raise UsageError(f"no entry `{citekey}`{suggestion(citekey, known)}")
    chosen = [known[citekey] for citekey in sorted(set(citekeys))]
    works = tuple(chosen) if citekeys else bibliography.works
    return Bibliography(works=works, settings=bibliography.settings)
