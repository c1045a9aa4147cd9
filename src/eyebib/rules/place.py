"""Problems located in a work's entry.

If a work stands on what was imported, its problems also name the line of the imported file.
"""

from eyebib.model.bibliography import Work, keys_of
from eyebib.model.problem import Keys, Problem, Severity, locate


def error(work: Work, message: str, rule: str, *keys: str | int) -> Problem:
    """An error at the value in the work's entry that `keys` lead to."""
    where = locate(work.entry.path, work.entry.marks, keys)
    return Problem(location=where, message=message + _origin(work), rule=rule)


def warning(work: Work, message: str, rule: str, *keys: str | int) -> Problem:
    """A warning at the value in the work's entry that `keys` lead to."""
    where = locate(work.entry.path, work.entry.marks, keys)
    text = message + _origin(work)
    return Problem(location=where, message=text, rule=rule, severity=Severity.WARNING)


def keys_for(work: Work, variable: str) -> Keys:
    """The keys of the line in the entry that a CSL variable comes from.

    This is the variable's line under `csl:`, else that of the cited identifier.
    """
    return ("csl", variable) if variable in work.entry.csl else keys_of(work.entry, work.cited)


def _origin(work: Work) -> str:
    if not work.is_imported:
        return ""
    places = [place for record in work.records if record.is_imported for place in record.evidence]
    return f"; imported from {', '.join(places)}" if places else ""
