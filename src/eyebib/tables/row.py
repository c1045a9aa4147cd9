"""Selects, sorts and groups the rows of a table."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from eyebib.model import csl
from eyebib.model.facet import MODALITIES
from eyebib.model.settings import COLUMNS
from eyebib.tables.column import Subject, cell, words
from eyebib.tables.table import GroupBy, View, number
from eyebib.text.clean import clean

SEVERAL = "Several modalities"
"""The group of works with more than one modality, because each work is one row."""


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
    """The subjects sorted by the columns in `view.sort`, then by listed year and name.

    Groups are in the order of their headings, reversed if the first column to sort by is theirs
    and descending. Subjects without a value are last in both directions.
    """
    rows = sorted(subjects, key=_default)
    for key in reversed(view.sort):
        column = key.removeprefix("-")
        rows = _sorted(rows, partial(_cell_key, column), down=key != column)
    if view.group_by:
        down = view.sort[:1] == (f"-{_column(view.group_by)}",)
        rows = _sorted(rows, _GROUP_KEYS[view.group_by], down=down)
    return rows


_Key = tuple[float, float, str]


def _sorted(
    subjects: Sequence[Subject], key: Callable[[Subject], _Key | None], *, down: bool
) -> list[Subject]:
    pairs = [(key(subject), subject) for subject in subjects]
    with_key = [(value, subject) for value, subject in pairs if value is not None]
    with_key.sort(key=lambda pair: pair[0], reverse=down)
    return [s for _, s in with_key] + [subject for value, subject in pairs if value is None]


def _default(subject: Subject) -> tuple[int, str, str]:
    work = subject.work
    listed = work.entry.listed or csl.year(work.item) or 9999
    return listed, work.entry.label.casefold(), work.citekey


def _cell_key(column: str, subject: Subject) -> _Key | None:
    """Numbers by their value, before texts in alphabetical order."""
    own = cell(subject, column)
    if own.state != "known":
        return None
    value = number(own.text)
    return (1, 0, (own.citekey or own.text).casefold()) if value is None else (0, value, "")


def _modality_key(subject: Subject) -> _Key | None:
    """The modality by its place in the vocabulary; several modalities are last."""
    if not subject.modalities:
        return None
    first, *others = subject.modalities
    vocabulary = [clean(modality.term) for modality in subject.settings.facet(MODALITIES).values]
    place = vocabulary.index(first) if first in vocabulary else len(vocabulary)
    return (1, 0, "") if others else (0, place, first)


_GROUP_KEYS: dict[GroupBy, Callable[[Subject], _Key | None]] = {
    "listed": partial(_cell_key, "listed"),
    "year": partial(_cell_key, "year"),
    "modality": _modality_key,
    "venue": partial(_cell_key, "venue"),
}


def _column(group_by: GroupBy) -> str:
    return MODALITIES if group_by == "modality" else group_by


def heading(subject: Subject, group_by: GroupBy) -> str:
    """The heading of the group of a work."""
    column = _column(group_by)
    own = cell(subject, column)
    if own.state != "known":
        title = COLUMNS.get(column) or subject.settings.facet(column).heading
        return f"{title} {own.state}"
    return SEVERAL if group_by == "modality" and len(subject.modalities) > 1 else own.text
