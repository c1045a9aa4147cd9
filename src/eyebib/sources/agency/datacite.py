"""DataCite, through its REST API: DOIs in batches.

The API: https://support.datacite.org/docs/api
"""

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import quote, urlencode

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources.agency import datacite_item
from eyebib.sources.batch import batches
from eyebib.sources.field import Message, mapping, mappings, verbatim
from eyebib.sources.gather import gather
from eyebib.sources.http import Answer, Question, base_url, credentials, get
from eyebib.sources.json_body import parse
from eyebib.sources.pace import Policy, SourceError, ask

BATCH = 100

POLICY = Policy(requests=1, interval=1.0)
"""DataCite allows 500 requests in five minutes."""

FIELDS = ",".join(
    """
    doi titles creators contributors publisher container publicationYear dates types descriptions
    rightsList relatedIdentifiers version language url
    """.split()
)
"""The attributes that are asked for; others, such as the XML of the deposit, are large."""


def fetch(
    dois: Iterable[Identifier], *, today: str, policy: Policy | None = None
) -> Iterator[Answer]:
    """Fetch DOIs in as few requests as possible; yield answers as they arrive.

    Args:
        dois: DOIs that DataCite registered.
        today: The retrieval date of new records, as an ISO date.
        policy: The rate limit; that of DataCite by default.

    Raises:
        UsageError: The base URL is invalid.
    """
    base_url("datacite")  # raises now, not at the first answer
    return gather(
        questions(dois),
        source="datacite",
        policy=policy or POLICY,
        ask=partial(_records, today=today),
        again=_again,
    )


def questions(dois: Iterable[Identifier]) -> Iterator[Question]:
    """The smallest set of requests; a DOI with a comma, which separates DOIs, goes alone."""
    dois = list(dict.fromkeys(dois))
    for batch in batches([doi for doi in dois if "," not in doi.value], BATCH):
        yield Question(identifiers=batch, route="dois" if len(batch) > 1 else "doi")
    yield from _singly(doi for doi in dois if "," in doi.value)


def _singly(dois: Iterable[Identifier]) -> list[Question]:
    return [Question(identifiers=(doi,), route="doi") for doi in dois]


def _again(question: Question, missing: tuple[Identifier, ...]) -> list[Question]:
    """Requests for each missing DOI alone, before it is reported as not found."""
    return _singly(missing) if question.route == "dois" else []


def _records(
    question: Question, policy: Policy, deadline: float, *, today: str
) -> dict[Identifier, Record]:
    """The records in the answer, by requested DOI; other DOIs are ignored."""
    call = partial(get, auth=credentials("datacite"))
    status, body = ask(_url(question), call, policy=policy, deadline=deadline)
    if status != 200:
        raise SourceError(f"DataCite: HTTP {status}", status=status)
    works = {_name(work): work for work in _works(parse(body, "DataCite"))}
    return {
        doi: _record(doi, works[doi.value.lower()], today)
        for doi in question.identifiers
        if doi.value.lower() in works
    }


def _works(answer: object) -> list[Message]:
    """The attributes of each DOI in an answer, which has a list of DOIs or a single one."""
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list | dict):
        raise SourceError("DataCite: invalid response: no data")
    return [mapping(each.get("attributes")) for each in mappings(answer["data"])]


def _name(work: Message) -> str:
    return verbatim(work.get("doi")).lower()


def _record(doi: Identifier, work: Message, today: str) -> Record:
    return Record(
        identifier=doi,
        source="datacite",
        item=datacite_item.item(work),
        retrieved=today,
        relations=datacite_item.relations(work),
        updates=datacite_item.updates(work),
    )


def _url(question: Question) -> str:
    """The URL of one DOI, or of a list: a page has 25 by default. DataCite stores lower case."""
    url, names = f"{base_url('datacite')}/dois", [doi.value.lower() for doi in question.identifiers]
    if question.route == "doi":
        return f"{url}/{quote(names[0], safe='')}"
    query = {"ids": ",".join(names), "page[size]": len(names), "fields[dois]": FIELDS}
    return f"{url}?{urlencode(query)}"
