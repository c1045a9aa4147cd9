"""The faults that the replay server can inject into a reply."""

import os
import select
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

from replay_sources import ATOM, JSON, Reply, feed

HUGE = b" " * 50_000_000
DEEP = 100_000
WIDE = "😀".encode() + b"a" * 9_000_000
"""One character outside the Basic Multilingual Plane makes each character of a text four bytes."""
MANY = 9_000_000
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
    """Send nothing until the client closes the connection."""
    scene.handler.close_connection = True
    while not scene.closing.is_set():
        if select.select([scene.handler.connection], [], [], 0.05)[0]:
            return


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


def headers(scene: Scene) -> None:
    """Send the headers one byte at a time, without end."""
    scene.handler.close_connection = True
    scene.handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not scene.closing.wait(0.05):
        scene.handler.wfile.write(b"x")


def endless(scene: Scene) -> None:
    """Send a body as fast as possible, without end."""
    scene.handler.close_connection = True
    scene.handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not scene.closing.is_set():
        scene.handler.wfile.write(HUGE[: 1 << 20])


def gzip_bomb(scene: Scene) -> Reply:
    """400 kB of gzip for 400 MB."""
    packer = zlib.compressobj(9, wbits=31)
    head = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    headers = {"Content-Encoding": "gzip"}
    return replace(scene.reply, body=head + block * 39 + packer.flush(), headers=headers)


def gzip(scene: Scene) -> Reply:
    packer = zlib.compressobj(wbits=31)
    body = packer.compress(scene.reply.body) + packer.flush()
    return replace(scene.reply, body=body, headers={"Content-Encoding": "gzip"})


def gzip_cut(scene: Scene) -> Reply:
    reply = gzip(scene)
    return replace(reply, body=reply.body[:-20])


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


def many(scene: Scene) -> Reply:
    """As many values as fit into 9 MB."""
    values = b"<a/>" * (MANY // 4) if scene.is_feed else b"{}," * (MANY // 3)
    end = b"</feed>" if scene.is_feed else b"{}]"
    start = b'<feed xmlns="http://www.w3.org/2005/Atom">' if scene.is_feed else b"["
    return replace(scene.reply, body=start + values + end)


def wide(scene: Scene) -> Reply:
    """A valid reply with a text of 9 MB, which takes 36 MB of memory."""
    body, end = scene.reply.body.rstrip(), b"</feed>" if scene.is_feed else b"}"
    text = b"<x>" + WIDE + b"</x>" if scene.is_feed else b',"x":"' + WIDE + b'"'
    return replace(scene.reply, body=body.removesuffix(end) + text + end)


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
    "204": refusal(204, ""),
    "400": refusal(400),
    "403": refusal(403),
    "404": refusal(404),
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
    "headers": headers,
    "endless": endless,
    "gzip": gzip,
    "gzip-bomb": gzip_bomb,
    "gzip-cut": gzip_cut,
    "many": many,
    "wide": wide,
    "wrong-error": refusal(200, '{"error":"API rate limit exceeded","count":"4"}'),
    "wrong-status": refusal(200, '{"status":"error","message":"Bad \\u001b[31m request"}'),
    "compressed": lambda scene: replace(scene.reply, headers={"Content-Encoding": "gzip"}),
}
"""Statuses, transport faults, bodies, redirects, and hostile replies."""
