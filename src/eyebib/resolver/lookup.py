"""What the sources know of the paper of a new entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from eyebib import sources
from eyebib.matching.role import with_role
from eyebib.matching.work import refusal
from eyebib.model.bibliography import Entry, Record, missing
from eyebib.model.identifier import Identifier
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError
from eyebib.resolver import identification
from eyebib.resolver.given import Given
from eyebib.resolver.identification import Finding
from eyebib.resolver.searches import Searches
from eyebib.sources.http import Answer, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The entry with the identifier that a search found, and the answers for its identifiers.

    `finding` is None if the link or the user gave an identifier. The first answer is that for the
    cited version.
    """

    entry: Entry
    finding: Finding | None
    answers: Sequence[Answer]

    @property
    def records(self) -> list[Record]:
        """The answers that are records."""
        return [answer for answer in self.answers if isinstance(answer, Record)]


def look_up(given: Given, *, today: str, mailto: str) -> Found:
    """Search for the paper if it has no identifier, and fetch the records of its identifiers.

    Raises:
        EyebibError: A source does not know an identifier, or has another title for it.
    """
    entry, finding = given.entry, None
    work = merge(entry, given.records)
    if identification.is_unidentified(entry):
        searches = Searches(today=today, mailto=mailto)
        finding = next(identification.search([work], searches))
        if finding.kind == "identified":
            proposal = finding.proposals[0]
            entry = with_role(entry, proposal.role, proposal.identifier)
    identifiers = [i for i in entry.identifiers if i.scheme != "url"]
    answers = _answers(identifiers, today=today, mailto=mailto, is_known=not missing(work.item))
    found = Found(entry=entry, finding=finding, answers=answers)
    for record in found.records if entry.title else ():
        if reason := refusal(entry, record, found.records):
            raise EyebibError(f"nothing was written: {reason}")
    return found


def _answers(
    identifiers: Sequence[Identifier], *, today: str, mailto: str, is_known: bool
) -> list[Answer]:
    """The answers in the order of the identifiers.

    If the user gave the facts, `is_known`, the agency of a DOI may have none.

    Raises:
        EyebibError: An identifier is unknown to its source.
    """
    answers = list(sources.fetch(identifiers, today=today, mailto=mailto))
    for answer in answers:
        if isinstance(answer, NotFound) and not (is_known and answer.is_registered):
            raise EyebibError(f"{answer.identifier}: {answer.reason}; nothing was written")
    return sorted(answers, key=lambda answer: identifiers.index(answer.identifier))
