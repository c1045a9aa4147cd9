"""The data of the figures: which mark is drawn where, independent of the drawing library.

Years are those of publication (`issued`), kinds of venue come from the CSL type, facets from the
entry; `eyebib show` prints the same values.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from eyebib.figures.grouping import Grouping
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import in_order, terms_of
from eyebib.model.facet import Facet

Labels = Literal["name", "citekey"]

STACK = 14
"""The most marks below one another in a slice; further marks go into another slice of the year."""
GAP = 3
"""The most years without a work that are drawn one by one; a longer gap is one slice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark of a work; `label` is the text next to it, the work's name or citekey."""

    citekey: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A year of the timeline or a part of one, with its marks by group from top to bottom.

    `heading` is the year, `…` for a long gap, or `undated`.
    """

    heading: str
    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Slices from left to right, and the number of works of each group from top to bottom.

    `legend` has the full names of the groups that are abbreviations.
    """

    slices: tuple[Slice, ...]
    counts: Mapping[str, int]
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A work, its year, and its terms; without terms, none are reported."""

    mark: Mark
    year: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Terms from left to right, works from top to bottom, and the number of works per term.

    `legend` has the full names of the terms that are abbreviations.
    """

    terms: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: Mapping[str, int]
    legend: tuple[tuple[str, str], ...]


def timeline(
    bibliography: Bibliography, grouping: Grouping, labels: Labels = "name", *, stack: int = STACK
) -> Timeline:
    """The works by year and group, sorted by date and label.

    A year with more than `stack` works of one group has several slices.
    """
    by_year: dict[str, dict[str, list[Mark]]] = {year: {} for year in _years(bibliography)}
    for work in sorted(bibliography.works, key=lambda work: _date(work, labels)):
        for name in grouping.groups[work.citekey]:
            by_year[year_of(work)].setdefault(name, []).append(_mark(work, labels))
    slices = (part for year, marks in by_year.items() for part in _slices(year, marks, stack))
    counts = Counter(name for names in grouping.groups.values() for name in names)
    return Timeline(
        slices=tuple(slices),
        counts={name: counts[name] for name in grouping.names},
        legend=grouping.legend,
    )


def matrix(bibliography: Bibliography, facet: Facet, labels: Labels = "name") -> Matrix:
    """The works, sorted by year and label, and the terms in the order of the vocabulary."""
    works = sorted(bibliography.works, key=lambda work: (year_of(work), _folded(work, labels)))
    rows = [
        MatrixRow(
            mark=_mark(work, labels),
            year=year_of(work),
            terms=terms_of(work.entry, bibliography.settings).get(facet.name, ()),
        )
        for work in works
    ]
    totals = Counter(term for row in rows for term in row.terms)
    terms = in_order(facet, totals)
    return Matrix(
        terms=tuple(terms),
        rows=tuple(rows),
        totals={term: totals[term] for term in terms},
        legend=tuple(
            (value.term, value.name)
            for value in facet.values
            if value.term in totals and value.is_abbreviation
        ),
    )


def _mark(work: Work, labels: Labels) -> Mark:
    label = work.entry.label if labels == "name" else work.citekey
    return Mark(citekey=work.citekey, label=label)


def _folded(work: Work, labels: Labels) -> tuple[str, str]:
    return _mark(work, labels).label.casefold(), work.citekey


def _date(work: Work, labels: Labels) -> tuple[list[int], tuple[str, str]]:
    return csl.date_parts(work.item.get("issued")), _folded(work, labels)


UNDATED = "undated"


def year_of(work: Work) -> str:
    """The year of a work with four digits, or `undated`."""
    year = csl.year(work.item)
    return f"{year:04d}" if year else UNDATED


def _years(bibliography: Bibliography) -> Iterator[str]:
    """The years of the timeline; a long gap is its first and last year in parentheses."""
    years = sorted({year for work in bibliography.works if (year := csl.year(work.item))})
    for year, following in pairwise([*years, 0]):
        yield f"{year:04d}"
        empty = range(year + 1, following)
        yield from ([f"({empty[0]}–{empty[-1]})"] if len(empty) > GAP else map(str, empty))
    if any(year_of(work) == UNDATED for work in bibliography.works):
        yield UNDATED


def _slices(year: str, marks: Mapping[str, Sequence[Mark]], stack: int) -> Iterator[Slice]:
    number = max((-(-len(of_kind) // stack) for of_kind in marks.values()), default=1)
    heading = "…" if year.startswith("(") else year
    for index in range(number):
        parts = {name: _part(of_kind, index, stack) for name, of_kind in marks.items()}
        yield Slice(heading=heading, marks={name: part for name, part in parts.items() if part})


def _part(marks: Sequence[Mark], index: int, stack: int) -> Sequence[Mark]:
    """The marks of one slice, spread evenly over as few slices as possible."""
    number = -(-len(marks) // stack)
    size = -(-len(marks) // number)
    return marks[index * size : (index + 1) * size]
