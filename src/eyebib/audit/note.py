"""Notes about references: a version of record exists, or another reference is of the same work."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from eyebib.audit import place
from eyebib.audit.conclusion import name
from eyebib.audit.evidence import Evidence, Match
from eyebib.audit.finding import Finding, Note
from eyebib.importers.bibtex_reference import Reference
from eyebib.matching import likeness
from eyebib.matching.author import families
from eyebib.matching.title import key
from eyebib.matching.version import Statement, versions
from eyebib.model import csl
from eyebib.model.merge import merge
from eyebib.model.problem import Problem, note


def with_published(finding: Finding, evidence: Evidence) -> Finding:
    """The finding with a note if the reference is of a preprint that was published since."""
    record, reference = finding.record, finding.reference
    is_known = finding.verdict in ("confirmed", "differs", "cannot-confirm")
    if record is None or not is_known or record.item.get("genre") != "preprint":
        return finding
    stated = {statement.identifier: statement for statement in published(reference, evidence)}
    for match in evidence.matches:
        statement = stated.get(match.record.identifier)
        if not match.is_own and not match.is_preprint and _is_version(reference, match, statement):
            why = statement.evidence if statement else "found by its title and authors"
            message = f"published as {name(match.record)} ({why})"
            where = reference.place(place.name_with(reference, record.identifier))
            noted = _noted(finding, note(where, message, "published"))
            return replace(noted, published=match.record)
    return finding


def published(reference: Reference, evidence: Evidence) -> list[Statement]:
    """The versions of record that the records of a reference name, other than its own."""
    own = [match.record for match in evidence.own]
    known = {record.identifier for record in own}
    work = merge(reference.entry, own)
    return [s for s in versions(work) if s.role == "published" and s.identifier not in known]


def _is_version(reference: Reference, match: Match, statement: Statement | None) -> bool:
    """Whether the record is of the work; one that is named as its version may have a new title."""
    if statement is None:
        return match.is_work
    own = dict(reference.entry.csl)
    return likeness.authors(own, match.record.item) != "other"


def with_duplicates(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, with a note on each reference that is of the same work as one above it."""
    firsts: dict[str, Finding] = {}
    for finding in findings:
        keys = list(_keys(finding))
        first = next((firsts[key] for key in keys if key in firsts), None)
        firsts |= {key: finding for key in keys if key not in firsts}
        if first is None:
            yield finding
        else:
            message = f"the same work as `{first.key}` in line {first.reference.where.line}"
            yield _noted(finding, note(finding.reference.where, message, "duplicate"))


def _keys(finding: Finding) -> Iterator[str]:
    """What two references of a file that are of the same work have in common.

    That is an identifier of the work; for one that no source knows, title, first author and year.
    """
    entry, path = finding.reference.entry, finding.reference.where.path
    records = [record for record in (finding.record, finding.published) if record]
    if records and (finding.verdict != "other-work" or finding.is_certain):
        dois = (str(record.item.get("DOI", "")).lower() for record in records)
        names = {record.identifier.key for record in records} | {
            f"doi:{doi}" for doi in dois if doi
        }
        yield from (f"{path} {name}" for name in sorted(names))
    elif entry.title:
        first = "".join(families(dict(entry.csl))[:1])
        yield f"{path} {key(entry.title)} {first} {csl.year(entry.csl)}"


def _noted(finding: Finding, problem: Problem) -> Finding:
    notes = (*finding.notes, cast("Note", problem.rule))
    return replace(finding, notes=notes, problems=(*finding.problems, problem))
