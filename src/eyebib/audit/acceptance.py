"""Findings that the author of a file accepts, with the reason.

They stand outside entries, because classic BibTeX has no comments inside an entry: in a line
`% eyebib: accept KEY year, volume: reason` between entries, or in `eyebib.toml`:

    [audit.accept]
    KEY = { year = "reason" }

What is accepted is a field (`year`), a verdict (`not-found`) or a note (`published`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eyebib.audit.finding import Finding
from eyebib.importers.bibtex_span import EntrySpan
from eyebib.model.problem import Location, Problem, note

_LINE = re.compile(r"^[ \t]*%+[ \t]*eyebib:[ \t]*(?P<words>[^\r\n]*)", re.MULTILINE)
_WORDS = re.compile(
    r"accept\s+(?P<key>\S+)\s+(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*)\s*:\s*(?P<reason>\S(?:.*\S)?)\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One accepted field, verdict or note of the reference with a key, and where it is accepted."""

    key: str
    name: str
    reason: str
    where: Location


def of_text(
    text: str, path: Path, spans: Sequence[EntrySpan], problems: list[Problem]
) -> list[Acceptance]:
    """The acceptances between the entries of a .bib file; adds what cannot be read to `problems`.

    `spans` are those of its entries, in file order.
    """
    inside = iter(spans)
    entry = next(inside, None)
    found: list[Acceptance] = []
    for line in _LINE.finditer(text):
        while entry is not None and entry.end <= line.start():
            entry = next(inside, None)
        if entry is None or line.end() <= entry.start:
            where = Location(path=path, line=1 + len(re.findall(r"\r\n?|\n", text[: line.start()])))
            found += _read(line["words"], where, problems)
    return found


def _read(words: str, where: Location, problems: list[Problem]) -> Iterator[Acceptance]:
    match = _WORDS.fullmatch(words)
    if match is None:
        message = "expected `% eyebib: accept KEY field, field: reason`"
    elif re.search(r"[@{}]", words):
        message = "a reason must have no `@` and no braces, which BibTeX would read"
    else:
        names = re.split(r"\s*,\s*", match["names"])
        yield from (
            Acceptance(key=match["key"], name=name, reason=match["reason"], where=where)
            for name in names
        )
        return
    problems.append(Problem(location=where, message=message, rule="accept"))


def of_settings(accept: Mapping[str, Mapping[str, str]], path: Path) -> list[Acceptance]:
    """The acceptances of `[audit.accept]` in the file of the settings."""
    where = Location(path=path)
    return [
        Acceptance(key=key, name=name, reason=reason, where=where)
        for key, names in accept.items()
        for name, reason in names.items()
    ]


def accept(
    findings: Iterable[Finding], acceptances: Sequence[Acceptance]
) -> tuple[list[Finding], list[Problem]]:
    """The findings without what is accepted, and a note on each acceptance of nothing."""
    left = {(each.key, each.name): each for each in acceptances}
    reasons = {place: each.reason for place, each in left.items()}
    accepted = []
    for finding in findings:
        own = {name: why for (key, name), why in reasons.items() if key == finding.key}
        names = _names(finding) & own.keys()
        accepted.append(_without(finding, {name: own[name] for name in sorted(names)}))
        for name in names:
            left.pop((finding.key, name), None)
    return accepted, [_unused(each) for each in left.values()]


def _names(finding: Finding) -> set[str]:
    """What can be accepted of a finding."""
    names: set[str] = {*finding.fields, *finding.notes, finding.verdict}
    return names - {"confirmed", "differs"}


def _without(finding: Finding, reasons: Mapping[str, str]) -> Finding:
    """The finding without accepted fields and problems; it is confirmed if no field is left."""
    if not reasons:
        return finding
    gone = [difference for difference in finding.differences if difference.field in reasons]
    problems = {difference.problem for difference in gone}
    differences = tuple(each for each in finding.differences if each not in gone)
    is_settled = finding.verdict in ("differs", "other-work") and not differences
    return replace(
        finding,
        verdict="confirmed" if is_settled else finding.verdict,
        differences=differences,
        problems=tuple(p for p in finding.problems if p not in problems and p.rule not in reasons),
        accepted=reasons,
    )


def _unused(acceptance: Acceptance) -> Problem:
    message = f"`{acceptance.name}` of `{acceptance.key}` is accepted, and nothing is found there"
    return note(acceptance.where, message, "accept")
