"""What the papers of a list are grouped by: year, venue, a facet or an own column."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from eyebib.exporters import venue
from eyebib.exporters.awesome_list.item import readable, texts, year
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import facets_of, terms_of
from eyebib.model.facet import Facet
from eyebib.model.problem import UsageError
from eyebib.model.settings import Settings
from eyebib.text.clean import clean
from eyebib.text.suggestion import suggestion

LISTED, UNDATED = "listed", "Undated"
"""The listed year, else that of publication; the heading of papers without a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """The values of a paper, which are headings; the heading without one; the order of headings."""

    values: Callable[[Work], Sequence[str]]
    missing: str
    rank: Callable[[str], tuple[int, str]]


def criterion(bibliography: Bibliography, name: str) -> Criterion:
    """What a name in lower case says to group by.

    Raises:
        UsageError: There is nothing of this name.
    """
    known = dict(_criteria(bibliography))
    if name not in known:
        hint = suggestion(name, known) or f"; expected one of {', '.join(known)}"
        raise UsageError(f"unknown column `{name}`{hint}")
    return known[name]


def _criteria(bibliography: Bibliography) -> Iterator[tuple[str, Criterion]]:
    settings = bibliography.settings
    yield LISTED, _years(year)
    yield "year", _years(lambda work: readable(csl.year(work.item)))
    yield "venue", _texts(lambda work: [venue.short(work, settings)], "Venue unknown")
    columns = dict.fromkeys(name for work in bibliography.works for name in work.entry.table)
    for column in columns:
        yield column.casefold(), _column(column)
    for facet in facets_of(bibliography):
        yield facet.name, _facet(facet, settings)


def _years(number: Callable[[Work], int | None]) -> Criterion:
    """Years, the newest first."""
    return Criterion(
        values=lambda work: [str(number(work))] if number(work) else [],
        missing=UNDATED,
        rank=lambda heading: (-int(heading), ""),
    )


def _column(column: str) -> Criterion:
    return _texts(lambda work: texts(work.entry.table.get(column, "")), f"{column} not reported")


def _texts(values: Callable[[Work], Iterable[str]], missing: str) -> Criterion:
    """Texts in alphabetical order."""
    return Criterion(
        values=lambda work: list(filter(None, map(clean, values(work)))),
        missing=missing,
        rank=lambda heading: (0, heading.casefold()),
    )


def _facet(facet: Facet, settings: Settings) -> Criterion:
    """Terms in the order of the vocabulary, then others in alphabetical order."""
    places = {value.term: place for place, value in enumerate(facet.values)}
    return Criterion(
        values=lambda work: terms_of(work.entry, settings).get(facet.name, ()),
        missing=f"{facet.heading} not reported",
        rank=lambda heading: (places.get(heading, len(places)), heading.casefold()),
    )
