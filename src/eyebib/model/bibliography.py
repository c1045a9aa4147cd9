"""The data model: Entry, Record, Sourced, Work and Bibliography."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from eyebib.model.csl import Item, is_undated
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import Keys, Marks
from eyebib.model.settings import EMPTY, Settings

Source = Literal["entry", "crossref", "datacite", "agency", "arxiv", "transcribed", "imported"]
"""Where a value comes from.

`agency` is another agency that registers DOIs, `transcribed` is typed from public bibliographic
data, `imported` is what another tool's file said.
"""

RANK: Mapping[Source, int] = {
    "crossref": 0,
    "datacite": 1,
    "agency": 2,
    "arxiv": 3,
    "transcribed": 4,
    "imported": 5,
    "entry": 6,
}
"""The precedence of the records of one identifier by source; the lowest number wins."""

FETCHED: frozenset[Source] = frozenset(("crossref", "datacite", "agency", "arxiv"))
"""The sources that are asked on the network."""

CellValue = str | tuple[str, ...]
"""A cell of a column of the survey's own: a text, or a list of texts."""

NO_CODE = "none"
"""The value of an entry's `code` if the code is stated not to be public."""


_REQUIRED = ("title", "author", "issued")


def missing(*items: Mapping[str, Any]) -> list[str]:
    """The variables that a version needs before it can be cited and that no item has."""
    required = _REQUIRED[:2] if any(map(is_undated, items)) else _REQUIRED
    return [variable for variable in required if not any(item.get(variable) for item in items)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a curator wrote about one paper: one file in `entries/`.

    `citekey` is the key that documents cite, `file_stem` the stem of the file if that is another
    (a citekey can hold `:` and `/`). `aliases` are older keys, which documents may still cite.
    `identifier` is that of the paper if `paper` is a link without one; `link` is `paper` as written
    in the file. `code` is a URL, `none` (stated not to be public) or None (not reported). `facets`
    maps names of facets, declared in the settings or not, to values in the curator's words. `csl`
    overrides every source, variable by variable; `table` holds the survey's own columns. `accept`
    has a reason for each rule whose problems the curator accepts. `path` and `marks` locate
    problems in the file.
    """

    citekey: str
    title: str
    file_stem: str = ""
    aliases: tuple[str, ...] = ()
    name: str = ""
    paper: Identifier | None = None
    identifier: Identifier | None = None
    published: Identifier | None = None
    preprint: Identifier | None = None
    code: str | None = None
    listed: int | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    tags: tuple[str, ...] = ()
    abstract: str = ""
    csl: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    table: Mapping[str, CellValue] = field(default_factory=lambda: EMPTY)
    accept: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    link: str = ""
    path: Path = field(default=Path(), compare=False)
    marks: Marks = field(default_factory=dict, repr=False, compare=False)

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """All identifiers in the entry, in order of preference for citing."""
        candidates = (self.published, self.identifier, self.paper, self.preprint)
        return tuple(identifier for identifier in candidates if identifier is not None)

    @property
    def asked(self) -> Identifier | None:
        """The identifier that the sources are asked for the listed version."""
        return self.identifier or self.paper

    @property
    def is_untitled(self) -> bool:
        """Whether the title is only an identifier or the link, until a source has the title."""
        try:
            return identify(self.title) in self.identifiers
        except ValueError:
            return False

    @property
    def stem(self) -> str:
        """The stem of the names of the entry's file and lock."""
        return self.file_stem or self.citekey

    @property
    def label(self) -> str:
        """The short name that tables show."""
        return self.name or self.citekey


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The metadata of one identifier from one source, as of one day.

    `identifier` is what was asked for, with the version that the entry pinned, if any; the version
    that arXiv returned is a fact in `item`. It is `NO_IDENTIFIER` for an imported record of a paper
    without one. `item` is a CSL item without `id`; its `custom` holds
    the source's facts for which CSL has no variable. `retrieved` is an ISO date; it is empty for a
    transcribed record, which was not fetched. `evidence` names the origin of a transcribed record,
    and the file and line of an imported one.
    `overridden` holds the entry's value of each variable that the entry overrides and a refresh
    changed.
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
    def key(self) -> tuple[Identifier, Source]:
        """The identifier and the source, of which a lock holds one record."""
        return self.identifier, self.source

    @property
    def is_fetched(self) -> bool:
        """Whether a source was asked; other records are evidence until one was."""
        return self.source in FETCHED

    @property
    def is_imported(self) -> bool:
        """Whether another tool's file said it."""
        return self.source == "imported"

    @property
    def is_identified(self) -> bool:
        """Whether the identifier is one that a source can be asked for, not only a link."""
        return self.identifier.scheme != "url"

    @property
    def is_complete(self) -> bool:
        """Whether title, authors and date are known, so that the record can be cited."""
        return not missing(self.item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A value and its source.

    `markup` is a title with spans around formulas and protected parts; empty if it has none.
    `is_incomplete` says that names were left out of a list of names ("et al.").
    """

    value: Any
    source: Source
    markup: str = ""
    is_incomplete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An Entry merged with its Records.

    `cited` is the identifier of the version that is cited; its record supplies the variables.
    `records` are those of all versions. `eprint` is the arXiv identifier of the work or of its
    preprint, `eprint_class` its primary class (`cs.CV`).
    """

    entry: Entry
    variables: Mapping[str, Sourced]
    cited: Identifier | None
    records: tuple[Record, ...] = ()
    eprint: Sourced | None = None
    eprint_class: Sourced | None = None

    @property
    def citekey(self) -> str:
        """The citation key in every output."""
        return self.entry.citekey

    @property
    def item(self) -> Item:
        """The CSL variables without their sources; no `id`."""
        return {name: sourced.value for name, sourced in self.variables.items()}

    @property
    def rich_title(self) -> str:
        """The title, with spans around formulas and the parts whose case is protected."""
        title = self.variables.get("title")
        return (title.markup or str(title.value)) if title else ""

    @property
    def incomplete(self) -> frozenset[str]:
        """The variables whose lists of names are incomplete."""
        return frozenset(name for name, sourced in self.variables.items() if sourced.is_incomplete)

    @property
    def is_imported(self) -> bool:
        """Whether what is cited was imported, and no source or person has confirmed it."""
        known = {record.source for record in self.records if record.identifier == self.cited}
        return known <= {"imported"} and any(record.is_imported for record in self.records)

    @property
    def is_preprint(self) -> bool:
        """Whether the cited version is a preprint."""
        genre = self.variables.get("genre")
        return genre is not None and str(genre.value).lower() == "preprint"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bibliography:
    """Works in citekey order, with the list's settings.

    `origin` names what the works were read from; an exported file says to make changes there.
    """

    works: tuple[Work, ...]
    settings: Settings = field(default_factory=Settings)
    origin: str = "the entries"


def keys_of(entry: Entry, identifier: Identifier | None) -> Keys:
    """The key of the entry that holds the identifier; `title` if none does."""
    for key in ("published", "identifier", "paper", "preprint"):
        if identifier is not None and getattr(entry, key) == identifier:
            return (key,)
    return ("title",)
