"""DOIs that are in no batch of Crossref: doi.org names the agency of each, which is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eyebib.model.identifier import Identifier
from eyebib.sources.agency import datacite, negotiation, registration
from eyebib.sources.agency.registration import Registration
from eyebib.sources.crossref import client
from eyebib.sources.http import Answer, NotFound
from eyebib.sources.streams import together


def fetch(dois: Iterable[Identifier], *, today: str, mailto: str) -> Iterator[Answer]:
    """An answer for each DOI, as it arrives; nothing is requested if there are none.

    A DOI of Crossref is asked for alone, because a batch does not find it by a former name.

    Raises:
        UsageError: The mailto or a base URL is invalid.
    """
    agencies: dict[str, list[Identifier]] = {}
    for answer in registration.fetch(dois):
        if isinstance(answer, Registration):
            agencies.setdefault(answer.agency, []).append(answer.identifier)
        else:
            yield answer
    of_crossref, of_datacite = agencies.pop("Crossref", []), agencies.pop("DataCite", [])
    streams = [
        _named("Crossref", client.fetch_singly(of_crossref, today=today, mailto=mailto)),
        _named("DataCite", datacite.fetch(of_datacite, today=today)),
        negotiation.fetch(agencies, today=today),
    ]
    for one in together(streams):
        yield replace(one, is_registered=True) if isinstance(one, NotFound) else one


def _named(agency: str, answers: Iterable[Answer]) -> Iterator[Answer]:
    """The answers; what the agency itself does not know has a reason that says what to do."""
    reason = negotiation.unreadable(agency)
    for answer in answers:
        yield replace(answer, reason=reason) if isinstance(answer, NotFound) else answer
