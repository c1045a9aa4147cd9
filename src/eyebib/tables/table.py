"""Data classes of a table: cells, columns, rows, legend, and the view that describes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from eyebib.model.bibliography import Work
from eyebib.model.facet import Facet, Term
from eyebib.model.settings import EMPTY

State = Literal["known", "none", "not reported", "unknown"]
"""Whether a cell has a value, or why not: there is none, it was not reported, it is unknown."""

SYMBOLS: dict[State, str] = {"none": "–", "not reported": "NR", "unknown": "?"}

Layout = Literal["longtable", "table*", "hline"]
Citations = Literal["links", "pandoc"]

CHOICES: dict[str, tuple[str, ...]] = {
    "layout": get_args(Layout),
    "citations": get_args(Citations),
}
"""The values that a field of a `View` can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The columns and rows of a table, their order, and the layout.

    `columns`, `group_by` and `sort` are names of columns; `-` before a name sorts in descending
    order. `where` holds conditions `column=value`; a row has one of the values of each column in
    them. `matrix` is the name of a facet, each of whose terms has a column of ticks. `layout`,
    `landscape` and `label` apply to LaTeX, `citations` to Markdown.
    """

    columns: tuple[str, ...] = ()
    group_by: str = ""
    sort: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    matrix: str = ""
    layout: Layout = "longtable"
    landscape: bool = False
    caption: str = ""
    label: str = "tab:eyebib"
    citations: Citations = "links"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: plain text with a link, a citation, a tick, or the state of a missing value.

    A citation has text and link, too, for formats without a list of references. The text of a list
    has all its `terms`.
    """

    text: str = ""
    link: str = ""
    citekey: str = ""
    tick: bool = False
    terms: tuple[Term, ...] = ()
    state: State = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; a `narrow` one holds ticks or marks, and its heading may be turned.

    A column of ticks has its facet's `name`, and the `term` as heading. `is_right` says that it
    holds numbers of several lengths, which are aligned at the right.
    """

    heading: str
    name: str = ""
    term: str = ""
    narrow: bool = False
    is_right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFacet:
    """A facet and the terms that rows have, in the order of its vocabulary."""

    facet: Facet
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Text to copy: the BibTeX entry of a work, and its formatted reference."""

    bibtex: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A work and its cells, one for each column.

    `facets` are the terms by facet, whether a column shows them or not. `group` is the heading
    above the row; rows of a group follow each other.
    """

    work: Work
    cells: tuple[Cell, ...]
    facets: Mapping[str, tuple[Term, ...]] = field(default_factory=lambda: EMPTY)
    snippet: Snippet | None = None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: columns, a row for each work, and a legend of abbreviations and symbols.

    `facets` are those that rows have. `totals` has a cell for each column with the number of ticks,
    and is empty if there are no ticks. `url` is the address of the list.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...]
    facets: tuple[UsedFacet, ...] = ()
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
