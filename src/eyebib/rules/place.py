"""Where a problem of a work stands: in its entry, at what the fact comes from."""

from eyebib.model.bibliography import Work, keys_of
from eyebib.model.problem import Keys, Problem, Severity, locate


def error(work: Work, message: str, rule: str, *keys: str | int) -> Problem:
    """A problem at the value that the keys lead to in the work's entry."""
    where = locate(work.entry.path, work.entry.marks, keys)
    return Problem(location=where, message=message, rule=rule)


def warning(work: Work, message: str, rule: str, *keys: str | int) -> Problem:
    """Like `error`; it fails a run only if the run is strict."""
    where = locate(work.entry.path, work.entry.marks, keys)
    return Problem(location=where, message=message, rule=rule, severity=Severity.WARNING)


def keys_for(work: Work, variable: str) -> Keys:
    """What in the entry a variable comes from: its own `csl`, or the identifier that was asked."""
    return ("csl", variable) if variable in work.entry.csl else keys_of(work.entry, work.cited)
