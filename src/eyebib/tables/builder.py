"""Builds a table from a bibliography: cells, order, groups, totals and legend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import UsageError
from eyebib.tables import column
from eyebib.tables import row as tablerow
from eyebib.tables import view as tableview
from eyebib.tables.subject import Subject, subjects_of, used_facets
from eyebib.tables.table import (
    SYMBOLS,
    Cell,
    Column,
    Row,
    Snippet,
    State,
    Table,
    UsedFacet,
    View,
    number,
)
from eyebib.text.clean import clean

DEFAULT_VIEW = View()


def build(
    bibliography: Bibliography,
    view: View = DEFAULT_VIEW,
    snippets: Mapping[str, Snippet] = MappingProxyType({}),
) -> Table:
    """The table of a bibliography that a view describes; `snippets` are by citekey.

    Raises:
        UsageError: The view is not valid, for example because it names an unknown column.
    """
    settings = bibliography.settings
    subjects = subjects_of(bibliography)
    view = tableview.normalize(view, bibliography, subjects)
    subjects = tablerow.sort(tablerow.select(subjects, view), view)
    if view.where and not subjects:
        raise UsageError("no paper meets all conditions")
    facets = used_facets(subjects, settings)
    headings = tableview.headings(bibliography)
    columns = list(_columns(view, facets, headings))
    rows = tuple(
        _row(each, columns, view, headings, snippets.get(each.work.citekey)) for each in subjects
    )
    return Table(
        title=clean(view.caption or settings.title),
        columns=tuple(_aligned(columns, rows)),
        rows=rows,
        legend=tuple(_legend(rows, facets, view)),
        facets=facets,
        totals=tuple(_totals(rows, columns)) if any(each.term for each in columns) else (),
        url=settings.url,
        view=view,
    )


def _columns(
    view: View, facets: Sequence[UsedFacet], headings: Mapping[str, str]
) -> Iterator[Column]:
    """The columns; in a matrix, ticks replace those of its facet, or are the last columns."""
    ticks = [
        Column(heading=term.term, name=view.matrix, term=term.term, narrow=True)
        for used in facets
        if used.facet.name == view.matrix
        for term in used.terms
    ]
    is_last = view.matrix and view.matrix not in view.columns
    for name in (*view.columns, view.matrix) if is_last else view.columns:
        if name == view.matrix:
            yield from ticks
        else:  # a matrix has little room, so that marks are narrow, too
            is_mark = bool(view.matrix) and name in {"code", "reference"}
            yield Column(heading=clean(headings[name]), name=name, narrow=is_mark)


def _row(
    subject: Subject,
    columns: Sequence[Column],
    view: View,
    headings: Mapping[str, str],
    snippet: Snippet | None,
) -> Row:
    cells = (
        column.tick(subject, each.name, each.term) if each.term else column.cell(subject, each.name)
        for each in columns
    )
    by = view.group_by
    return Row(
        work=subject.work,
        cells=tuple(cells),
        facets=subject.facets,
        snippet=snippet,
        group=tablerow.group(subject, by, clean(headings[by])) if by else "",
    )


def _aligned(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Column]:
    """The columns, with those at the right that hold numbers of several lengths."""
    for place, each in enumerate(columns):
        cells = [row.cells[place] for row in rows if row.cells[place].state == "known"]
        lengths = {len(cell.text) for cell in cells}
        is_right = len(lengths) > 1 and all(number(cell.text) is not None for cell in cells)
        yield replace(each, is_right=is_right)


def _totals(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Cell]:
    """The number of ticks in each column of ticks, and the label of the row."""
    for place, each in enumerate(columns):
        count = sum(row.cells[place].tick for row in rows)
        yield Cell(text=str(count) if each.term else "" if place else "Total")


def _legend(
    rows: Sequence[Row], facets: Sequence[UsedFacet], view: View
) -> Iterator[tuple[str, str]]:
    """The terms that are abbreviations, of the facets that are shown, and the symbols."""
    shown = {*view.columns, view.matrix, view.group_by}
    terms = [term for used in facets if used.facet.name in shown for term in used.terms]
    yield from dict.fromkeys((term.term, term.name) for term in terms if term.is_abbreviation)
    states = {cell.state for row in rows for cell in row.cells}
    yield from ((symbol, _MEANINGS[state]) for state, symbol in SYMBOLS.items() if state in states)


_MEANINGS: dict[State, str] = {
    "none": "none, or not public",
    "not reported": "not reported",
    "unknown": "unknown",
}
