"""Problems in files: message, location, rule and severity."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eyebib.text.visible import visible

Keys = tuple[str | int, ...]
"""The path to a value: keys of mappings and indexes of lists."""

Mark = tuple[int, int]
"""Line and column, both counted from 1."""

Marks = Mapping[Keys, Mark]
"""The places of all values, and of all keys, whose paths end in `KEY`."""

KEY = -1
"""The last element of the path to a key, as opposed to its value."""


class Severity(StrEnum):
    """An error fails a run; a warning fails it only with `--strict`; a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a file; lines and columns are counted from 1, as in editors."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{visible(self.path.as_posix())}:{self.line}:{self.column}"


class Lines:
    """The lines of a text with LF line endings, which turn an offset into a location."""

    def __init__(self, path: Path, text: str) -> None:
        """Find the lines of the text of the file `path`."""
        self._path = path
        self._starts = [0, *(index + 1 for index, sign in enumerate(text) if sign == "\n")]

    def location(self, offset: int) -> Location:
        """The location of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return Location(path=self._path, line=line, column=offset - self._starts[line - 1] + 1)


def locate(path: Path, marks: Marks, keys: Keys) -> Location:
    """The location of the value at `keys`, or else that of the nearest value around it."""
    while keys and keys not in marks:
        keys = keys[:-2] if keys[-1] == KEY else keys[:-1]
    line, column = marks.get(keys, (1, 1))
    return Location(path=path, line=line, column=column)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong; `rule` is its stable identifier, in kebab-case."""

    location: Location
    rule: str
    message: str
    severity: Severity = Severity.ERROR

    @property
    def message_with_rule(self) -> str:
        """The message and its rule on one line; special characters are escaped."""
        return f"{visible(self.message)} [{self.rule}]"

    def __str__(self) -> str:
        return f"{self.location}: {self.message_with_rule}"


def warning(where: Location, message: str, rule: str) -> Problem:
    """A problem that fails a run only with `--strict`."""
    return Problem(location=where, message=message, rule=rule, severity=Severity.WARNING)


def note(where: Location, message: str, rule: str) -> Problem:
    """A remark about a file that is not a problem."""
    return Problem(location=where, message=message, rule=rule, severity=Severity.NOTE)


class EyebibError(Exception):
    """An error that the user can fix; shown without a traceback.

    Carries either messages, one for each line, or a list of problems.
    """

    def __init__(self, *messages: str, problems: Iterable[Problem] = ()) -> None:
        self.messages = messages
        self.problems = tuple(problems)
        super().__init__("\n".join(messages or map(str, self.problems)))


class UsageError(EyebibError):
    """The command line names something that does not exist; exit code 2."""


class MissingExtraError(EyebibError):
    """A format needs a package that is not installed; the message says how to install it."""


def reason(error: Exception) -> str:
    """The message of a system error, to end a sentence with."""
    return (getattr(error, "strerror", None) or str(error)).lower()
