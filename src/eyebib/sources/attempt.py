"""One attempt at a request, and its connection, which another thread can end."""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from eyebib.sources.failure import SilentError, SourceError, UnconnectedError

T = TypeVar("T")

_ADDRESSES = 2
"""The time limit for a connection, in connect timeouts: a host may have several addresses, and the
resolution of its name has no timeout."""


@dataclass(slots=True, eq=False)
class Attempt:
    """One attempt at a request. It runs in its own thread, and another thread can give it up.

    `timeout` limits each wait for data, `connect` connecting to one address. `patience` limits the
    wait for the first sign of a host that has never sent anything; it is None for other hosts.
    `connected` is set when there is a connection, or when its progress cannot be observed. The
    attempt `has_sign` if the host has sent something: its part of the TLS handshake, or the head of
    an answer. `heard` is set then, and when the attempt has ended.
    """

    timeout: float
    connect: float = 4.0
    patience: float | None = None
    connected: threading.Event = field(default_factory=threading.Event)
    heard: threading.Event = field(default_factory=threading.Event)
    has_sign: bool = False
    _socket: socket.socket | None = None
    _is_given_up: bool = False

    def hear(self) -> None:
        """Note a sign of the host."""
        self.has_sign = True
        self.heard.set()

    def hold(self, connection: socket.socket) -> None:
        """Keep the connection, for `give_up`."""
        self._socket = connection
        self.connected.set()
        if self._is_given_up:
            self.give_up()

    def give_up(self) -> None:
        """End the connection, now or as soon as it is made; the thread then ends by itself."""
        self._is_given_up = True
        if self._socket is not None:
            with suppress(OSError):  # it has ended already
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # below TLS


def within(seconds: float, attempt: Attempt, call: Callable[[], T], host: str) -> T:
    """The result of `call()`, given up after a number of seconds.

    The timeouts of HTTP libraries limit each wait for data, but not the whole response.

    Raises:
        SourceError: There is no connection, no sign of the host or no result in time.
    """
    until, answer = time.monotonic() + seconds, Future[T]()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            answer.set_exception(error)
        attempt.connected.set()
        attempt.heard.set()

    threading.Thread(target=run, daemon=True).start()
    try:
        _wait_for_host(attempt, host, until)
        return answer.result(max(0.0, until - time.monotonic()))
    except TimeoutError:
        message = f"{host}: no complete response within {seconds:.2g} s"
        raise SourceError(message, transient=True) from None
    finally:
        attempt.give_up()


def _wait_for_host(attempt: Attempt, host: str, until: float) -> None:
    """Wait until there is a connection and, from a host that never sent anything, a first sign."""
    began = time.monotonic()
    connecting = min(_ADDRESSES * attempt.connect, until - began)
    if not attempt.connected.wait(connecting):
        raise UnconnectedError(f"{host}: no connection within {connecting:.2g} s")
    if attempt.patience is None or began + attempt.patience >= until:
        return
    if not attempt.heard.wait(max(0.0, began + attempt.patience - time.monotonic())):
        raise SilentError(f"{host}: no answer within {attempt.patience:.2g} s")
