"""Agencies without an interface of their own here, through the content negotiation of doi.org.

How it works: https://citation.doi.org/docs.html
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources.agency import csl_item
from eyebib.sources.attempt import Attempt
from eyebib.sources.gather import gather
from eyebib.sources.http import Answer, Question, base_url, credentials, get
from eyebib.sources.json_body import parse
from eyebib.sources.pace import Policy, SourceError, ask

ACCEPT = "application/vnd.citationstyles.csl+json"
"""The whole header: a list of types with weights was refused."""

HOSTS = frozenset(
    ("api.crossref.org", "data.crosscite.org", "data.medra.org", "japanlinkcenter.org")
)
"""The hosts that answer for agencies. Any other redirect leads to the page of the work."""

POLICY = Policy(requests=1, interval=1.0)
"""The strictest published limit is that of DataCite, 1,000 requests in five minutes."""


def fetch(
    agencies: Mapping[str, Sequence[Identifier]], *, today: str, policy: Policy | None = None
) -> Iterator[Answer]:
    """Fetch DOIs one by one; yield answers as they arrive.

    Args:
        agencies: The DOIs of each agency, by its name at doi.org.
        today: The retrieval date of new records, as an ISO date.
        policy: The rate limit.

    Raises:
        UsageError: The base URL is invalid.
    """
    base_url("doi")  # raises now, not at the first answer
    return gather(
        questions(agencies),
        source="agency",
        policy=policy or POLICY,
        ask=partial(_records, today=today),
        again=lambda question, missing: [],  # noqa: ARG005 - a single DOI is never missing
    )


def questions(agencies: Mapping[str, Iterable[Identifier]]) -> Iterator[Question]:
    """A request for each DOI; its route is the name of the agency."""
    for agency, dois in agencies.items():
        for doi in dict.fromkeys(dois):
            yield Question(identifiers=(doi,), route=agency)


def unreadable(agency: str) -> str:
    """What is said of a DOI if its agency has no metadata that eyebib can read."""
    return (
        f"{agency} registered this DOI, but has no metadata that eyebib can read; "
        "write the facts into the entry by hand, under `csl:`"
    )


def _records(
    question: Question, policy: Policy, deadline: float, *, today: str
) -> dict[Identifier, Record]:
    [doi] = question.identifiers
    url = f"{base_url('doi')}/{quote(doi.value, safe='')}"
    try:
        status, body = ask(url, _get, policy=policy, deadline=deadline)
    except SourceError as error:
        if error.status is None or error.transient:
            raise
        status, body = error.status, b""  # a redirect to the page of the work
    if status != 200 or body.lstrip().startswith(b"<"):
        raise SourceError(unreadable(question.route), status=404)
    message = parse(body, question.route)
    if not isinstance(message, dict):
        raise SourceError(f"{question.route}: invalid response: no CSL item")
    item = csl_item.item(message, question.route)
    return {doi: Record(identifier=doi, source="agency", item=item, retrieved=today)}


def _get(url: str, attempt: Attempt) -> tuple[int, bytes]:
    """One request; the credentials are for the first host alone."""
    auth = credentials("doi") if url.startswith(f"{base_url('doi')}/") else None
    return get(url, attempt, auth=auth, accept=ACCEPT, hosts=HOSTS)
