"""The findings as problems, as JSON, as Markdown, and as one line that counts them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from eyebib.audit.finding import Finding
from eyebib.model.problem import Problem, Severity
from eyebib.text.markdown import cell
from eyebib.text.visible import visible

_COUNTS: Mapping[str, tuple[str, str]] = {
    "confirmed": ("confirmed", "confirmed"),
    "differs": ("differs", "differ"),
    "other-work": ("is another work", "are other works"),
    "retracted": ("retracted", "retracted"),
    "not-found": ("not found", "not found"),
    "cannot-confirm": ("cannot be confirmed", "cannot be confirmed"),
    "not-checkable": ("not checkable", "not checkable"),
    "not-asked": ("not asked", "not asked"),
}
"""The verdicts in the order of the summary; their numbers add up to that of the references."""

_NOTES: Mapping[str, tuple[str, str]] = {
    "published": ("published since", "published since"),
    "duplicate": ("duplicate", "duplicates"),
    "accepted": ("accepted", "accepted"),
}

_ONCE = frozenset(("not-checkable", "not-asked"))
"""Verdicts that are said once for all references, because they say nothing about one of them."""

_STRICT = frozenset(("not-found", "cannot-confirm"))
"""Verdicts that are errors with `--strict`."""

_SHOWN = 8
"""Keys that a line names."""


def problems(findings: Sequence[Finding], *, strict: bool = False) -> list[Problem]:
    """What is to be reported, in the order of the file; with `strict` more of it are errors."""
    own = [p for finding in findings for p in finding.problems if p.rule not in _ONCE]
    return [*(_severe(problem) if strict else problem for problem in own), *_once(findings)]


def _severe(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.ERROR) if problem.rule in _STRICT else problem


def _once(findings: Iterable[Finding]) -> list[Problem]:
    """One problem for all references about which there is the same to say."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        for problem in finding.problems:
            if problem.rule in _ONCE:
                group = (problem.location.path, problem.rule, problem.message)
                groups.setdefault(group, []).append(finding)
    return [_joined(group) for group in groups.values()]


def _joined(group: Sequence[Finding]) -> Problem:
    problem = next(p for p in group[0].problems if p.rule in _ONCE)
    keys = ", ".join(f"`{finding.key}`" for finding in group[:_SHOWN])
    more = f" and {len(group) - _SHOWN} more" if len(group) > _SHOWN else ""
    return replace(problem, message=f"{keys}{more}: {problem.message}")


def is_silent(findings: Iterable[Finding]) -> bool:
    """Whether a source did not answer."""
    return any(finding.verdict == "not-asked" for finding in findings)


def summary(findings: Sequence[Finding]) -> str:
    """`17 references: 9 confirmed, 6 differ, 2 not checkable; 2 published since`."""
    verdicts = Counter[str](finding.verdict for finding in findings)
    notes = Counter[str](note for finding in findings for note in finding.notes)
    notes["accepted"] = sum(bool(finding.accepted) for finding in findings)
    counts, also = _counted(verdicts, _COUNTS), _counted(notes, _NOTES)
    total = f"{len(findings)} reference{'' if len(findings) == 1 else 's'}"
    return f"{total}: {counts}" + (f"; {also}" if also else "")


def _counted(numbers: Mapping[str, int], words: Mapping[str, tuple[str, str]]) -> str:
    """`1 differs, 2 not found`: the numbers that are not 0, in the order of the words."""
    return ", ".join(
        f"{number} {forms[number > 1]}"
        for kind, forms in words.items()
        if (number := numbers[kind])
    )


def as_object(finding: Finding) -> dict[str, Any]:
    """A finding as an object of JSON."""
    record, published = finding.record, finding.published
    where = finding.reference.where
    return {
        "key": finding.key,
        "verdict": finding.verdict,
        "notes": list(finding.notes),
        "fields": dict(finding.fields),
        "identifier": str(record.identifier) if record else "",
        "source": record.source if record else "",
        "published": str(published.identifier) if published else "",
        "accepted": dict(finding.accepted),
        "messages": [problem.message for problem in finding.problems],
        "file": where.path.as_posix(),
        "line": where.line,
    }


def as_markdown(findings: Sequence[Finding], shown: Iterable[Problem]) -> str:
    """The summary, and a table of the problems: for the summary of a workflow, or a comment."""
    rows = [
        f"| {cell(str(problem.location))} | {problem.rule} | {cell(visible(problem.message))} |"
        for problem in sorted(shown)
    ]
    table = ["", "| where | verdict | finding |", "|---|---|---|", *rows] if rows else []
    return "\n".join([cell(summary(findings)), *table]) + "\n"
