"""Figures for a survey, drawn with matplotlib.

A new figure is a module here and a line in `drawings`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from eyebib.figures import bars, matrix, sheet, timeline
from eyebib.figures.data import Labels
from eyebib.figures.grouping import by_facet, by_kind
from eyebib.figures.sheet import FORMATS, WIDTHS, Width
from eyebib.model.bibliography import Bibliography
from eyebib.model.classification import facets_of
from eyebib.model.facet import Facet
from eyebib.model.problem import UsageError
from eyebib.text.suggestion import suggestion

__all__ = ["FORMATS", "WIDTHS", "draw", "drawings", "later_page"]

Drawing = Callable[[Labels, float], list[sheet.Page]]
"""Draws the pages of a figure, with these labels and this width in points."""


def drawings(bibliography: Bibliography, facet: str = "") -> Mapping[str, Drawing]:
    """Figures by file name: the timeline, and the matrix and bars of each facet.

    With the name of a facet, only its figures, with a timeline by its values.

    Raises:
        UsageError: No paper has a value of the facet.
    """
    used = [each for each in facets_of(bibliography) if _is_used(each, bibliography)]
    if not facet:
        by_venue = partial(timeline.pages, bibliography, by_kind(bibliography))
        return {"timeline": by_venue} | _of_facets(bibliography, used)
    chosen = [each for each in used if each.name == facet]
    if not chosen:
        names = [each.name for each in used]
        expected = f"; expected one of {', '.join(names)}" if names else ""
        raise UsageError(f"no paper has a `{facet}`{suggestion(facet, names) or expected}")
    grouping = by_facet(bibliography, chosen[0])
    of_time = {f"{facet}-timeline": partial(timeline.pages, bibliography, grouping)}
    return of_time | _of_facets(bibliography, chosen)


def _is_used(facet: Facet, bibliography: Bibliography) -> bool:
    return any(work.entry.facets.get(facet.name) for work in bibliography.works)


def _of_facets(bibliography: Bibliography, facets: list[Facet]) -> dict[str, Drawing]:
    figures: dict[str, Drawing] = {}
    for facet in facets:
        figures[facet.name] = partial(matrix.pages, bibliography, facet)
        figures[f"{facet.name}-by-year"] = partial(bars.pages, bibliography, facet)
    return figures


def draw(
    bibliography: Bibliography, *, facet: str = "", labels: Labels = "name", width: Width = "two"
) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every figure in every format; the same on every run.

    A figure that does not fit on one page continues in `timeline-2`, `timeline-3`, ...

    Raises:
        UsageError: No paper has a value of the facet.
    """
    for name, pages in drawings(bibliography, facet).items():
        for number, page in enumerate(pages(labels, WIDTHS[width]), 1):
            stem = name if number == 1 else f"{name}-{number}"
            for form in FORMATS:
                yield f"{stem}.{form}", sheet.to_bytes(page, form)


def later_page(name: str) -> str:
    """The first file of a figure, if a file name is that of a later page; else empty."""
    page = re.fullmatch(rf"(.+)-\d+(\.(?:{'|'.join(FORMATS)}))", name)
    return f"{page[1]}{page[2]}" if page else ""
