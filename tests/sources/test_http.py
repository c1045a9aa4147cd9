import threading
import time
from email.utils import formatdate

import httpx2
import pytest

from eyebib.model.problem import UsageError
from eyebib.sources.attempt import Attempt
from eyebib.sources.http import (
    base_url,
    credentials,
    get,
    refusal,
    user_agent,
)
from eyebib.sources.pace import Policy, SourceError, ask
from eyebib.sources.transfer import MAX_BYTES
from replay import Replay

NOON = formatdate(1_800_000_000, usegmt=True)


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("", "https://api.crossref.org"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("https://mirror.example/crossref", "https://mirror.example/crossref"),
    ],
)
def test_base_url(value: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_CROSSREF_URL", value)
    assert base_url("crossref") == url


@pytest.mark.parametrize(
    "value",
    [
        "api.crossref.org",
        "file:///etc/passwd",
        "ftp://a.b",
        "http://",
        "ftp://ann:secret@a.b",
        "https://ann:sec/ret@a.b",
    ],
)
def test_an_invalid_base_url(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_ARXIV_URL", value)
    with pytest.raises(UsageError, match=r"^EYEBIB_ARXIV_URL is not a valid http\(s\) address$"):
        base_url("arxiv")


@pytest.mark.parametrize(
    ("value", "url", "auth"),
    [
        ("https://a.org", "https://a.org", None),
        ("https://ann:secret@a.org/x/", "https://a.org/x", ("ann", "secret")),
        ("https://a%40b:p%2Fw@a.org:80", "https://a.org:80", ("a@b", "p/w")),
        ("https://token@a.org", "https://a.org", ("token", "")),
    ],
)
def test_credentials(
    value: str, url: str, auth: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EYEBIB_CROSSREF_URL", value)
    assert (base_url("crossref"), credentials("crossref")) == (url, auth)


def test_the_default_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EYEBIB_CROSSREF_URL", raising=False)
    monkeypatch.delenv("EYEBIB_ARXIV_URL", raising=False)
    assert (base_url("crossref"), base_url("arxiv")) == (
        "https://api.crossref.org",
        "https://export.arxiv.org",
    )


def test_user_agent() -> None:
    assert user_agent().startswith("eyebib")
    assert user_agent("ann@example.org").endswith(" (mailto:ann@example.org)")


@pytest.mark.parametrize("mailto", ["ann", "ann@", "an n@a.b", "a@b.c\r\nX: y", "ä@b.c"])
def test_an_invalid_mailto(mailto: str) -> None:
    with pytest.raises(UsageError, match="not a valid e-mail address"):
        user_agent(mailto)


@pytest.mark.parametrize(
    ("status", "headers", "retry_after", "transient"),
    [
        (429, {}, None, True),
        (429, {"Retry-After": "7"}, 7.0, True),
        (429, {"Retry-After": "0"}, 0.0, True),
        (503, {"Retry-After": formatdate(1_800_000_060, usegmt=True), "Date": NOON}, 60.0, True),
        (503, {"Retry-After": formatdate(1_700_000_000, usegmt=True)}, 0.0, True),
        (503, {"Retry-After": "soon"}, None, True),
        (503, {"Retry-After": "-1"}, None, True),
        (503, {"Retry-After": "Thu, 99 Jan 2099 00:00:00 GMT"}, None, True),
        (500, {}, None, True),
        (504, {}, None, True),
        (400, {}, None, False),
        (403, {}, None, False),
        (404, {}, None, False),
    ],
)
def test_refusal(
    status: int,
    headers: dict[str, str],
    retry_after: float | None,
    transient: bool,  # noqa: FBT001 - a column
) -> None:
    request = httpx2.Request("GET", "https://api.example/works")
    error = refusal(httpx2.Response(status, headers=headers, request=request))
    assert (error.status, error.retry_after, error.transient) == (status, retry_after, transient)
    assert str(error) == f"api.example: HTTP {status}"


@pytest.mark.parametrize(
    ("url", "location", "target"),
    [
        ("https://a.org/x/y", "/works/1", "https://a.org/works/1"),
        ("https://a.org/x/y", "z?q=1", "https://a.org/x/z?q=1"),
        ("http://a.org/x", "https://a.org:443/x", "https://a.org/x"),
        ("https://a.org/x", "https://A.org/y", "https://a.org/y"),
        ("https://a.org/x", "http://a.org/x", None),
        ("https://a.org/x", "https://b.org/x", None),
        ("https://a.org/x", "//b.org/x", None),
        ("https://a.org/x", "https://a.org@b.org/x", None),
        ("https://a.org/x", "https://a.org.b.org/x", None),
        ("http://a.org:8080/x", "http://a.org:9090/x", None),
        ("http://a.org/x", "file:///etc/passwd", None),
        ("http://a.org/x", "http://[", None),
    ],
)
def test_redirects_stay_within_the_host(url: str, location: str, target: str | None) -> None:
    request = httpx2.Request("GET", url)
    response = httpx2.Response(301, headers={"Location": location}, request=request)
    assert refusal(response).location == target


@pytest.mark.parametrize(
    ("fault", "reason", "transient"),
    [
        ("429", "HTTP 429", True),
        ("503", "HTTP 503", True),
        ("reset", "reset by peer", True),
        ("stall", "timed out", True),
        ("half", "timed out", True),
        ("cut", "peer closed", True),
        ("elsewhere", "HTTP 302", False),
        ("file", "HTTP 302", False),
        ("huge", "more than 10,000,000 bytes", False),
        ("endless", "more than 10,000,000 bytes", False),
        ("gzip-bomb", "more than 10,000,000 bytes", False),
        ("gzip-cut", "incomplete", False),
        ("compressed", "decompressing", False),
    ],
)
def test_get_fails(server: Replay, fault: str, reason: str, transient: bool) -> None:  # noqa: FBT001 - a column
    server.misbehave(fault, source="arxiv")
    attempt = Attempt(timeout=0.3 if fault in {"stall", "half"} else 10.0)
    with pytest.raises(SourceError, match=reason) as failure:
        get(f"{server.arxiv_url}/api/query", attempt)
    assert failure.value.transient is transient
    assert not server.of("crossref")


def test_get(server: Replay) -> None:
    status, body = get(
        f"{server.arxiv_url}/api/query", Attempt(timeout=5.0), mailto="ann@example.org"
    )
    assert (status, body[:5], len(body) < MAX_BYTES) == (200, b"<?xml", True)
    assert "mailto:ann@example.org" in server.requests[0].agent


@pytest.mark.parametrize(
    "variables",
    [
        {"HTTP_PROXY": "gopher://ann:secret@proxy.example"},
        {"HTTP_PROXY": "http://ann:sec/ret@proxy.example"},
        {"SSL_CERT_FILE": "/missing/certificates.pem"},
    ],
)
def test_an_invalid_environment(
    server: Replay, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SourceError, match=r"^127\.0\.0\.1: ") as failure:
        get(f"{server.arxiv_url}/api/query", Attempt(timeout=5.0))
    assert "ret" not in str(failure.value)


@pytest.mark.parametrize("fault", ["stall", "half", "drip", "headers", "endless"])
def test_what_is_given_up_is_closed(server: Replay, fault: str) -> None:
    """The server sees the end of the connection, and the thread of the client ends."""
    server.misbehave(fault, source="arxiv")
    brief = Policy(requests=1, interval=0.0, attempts=1, timeout=0.4, total=2.0)
    threads = set(threading.enumerate())
    with pytest.raises(SourceError):
        ask(f"{server.arxiv_url}/api/query", get, policy=brief, deadline=time.monotonic() + 5)
    until = time.monotonic() + 10
    while set(threading.enumerate()) - threads and time.monotonic() < until:
        time.sleep(0.05)
    assert set(threading.enumerate()) - threads == set()
