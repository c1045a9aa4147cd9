"""A loopback server that replays the hosts of the sources, counts requests, and injects faults.

    with Replay() as server:  # server.crossref_url, server.arxiv_url
        server.misbehave("503", match="10.1038/s41586-023-06555-x", times=1)

`python tests/replay.py` prints the environment variables for eyebib and serves until interrupted.
The works with DOIs `10.5555/made.N` and arXiv ids `2001.NNNNN` are made up on request.
"""

import math
import threading
import time
from bisect import bisect_left
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

from replay_agencies import agencies, datacite, deposits, doi_org
from replay_faults import FAULTS, Scene
from replay_ncbi import eutils, pmc
from replay_sources import PAYLOADS, Library, Reply, arxiv, crossref, library

PLAYERS = {
    "crossref": crossref,
    "arxiv": arxiv,
    "pmc": pmc,
    "eutils": eutils,
    "doi": doi_org,
    "datacite": datacite,
}

NO_CERTIFICATES = {"SSL_CERT_FILE": "", "SSL_CERT_DIR": str(PAYLOADS)}
"""For tests only: reading the certificates of the system takes 30 ms per request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: its decoded target, its headers, its time (monotonic), and the number of open
    requests."""

    source: str
    target: str
    agent: str
    headers: str
    time: float
    at_once: int


@dataclass(slots=True, kw_only=True)
class Order:
    """The number of `times` left to inject a fault into requests with `match` in the target."""

    fault: str
    source: str
    match: str
    times: float


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Host"

    def do_GET(self) -> None:
        host = self.server
        request = host.enter(self)
        time.sleep(host.replay.latency)
        reply = PLAYERS[host.source](host.replay.library, self.path, request.agent)
        if fault := host.leave(request):
            scene = Scene(
                reply=reply,
                handler=self,
                send=self.send,
                closing=host.replay.closing,
                elsewhere=host.replay.other(host).url,
            )
            replacement = FAULTS[fault](scene)
            if replacement is None:
                return
            reply = replacement
        self.send(reply)

    def send(self, reply: Reply, length: int | None = None) -> None:
        """Send a reply; `length` replaces the true Content-Length."""
        self.send_response(reply.status)
        label = {"Content-Type": reply.content_type} if reply.content_type else {}
        for name, value in (label | reply.headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) if length is None else length))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Log nothing, because tests read `Replay.requests`."""


class Host(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, replay: "Replay", source: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replay, self.source, self.under_way = replay, source, 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def enter(self, handler: Handler) -> Request:
        with self.replay.lock:
            self.under_way += 1
            request = Request(
                source=self.source,
                target=unquote(handler.path),
                agent=handler.headers.get("User-Agent", ""),
                headers=str(handler.headers),
                time=time.monotonic(),
                at_once=self.under_way,
            )
            self.replay.requests.append(request)
        return request

    def leave(self, request: Request) -> str:
        """Count a request as closed, before its reply is sent; return its fault, if any."""
        with self.replay.lock:
            self.under_way -= 1
            return self.replay.fault(request)

    def handle_error(self, *_: object) -> None:
        """Ignore clients that close the connection, which is what the tests do."""


@dataclass(slots=True, kw_only=True)
class Replay:
    """A context manager for all hosts, each on its own port. `latency` is in seconds."""

    latency: float = 0.0
    recorded: bool = False
    requests: list[Request] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)
    library: Library = field(init=False)
    hosts: dict[str, Host] = field(init=False)

    def __post_init__(self) -> None:
        self.library = library(recorded=self.recorded)
        self.library.deposits, self.library.agencies = deposits(), agencies()
        self.hosts = {source: Host(self, source) for source in PLAYERS}

    def __enter__(self) -> Self:
        for host in self.hosts.values():
            threading.Thread(target=host.serve_forever, args=(0.005,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.closing.set()
        for host in self.hosts.values():
            host.shutdown()
            host.server_close()

    @property
    def crossref_url(self) -> str:
        return self.hosts["crossref"].url

    @property
    def arxiv_url(self) -> str:
        return self.hosts["arxiv"].url

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that make eyebib use this server without a proxy."""
        urls = {f"EYEBIB_{source.upper()}_URL": host.url for source, host in self.hosts.items()}
        return urls | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}

    def misbehave(
        self, fault: str, *, source: str = "crossref", match: str = "", times: float = math.inf
    ) -> None:
        """Inject one of `FAULTS` into the requests of a source with `match` in the target."""
        if fault not in FAULTS:
            raise KeyError(fault)
        self.orders.append(Order(fault=fault, source=source, match=match, times=times))

    def fault(self, request: Request) -> str:
        for order in self.orders:
            if order.source == request.source and order.match in request.target and order.times > 0:
                order.times -= 1
                return order.fault
        return ""

    def other(self, host: Host) -> Host:
        return next(other for other in self.hosts.values() if other is not host)

    def of(self, source: str) -> list[Request]:
        return [request for request in self.requests if request.source == source]

    def most_within(self, seconds: float, source: str) -> int:
        """The maximum number of requests in any span of some seconds."""
        times = sorted(request.time for request in self.of(source))
        spans = (bisect_left(times, start + seconds) - n for n, start in enumerate(times))
        return max(spans, default=0)

    def most_at_once(self, source: str) -> int:
        return max((request.at_once for request in self.of(source)), default=0)


def main() -> None:
    """Serve until interrupted."""
    with Replay(recorded=True) as server:
        for name, value in server.environment.items():
            print(f"export {name}={value}", flush=True)  # noqa: T201 - the output of the script
        threading.Event().wait()


if __name__ == "__main__":
    main()
