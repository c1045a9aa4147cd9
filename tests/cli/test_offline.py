"""Hosts that cannot be reached: the verbs end soon, and say what they wait for."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib import sources
from eyebib.model.identifier import identify
from eyebib.sources import arxiv
from eyebib.sources.crossref import client
from hurried import TODAY, Hurried
from replay import NO_CERTIFICATES, Replay
from slow import slow

MOST_SECONDS = 10.0

LOCK = """\
{"version": 1, "records": [{"identifier": "arxiv:2001.00001", "source": "arxiv", "item":
{"type": "article", "genre": "preprint", "title": "A made-up paper", "author": [{"family": "A"}]}}]}
"""

VERBS = {
    "add": ["add", "doi:10.5555/made.1"],
    "add-arxiv": ["add", "arxiv:2001.00001"],
    "resolve": ["resolve", "--refresh"],
    "published": ["published"],
}


@contextmanager
def closed() -> Iterator[str]:
    """No program listens on the port."""
    with socket.create_server(("127.0.0.1", 0)) as ended:
        port = ended.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


@contextmanager
def silent() -> Iterator[str]:
    """The system accepts connections, but no program answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def full() -> Iterator[str]:
    """No connection is accepted, nor refused, as behind a firewall that drops packets."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(8):
            client = stack.enter_context(socket.socket())
            client.setblocking(False)  # noqa: FBT003 - the signature of socket
            client.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def unnamed() -> Iterator[str]:
    """The name of the host cannot be resolved."""
    yield "http://eyebib.invalid"


PLACES = {"closed": closed, "silent": silent, "full": full, "unnamed": unnamed}


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (NO_CERTIFICATES | {"EYEBIB_PACE": "0", "NO_PROXY": "*"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


def hurry(monkeypatch: pytest.MonkeyPatch, connect: float) -> None:
    """Shorten the waits for a connection."""
    monkeypatch.setattr(client, "PUBLIC", replace(client.PUBLIC, connect=connect))
    fast = Hurried(arxiv, replace(arxiv.POLICY, connect=connect, interval=0.0))
    monkeypatch.setattr(sources, "SOURCES", sources.SOURCES | {"arxiv": fast})


def list_of_three(write: Write) -> None:
    """An entry for each source, and one with a record, whose published version is looked for."""
    write("entries/a.yaml", "title: Made-up work 1\npaper: doi:10.5555/made.1\n")
    write("entries/b.yaml", "title: A made-up paper\npaper: arxiv:2001.00002\n")
    write("entries/c.yaml", "title: A made-up paper\npaper: arxiv:2001.00001\n")
    write("entries/locked/c.json", LOCK)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("verb", ["add", "resolve", "published"])
@pytest.mark.parametrize("connect", [0.2, slow(4.0)])
def test_without_a_network(
    run: Run,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    *,
    verb: str,
    place: str,
    connect: float,
) -> None:
    hurry(monkeypatch, connect)
    if verb != "add":
        list_of_three(write)
    with PLACES[place]() as crossref_url, PLACES[place]() as arxiv_url:
        monkeypatch.setenv("EYEBIB_CROSSREF_URL", crossref_url)
        monkeypatch.setenv("EYEBIB_ARXIV_URL", arxiv_url)
        began = time.monotonic()
        printed = run(*VERBS[verb], code=3).stderr
        seconds = time.monotonic() - began
    assert seconds < MOST_SECONDS
    assert ("not resolved: " if verb == "add" else "unreachable ") in printed


def test_a_host_that_is_down_does_not_delay_the_others(
    server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eyebib.sources.streams._ORDERLY", 0.3)
    with silent() as url:
        monkeypatch.setenv("EYEBIB_CROSSREF_URL", url)
        began = time.monotonic()
        links = map(identify, ["doi:10.5555/made.1", "arxiv:2001.00001"])
        answers = sources.fetch(links, today=TODAY, mailto="")
        assert str(next(answers).identifier) == "arxiv:2001.00001"
        assert time.monotonic() - began < 3.5
        answers.close()  # type: ignore[attr-defined] # a generator
    assert server.of("arxiv")


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_waited_for_is_said(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """In a pipe, where there is no progress bar."""
    monkeypatch.setattr("eyebib.sources.pace.SOON", 0.1)
    hurry(monkeypatch, 0.3)
    if verb in {"resolve", "published"}:
        list_of_three(write)
    with silent() as url:
        monkeypatch.setenv("EYEBIB_CROSSREF_URL", url)
        monkeypatch.setenv("EYEBIB_ARXIV_URL", url)
        printed = run(*VERBS[verb], code=3).stderr
    assert f"waiting for {url.removeprefix('http://')}\n" in printed


@pytest.mark.usefixtures("server")
def test_nothing_is_said_if_it_is_fast(run: Run, write: Write) -> None:
    list_of_three(write)
    assert "waiting" not in run("resolve").stderr
