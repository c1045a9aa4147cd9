"""What several verbs print: problems, counts, what goes into a workflow's log. Plain text."""

import sys
from collections import Counter
from collections.abc import Iterable

import click

from eyebib.model.problem import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def print_problems(problems: Iterable[Problem]) -> None:
    """Each problem on a line of standard error."""
    for problem in sorted(problems):
        place = click.style(f"{problem.location}:", bold=True)
        severity = click.style(f"{problem.severity}:", fg=_COLOURS[problem.severity])
        click.echo(f"{place} {severity} {problem.message_with_rule}", err=True)


def exit_on(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Exit with 1 if there is an error among the problems; with `strict`, any problem."""
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        sys.exit(1)


def github(problem: Problem) -> str:
    """A problem as a workflow command that GitHub shows beside the line."""
    where = problem.location
    place = f"file={_property(where.path.as_posix())},line={where.line},col={where.column}"
    title = f"title={_property(problem.rule)}"
    return f"::{problem.severity} {place},{title}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(number: int, noun: str) -> str:
    """`1 work`, `13 works`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("try") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def summary(problems: Iterable[Problem]) -> str:
    """`2 errors, 15 warnings`; empty if there is none."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(counted(counts[s], s.value) for s in Severity if counts[s])
