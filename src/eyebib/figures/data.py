"""What the figures of a survey show: which mark stands where, whatever draws it.

Years are those of publication (`issued`), venue kinds come from the CSL type, modalities from the
entry: each is what `eyebib show` prints.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work

Kind = Literal["journal", "conference", "preprint", "other"]
KINDS: tuple[Kind, ...] = ("journal", "conference", "preprint", "other")
"""Kinds of venue, as the timeline has them from above."""

Labels = Literal["name", "citekey"]

STACK = 14
"""Marks that stand under one another at most; more stand in a further slice of the year."""
GAP = 3
"""Years without a work that are drawn one by one; a longer gap is one slice."""

_JOURNALS = frozenset("article-journal article-magazine article-newspaper review".split())
_CONFERENCES = frozenset("paper-conference speech event".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A work, and what is written beside its mark; `label` is its name or its citekey."""

    citekey: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A year of the timeline, or a part of one: its marks by kind, each from above.

    `heading` is the year, `…` for a long gap, `undated` where no year is known.
    """

    heading: str
    marks: Mapping[Kind, Sequence[Mark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Slices from left to right, and how many works there are of each kind that there is."""

    slices: tuple[Slice, ...]
    counts: Mapping[Kind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A work, its year, and its terms; no term means that none is reported."""

    mark: Mark
    year: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Modalities from left to right, works from above, and the number of works of each modality.

    `legend` spells out the terms that are abbreviations.
    """

    terms: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: Mapping[str, int]
    legend: tuple[tuple[str, str], ...]


def timeline(
    bibliography: Bibliography, labels: Labels = "name", *, stack: int = STACK
) -> Timeline:
    """The works by year and kind of venue; within both by date, then by label.

    A year of which more than `stack` works are of a kind has several slices.
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
    """The works by year and label, against the modalities in the order of the vocabulary."""
    settings = bibliography.settings
    works = sorted(bibliography.works, key=lambda work: (_year(work), _folded(work, labels)))
    rows = [
        MatrixRow(
            mark=_mark(work, labels),
            year=_year(work),
            terms=settings.terms(work.entry.modalities),
        )
        for work in works
    ]
    used = dict.fromkeys(term for row in rows for term in row.terms)
    known = [modality for modality in settings.modalities if modality.term in used]
    terms = list(dict.fromkeys([*(modality.term for modality in known), *used]))
    return Matrix(
        terms=tuple(terms),
        rows=tuple(rows),
        totals={term: sum(term in row.terms for row in rows) for term in terms},
        legend=tuple((m.term, m.name) for m in known if m.term.casefold() != m.name.casefold()),
    )


def kind(work: Work) -> Kind:
    """The kind of venue of what is cited of a work."""
    cited = work.item["type"]
    if work.is_preprint:
        return "preprint"
    if cited in _CONFERENCES or (cited == "chapter" and work.item.get("event-title")):
        return "conference"
    return "journal" if cited in _JOURNALS else "other"


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
    """The headings of the timeline; a long gap is named by the years it spans, in brackets."""
    years = sorted({year for work in bibliography.works if (year := csl.year(work.item))})
    for year, following in pairwise([*years, 0]):
        yield f"{year:04d}"
        empty = range(year + 1, following)
        yield from ([f"({empty[0]}–{empty[-1]})"] if len(empty) > GAP else map(str, empty))
    if any(_year(work) == UNDATED for work in bibliography.works):
        yield UNDATED


def _slices(year: str, marks: Mapping[Kind, Sequence[Mark]], stack: int) -> Iterator[Slice]:
    number = max((-(-len(found) // stack) for found in marks.values()), default=1)
    heading = "…" if year.startswith("(") else year
    for index in range(number):
        parts = {name: _part(found, index, stack) for name, found in marks.items()}
        yield Slice(heading=heading, marks={name: part for name, part in parts.items() if part})


def _part(marks: Sequence[Mark], index: int, stack: int) -> Sequence[Mark]:
    """The marks of a slice: as few slices as can be, and as many in each."""
    number = -(-len(marks) // stack)
    size = -(-len(marks) // number)
    return marks[index * size : (index + 1) * size]
