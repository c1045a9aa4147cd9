"""The faults that the replay server can inject into a reply."""

import os
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

from replay_sources import ATOM, JSON, Reply, feed

HUGE = b" " * 50_000_000
DEEP = 100_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE feed [<!ENTITY l0 "ha">{LAUGHS}]><feed>&l9;</feed>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The input of a fault: the true `reply`, its sender, and the state of the server."""

    reply: Reply
    handler: BaseHTTPRequestHandler
    send: Callable[[Reply, int | None], None]
    closing: threading.Event
    elsewhere: str

    @property
    def is_feed(self) -> bool:
        return self.reply.content_type == ATOM


Fault = Callable[[Scene], Reply | None]
"""Returns the reply to send instead of the true one; None if nothing is left to send."""


def refusal(status: int, body: str = "<html>no</html>", **headers: str) -> Fault:
    label = JSON if body.startswith("{") else "text/html"
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    reply = Reply(status=status, content_type=label, body=body.encode(), headers=fields)
    return lambda _: reply


def a_date(_: Scene) -> Reply:
    """`Retry-After` as a date, one second after the `Date` of the reply."""
    headers = {"Retry-After": formatdate(time.time() + 1, usegmt=True)}
    return Reply(status=429, content_type="text/plain", body=b"Too many requests", headers=headers)


def reset(scene: Scene) -> None:
    """Send an RST instead of a reply."""
    scene.handler.close_connection = True
    linger = struct.pack("ii", 1, 0)
    scene.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    os.close(scene.handler.connection.detach())


def stall(scene: Scene) -> None:
    scene.handler.close_connection = True
    scene.closing.wait(30)


def cut(scene: Scene) -> None:
    """Send half a reply, then close the connection."""
    scene.handler.close_connection = True
    body = scene.reply.body
    scene.send(replace(scene.reply, body=body[: len(body) // 2]), len(body))


def half(scene: Scene) -> None:
    """Send half a reply, then nothing for a long time."""
    cut(scene)
    stall(scene)


def drip(scene: Scene) -> None:
    """Send one byte at a time, within each timeout, but without end."""
    scene.handler.close_connection = True
    scene.send(replace(scene.reply, body=b""), 10_000)
    while not scene.closing.wait(0.05):
        scene.handler.wfile.write(b" ")


def truncated(scene: Scene) -> Reply:
    body = scene.reply.body
    return replace(scene.reply, body=body[: len(body) // 2])


def charset(scene: Scene) -> Reply:
    """Latin-1 labelled as UTF-8."""
    body = scene.reply.body.replace(b"e", "é".encode("latin-1"))
    return replace(scene.reply, body=body, content_type="application/json; charset=utf-8")


def empty(scene: Scene) -> Reply:
    body = b'{"status":"ok","message-type":"work-list","message":{"total-results":0,"items":[]}}'
    return replace(scene.reply, status=200, body=feed([]) if scene.is_feed else body)


def huge(scene: Scene) -> Reply:
    return replace(scene.reply, body=scene.reply.body + HUGE)


def deep(scene: Scene) -> Reply:
    nested = b"<a>" * DEEP + b"</a>" * DEEP if scene.is_feed else b"[" * DEEP + b"]" * DEEP
    return replace(scene.reply, body=nested)


def elsewhere(scene: Scene) -> Reply:
    """Redirect to the host of the other source, which counts requests."""
    return Reply(status=302, headers={"Location": f"{scene.elsewhere}/elsewhere"})


FAULTS: dict[str, Fault] = {
    "429": refusal(429, "Too many requests"),
    "429-string": refusal(429, '{"status":"error","message":"slow down"}'),
    "429-seconds": refusal(429, Retry_After="1"),
    "429-date": a_date,
    "429-long": refusal(429, Retry_After="3600"),
    "500": refusal(500),
    "502": refusal(502),
    "503": refusal(503),
    "504": refusal(504),
    "403": refusal(403),
    "reset": reset,
    "stall": stall,
    "half": half,
    "drip": drip,
    "cut": cut,
    "truncated": truncated,
    "html": refusal(200),
    "unlabelled": lambda scene: replace(scene.reply, content_type=""),
    "charset": charset,
    "elsewhere": elsewhere,
    "file": refusal(302, Location="file:///etc/passwd"),
    "round": lambda scene: Reply(status=301, headers={"Location": scene.handler.path}),
    "empty": empty,
    "huge": huge,
    "deep": deep,
    "bomb": lambda scene: replace(scene.reply, body=BOMB.encode()),
    "other": lambda scene: replace(scene.reply, body=b"[null]"),
    "compressed": lambda scene: replace(scene.reply, headers={"Content-Encoding": "gzip"}),
}
"""Statuses, transport faults, bodies, redirects, and hostile replies."""
