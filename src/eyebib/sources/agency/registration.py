"""doi.org: which agency registered a DOI.

The answers: https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from eyebib.model.identifier import Identifier
from eyebib.sources.batch import batches
from eyebib.sources.field import Message, mappings, text
from eyebib.sources.gather import gather, parts
from eyebib.sources.http import NotFound, Question, Unreachable, base_url, credentials, get
from eyebib.sources.json_body import parse
from eyebib.sources.pace import Policy, SourceError, ask

BATCH = 100

POLICY = Policy(requests=1, interval=1.0)
"""doi.org publishes no rate limit."""

UNREGISTERED = frozenset(("DOI does not exist", "Invalid DOI"))
UNKNOWN = "an unknown agency"

NOT_REGISTERED = "doi.org says that this DOI is not registered; check the link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The name of the agency that registered a DOI, as doi.org writes it: `DataCite`, `mEDRA`."""

    identifier: Identifier
    agency: str


def fetch(
    dois: Iterable[Identifier], *, policy: Policy | None = None
) -> Iterator[Registration | NotFound | Unreachable]:
    """The agency of each DOI; `NotFound` only if doi.org says that it is not registered.

    Raises:
        UsageError: The base URL is invalid.
    """
    base_url("doi")  # raises now, not at the first answer
    answers = gather(
        questions(dois),
        source="agency",
        policy=policy or POLICY,
        ask=_registrations,
        again=lambda question, missing: parts(Question(identifiers=missing, route=question.route)),
    )
    return map(_unless_unregistered, answers)


def questions(dois: Iterable[Identifier]) -> Iterator[Question]:
    """The smallest set of requests; a DOI with a comma, which separates DOIs, goes alone."""
    dois = list(dict.fromkeys(dois))
    together = [doi for doi in dois if "," not in doi.value]
    alone = [(doi,) for doi in dois if "," in doi.value]
    for batch in [*batches(together, BATCH), *alone]:
        yield Question(identifiers=batch, route="doiRA")


def _unless_unregistered(
    answer: Registration | NotFound | Unreachable,
) -> Registration | NotFound | Unreachable:
    if isinstance(answer, Registration) and not answer.agency:
        return NotFound(identifier=answer.identifier, source="agency", reason=NOT_REGISTERED)
    return answer


def _registrations(
    question: Question, policy: Policy, deadline: float
) -> dict[Identifier, Registration]:
    """The registrations in the answer; the agency is empty if a DOI is not registered."""
    call = partial(get, auth=credentials("doi"))
    status, body = ask(_url(question.identifiers), call, policy=policy, deadline=deadline)
    if status != 200:
        raise SourceError(f"doi.org: HTTP {status}")
    rows = {text(row.get("DOI")).lower(): row for row in mappings(parse(body, "doi.org"))}
    named = {doi: rows[doi.value.lower()] for doi in question.identifiers if _is_in(doi, rows)}
    if not named and len(question.identifiers) == 1:
        raise SourceError("doi.org: invalid response: nothing about the DOI")
    return {doi: Registration(identifier=doi, agency=_agency(row)) for doi, row in named.items()}


def _is_in(doi: Identifier, rows: Mapping[str, Message]) -> bool:
    return doi.value.lower() in rows


def _agency(row: Message) -> str:
    if text(row.get("status")) in UNREGISTERED:
        return ""
    return text(row.get("RA"))[:40] or UNKNOWN


def _url(dois: Iterable[Identifier]) -> str:
    """The URL of a request; a dot after a slash is encoded, because clients remove `/../`."""
    names = (quote(doi.value, safe="/").replace("/.", "/%2E") for doi in dois)
    return f"{base_url('doi')}/doiRA/{','.join(names)}"
