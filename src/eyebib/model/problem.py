"""Problems: what is wrong, where, under which rule, and how bad it is."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Keys = tuple[str | int, ...]
"""The way to a value: keys of mappings and indexes of lists."""

Mark = tuple[int, int]
"""Line and column, counted from 1."""

Marks = Mapping[Keys, Mark]
"""Where every value stands, and every key, whose way ends in `KEY`."""

KEY = -1
"""Stands last in the way to a key itself, not its value."""


class Severity(StrEnum):
    """An error fails the run; a warning fails it only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a file; line and column count from 1, as editors do."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path.as_posix())}:{self.line}:{self.column}"


def locate(path: Path, marks: Marks, keys: Keys) -> Location:
    """Where the value at `keys` stands, or else the nearest value around it."""
    while keys and keys not in marks:
        keys = keys[:-2] if keys[-1] == KEY else keys[:-1]
    line, column = marks.get(keys, (1, 1))
    return Location(path=path, line=line, column=column)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong. `rule` is a short kebab-case name that never changes its meaning."""

    location: Location
    rule: str
    message: str
    severity: Severity = Severity.ERROR

    @property
    def told(self) -> str:
        """The message and its rule, on one line whatever they quote."""
        return f"{printable(self.message)} [{self.rule}]"

    def __str__(self) -> str:
        return f"{self.location}: {self.told}"


def warning(where: Location, message: str, rule: str) -> Problem:
    """A problem that fails a run only under `--strict`."""
    return Problem(location=where, message=message, rule=rule, severity=Severity.WARNING)


class EyebibError(Exception):
    """Something the user can mend; shown as text, never with a traceback.

    Carries either one sentence or the problems that were found, all at once.
    """

    def __init__(self, message: str = "", *, problems: Iterable[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(message or "\n".join(map(str, self.problems)))


class UsageError(EyebibError):
    """The command was asked for something that is not there; exit code 2."""


class MissingExtraError(EyebibError):
    """A format needs a package that is not installed; says how to install it."""


def printable(text: str) -> str:
    r"""Text with `\x1b`, `\n`, `\u202e` for what a terminal would obey, not show."""
    signs = (s if s.isprintable() else s.encode("unicode_escape").decode("ascii") for s in text)
    return text if text.isprintable() else "".join(signs)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` where a known word is near enough, else nothing."""
    folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(word[:100].casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean `{folded[near[0]]}`?" if near else ""
