"""The search of Crossref, through the public API of habanero.

habanero has no limit for the size of a response, and a search that is given up keeps its connection
until the host ends it. Therefore it is used for searches only.
"""

import json
import time
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

import httpx2
from habanero import Crossref, Error

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier, identify
from eyebib.sources import cache
from eyebib.sources.attempt import Attempt
from eyebib.sources.crossref.client import limits
from eyebib.sources.crossref.message import Message, messages, record
from eyebib.sources.field import mapping, verbatim
from eyebib.sources.http import base_url, broken, credentials, refusal, user_agent
from eyebib.sources.json_body import parse
from eyebib.sources.pace import Policy, SourceError, ask

ROWS = 20
"""Copies of a well-known paper that others posted may come before it, seven were seen."""

TIMEOUT = 9.0
"""Seconds. habanero has one timeout for connecting and for reading; a host without a connection is
reported within 10 seconds."""

FAILURES = (
    Error,  # 4xx with a JSON body, or a response that is not labelled JSON
    httpx2.HTTPError,
    httpx2.InvalidURL,
    RuntimeError,  # transport; includes RecursionError: JSON nested too deeply
    TypeError,  # 429 whose message is a string
    LookupError,  # no Content-Type, or JSON of another shape
    AttributeError,  # JSON of another shape
    ValueError,  # truncated, or not UTF-8
    MemoryError,
    OSError,  # unreadable certificates
    ImportError,  # the support for a kind of proxy is not installed
)
"""All exceptions that a search of habanero 2.9.2 was observed to raise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that a search found.

    `page` is the address of its page according to the publisher. A work `is_posted` if it is a
    preprint or a copy: anybody may register one, also of a paper of others.
    """

    record: Record
    page: str = ""
    is_posted: bool = False


def search(
    words: str,
    *,
    today: str,
    mailto: str = "",
    policy: Policy | None = None,
    use: cache.Use = "kept",
) -> tuple[Hit, ...]:
    """The works that match a search, best match first; none of them may be the right one.

    Args:
        words: Title, and where known the first author and the year.
        today: The retrieval date of the records, as an ISO date.
        mailto: The e-mail address of the user.
        policy: The rate limit; by default that of `client.limits`.
        use: Whether to search if the answer is in the cache, and if it is not.

    Raises:
        SourceError: Crossref gave no usable answer.
        UsageError: The mailto or the base URL is invalid.
    """
    policy = policy or limits(mailto)
    policy = replace(policy, timeout=min(policy.timeout, TIMEOUT))
    call = partial(_works, words=words, mailto=mailto)
    url, deadline = f"{base_url('crossref')}/works", time.monotonic() + policy.overall
    return cache.answered(
        query(words),
        lambda: ask(url, call, policy=policy, deadline=deadline),
        partial(_hits, today=today),
        today=today,
        use=use,
    )


def query(words: str) -> str:
    """The URL of a search, without the address of the user."""
    return f"{base_url('crossref')}/works?{urlencode({'query.bibliographic': words, 'rows': ROWS})}"


def _hits(answer: str, *, today: str) -> tuple[Hit, ...]:
    hits = (_hit(message, today) for message in messages(parse(answer.encode(), "Crossref")))
    return tuple(hit for hit in hits if hit)


def _hit(message: Message, today: str) -> Hit | None:
    doi = _doi(message)
    if doi is None:
        return None
    is_posted = message.get("type") == "posted-content"
    return Hit(record=record(doi, message, today), page=_page(message), is_posted=is_posted)


def _page(message: Message) -> str:
    return verbatim(mapping(mapping(message.get("resource")).get("primary")).get("URL"))


def _doi(message: Message) -> Identifier | None:
    """The DOI of a work; None if it is missing or not valid."""
    name = message.get("DOI")
    try:
        identifier = identify(f"doi:{name}" if isinstance(name, str) else "")
    except ValueError:
        return None
    return identifier if identifier.scheme == "doi" else None


def _works(url: str, attempt: Attempt, *, words: str, mailto: str) -> str:
    """The answer to a search as JSON; the only call of habanero.

    `warn=True` is not used, because it turns a 429 into None; nor a cursor, which may never end.
    """
    if attempt.patience is None:  # habanero does not say when it is connected
        attempt.connected.set()
    host = Crossref(
        base_url=_with_credentials(url.removesuffix("/works")),
        mailto=mailto or None,
        ua_string=user_agent(),
        timeout=attempt.timeout,
    )
    try:
        return json.dumps(host.works(query_bibliographic=words, limit=ROWS))
    except FAILURES as error:
        raise _failure(url, error) from None  # its message may quote the credentials


def _with_credentials(url: str) -> str:
    user, password = credentials("crossref") or ("", "")
    return str(httpx2.URL(url).copy_with(username=user, password=password)) if user else url


def _failure(url: str, error: BaseException) -> SourceError:
    """The error for an exception of habanero, which usually wraps an exception of httpx2."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, httpx2.HTTPStatusError):
            return refusal(cause.response)
        if isinstance(cause, httpx2.HTTPError):
            return broken(url, cause)
        cause = cause.__cause__ or cause.__context__
    return SourceError(f"{httpx2.URL(url).host}: invalid response: {type(error).__name__}")
