"""The findings that an audit can come to, with their messages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from eyebib.audit import place
from eyebib.audit.evidence import Evidence, Match
from eyebib.audit.finding import Difference, Field, Finding
from eyebib.importers.bibtex_reference import Reference
from eyebib.matching.compare import claimed_venue
from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.model.problem import Problem, note, warning
from eyebib.resolver.proposal import brief
from eyebib.rules.notices import RETRACTED, notices


def compared(reference: Reference, match: Match, others: Sequence[Match]) -> Finding:
    """What the record of the work says; `others` are of other identifiers of the reference."""
    extra = (
        place.wrong_identifier(reference, other.record.identifier, _titled(other), "", "differs")
        for other in others
    )
    finding = _finding(reference, match, [*_differences(reference, match), *extra])
    if not finding.differences and match.comparison.unconfirmed:
        problem = _unconfirmed(reference)
        finding = replace(finding, verdict="cannot-confirm", problems=(problem,))
    return _with_retraction(finding)


def other_work(reference: Reference, other: Match, match: Match | None) -> Finding:
    """The identifier is that of another work; `match` is the work that the reference describes."""
    identifier = other.record.identifier
    message = _titled(other) + (f"; yours is {name(match.record)}" if match else "")
    value = _doi(reference, match) if match else ""
    first = place.wrong_identifier(reference, identifier, message, value, "other-work")
    finding = _finding(reference, match, [first, *_differences(reference, match)])
    return replace(finding, verdict="other-work", record=(match or other).record)


def unregistered(reference: Reference, evidence: Evidence, match: Match | None) -> Finding:
    """An identifier does not exist; `match` is the work that the reference describes."""
    [identifier, *_] = evidence.unregistered
    known = f"yours is {name(match.record)}" if match else _not_known(evidence)
    message = f"{identifier} does not exist; {known}"
    value = _doi(reference, match) if match else ""
    first = place.wrong_identifier(reference, identifier, message, value, "differs")
    finding = _finding(reference, match, [first, *_differences(reference, match)])
    if match:
        return finding
    return replace(finding, verdict="not-asked" if evidence.silent else "not-found")


def not_found(reference: Reference, evidence: Evidence) -> Finding:
    """No source knows the work; the message names the nearest one that was found."""
    nearest = next((match for match in evidence.matches if match.title != "other"), None)
    near = f"; nearest: {_quoted(nearest.record)}" if nearest else ""
    known = f"`{reference.key}`: {_not_known(evidence)}{near}"
    message = f"{known}. That does not prove that it does not exist"
    problem = warning(reference.where, message, "not-found")
    return Finding(reference=reference, verdict="not-found", problems=(problem,))


def not_asked(reference: Reference, evidence: Evidence) -> Finding:
    """A source did not answer."""
    message = "; ".join(dict.fromkeys(evidence.silent))
    problem = warning(reference.where, message, "not-asked")
    return Finding(reference=reference, verdict="not-asked", problems=(problem,))


def unreadable(reference: Reference, identifier: Identifier) -> Finding:
    """The identifier exists, but nobody says of what it is."""
    message = f"{identifier} exists, but its agency has no metadata that can be compared"
    where = reference.place(place.name_with(reference, identifier))
    problem = warning(where, message, "cannot-confirm")
    return Finding(reference=reference, verdict="cannot-confirm", problems=(problem,))


def not_checkable(reference: Reference, message: str) -> Finding:
    """No source can be asked about the reference."""
    problem = note(reference.where, message, "not-checkable")
    return Finding(reference=reference, verdict="not-checkable", problems=(problem,))


def _finding(
    reference: Reference, match: Match | None, differences: Sequence[Difference]
) -> Finding:
    return Finding(
        reference=reference,
        verdict="differs" if differences else "confirmed",
        differences=tuple(differences),
        problems=tuple(difference.problem for difference in differences),
        record=match.record if match else None,
        is_certain=match is not None and match.is_certain,
    )


def _differences(reference: Reference, match: Match | None) -> list[Difference]:
    disagreements = match.comparison.disagreements if match else ()
    ending = f" ({name(match.record).removeprefix('doi:')})" if match else ""
    return [
        place.wrong(
            reference,
            cast("Field", each.field),
            f"{each.field}: {each.message}{ending}",
            each.value,
        )
        for each in disagreements
    ]


def _unconfirmed(reference: Reference) -> Problem:
    venue = claimed_venue(reference.entry.csl)
    message = f"title and authors are right; no source states that it was published in {venue}"
    where = reference.place(place.name_of(reference, "venue"))
    return warning(where, message, "cannot-confirm")


def _titled(match: Match) -> str:
    return f"{match.record.identifier} is {_quoted(match.record)}"


def _quoted(record: Record) -> str:
    return f'"{record.item.get("title", "")}" ({brief(record.item)})'


def name(record: Record) -> str:
    """The identifier of a record, a DOI as it is registered."""
    doi = record.item.get("DOI") if record.identifier.scheme == "doi" else None
    return f"doi:{doi}" if doi else str(record.identifier)


def _doi(reference: Reference, match: Match) -> str:
    """The DOI to offer; that of a preprint not for a reference that names a venue."""
    if match.is_preprint and claimed_venue(reference.entry.csl):
        return ""
    return str(match.record.item.get("DOI") or match.record.identifier.value)


def _not_known(evidence: Evidence) -> str:
    if not evidence.searched:
        return "its title was not searched for"
    if len(evidence.searched) == 1:
        return f"{evidence.searched[0]} does not know this title by these authors"
    return f"neither {' nor '.join(evidence.searched)} knows this title by these authors"


def _with_retraction(finding: Finding) -> Finding:
    """The finding as `retracted` if the record says so."""
    record = finding.record
    stated = notices(record) if record else {}
    kind = next((kind for kind in stated if kind in RETRACTED), None)
    if record is None or kind is None:
        return finding
    dates = (str(u.get("date", "")) for u in record.updates if u.get("direction") == "by")
    date = min(filter(None, dates), default="")
    dois = f"(notice {', '.join(stated[kind])})" if stated[kind] else ""
    message = " ".join(filter(None, [kind.replace("_", " "), date, dois]))
    where = finding.reference.where
    problem = Problem(location=where, message=message, rule="retracted")
    return replace(finding, verdict="retracted", problems=(problem, *finding.problems))
