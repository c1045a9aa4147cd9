"""Crossref, through habanero's public API: DOIs in batches, PIIs, a search that only proposes."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

import httpx2
from habanero import Crossref, Error

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources.crossref import item as crossref_item
from eyebib.sources.http import Answer, Question, base_url, broken, gather, refusal, user_agent
from eyebib.sources.pace import Policy, SourceError, ask

BATCH = 40
"""DOIs in one request: longer addresses are refused somewhere on the way."""

PROPOSALS = 5

POLITE = Policy(requests=3, interval=1.0)
PUBLIC = Policy(requests=1, interval=1.0)
"""Crossref's limits for list queries since December 2025, with a mailto and without."""

FAILURES = (
    Error,  # 4xx with a JSON body, or an answer that is not labelled JSON
    httpx2.HTTPError,  # single works: any other status but 2xx, or transport
    httpx2.InvalidURL,
    RuntimeError,  # queries: transport; RecursionError is one too: JSON nested too deep
    TypeError,  # 429 whose message is a string
    LookupError,  # no Content-Type, or JSON of another shape
    AttributeError,  # JSON of another shape
    ValueError,  # truncated, or not UTF-8
    MemoryError,
    OSError,  # no readable certificates
)
"""Everything that habanero 2.9.2 was seen to raise."""

Message = Mapping[str, Any]


def fetch(
    identifiers: Iterable[Identifier], *, today: str, mailto: str = "", policy: Policy | None = None
) -> Iterator[Answer]:
    """Ask for DOIs and PIIs; an answer for each as it arrives, in few requests.

    Args:
        identifiers: Other schemes than `doi` and `pii` are passed over.
        today: The ISO date that the records carry.
        mailto: The user's own address; with it Crossref allows three times the pace.
        policy: `POLITE` with a mailto, else `PUBLIC`.

    Raises:
        UsageError: The address or the base URL is none.
    """
    policy = policy or _policy(mailto)
    user_agent(mailto)  # a wrong address is refused here, not when the first answer is taken
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
    """Works that Crossref thinks are meant: candidates, best first; nothing says that one is right.

    Raises:
        SourceError: Crossref gave no usable answer.
        UsageError: The address or the base URL is none.
    """
    policy = policy or _policy(mailto)
    query = {"query_bibliographic": f"{title} {author}".strip(), "limit": PROPOSALS}
    call = partial(_works, mailto=mailto, query=query)
    deadline = time.monotonic() + policy.overall
    _, answer = ask(f"{base_url('crossref')}/works", call, policy=policy, deadline=deadline)
    return tuple(
        _record(Identifier(scheme="doi", value=message["DOI"]), message, today)
        for message in _messages(answer)
        if isinstance(message.get("DOI"), str)
    )


def _policy(mailto: str) -> Policy:
    return POLITE if mailto else PUBLIC


def questions(identifiers: Iterable[Identifier]) -> Iterator[Question]:
    """The fewest requests; a DOI with a comma, which separates filters, goes alone."""
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
    """What a list leaves out is asked for alone before it is not found."""
    if question.route == "doi":
        return _singly(missing, "work")
    return _singly(missing, question.route) if len(question.identifiers) > 1 else []


def _records(
    question: Question, deadline: float, *, today: str, mailto: str, policy: Policy
) -> dict[Identifier, Record]:
    """The records of those identifiers that the answer names; what nobody asked for is ignored."""
    identifiers, query = question.identifiers, {}
    url = f"{base_url('crossref')}/works"
    if question.route == "work":
        url = f"{url}/{quote(identifiers[0].value, safe='')}"
    else:
        values = [identifier.value for identifier in identifiers]
        query = {"filter": {question.route: values}, "limit": len(values)}
    call = partial(_works, mailto=mailto, query=query)
    asked, answer = ask(url, call, policy=policy, deadline=deadline)
    present = unquote(_name(asked))  # a DOI's name of today, after a redirect
    wanted = {identifier: (present or identifier.value).lower() for identifier in identifiers}
    found: dict[str, Message] = {}
    messages = _messages(answer)
    if question.route == "work" and not messages:  # who does not know a DOI says 404
        raise SourceError("Crossref's answer holds no work")
    for message in messages:
        found |= {name: message for name in _names(message, question.route) if name not in found}
    return {i: _record(i, found[name], today) for i, name in wanted.items() if name in found}


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
    """What a work answers to, in lower case: its DOI and former ones, or its alternative ids."""
    fields = ("alternative-id",) if route == "alternative-id" else ("DOI", "aliases")
    stated = [message.get(field) or [] for field in fields]
    listed = [name for names in stated for name in (names if isinstance(names, list) else [names])]
    return [name.lower() for name in listed if isinstance(name, str)]


def _messages(answer: object) -> list[Message]:
    """The works of an answer, whether of a list or of one."""
    message = answer.get("message") if isinstance(answer, dict) else None
    items = message.get("items", [message]) if isinstance(message, dict) else None
    if not isinstance(items, list):
        raise SourceError("Crossref's answer holds no works")
    return [item for item in items if isinstance(item, dict)]


def _works(
    url: str, timeout: float, *, mailto: str, query: Mapping[str, Any]
) -> tuple[str, object]:
    """Every call of habanero: the address that was asked, and the answer.

    `warn=True` would turn a 429 into None, and a cursor may go round for ever: neither is used.
    """
    base = url.partition("/works")[0]
    host = Crossref(base_url=base, mailto=mailto or None, ua_string=user_agent(), timeout=timeout)
    try:
        return url, host.works(ids=[_name(url)] if _name(url) else None, **query)
    except FAILURES as error:
        raise _failure(url, error) from error


def _name(url: str) -> str:
    """The DOI in the address of a single work, percent-encoded; empty in that of a list."""
    return url.partition("/works/")[2].partition("?")[0]


def _failure(url: str, error: BaseException) -> SourceError:
    """What an exception of habanero means: mostly another one's, somewhere behind it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, httpx2.HTTPStatusError):
            return refusal(cause.response)
        if isinstance(cause, httpx2.HTTPError):
            return broken(url, cause)
        cause = cause.__cause__ or cause.__context__
    detail = " ".join(str(error).split())[:100]
    return SourceError(f"{url.split('/')[2]}: no readable answer: {type(error).__name__} {detail}")
