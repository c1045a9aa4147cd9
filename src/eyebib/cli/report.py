"""Functions for printing: problems, counts, annotations of a GitHub workflow."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable

import click

from eyebib.model.problem import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def print_problems(problems: Iterable[Problem], *, err: bool = True) -> None:
    """Print each problem on a line of standard error, or of standard output."""
    for problem in sorted(problems):
        place = click.style(f"{problem.location}:", bold=True)
        severity = click.style(f"{problem.severity}:", fg=_COLOURS[problem.severity])
        click.echo(f"{place} {severity} {problem.message_with_rule}", err=err)


def exit_on(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Exit with code 1 if any problem is an error; with `strict`, if there is any problem."""
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        sys.exit(1)


def github(problem: Problem) -> str:
    """A problem as a workflow command, which GitHub shows next to the line.

    The syntax is in GitHub's documentation under "Workflow commands".
    """
    where = problem.location
    place = f"file={_property(where.path.as_posix())},line={where.line},col={where.column}"
    title = f"title={_property(problem.rule)}"
    return f"::{problem.severity} {place},{title}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def terminal_width() -> int:
    """The number of columns of the terminal; 0 if standard output is not a terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def quantity(number: int, noun: str) -> str:
    """`1 work`, `13 works`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("try") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def summary(problems: Iterable[Problem]) -> str:
    """`2 errors, 15 warnings`; empty if there are no problems."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(quantity(counts[s], s.value) for s in Severity if counts[s])
