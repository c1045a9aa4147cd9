"""Data classes of a table: cells, columns, rows, legend, and the view that describes it."""

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

from eyebib.model.bibliography import Work

State = Literal["known", "none", "not reported", "unknown"]
"""Whether a cell has a value, or why not: there is none, it was not reported, it is unknown."""

SYMBOLS: dict[State, str] = {"none": "–", "not reported": "NR", "unknown": "?"}

Layout = Literal["longtable", "table*", "hline"]
GroupBy = Literal["listed", "year", "modality", "venue"]
Citations = Literal["links", "pandoc"]

CHOICES: dict[str, tuple[str, ...]] = {
    "layout": get_args(Layout),
    "group_by": get_args(GroupBy),
    "citations": get_args(Citations),
}
"""The values that a field of a `View` can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The columns and rows of a table, their order, and the layout.

    `columns` and `sort` are names of columns; `-` before a name sorts in descending order. `where`
    holds conditions `column=value`; a row has one of the values of each column in them. With
    `matrix`, each modality has a column of ticks. `layout`, `landscape` and `label` apply to LaTeX,
    `citations` to Markdown.
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
    """A cell: plain text with a link, a citation, a tick, or the state of a missing value.

    A citation has text and link, too, for formats without a list of references.
    """

    text: str = ""
    link: str = ""
    citekey: str = ""
    tick: bool = False
    state: State = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; a `narrow` one holds ticks or marks, and its heading may be turned."""

    heading: str
    narrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Text to copy: the BibTeX entry of a work, and its formatted reference."""

    bibtex: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A work and its cells, one for each column.

    `modalities` are terms of the vocabulary, whether a column shows them or not. `group` is the
    heading above the row; rows of a group follow each other.
    """

    work: Work
    cells: tuple[Cell, ...]
    modalities: tuple[str, ...] = ()
    snippet: Snippet | None = None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: columns, a row for each work, and a legend of abbreviations and symbols.

    `terms` are all modalities of the rows in the order of the vocabulary. `totals` has a cell for
    each column with the number of ticks, and is empty if there are no ticks. `url` is the address
    of the list.
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
    """The number in a text such as `1,600`, `3.4M` or `~904k`; None for other texts."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    return float(match[1].replace(",", "")) * _SCALE[match[2].lower()]
