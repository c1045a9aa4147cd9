"""The rows of a table: which works, in which order, under which headings."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from eyebib.model import csl
from eyebib.model.settings import COLUMNS, MODALITIES
from eyebib.tables.column import Subject, cell, words
from eyebib.tables.table import GroupBy, View, number
from eyebib.text.clean import clean

SEVERAL = "Several modalities"
"""The group of works of more than one modality: a work is one row, and counts once."""


def chosen(subjects: Iterable[Subject], view: View) -> list[Subject]:
    """Those that have, of each column named in a condition, one of the values asked for."""
    wanted: dict[str, set[str]] = {}
    for condition in view.where:
        column, _, value = condition.partition("=")
        wanted.setdefault(column, set()).add(value)
    return [
        subject
        for subject in subjects
        if all(
            values.intersection(map(str.casefold, words(subject, column)))
            for column, values in wanted.items()
        )
    ]


def ordered(subjects: Sequence[Subject], view: View) -> list[Subject]:
    """By the view's keys, the first one first; else by listed year and name.

    Groups stand together, in their own order; backwards if the first key is theirs and goes down.
    What has nothing to sort by stands last either way.
    """
    found = sorted(subjects, key=_default)
    for key in reversed(view.sort):
        column = key.removeprefix("-")
        found = _sorted(found, partial(_cell_key, column), down=key != column)
    if view.group_by:
        down = view.sort[:1] == (f"-{_column(view.group_by)}",)
        found = _sorted(found, _GROUP_KEYS[view.group_by], down=down)
    return found


_Key = tuple[float, float, str]


def _sorted(
    subjects: Sequence[Subject], key: Callable[[Subject], _Key | None], *, down: bool
) -> list[Subject]:
    keyed = [(key(subject), subject) for subject in subjects]
    known = [(found, subject) for found, subject in keyed if found is not None]
    known.sort(key=lambda pair: pair[0], reverse=down)
    return [s for _, s in known] + [subject for found, subject in keyed if found is None]


def _default(subject: Subject) -> tuple[int, str, str]:
    work = subject.work
    listed = work.entry.listed or csl.year(work.item) or 9999
    return listed, work.entry.label.casefold(), work.citekey


def _cell_key(column: str, subject: Subject) -> _Key | None:
    """Numbers by what they count, before words; a word by its letters."""
    made = cell(subject, column)
    if made.state != "known":
        return None
    value = number(made.text)
    return (1, 0, (made.citekey or made.text).casefold()) if value is None else (0, value, "")


def _modality_key(subject: Subject) -> _Key | None:
    """A group for each modality, in the order of the vocabulary; then that of several."""
    if not subject.modalities:
        return None
    first, *others = subject.modalities
    known = [clean(modality.term) for modality in subject.settings.modalities]
    place = known.index(first) if first in known else len(known)
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
    """The heading of the group that a work stands under."""
    column = _column(group_by)
    made = cell(subject, column)
    if made.state != "known":
        return f"{COLUMNS[column]} {made.state}"
    return SEVERAL if group_by == "modality" and len(subject.modalities) > 1 else made.text
