"""Checks a `View` against a bibliography, and reports all mistakes at once."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from eyebib.model.bibliography import Bibliography
from eyebib.model.classification import facets_of
from eyebib.model.problem import UsageError
from eyebib.model.settings import COLUMNS, OLDER_COLUMNS, Settings
from eyebib.tables.column import cell, words
from eyebib.tables.subject import Subject
from eyebib.tables.table import CHOICES, View
from eyebib.text.suggestion import suggestion

_Condition = tuple[str, str, str]
"""The text of a condition, its column and its value."""

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._+/-]*")


def headings(bibliography: Bibliography) -> dict[str, str]:
    """The heading of every column, by its name in lower case.

    The columns are those of the entries, the built-in ones, facets, and those of the settings.
    """
    settings = bibliography.settings
    own = dict.fromkeys(name for work in bibliography.works for name in work.entry.table)
    names = {name.casefold(): name for name in own} | dict(COLUMNS)
    names |= {facet.name: facet.heading for facet in facets_of(bibliography)}
    names |= {"name": settings.name_heading} if settings.name_heading else {}
    return names | {_column(name, names): heading for name, heading in settings.columns.items()}


def normalize(view: View, bibliography: Bibliography, subjects: Sequence[Subject]) -> View:
    """The view with names and values in lower case, and with terms for words of facets.

    Raises:
        UsageError: The view has an unknown column or value, or fields that exclude each other.
    """
    names = headings(bibliography)
    view = replace(
        view,
        columns=_columns(view.columns or tuple(bibliography.settings.columns), names),
        group_by=_column(view.group_by, names),
        sort=tuple(_key(key, names) for key in view.sort),
        matrix=_column(view.matrix, names),
    )
    conditions = [_condition(text, names, bibliography.settings) for text in view.where]
    facets = [facet.name for facet in facets_of(bibliography)]
    mistakes = [*_mistakes(view, names, facets), *_where_mistakes(conditions, names, subjects)]
    if mistakes:
        raise UsageError(*mistakes)
    columns = view.columns or default_columns(bibliography, subjects)
    return replace(view, columns=columns, where=tuple(f"{c}={v}" for _, c, v in conditions))


def default_columns(bibliography: Bibliography, subjects: Sequence[Subject]) -> tuple[str, ...]:
    """The columns that have a value in any row: the name, facts, facets, and those of the survey.

    If most entries have no short name, the title takes its place.
    """
    entries = [work.entry for work in bibliography.works]
    is_named = 2 * sum(bool(entry.name) for entry in entries) >= len(entries)
    own = dict.fromkeys(name.casefold() for entry in entries for name in entry.table)
    facets = (facet.name for facet in facets_of(bibliography))
    first = "name" if is_named or bibliography.settings.name_heading else "title"
    others = ("year", "venue", *facets, *own, "code", "reference")
    return (first, *(name for name in dict.fromkeys(others) if _is_filled(subjects, name)))


def _is_filled(subjects: Sequence[Subject], column: str) -> bool:
    return any(cell(subject, column).state in ("known", "none") for subject in subjects)


def _columns(columns: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_column(column, names) for column in columns))


def _column(text: str, names: Container[str]) -> str:
    """A column's name in lower case; `names` are the known ones."""
    name = text.strip().casefold()
    return name if name in names else OLDER_COLUMNS.get(name, name)


def _key(key: str, names: Container[str]) -> str:
    """A column to sort by, with the `-` in front."""
    key = key.strip()
    sign = "-" if key.startswith("-") else ""
    return f"{sign}{_column(key.removeprefix('-'), names)}"


def _condition(text: str, names: Container[str], settings: Settings) -> _Condition:
    """A condition as written, its column, and its value in lower case.

    The value of a facet is the term, which may be given by any of its words.
    """
    key, _, value = text.partition("=")
    column, value = _column(key, names), value.strip()
    term = settings.facet(column).value(value)
    return text, column, (term.term if term else value).casefold()


def _mistakes(view: View, names: Mapping[str, str], facets: Sequence[str]) -> Iterator[str]:
    for field, choices in CHOICES.items():
        value = getattr(view, field)
        if value is not None and value not in choices:
            yield f"unknown {field} `{value}`; expected one of {', '.join(choices)}"
    columns = [*view.columns, *(key.removeprefix("-") for key in view.sort), view.group_by]
    yield from _unknown("column", filter(None, columns), names)
    if view.matrix:
        yield from _unknown("facet", [view.matrix], facets)
    if not _LABEL.fullmatch(view.label):
        expected = "letters, digits and `:._+/-`, as in tab:models"
        yield f"`{view.label}` is not a valid label; expected {expected}"
    if view.layout == "hline" and view.landscape:
        yield "layout `hline` cannot be landscape, which needs a package"


def _unknown(kind: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    known = list(known)
    for name in dict.fromkeys(names):
        if name not in known:
            expected = f"; expected one of {', '.join(known)}" if known else ""
            yield f"unknown {kind} `{name}`{suggestion(name, known) or expected}"


def _where_mistakes(
    conditions: Iterable[_Condition], names: Mapping[str, str], subjects: Sequence[Subject]
) -> Iterator[str]:
    conditions = list(conditions)
    columns = (column for text, column, _ in conditions if "=" in text)
    yield from _unknown("column", columns, names)
    for text, column, value in conditions:
        if "=" not in text:
            yield f"`{text}` is not a valid condition; expected column=value, as in year=2024"
        elif column in names:
            values = dict.fromkeys(word for subject in subjects for word in words(subject, column))
            if value not in map(str.casefold, values):
                hint = suggestion(value, values) or f"; the values are {', '.join([*values][:12])}"
                yield f"no paper has {text}{hint if values else ''}"
