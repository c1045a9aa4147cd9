"""The nouns of a survey's table: cells, columns, rows, how it is wanted, and the legend."""

import re
from dataclasses import dataclass, field
from typing import Literal

from eyebib.model.bibliography import Work

State = Literal["known", "none", "not reported", "unknown"]
"""Three ways of having nothing to show differ: there is none, nobody said, we do not know."""

SYMBOLS: dict[State, str] = {"none": "–", "not reported": "NR", "unknown": "?"}

Layout = Literal["longtable", "table*", "hline"]
GroupBy = Literal["listed", "year", "modality", "venue"]
Citations = Literal["links", "pandoc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a table is wanted: which columns and rows, in which order, and how they are set.

    `columns` and `sort` name columns; `-` before a name sorts downwards. `where` holds
    `column=value`: a row has one of the values of each column named. `matrix` gives each modality
    a column of ticks. `layout`, `landscape` and `label` are for LaTeX, `citations` for Markdown.
    """

    columns: tuple[str, ...] = ()
    group_by: GroupBy | None = None
    sort: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    matrix: bool = False
    layout: Layout = "longtable"
    landscape: bool = False
    caption: str = ""
    label: str = "tab:eyebib"
    citations: Citations = "links"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: plain text, where it links to, the work it cites, or why it is empty.

    One that cites has also the text and the link for readers who have no list of references.
    """

    text: str = ""
    link: str = ""
    citekey: str = ""
    tick: bool = False
    state: State = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; a `narrow` one holds ticks or marks, and its heading may be turned to save room."""

    heading: str
    narrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """What a reader copies of a work: its BibTeX entry, and a reference as one sentence."""

    bibtex: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One work and its cells, as many as there are columns.

    `modalities` are in the words of the vocabulary, whether a column shows them or not. `group` is
    the heading it stands under; rows of a group stand together.
    """

    work: Work
    cells: tuple[Cell, ...]
    modalities: tuple[str, ...] = ()
    snippet: Snippet | None = None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns, a row a work, and the legend: abbreviations and symbols spelled out.

    `terms` are all modalities of the rows in the order of the vocabulary; `url` is the list's.
    `totals` counts the ticks, a cell a column; it is empty where there are none.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...]
    terms: tuple[str, ...] = ()
    totals: tuple[Cell, ...] = ()
    url: str = ""
    view: View = field(default_factory=View)


_SCALE = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}
_NUMBER = re.compile(r"[~≈<>]?\s*(\d[\d,]*(?:\.\d+)?)\s*([kKmMB]?)")


def number(text: str) -> float | None:
    """What a cell such as `1,600`, `3.4M` or `~904k` counts; None if it is no number."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    return float(found[1].replace(",", "")) * _SCALE[found[2].lower()]
