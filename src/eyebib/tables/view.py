"""Checks a `View` against a bibliography, and reports all mistakes at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from eyebib.model.bibliography import Bibliography
from eyebib.model.facet import MODALITIES
from eyebib.model.problem import UsageError
from eyebib.model.settings import COLUMNS, Settings
from eyebib.tables.column import DEFAULT, Subject, words
from eyebib.tables.table import CHOICES, View
from eyebib.text.suggestion import suggestion

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._+/-]*")


def headings(bibliography: Bibliography) -> dict[str, str]:
    """The heading of every column, by its name in lower case.

    The columns are those of the entries, the built-in ones, and those of the settings.
    """
    own = dict.fromkeys(name for work in bibliography.works for name in work.entry.table)
    configured = bibliography.settings.columns.items()
    return (
        {name.casefold(): name for name in own}
        | dict(COLUMNS)
        | {MODALITIES: bibliography.settings.facet(MODALITIES).heading}
        | {name.casefold(): heading for name, heading in configured}
    )


def normalize(view: View, bibliography: Bibliography, subjects: Sequence[Subject]) -> View:
    """The view with names and values in lower case, and with terms for modalities.

    Raises:
        UsageError: The view has an unknown column or value, or fields that exclude each other.
    """
    settings = bibliography.settings
    mistakes = list(_mistakes(view, headings(bibliography), subjects, settings))
    if mistakes:
        raise UsageError(*mistakes)
    names = view.columns or tuple(settings.columns) or DEFAULT
    return replace(
        view,
        columns=tuple(dict.fromkeys(map(_name, names))),
        sort=tuple(map(_name, view.sort)),
        where=tuple("=".join(_condition(text, settings)) for text in view.where),
    )


def _name(text: str) -> str:
    return text.strip().casefold()


def _condition(text: str, settings: Settings) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return _name(key), _value(_name(key), value, settings)


def _value(column: str, text: str, settings: Settings) -> str:
    """A value in lower case; the term for a modality, which may be given by any of its names."""
    modality = settings.facet(MODALITIES).value(text.strip()) if column == MODALITIES else None
    return (modality.term if modality else text.strip()).casefold()


def _mistakes(
    view: View, names: Mapping[str, str], subjects: Sequence[Subject], settings: Settings
) -> Iterator[str]:
    for field, choices in CHOICES.items():
        value = getattr(view, field)
        if value is not None and value not in choices:
            yield f"unknown {field} `{value}`; expected one of {', '.join(choices)}"
    columns = [*view.columns, *(key.removeprefix("-") for key in view.sort)]
    columns += [condition.partition("=")[0] for condition in view.where if "=" in condition]
    for name in dict.fromkeys(map(_name, columns)):
        if name not in names:
            hint = suggestion(name, names) or f"; expected one of {', '.join(names)}"
            yield f"unknown column `{name}`{hint}"
    for condition in view.where:
        yield from _condition_mistakes(condition, names, subjects, settings)
    if not _LABEL.fullmatch(view.label):
        expected = "letters, digits and `:._+/-`, as in tab:models"
        yield f"`{view.label}` is not a valid label; expected {expected}"
    if view.layout == "hline" and view.landscape:
        yield "layout `hline` cannot be landscape, which needs a package"


def _condition_mistakes(
    text: str, names: Mapping[str, str], subjects: Sequence[Subject], settings: Settings
) -> Iterator[str]:
    column, value = _condition(text, settings)
    if "=" not in text:
        yield f"`{text}` is not a valid condition; expected column=value, as in year=2024"
    elif column in names:
        values = dict.fromkeys(word for subject in subjects for word in words(subject, column))
        if value not in map(str.casefold, values):
            hint = suggestion(value, values) or f"; the values are {', '.join([*values][:12])}"
            yield f"no paper has {text}{hint if values else ''}"
