"""The data of the figures: which mark is drawn where, independent of the drawing library.

Years are those of publication (`issued`), kinds of venue come from the CSL type, modalities from
the entry; `eyebib show` prints the same values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.facet import MODALITIES

Kind = Literal["journal", "conference", "preprint", "other"]
KINDS: tuple[Kind, ...] = ("journal", "conference", "preprint", "other")
"""Kinds of venue, in the order of the timeline from top to bottom."""

Labels = Literal["name", "citekey"]

STACK = 14
"""The most marks below one another in a slice; further marks go into another slice of the year."""
GAP = 3
"""The most years without a work that are drawn one by one; a longer gap is one slice."""

_JOURNALS = frozenset("article-journal article-magazine article-newspaper review".split())
_CONFERENCES = frozenset("paper-conference speech event".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark of a work; `label` is the text next to it, the work's name or citekey."""

    citekey: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A year of the timeline or a part of one, with its marks by kind from top to bottom.

    `heading` is the year, `…` for a long gap, or `undated`.
    """

    heading: str
    marks: Mapping[Kind, Sequence[Mark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Slices from left to right, and the number of works of each kind that occurs."""

    slices: tuple[Slice, ...]
    counts: Mapping[Kind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A work, its year, and its modalities; without terms, none are reported."""

    mark: Mark
    year: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Modalities from left to right, works from top to bottom, and the works per modality.

    `legend` has the full names of the terms that are abbreviations.
    """

    terms: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: Mapping[str, int]
    legend: tuple[tuple[str, str], ...]


def timeline(
    bibliography: Bibliography, labels: Labels = "name", *, stack: int = STACK
) -> Timeline:
    """The works by year and kind of venue, sorted by date and label.

    A year with more than `stack` works of one kind has several slices.
    """
    kinds = [kind(work) for work in bibliography.works]
    by_year: dict[str, dict[Kind, list[Mark]]] = {year: {} for year in _years(bibliography)}
    for work in sorted(bibliography.works, key=lambda work: _date(work, labels)):
        by_year[_year(work)].setdefault(kind(work), []).append(_mark(work, labels))
    slices = (part for year, marks in by_year.items() for part in _slices(year, marks, stack))
    return Timeline(
        slices=tuple(slices), counts={name: kinds.count(name) for name in KINDS if name in kinds}
    )


def matrix(bibliography: Bibliography, labels: Labels = "name") -> Matrix:
    """The works, sorted by year and label, and the modalities in the order of the vocabulary."""
    facet = bibliography.settings.facet(MODALITIES)
    works = sorted(bibliography.works, key=lambda work: (_year(work), _folded(work, labels)))
    rows = [
        MatrixRow(
            mark=_mark(work, labels),
            year=_year(work),
            terms=facet.terms(work.entry.facets.get(MODALITIES, ())),
        )
        for work in works
    ]
    row_terms = dict.fromkeys(term for row in rows for term in row.terms)
    modalities = [modality for modality in facet.values if modality.term in row_terms]
    terms = list(dict.fromkeys([*(modality.term for modality in modalities), *row_terms]))
    return Matrix(
        terms=tuple(terms),
        rows=tuple(rows),
        totals={term: sum(term in row.terms for row in rows) for term in terms},
        legend=tuple(
            (m.term, m.name) for m in modalities if m.term.casefold() != m.name.casefold()
        ),
    )


def kind(work: Work) -> Kind:
    """The kind of venue of the version of a work that is cited."""
    csl_type = work.item["type"]
    if work.is_preprint:
        return "preprint"
    if csl_type in _CONFERENCES or (csl_type == "chapter" and work.item.get("event-title")):
        return "conference"
    return "journal" if csl_type in _JOURNALS else "other"


def _mark(work: Work, labels: Labels) -> Mark:
    label = work.entry.label if labels == "name" else work.citekey
    return Mark(citekey=work.citekey, label=label)


def _folded(work: Work, labels: Labels) -> tuple[str, str]:
    return _mark(work, labels).label.casefold(), work.citekey


def _date(work: Work, labels: Labels) -> tuple[list[int], tuple[str, str]]:
    return csl.date_parts(work.item.get("issued")), _folded(work, labels)


UNDATED = "undated"


def _year(work: Work) -> str:
    year = csl.year(work.item)
    return f"{year:04d}" if year else UNDATED


def _years(bibliography: Bibliography) -> Iterator[str]:
    """The years of the timeline; a long gap is its first and last year in parentheses."""
    years = sorted({year for work in bibliography.works if (year := csl.year(work.item))})
    for year, following in pairwise([*years, 0]):
        yield f"{year:04d}"
        empty = range(year + 1, following)
        yield from ([f"({empty[0]}–{empty[-1]})"] if len(empty) > GAP else map(str, empty))
    if any(_year(work) == UNDATED for work in bibliography.works):
        yield UNDATED


def _slices(year: str, marks: Mapping[Kind, Sequence[Mark]], stack: int) -> Iterator[Slice]:
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
