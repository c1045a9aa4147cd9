"""Crossref, through the public API of habanero: DOIs in batches, PIIs, and a search."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

import httpx2
from habanero import Crossref, Error

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier, identify
from eyebib.sources.crossref import item as crossref_item
from eyebib.sources.http import Answer, Question, base_url, broken, gather, refusal, user_agent
from eyebib.sources.pace import Policy, SourceError, ask

BATCH = 40
"""DOIs in one request; some servers reject longer URLs."""

PROPOSALS = 5

POLITE = Policy(requests=3, interval=1.0)
PUBLIC = Policy(requests=1, interval=1.0)
"""The limits of Crossref for list queries since December 2025, with and without a mailto."""

FAILURES = (
    Error,  # 4xx with a JSON body, or a response that is not labelled JSON
    httpx2.HTTPError,  # single works: any other status than 2xx, or transport
    httpx2.InvalidURL,
    RuntimeError,  # queries: transport; includes RecursionError: JSON nested too deeply
    TypeError,  # 429 whose message is a string
    LookupError,  # no Content-Type, or JSON of another shape
    AttributeError,  # JSON of another shape
    ValueError,  # truncated, or not UTF-8
    MemoryError,
    OSError,  # unreadable certificates
)
"""All exceptions that habanero 2.9.2 was observed to raise."""

Message = Mapping[str, Any]


def fetch(
    identifiers: Iterable[Identifier], *, today: str, mailto: str = "", policy: Policy | None = None
) -> Iterator[Answer]:
    """Fetch DOIs and PIIs in as few requests as possible; yield answers as they arrive.

    Args:
        identifiers: Schemes other than `doi` and `pii` are skipped.
        today: The retrieval date of new records, as an ISO date.
        mailto: The e-mail address of the user, with which Crossref allows three times the rate.
        policy: The rate limit; by default `POLITE` with a mailto, else `PUBLIC`.

    Raises:
        UsageError: The mailto or the base URL is invalid.
    """
    policy = policy or _policy(mailto)
    user_agent(mailto)  # raises for an invalid address now, not at the first answer
    base_url("crossref")
    return gather(
        questions(identifiers),
        source="crossref",
        policy=policy,
        ask=partial(_records, today=today, mailto=mailto, policy=policy),
        again=_again,
    )


def search(
    title: str, author: str = "", *, today: str, mailto: str = "", policy: Policy | None = None
) -> tuple[Record, ...]:
    """The records that match a search, best match first; none of them may be the right one.

    Raises:
        SourceError: Crossref gave no usable answer.
        UsageError: The mailto or the base URL is invalid.
    """
    policy = policy or _policy(mailto)
    query = {"query_bibliographic": f"{title} {author}".strip(), "limit": PROPOSALS}
    call = partial(_works, mailto=mailto, query=query)
    deadline = time.monotonic() + policy.overall
    _, answer = ask(f"{base_url('crossref')}/works", call, policy=policy, deadline=deadline)
    identifiers = ((_doi(message), message) for message in _messages(answer))
    return tuple(_record(doi, message, today) for doi, message in identifiers if doi)


def _doi(message: Message) -> Identifier | None:
    """The DOI of a work; None if it is missing or not valid."""
    name = message.get("DOI")
    try:
        identifier = identify(f"doi:{name}" if isinstance(name, str) else "")
    except ValueError:
        return None
    return identifier if identifier.scheme == "doi" else None


def _policy(mailto: str) -> Policy:
    return POLITE if mailto else PUBLIC


def questions(identifiers: Iterable[Identifier]) -> Iterator[Question]:
    """The smallest set of requests; a DOI with a comma, the filter separator, goes alone."""
    identifiers = list(dict.fromkeys(identifiers))
    dois = [i for i in identifiers if i.scheme == "doi"]
    yield from _batches([i for i in dois if "," not in i.value], "doi")
    yield from _batches([i for i in identifiers if i.scheme == "pii"], "alternative-id")
    yield from _singly((i for i in dois if "," in i.value), "work")


def _batches(identifiers: Sequence[Identifier], route: str) -> Iterator[Question]:
    for start in range(0, len(identifiers), BATCH):
        batch = tuple(identifiers[start : start + BATCH])
        is_alone = route == "doi" and len(batch) == 1
        yield Question(identifiers=batch, route="work" if is_alone else route)


def _singly(identifiers: Iterable[Identifier], route: str) -> list[Question]:
    return [Question(identifiers=(identifier,), route=route) for identifier in identifiers]


def _again(question: Question, missing: tuple[Identifier, ...]) -> list[Question]:
    """Requests for each missing identifier alone, before it is reported as not found."""
    if question.route == "doi":
        return _singly(missing, "work")
    return _singly(missing, question.route) if len(question.identifiers) > 1 else []


def _records(
    question: Question, deadline: float, *, today: str, mailto: str, policy: Policy
) -> dict[Identifier, Record]:
    """The records in the answer, by requested identifier; other works are ignored."""
    identifiers, query = question.identifiers, {}
    url = f"{base_url('crossref')}/works"
    if question.route == "work":
        url = f"{url}/{quote(identifiers[0].value, safe='')}"
    else:
        values = [identifier.value for identifier in identifiers]
        query = {"filter": {question.route: values}, "limit": len(values)}
    call = partial(_works, mailto=mailto, query=query)
    final_url, answer = ask(url, call, policy=policy, deadline=deadline)
    current = unquote(_name(final_url))  # the current name of a DOI, after a redirect
    keys = {identifier: (current or identifier.value).lower() for identifier in identifiers}
    works: dict[str, Message] = {}
    messages = _messages(answer)
    if question.route == "work" and not messages:  # an unknown DOI has status 404
        raise SourceError("Crossref: invalid response: no work")
    for message in messages:
        works |= {name: message for name in _names(message, question.route) if name not in works}
    return {i: _record(i, works[key], today) for i, key in keys.items() if key in works}


def _record(identifier: Identifier, message: Message, today: str) -> Record:
    return Record(
        identifier=identifier,
        source="crossref",
        item=crossref_item.item(message),
        retrieved=today,
        relations=crossref_item.relations(message),
        updates=crossref_item.updates(message),
    )


def _names(message: Message, route: str) -> list[str]:
    """The names of a work, in lower case: its DOI and former DOIs, or its alternative ids."""
    fields = ("alternative-id",) if route == "alternative-id" else ("DOI", "aliases")
    values = [message.get(field) or [] for field in fields]
    names = [name for value in values for name in (value if isinstance(value, list) else [value])]
    return [name.lower() for name in names if isinstance(name, str)]


def _messages(answer: object) -> list[Message]:
    """The works in an answer, which is a list of works or a single work."""
    message = answer.get("message") if isinstance(answer, dict) else None
    items = message.get("items", [message]) if isinstance(message, dict) else None
    if not isinstance(items, list):
        raise SourceError("Crossref: invalid response: no works")
    return [item for item in items if isinstance(item, dict)]


def _works(
    url: str, timeout: float, *, mailto: str, query: Mapping[str, Any]
) -> tuple[str, object]:
    """The URL of the request and the answer; the only call of habanero.

    `warn=True` is not used, because it turns a 429 into None; nor a cursor, which may never end.
    """
    base = url.partition("/works")[0]
    host = Crossref(base_url=base, mailto=mailto or None, ua_string=user_agent(), timeout=timeout)
    try:
        return url, host.works(ids=[_name(url)] if _name(url) else None, **query)
    except FAILURES as error:
        raise _failure(url, error) from error


def _name(url: str) -> str:
    """The percent-encoded DOI in the URL of a single work; empty for the URL of a list."""
    return url.partition("/works/")[2].partition("?")[0]


def _failure(url: str, error: BaseException) -> SourceError:
    """The error for an exception of habanero, which usually wraps an exception of httpx2."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, httpx2.HTTPStatusError):
            return refusal(cause.response)
        if isinstance(cause, httpx2.HTTPError):
            return broken(url, cause)
        cause = cause.__cause__ or cause.__context__
    detail = " ".join(str(error).split())[:100]
    return SourceError(f"{url.split('/')[2]}: invalid response: {type(error).__name__} {detail}")
