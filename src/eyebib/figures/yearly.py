"""The number of works of each group in each year, or in spans of years if there are many."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from eyebib.figures.grouping import Grouping
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography

_SPANS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """Counts by group and span, from the oldest span; `undated` works are in none.

    `span` is the number of years of a span, `first` the first year of the oldest. `works` has the
    number of works of each span, which may have several values each.
    """

    first: int
    span: int
    works: tuple[int, ...]
    counts: Mapping[str, tuple[int, ...]]
    undated: int

    def label(self, index: int) -> str:
        """The first year of a span."""
        return f"{self.first + index * self.span:04d}"


def yearly(bibliography: Bibliography, grouping: Grouping, most: int) -> Yearly:
    """The counts in at most `most` spans, of which the first starts at a round year."""
    years = {work.citekey: csl.year(work.item) for work in bibliography.works}
    dated = {citekey: year for citekey, year in years.items() if year}
    oldest, newest = (min(dated.values()), max(dated.values())) if dated else (0, 0)
    span = next((s for s in _SPANS if newest // s - oldest // s < most), _SPANS[-1])
    places = range(oldest // span, newest // span + 1) if dated else range(0)
    counts = Counter(
        (name, year // span) for citekey, year in dated.items() for name in grouping.groups[citekey]
    )
    works = Counter(year // span for year in dated.values())
    return Yearly(
        first=oldest // span * span,
        span=span,
        works=tuple(works[place] for place in places),
        counts={name: tuple(counts[name, place] for place in places) for name in grouping.names},
        undated=len(years) - len(dated),
    )
