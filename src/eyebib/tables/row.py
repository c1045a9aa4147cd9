"""Selects, sorts and groups the rows of a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.tables.column import compared, words
from eyebib.tables.subject import Subject
from eyebib.tables.table import View, number
from eyebib.text.clean import clean


def select(subjects: Iterable[Subject], view: View) -> list[Subject]:
    """The subjects that have one of the values in the conditions on each column."""
    conditions: dict[str, set[str]] = {}
    for condition in view.where:
        column, _, value = condition.partition("=")
        conditions.setdefault(column, set()).add(value)
    return [
        subject
        for subject in subjects
        if all(
            values.intersection(map(str.casefold, words(subject, column)))
            for column, values in conditions.items()
        )
    ]


def sort(subjects: Sequence[Subject], view: View) -> list[Subject]:
    """The subjects sorted by the columns in `view.sort`, then by the shown year and name.

    Groups are in the order of their headings, reversed if the first column to sort by is theirs
    and descending. Subjects without a value are last in both directions.
    """
    year = next((column for column in view.columns if column in _YEARS), "year")
    name = next((column for column in view.columns if column in ("name", "title")), "name")
    rows = sorted(subjects, key=partial(_default, year, name))
    for key in reversed(view.sort):
        column = key.removeprefix("-")
        rows = _sorted(rows, partial(_cell_key, column), down=key != column)
    if view.group_by:
        down = view.sort[:1] == (f"-{view.group_by}",)
        rows = _sorted(rows, partial(_group_key, view.group_by), down=down)
    return rows


_Key = tuple[float, float, str]


def _sorted(
    subjects: Sequence[Subject], key: Callable[[Subject], _Key | None], *, down: bool
) -> list[Subject]:
    pairs = [(key(subject), subject) for subject in subjects]
    with_key = [(value, subject) for value, subject in pairs if value is not None]
    with_key.sort(key=lambda pair: pair[0], reverse=down)
    return [s for _, s in with_key] + [subject for value, subject in pairs if value is None]


_YEARS: Mapping[str, Callable[[Work], int | None]] = {
    "year": lambda work: csl.year(work.item),
    "listed": lambda work: work.entry.listed,
}


def _default(year: str, name: str, subject: Subject) -> tuple[int, str, str]:
    """The year and the name in the columns of these names; an unknown year is last."""
    work = subject.work
    return _YEARS[year](work) or 9999, compared(subject, name).text.casefold(), work.citekey


def _cell_key(column: str, subject: Subject) -> _Key | None:
    """Numbers by their value, before texts in alphabetical order."""
    own = compared(subject, column)
    if own.state != "known":
        return None
    value = number(own.text)
    return (1, 0, (own.citekey or own.text).casefold()) if value is None else (0, value, "")


def _group_key(column: str, subject: Subject) -> _Key | None:
    """A term by its place in the vocabulary, several terms last; another value as for sorting."""
    if column not in subject.facets:
        return _cell_key(column, subject)
    terms = subject.facets[column]
    if len(terms) != 1:
        return (1, 0, "") if terms else None
    places = [clean(value.term) for value in subject.settings.facet(column).values]
    term = terms[0].term
    return (0, places.index(term) if term in places else len(places), term.casefold())


def group(subject: Subject, column: str, heading: str) -> str:
    """The group of a work by a column, whose heading is given; a work is in one group."""
    own = compared(subject, column)
    if own.state != "known":
        return f"{heading} {own.state}"
    return f"{heading}: several" if len(own.terms) > 1 else own.text
