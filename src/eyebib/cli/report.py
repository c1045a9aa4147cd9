"""Functions for what several verbs print: errors, problems, counts."""

import sys
from collections import Counter
from collections.abc import Iterable

from eyebib.cli.terminal import Styled, annotate, echo
from eyebib.model.problem import EyebibError, Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_error(error: EyebibError) -> None:
    """Print the problems of an error, or else each message on a line, on standard error."""
    print_problems(error.problems)
    for message in () if error.problems else error.messages:
        echo(Styled(f"eyebib: {message}", "red"), err=True)


def print_problems(problems: Iterable[Problem], *, err: bool = True) -> None:
    """Print each problem on a line of standard error, or of standard output."""
    for problem in sorted(problems):
        place = Styled(f"{problem.location}:", bold=True)
        severity = Styled(f"{problem.severity}:", _COLOURS[problem.severity])
        echo(place, " ", severity, f" {problem.message_with_rule}", err=err)


def annotate_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as an annotation, which GitHub shows next to the line."""
    for problem in problems:
        where = problem.location
        place = {"file": where.path.as_posix(), "line": where.line, "col": where.column}
        kind = "notice" if problem.severity is Severity.NOTE else problem.severity
        annotate(kind, problem.message, **place, title=problem.rule)


def exit_on(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Exit with code 1 if any problem is an error; with `strict`, if any is a warning."""
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(problem.severity in failing for problem in problems):
        sys.exit(1)


def quantity(number: int, noun: str) -> str:
    """`1 work`, `13 works`."""
    plural = (
        f"{noun[:-1]}ies"
        if noun.endswith("try")
        else f"{noun}{'es' if noun.endswith('ch') else 's'}"
    )
    return f"{number:,} {noun if number == 1 else plural}"


def summary(problems: Iterable[Problem]) -> str:
    """`2 errors, 15 warnings`; empty if there are no problems."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(quantity(counts[s], s.value) for s in Severity if counts[s])
