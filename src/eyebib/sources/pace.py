"""Rate limits, retries and time limits for each host. All times are in seconds."""

import logging
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import stamina

from eyebib.model.problem import EyebibError
from eyebib.sources.attempt import Attempt

T = TypeVar("T")

_WAITS = 1.5
"""The time limit of an attempt, in timeouts: a response may arrive one byte at a time."""

_ADDRESSES = 2
"""The time limit for a connection, in connect timeouts: a host may have several addresses, and the
resolution of its name has no timeout."""

LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""The hosts in a URL that are this machine."""

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


class SourceError(EyebibError):
    """A source gave no usable answer.

    `status` is the HTTP status, if any; `retry_after` the number of seconds to wait, if the host
    names one; `location` the target of a redirect within the host. `transient` errors (429, 5xx,
    transport) are retried, all others are permanent.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        location: str | None = None,
        transient: bool = False,
    ) -> None:
        self.status = status
        self.retry_after = retry_after
        self.location = location
        self.transient = transient
        super().__init__(message)


class UnconnectedError(SourceError):
    """No connection to a source could be made."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=True)


Call = Callable[[str, Attempt], T]
"""Sends one request to a URL and returns its result."""


def ask(url: str, call: Call[T], *, policy: Policy, deadline: float) -> T:
    """The result of `call`, at the pace of the host; transient errors are retried.

    A redirect within the host is followed once. `deadline` is a value of `time.monotonic`.

    Raises:
        SourceError: The last attempt failed, or there is no time left.
    """
    host, until = _host(url), min(time.monotonic() + policy.total, deadline)
    pace = _PACES.setdefault(host, _Pace())
    if time.monotonic() < pace.down:
        raise UnconnectedError(f"{host}: no connection could be made")
    try:
        return _redirected(url, call, policy, until)
    except SourceError as error:
        pace.down = time.monotonic() + _DOWN if isinstance(error, UnconnectedError) else 0.0
        raise


def _host(url: str) -> str:
    """The host and port of a URL, without credentials."""
    return url.split("/")[2].rpartition("@")[2]


def _redirected(url: str, call: Call[T], policy: Policy, until: float) -> T:
    try:
        return _with_retries(url, call, policy, until)
    except SourceError as error:
        if error.location is None:
            raise
        return _with_retries(error.location, call, policy, until)


def _with_retries(url: str, call: Call[T], policy: Policy, until: float) -> T:
    connected_by = time.monotonic() + policy.connect

    def retry(error: Exception) -> bool | float:
        now = time.monotonic()
        if not isinstance(error, SourceError) or not error.transient:
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
    with _turn(host, policy, until):
        left = until - time.monotonic()
        timeout = min(policy.timeout, left)
        attempt = Attempt(timeout=timeout, connect=min(policy.connect, timeout))
        limit = min(_WAITS * policy.timeout, left)
        return _within(limit, attempt, lambda: call(url, attempt), host)


@dataclass(slots=True)
class _Pace:
    """The end times of the last requests to a host, and the earliest time of the next.

    Until `down`, no connection to the host is tried.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: deque[float] = field(default_factory=lambda: deque(maxlen=50))
    resume: float = 0.0
    down: float = 0.0


_PACES: dict[str, _Pace] = {}
"""By host, shared by all callers in the process."""


@contextmanager
def _turn(host: str, policy: Policy, until: float) -> Iterator[None]:
    """Reserve the host for one request, after waiting as its pace requires.

    The interval is counted from the end of an earlier request, not from its start, because requests
    may reach the host closer together than they were sent.
    """
    pace = _PACES.setdefault(host, _Pace())
    with pace.lock:
        recent = list(pace.ended)[-policy.requests :]
        is_free = len(recent) < policy.requests or is_pace_dropped(host)
        free = 0.0 if is_free else recent[0] + policy.interval
        wait = max(0.0, free - time.monotonic(), pace.resume - time.monotonic())
        if time.monotonic() + wait > until:
            message = f"{host}: no time left; the next request is allowed in {wait:.0f} s"
            raise SourceError(message, retry_after=wait, transient=True)
        time.sleep(wait)
        try:
            yield
        except SourceError as error:
            pace.resume = time.monotonic() + (error.retry_after or 0.0)
            raise
        finally:
            pace.ended.append(time.monotonic())


def is_pace_dropped(host: str) -> bool:
    """Whether `EYEBIB_PACE=0` drops the pace of a host, given with its port.

    It does so for this machine only, for tests and mirrors.
    """
    name = host.rpartition(":")[0] if re.search(r":\d*\Z", host) else host
    return os.environ.get("EYEBIB_PACE") == "0" and name.lower() in LOOPBACK


def _within(seconds: float, attempt: Attempt, call: Callable[[], T], host: str) -> T:
    """The result of `call()`, given up after a number of seconds.

    The timeouts of HTTP libraries limit each wait for data, but not the whole response.

    Raises:
        SourceError: There is no connection or no result in time.
    """
    until, answer = time.monotonic() + seconds, Future[T]()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            answer.set_exception(error)
        attempt.connected.set()

    threading.Thread(target=run, daemon=True).start()
    connecting = min(_ADDRESSES * attempt.connect, seconds)
    try:
        if not attempt.connected.wait(connecting):
            raise UnconnectedError(f"{host}: no connection within {connecting:.2g} s")
        return answer.result(max(0.0, until - time.monotonic()))
    except TimeoutError:
        message = f"{host}: no complete response within {seconds:.2g} s"
        raise SourceError(message, transient=True) from None
    finally:
        attempt.give_up()
