"""One attempt at a request, and its connection, which another thread can end."""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Attempt:
    """One attempt at a request. It runs in its own thread, and another thread can give it up.

    `timeout` limits each wait for data, `connect` connecting to one address. `connected` is set
    when there is a connection, or when its progress cannot be observed.
    """

    timeout: float
    connect: float = 4.0
    connected: threading.Event = field(default_factory=threading.Event)
    _socket: socket.socket | None = None
    _is_given_up: bool = False

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
