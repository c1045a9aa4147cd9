"""Rate limits, retries and time limits for each host. All times are in seconds."""

import logging
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import stamina

from eyebib.sources.attempt import Attempt, within
from eyebib.sources.failure import SilentError, SourceError, UnconnectedError
from eyebib.sources.notice import SOON, waiting_for

__all__ = ["Call", "Policy", "SourceError", "UnconnectedError", "ask", "rest"]

T = TypeVar("T")

_WAITS = 1.5
"""The time limit of an attempt, in timeouts: a response may arrive one byte at a time."""

LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""The hosts in a URL that are this machine."""

_HASTE = 3
"""If a host was silent, it has a third of the time to answer the next request."""

_DOWN = 30.0
"""A host that could not be connected to is not tried again for so long."""

# stamina logs every retry as a warning, which Python prints if there is no handler.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The limits for requests to a host.

    At most `requests` (50 or fewer) start in any `interval`, one at a time. A request is attempted
    up to `attempts` times within `total`, with waits that grow from `wait` to `wait_max`. `timeout`
    limits each wait for data; a whole attempt may take 1.5 times as long. `connect` limits
    connecting to one address of the host, and the time after which a failed connection is not
    attempted again. `overall` limits all requests of one call. After `failures` consecutive failed
    requests, the host counts as down.
    """

    requests: int
    interval: float
    attempts: int = 4
    connect: float = 4.0
    timeout: float = 20.0
    total: float = 40.0
    overall: float = 600.0
    wait: float = 0.5
    wait_max: float = 5.0
    failures: int = 3


Call = Callable[[str, Attempt], T]
"""Sends one request to a URL and returns its result."""


def ask(url: str, call: Call[T], *, policy: Policy, deadline: float) -> T:
    """The result of `call`, at the pace of the host; transient errors are retried.

    A redirect is followed once, if the error of `call` has its target. `deadline` is a value of
    `time.monotonic`.

    Raises:
        SourceError: The last attempt failed, or there is no time left.
    """
    until = min(time.monotonic() + policy.total, deadline)
    try:
        return _at_host(url, call, policy, until)
    except SourceError as error:
        if error.location is None:
            raise
        return _at_host(error.location, call, policy, until)


def _at_host(url: str, call: Call[T], policy: Policy, until: float) -> T:
    """The result of `call`; a host that cannot be connected to is left alone for a while."""
    host = _host(url)
    pace = _PACES.setdefault(host, _Pace())
    if time.monotonic() < pace.down:
        raise UnconnectedError(f"{host}: no connection could be made")
    try:
        with waiting_for(host, after=SOON + pace.wait(host, policy)):
            return _with_retries(url, call, policy, until)
    except SourceError as error:
        pace.down = time.monotonic() + _DOWN if isinstance(error, UnconnectedError) else 0.0
        raise


def _host(url: str) -> str:
    """The host and port of a URL, without credentials."""
    return url.split("/")[2].rpartition("@")[2]


def _with_retries(url: str, call: Call[T], policy: Policy, until: float) -> T:
    connected_by = time.monotonic() + policy.connect

    def retry(error: Exception) -> bool | float:
        now = time.monotonic()
        if not isinstance(error, SourceError) or isinstance(error, SilentError):
            return False
        if not error.transient:
            return False
        if isinstance(error, UnconnectedError):
            return policy.wait if now + policy.wait < connected_by else False
        if error.retry_after is None:
            return until - now > policy.wait_max
        return max(error.retry_after, policy.wait) if error.retry_after < until - now else False

    for attempt in stamina.retry_context(
        on=retry,
        attempts=policy.attempts,
        timeout=None,  # `retry` also counts the next wait
        wait_initial=policy.wait,
        wait_max=policy.wait_max,
        wait_jitter=policy.wait,
    ):
        with attempt:
            return _attempt(url, call, policy, until)
    raise AssertionError("stamina raises the last failure itself")


def _attempt(url: str, call: Call[T], policy: Policy, until: float) -> T:
    host = _host(url)
    with _turn(host, policy, until) as pace:
        left = until - time.monotonic()
        timeout = min(policy.timeout, left)
        patience = None if pace.is_known else policy.connect / (_HASTE if pace.is_silent else 1)
        attempt = Attempt(timeout=timeout, connect=min(policy.connect, timeout), patience=patience)
        limit = min(_WAITS * policy.timeout, left)
        try:
            answer = within(limit, attempt, lambda: call(url, attempt), host)
        except SourceError as error:
            pace.is_silent = isinstance(error, SilentError)
            pace.is_known = pace.is_known or attempt.has_sign or error.status is not None
            raise
        pace.is_known = True
        return answer


@dataclass(slots=True)
class _Pace:
    """The end times of the last requests to a host, and the earliest time of the next.

    Until `down`, no connection to the host is tried. The host `is_known` once it has sent anything,
    and `is_silent` if it did not when it was first asked.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: deque[float] = field(default_factory=lambda: deque(maxlen=50))
    resume: float = 0.0
    down: float = 0.0
    is_known: bool = False
    is_silent: bool = False

    def wait(self, host: str, policy: Policy) -> float:
        """The seconds until the next request may start."""
        recent = list(self.ended)[-policy.requests :]
        is_free = len(recent) < policy.requests or is_pace_dropped(host)
        free = 0.0 if is_free else recent[0] + policy.interval
        return max(0.0, free - time.monotonic(), self.resume - time.monotonic())


_PACES: dict[str, _Pace] = {}
"""By host, shared by all callers in the process."""


@contextmanager
def _turn(host: str, policy: Policy, until: float) -> Iterator[_Pace]:
    """Reserve the host for one request, after waiting as its pace requires.

    The interval is counted from the end of an earlier request, not from its start, because requests
    may reach the host closer together than they were sent.
    """
    pace = _PACES.setdefault(host, _Pace())
    with pace.lock:
        wait = pace.wait(host, policy)
        if time.monotonic() + wait > until:
            message = f"{host}: no time left; the next request is allowed in {wait:.0f} s"
            raise SourceError(message, retry_after=wait, transient=True)
        time.sleep(wait)
        try:
            yield pace
        except SourceError as error:
            pace.resume = time.monotonic() + (error.retry_after or 0.0)
            raise
        finally:
            pace.ended.append(time.monotonic())


def rest(url: str, seconds: float) -> None:
    """Leave the host of a URL alone for some seconds, as it asked in an answer (`Backoff`)."""
    pace = _PACES.setdefault(_host(url), _Pace())
    pace.resume = max(pace.resume, time.monotonic() + seconds)


def is_pace_dropped(host: str) -> bool:
    """Whether `EYEBIB_PACE=0` drops the pace of a host, given with its port.

    It does so for this machine only, for tests and mirrors.
    """
    name = host.rpartition(":")[0] if re.search(r":\d*\Z", host) else host
    return os.environ.get("EYEBIB_PACE") == "0" and name.lower() in LOOPBACK
