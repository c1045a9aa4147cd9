"""What is asked of a table against what the list has: every mistake at once, with what was meant.

The one place where a `View` is looked through; what comes after may believe it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import UsageError, suggestion
from eyebib.model.settings import COLUMNS, MODALITIES, Settings
from eyebib.tables.column import DEFAULT, Subject, words
from eyebib.tables.table import View

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._+/-]*")


def headings(bibliography: Bibliography) -> dict[str, str]:
    """Heading of every column there is, by its name in lower case.

    The columns are the entries' own, those that are built in, and those of the settings.
    """
    own = dict.fromkeys(name for work in bibliography.works for name in work.entry.table)
    named = bibliography.settings.columns.items()
    return (
        {name.casefold(): name for name in own}
        | dict(COLUMNS)
        | {name.casefold(): heading for name, heading in named}
    )


def checked(view: View, bibliography: Bibliography, subjects: Sequence[Subject]) -> View:
    """The view with names and values as they are compared: in lower case, a modality's own term.

    Raises:
        UsageError: a column or value that is not there, or what cannot be together.
    """
    settings = bibliography.settings
    mistakes = list(_mistakes(view, headings(bibliography), subjects, settings))
    if mistakes:
        raise UsageError("\n".join(mistakes))
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
    """A value as `words` has it: a modality by any of its names, everything in lower case."""
    modality = settings.modality(text.strip()) if column == MODALITIES else None
    return (modality.term if modality else text.strip()).casefold()


def _mistakes(
    view: View, names: Mapping[str, str], subjects: Sequence[Subject], settings: Settings
) -> Iterator[str]:
    asked = [*view.columns, *(key.removeprefix("-") for key in view.sort)]
    asked += [condition.partition("=")[0] for condition in view.where if "=" in condition]
    for name in dict.fromkeys(map(_name, asked)):
        if name not in names:
            hint = suggestion(name, names) or f"; there are {', '.join(names)}"
            yield f"no column `{name}`{hint}"
    for condition in view.where:
        yield from _condition_mistakes(condition, names, subjects, settings)
    if not _LABEL.fullmatch(view.label):
        yield f"`{view.label}` is no label: letters, digits and `:._+/-`, as in tab:models"
    if view.layout == "hline" and view.landscape:
        yield "--layout hline does without packages, and turning a page needs one"


def _condition_mistakes(
    text: str, names: Mapping[str, str], subjects: Sequence[Subject], settings: Settings
) -> Iterator[str]:
    column, value = _condition(text, settings)
    if "=" not in text:
        yield f"`{text}` is no condition: write column=value, as in year=2024"
    elif column in names:
        known = dict.fromkeys(word for subject in subjects for word in words(subject, column))
        if value not in map(str.casefold, known):
            hint = suggestion(value, known) or f"; there are {', '.join([*known][:12])}"
            yield f"no paper has {text}{hint if known else ''}"
