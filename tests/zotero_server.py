"""Zotero on loopback: the connector and the local API of the program, and the web library.

    with Zotero() as zotero:  # zotero.environment
        zotero.misbehave("429", match="POST", times=1)

It follows what was measured on the program (versions 8 to 10), and Zotero's documentation of the web
API. `python tests/zotero_server.py` prints the environment variables and serves until interrupted.
"""

import json
import math
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from zotero_library import Data, Library

KEY = "SecretKeyOfTheTestServer"
"""The key for the web library."""

LOCAL_KEY = "SecretKeyOfTheProgram"

SERVER_ID = "test-server-1"

USER, GROUP = 475425, 51


@dataclass(slots=True, kw_only=True)
class Order:
    fault: str
    match: str
    times: float
    wait: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`what` is the method and the path with the query; `content` is the JSON that was sent."""

    host: str
    what: str
    headers: dict[str, str]
    content: Any = None

    @property
    def is_write(self) -> bool:
        return not self.what.startswith("GET") and "/connector/getSel" not in self.what


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: Any = None
    headers: dict[str, str] = field(default_factory=dict)


INSTEAD: dict[str, Callable[[Order, Request], Answer | None]] = {
    **{code: lambda order, _: Answer(int(order.fault), "on order") for code in ("412", "413", "428", "500")},
    **{code: lambda order, _: Answer(int(order.fault), "wait", {"Retry-After": order.wait}) for code in ("429", "503")},
    "closed": lambda *_: None,
    "echo": lambda _, request: Answer(400, f"bad key {request.headers.get('zotero-api-key')}"),
    "garbage": lambda *_: Answer(200, "<html>"),
}  # fmt: skip
"""Faults that replace the answer; the request is not carried out."""

FAULTS = [*INSTEAD, "backoff", "lost", "refused"]
"""`lost` closes the connection after the request was carried out; `refused` spoils an object."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Host"

    def do_GET(self) -> None:
        self.reply()

    do_POST = do_PATCH = do_PUT = do_DELETE = do_GET  # noqa: N815 - the names of http.server

    def reply(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if "content-length" not in headers and self.command != "GET":
            return self.send(Answer(400, "Content-length not provided"))
        body = self.rfile.read(int(headers.get("content-length", 0)))
        content = json.loads(body) if body else None
        what = f"{self.command} {self.path}"
        request = Request(host=self.server.name, what=what, headers=headers, content=content)
        zotero = self.server.zotero
        with zotero.lock:
            zotero.requests.append(request)
            zotero.on_request(request)
            order = zotero.order(request)
            answer = self.answer(request, order)
            zotero.on_answer(request)
        if answer is None:
            self.close_connection = True
            self.connection.close()
            return None
        return self.send(answer)

    def answer(self, request: Request, order: Order | None) -> Answer | None:
        """The answer, changed by a fault; None if the connection is closed without one."""
        fault = order.fault if order else ""
        if fault == "refused" and isinstance(request.content, list):
            request.content[0]["itemType"] = "no such type"
        if order and fault in INSTEAD:
            return INSTEAD[fault](order, request)
        answer = self.server.play(request)
        if order and fault == "backoff" and answer:
            answer.headers["Backoff"] = order.wait
        return None if fault == "lost" else answer

    def send(self, answer: Answer) -> None:
        text = answer.content if isinstance(answer.content, str) else json.dumps(answer.content)
        body = b"" if answer.content is None else text.encode()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing, because tests read `Zotero.requests`."""


class Host(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(
        self, zotero: "Zotero", name: str, play: Callable[[Request], Answer | None]
    ) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.zotero, self.name, self.play = zotero, name, play

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Ignore clients that close the connection."""


@dataclass(slots=True, kw_only=True)
class Zotero:
    """The program of a `version`, and the web. `button` is what the user presses when asked.

    `selected` is the key of the collection that is selected in the program. `on_request` is called
    before a request is carried out, `on_answer` before its answer is sent.
    """

    version: str = "10.0.1"
    button: str = "Always Allow"
    is_readable: bool = True
    selected: str = ""
    rights: Data = field(default_factory=lambda: {"user": {"library": True, "write": True}, "groups": {"all": {"library": True, "write": True}}})  # fmt: skip
    local: Library = field(default_factory=lambda: Library(is_strict=False))
    user: Library = field(default_factory=lambda: Library(is_strict=True))
    group: Library = field(default_factory=lambda: Library(is_strict=True))
    requests: list[Request] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    keys: dict[str, float] = field(default_factory=dict)
    asked: list[float] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    on_request: Callable[[Request], None] = lambda _: None
    on_answer: Callable[[Request], None] = lambda _: None
    lock: Any = field(default_factory=threading.RLock)
    hosts: dict[str, Host] = field(init=False)

    def __post_init__(self) -> None:
        self.hosts = {
            "zotero": Host(self, "zotero", self._program),
            "zotero_api": Host(self, "zotero_api", self._web),
        }

    def __enter__(self) -> Self:
        for host in self.hosts.values():
            threading.Thread(target=host.serve_forever, args=(0.005,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for host in self.hosts.values():
            host.shutdown()
            host.server_close()

    @property
    def environment(self) -> dict[str, str]:
        urls = {f"EYEBIB_{name.upper()}_URL": host.url for name, host in self.hosts.items()}
        return urls | {"ZOTERO_API_KEY": KEY, "EYEBIB_PACE": "0"}

    @property
    def writes(self) -> list[Request]:
        return [request for request in self.requests if request.is_write]

    @property
    def is_writable(self) -> bool:
        """Whether the local API of this version can be written."""
        return int(self.version.partition(".")[0]) >= 10

    def misbehave(
        self, fault: str, *, match: str = "", times: float = math.inf, wait: str = "1"
    ) -> None:
        """Inject one of `FAULTS` into requests whose method and path have a pattern.

        The dialog of the program is meant only by a pattern that names it.
        """
        if fault not in FAULTS:
            raise KeyError(fault)
        self.orders.append(Order(fault=fault, match=match, times=times, wait=wait))

    def order(self, request: Request) -> Order | None:
        for order in self.orders:
            is_meant = "authorize" in order.match or "authorize" not in request.what
            if is_meant and re.search(order.match, request.what) and order.times > 0:
                order.times -= 1
                return order
        return None

    def _program(self, request: Request) -> Answer | None:
        port = self.hosts["zotero"].server_port
        headers, path = request.headers, urlsplit(request.what.split(" ", 1)[1]).path
        if headers.get("host") not in {f"127.0.0.1:{port}", f"localhost:{port}"}:
            return Answer(400, "Bad request")
        is_browser = headers.get("user-agent", "").startswith("Mozilla/") or "origin" in headers
        if is_browser and "x-zotero-connector-api-version" not in headers:
            return None
        if path == "/person":
            self._edit(request.content)
            return Answer(200, {})
        known = {"X-Zotero-Version": self.version}
        if path.startswith("/connector/"):
            answer = self._connector(request, path.removeprefix("/connector/"))
        else:
            answer = self._local(request, path)
            known |= {"Zotero-Server-ID": SERVER_ID} if self.is_writable else {}
        return answer and Answer(answer.status, answer.content, known | answer.headers)

    def _edit(self, changes: dict[str, Data]) -> None:
        """What a person does in the program, in the examples of the documentation."""
        for citekey, fields in changes.items():
            tags = [*self.local.paper(citekey)["tags"], *fields.get("tags", ())]
            self.local.edit(citekey, **{**fields, "tags": tags})

    def _connector(self, request: Request, name: str) -> Answer | None:
        if request.content is None and request.what.startswith("POST "):
            return None  # the program never answers
        match name:
            case "ping":
                return Answer(200, "Zotero is running")
            case "getSelectedCollection":
                return Answer(200, self._selected())
            case "saveItems":
                return self._save(request.content)
        return Answer(404, "No endpoint found")

    def _selected(self) -> Data:
        names = [(key, each["data"]["name"]) for key, each in self.local.collections.items()]
        targets = [{"id": "L1", "name": "My Library", "level": 0}]
        targets += [{"id": f"C{n}", "name": name, "level": 1} for n, (_, name) in enumerate(names)]
        place = next((n for n, (key, _) in enumerate(names) if key == self.selected), None)
        name = "My Library" if place is None else names[place][1]
        return {
            "libraryName": "My Library",
            "libraryEditable": self.local.is_writable,
            "id": place,
            "name": name,
            "targets": targets,
        }

    def _save(self, content: Data) -> Answer:
        if content["sessionID"] in self.sessions:
            return Answer(409, {"error": "SESSION_EXISTS"})
        self.sessions.add(content["sessionID"])
        if not self.local.is_writable:
            return Answer(500, {"libraryEditable": False})
        items = [
            {**item, "collections": [self.selected] if self.selected else []}
            for item in content["items"]
        ]
        failed = self.local.write("items", items)["failed"]
        return Answer(500 if failed else 201, {"items": content["items"]})

    def _local(self, request: Request, path: str) -> Answer:
        if not self.is_readable:
            return Answer(403, "Local API is not enabled")
        if path == "/api/local/authorize":
            return self._authorize(request)
        path = path.removeprefix("/api/users/0/")
        if request.what.startswith("GET "):
            return _listed(self.local, request, path, most=math.inf)
        return self._locally_written(request, path)

    def _locally_written(self, request: Request, path: str) -> Answer:
        if not self.is_writable:
            is_post = request.what.startswith("POST ")
            return Answer(400 if is_post else 501, "Endpoint does not support method")
        if request.headers.get("zotero-server-id") != SERVER_ID:
            return Answer(428, "Zotero-Server-ID is missing")
        key = request.headers.get("zotero-api-key", "")
        if self.keys.get(key, 0) <= 0:
            return Answer(401, "POST /api/local/authorize to obtain one")
        self.keys[key] -= 1
        return _written(self.local, request, path)

    def _authorize(self, request: Request) -> Answer:
        if request.headers.get("zotero-server-id") != SERVER_ID:
            return Answer(428, "Zotero-Server-ID is missing")
        self.asked = [moment for moment in self.asked if time.monotonic() - moment < 60]
        if len(self.asked) >= 5:
            return Answer(429, "Too many requests", {"Retry-After": "60"})
        self.asked.append(time.monotonic())
        if self.button == "Deny":
            return Answer(403, {"denied": True})
        is_kept = self.button == "Always Allow"
        key = f"{LOCAL_KEY}{len(self.keys)}"
        self.keys[key] = math.inf if is_kept else 1
        return Answer(200, {"key": key, "remember": is_kept})

    def _web(self, request: Request) -> Answer:
        method, target = request.what.split(" ", 1)
        if request.headers.get("zotero-api-key") != KEY:
            return Answer(403, "Invalid key")
        path = urlsplit(target).path
        if path == "/keys/current":
            return Answer(200, {"key": KEY, "userID": USER, "access": self.rights})
        libraries = {f"/users/{USER}/": self.user, f"/groups/{GROUP}/": self.group}
        for prefix, library in libraries.items():
            if path.startswith(prefix):
                if method == "GET":
                    return _listed(library, request, path.removeprefix(prefix), most=100)
                if not library.is_writable:
                    return Answer(403, "Write access denied")
                return _written(library, request, path.removeprefix(prefix))
        return Answer(404, "Not found")


def _listed(library: Library, request: Request, path: str, *, most: float) -> Answer:
    query = parse_qs(urlsplit(request.what.split(" ", 1)[1]).query)
    try:
        every = library.listed(path)
    except KeyError:
        return Answer(404, "Not found")
    limit = int(query.get("limit", [str(25 if most == 100 else len(every))])[0])
    start, limit = int(query.get("start", ["0"])[0]), int(min(limit, most))
    headers = {"Total-Results": str(len(every)), "Last-Modified-Version": str(library.version)}
    return Answer(200, every[start : start + limit], headers)


def _written(library: Library, request: Request, path: str) -> Answer:
    method = request.what.split(" ")[0]
    if method == "PATCH":
        refusal = _patch_refusal(library, request, path)
        if refusal is None:
            item = library.items[path.removeprefix("items/")]
            library.version += library.patch(item["key"], request.content, library.version + 1)
        return refusal or Answer(204, None, {"Last-Modified-Version": str(library.version)})
    if method != "POST" or path not in {"items", "collections"}:
        return Answer(405, "Method not allowed")
    if refusal := _post_refusal(library, request):
        return refusal
    library.tokens.add(request.headers.get("zotero-write-token", ""))
    answer = library.write(path, request.content)
    return Answer(200, answer, {"Last-Modified-Version": str(library.version)})


def _patch_refusal(library: Library, request: Request, path: str) -> Answer | None:
    item = library.items.get(path.removeprefix("items/"))
    if item is None:
        return Answer(404, "Not found")
    version = request.headers.get("if-unmodified-since-version")
    if version is None:
        return Answer(428, "If-Unmodified-Since-Version is missing")
    is_old = int(version) != item["version"]
    return Answer(412, "Item has been modified since specified version") if is_old else None


def _post_refusal(library: Library, request: Request) -> Answer | None:
    token = request.headers.get("zotero-write-token")
    version = request.headers.get("if-unmodified-since-version")
    refusals = (
        (
            token is not None and not 5 <= len(token) <= 32,
            400,
            "Write token must be 5-32 characters",
        ),
        (token is not None and token in library.tokens, 412, "Write token already used"),
        (version not in {None, str(library.version)}, 412, "Library has been modified"),
        (not isinstance(request.content, list), 400, "an array is expected"),
        (len(request.content or ()) > 50, 413, "Cannot add more than 50 items at a time"),
    )
    return next((Answer(code, text) for is_so, code, text in refusals if is_so), None)


def main() -> None:
    """Serve until interrupted."""
    with Zotero() as zotero:
        for name, value in zotero.environment.items():
            print(f"export {name}={value}", flush=True)  # noqa: T201 - the output of the script
        threading.Event().wait()


if __name__ == "__main__":
    main()
