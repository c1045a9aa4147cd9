"""Builds a table from a bibliography: cells, order, groups, totals and legend."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from eyebib.model.bibliography import Bibliography
from eyebib.model.facet import MODALITIES
from eyebib.model.problem import UsageError
from eyebib.model.settings import Settings
from eyebib.tables import column
from eyebib.tables import row as tablerow
from eyebib.tables import view as tableview
from eyebib.tables.column import Subject
from eyebib.tables.table import SYMBOLS, Cell, Column, Row, Snippet, State, Table, View
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
    subjects = [column.subject(work, settings) for work in bibliography.works]
    view = tableview.normalize(view, bibliography, subjects)
    subjects = tablerow.sort(tablerow.select(subjects, view), view)
    if view.where and not subjects:
        raise UsageError("no paper meets all conditions")
    terms = column.terms(subjects, settings)
    headings = tableview.headings(bibliography)
    columns = list(_columns(view.columns, terms if view.matrix else None))
    rows = tuple(_row(subject, columns, view, snippets) for subject in subjects)
    return Table(
        title=clean(view.caption or settings.title),
        columns=tuple(_heading(name, term, view, headings) for name, term in columns),
        rows=rows,
        legend=tuple(_legend(rows, _legend_terms(terms, view), settings)),
        terms=terms,
        totals=tuple(_totals(rows, columns)) if view.matrix and terms else (),
        url=settings.url,
        view=view,
    )


_Place = tuple[str, str]
"""The name of a column, and the modality whose ticks it holds, or nothing."""


def _columns(names: Sequence[str], ticks: Sequence[str] | None) -> Iterator[_Place]:
    """The columns; in a matrix, ticks replace the modalities, or are the last columns."""
    if ticks is None:
        yield from ((name, "") for name in names)
        return
    for name in names if MODALITIES in names else (*names, MODALITIES):
        yield from ((name, term) for term in (ticks if name == MODALITIES else ("",)))


def _heading(name: str, term: str, view: View, headings: Mapping[str, str]) -> Column:
    """The column of a name or modality; a matrix has little room, so that marks are narrow, too."""
    is_mark = view.matrix and name in {"code", "reference"}
    return Column(heading=clean(term or headings[name]), narrow=bool(term) or is_mark)


def _row(
    subject: Subject, columns: Sequence[_Place], view: View, snippets: Mapping[str, Snippet]
) -> Row:
    cells = (
        column.tick(subject, term) if term else column.cell(subject, name) for name, term in columns
    )
    return Row(
        work=subject.work,
        cells=tuple(cells),
        modalities=subject.modalities,
        snippet=snippets.get(subject.work.citekey),
        group=tablerow.heading(subject, view.group_by) if view.group_by else "",
    )


def _totals(rows: Sequence[Row], columns: Sequence[_Place]) -> Iterator[Cell]:
    """The number of ticks in each column of ticks, and the label of the row."""
    for place, (_, term) in enumerate(columns):
        count = sum(row.cells[place].tick for row in rows)
        yield Cell(text=str(count) if term else "" if place else "Total")


def _legend_terms(terms: Sequence[str], view: View) -> Sequence[str]:
    """The modalities that occur in the table."""
    if view.matrix or MODALITIES in view.columns or view.group_by == "modality":
        return terms
    return ()


def _legend(
    rows: Sequence[Row], terms: Sequence[str], settings: Settings
) -> Iterator[tuple[str, str]]:
    vocabulary = settings.facet(MODALITIES).values
    names = {clean(modality.term): clean(modality.name) for modality in vocabulary}
    for term in terms:
        if names.get(term, term).casefold() != term.casefold():
            yield term, names[term]
    states = {cell.state for row in rows for cell in row.cells}
    yield from ((symbol, _MEANINGS[state]) for state, symbol in SYMBOLS.items() if state in states)


_MEANINGS: dict[State, str] = {
    "none": "none, or not public",
    "not reported": "not reported",
    "unknown": "unknown",
}
