"""When and how often a host is asked: its pace, retries and time limits. All times in seconds."""

import logging
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

T = TypeVar("T")

_WAITS = 1.5
"""How many timeouts a try may take as a whole: an answer may come a byte at a time."""

# stamina logs every retry as a warning, which Python prints when nobody listens.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How often and how long a host is asked.

    At most `requests` (50 or fewer) start in any `interval`, one at a time. A request is tried up
    to `attempts` times within `total`, with waits that grow from `wait` to `wait_max`; `timeout`
    bounds connecting and every wait for data, half as much again a whole try, `overall` all
    requests of one call. After `failures` failed requests on end the host counts as down.
    """

    requests: int
    interval: float
    attempts: int = 4
    timeout: float = 20.0
    total: float = 60.0
    overall: float = 600.0
    wait: float = 0.5
    wait_max: float = 5.0
    failures: int = 3


class SourceError(EyebibError):
    """A source gave no usable answer.

    `status` is the HTTP status, if there was one; `retry_after` the seconds it asks to wait;
    `location` where a redirect within the host points. What is `transient` (429, 5xx, transport)
    is tried again, the rest is permanent.
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


def ask(url: str, call: Callable[[str, float], T], *, policy: Policy, deadline: float) -> T:
    """`call(url, timeout)` in its host's turn, again while it fails for the moment only.

    A redirect within the host is followed once. `deadline` is a moment of `time.monotonic`.

    Raises:
        SourceError: The last failure, or there is no time left.
    """
    until = min(time.monotonic() + policy.total, deadline)
    try:
        return _tries(url, call, policy, until)
    except SourceError as error:
        if error.location is None:
            raise
        return _tries(error.location, call, policy, until)


def _tries(url: str, call: Callable[[str, float], T], policy: Policy, until: float) -> T:
    def again(error: Exception) -> bool | float:
        left = until - time.monotonic()
        if not isinstance(error, SourceError) or not error.transient:
            return False
        if error.retry_after is None:
            return left > policy.wait_max
        return max(error.retry_after, policy.wait) if error.retry_after < left else False

    for attempt in stamina.retry_context(
        on=again,
        attempts=policy.attempts,
        timeout=None,  # `again` knows better: it counts the wait to come
        wait_initial=policy.wait,
        wait_max=policy.wait_max,
        wait_jitter=policy.wait,
    ):
        with attempt:
            return _try(url, call, policy, until)
    raise AssertionError("stamina raises the last failure itself")


def _try(url: str, call: Callable[[str, float], T], policy: Policy, until: float) -> T:
    host = url.split("/")[2]
    with _turn(host, policy, until):
        left = until - time.monotonic()
        whole = min(_WAITS * policy.timeout, left)
        return _within(whole, lambda: call(url, min(policy.timeout, left)), host)


@dataclass(slots=True)
class _Pace:
    """When a host's last requests ended, and until when it asked to be left alone."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: deque[float] = field(default_factory=lambda: deque(maxlen=50))
    resume: float = 0.0


_PACES: dict[str, _Pace] = {}
"""By host, for the whole process: no caller can outrun another."""


@contextmanager
def _turn(host: str, policy: Policy, until: float) -> Iterator[None]:
    """Hold the host for one request, after the wait that its pace demands.

    The interval counts from the end of an earlier request, not its start: requests that reach the
    host closer together than they were sent are then still far enough apart.
    """
    pace = _PACES.setdefault(host, _Pace())
    with pace.lock:
        recent = list(pace.ended)[-policy.requests :]
        free = recent[0] + policy.interval if len(recent) == policy.requests else 0.0
        wait = max(0.0, free - time.monotonic(), pace.resume - time.monotonic())
        if time.monotonic() + wait > until:
            message = f"{host}: no time left, and it has to be left alone for {wait:.0f} s"
            raise SourceError(message, retry_after=wait, transient=True)
        time.sleep(wait)
        try:
            yield
        except SourceError as error:
            pace.resume = time.monotonic() + (error.retry_after or 0.0)
            raise
        finally:
            pace.ended.append(time.monotonic())


def _within(seconds: float, call: Callable[[], T], host: str) -> T:
    """`call()`, given up after so many seconds: an answer may come a byte at a time for ever.

    The timeouts of HTTP libraries bound each wait, never the whole. What was given up lives on in
    its thread until its connection ends.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return answer.result(seconds)
    except TimeoutError:
        message = f"{host}: no complete answer within {seconds:.2g} s"
        raise SourceError(message, transient=True) from None
