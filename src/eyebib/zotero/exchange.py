"""Requests to Zotero that write, and answers with their headers."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import httpx2

from eyebib.sources import pace
from eyebib.sources.attempt import Attempt
from eyebib.sources.http import FAILURES, broken, refusal, user_agent
from eyebib.sources.pace import LOOPBACK, Policy
from eyebib.sources.transfer import body, hold

POLICY = Policy(
    requests=5,
    interval=1.0,
    attempts=5,
    connect=10.0,
    timeout=60.0,
    total=240.0,
    wait=1.0,
    wait_max=20.0,
)
"""For the web library: Zotero asks clients to wait when they should (`Backoff`, `Retry-After`)."""

NEARBY = Policy(
    requests=50,
    interval=0.0,
    attempts=3,
    connect=4.0,
    timeout=120.0,
    total=240.0,
    wait=0.5,
)
"""For the program on this machine."""

DIALOG = Policy(requests=50, interval=0.0, attempts=1, timeout=300.0, total=600.0)
"""For a request that a person answers in a dialog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A request; `content` is JSON, or None if it has no body. `headers` may hold a secret key."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer with a status of 2xx or 4xx; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def number(self, name: str) -> int | None:
        """A header that is a whole number; None if it is missing or something else."""
        value = self.headers.get(name, "").strip()
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None


def is_loopback(url: str) -> bool:
    """Whether the host of a URL is this machine."""
    return httpx2.URL(url).host in {*LOOPBACK, "::1"}


def send(message: Message, policy: Policy) -> Reply:
    """Send a request, again if the host is busy; wait before the next one if the host asks for it.

    Raises:
        SourceError: The answer is missing or not valid.
    """
    deadline = time.monotonic() + policy.total
    call = partial(_once, message)
    reply = pace.ask(message.url, call, policy=policy, deadline=deadline)
    if seconds := reply.number("backoff"):
        pace.rest(message.url, seconds)
    return reply


def _once(message: Message, url: str, attempt: Attempt) -> Reply:
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip", **message.headers}
    if message.content is not None:
        headers["Content-Type"] = "application/json"
    timeout = httpx2.Timeout(attempt.timeout, connect=attempt.connect)
    extensions = {"trace": partial(hold, attempt)}
    is_direct = is_loopback(url)  # a proxy must not get what is meant for this machine
    try:
        with (
            httpx2.Client(timeout=timeout, trust_env=not is_direct) as client,
            client.stream(
                message.method,
                url,
                headers=headers,
                content=message.content,
                extensions=extensions,
            ) as response,
        ):
            if response.is_redirect or response.status_code == 429 or response.is_server_error:
                raise refusal(response)
            names = {name.lower(): value for name, value in response.headers.items()}
            return Reply(status=response.status_code, headers=names, body=body(response))
    except FAILURES as error:
        raise broken(url, error) from error
