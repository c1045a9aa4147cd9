"""What is sent to whom, and what is never printed."""

import base64
import socket
import time
import traceback
from collections.abc import Iterator
from functools import partial

import pytest
from click.testing import CliRunner

from conftest import Run, Write
from eyebib import sources
from eyebib.cli import cli
from eyebib.sources import arxiv, ncbi
from eyebib.sources.attempt import Attempt
from eyebib.sources.crossref import client
from eyebib.sources.crossref.search import search
from eyebib.sources.http import base_url, credentials, get
from eyebib.sources.pace import SourceError
from hurried import FAST, TODAY, Hurried
from replay import Replay
from replay_faults import FAULTS
from slow import every

ADDRESS = "ann@example.org"
SECRETS = ("hunter2", "deputy")
BASIC = base64.b64encode(b"deputy:hunter2").decode()

UNBOUNDED = {"endless", "gzip-bomb", "huge"}
"""A search has no limit of size."""

ENTRIES = {
    "made": "title: Made-up work 1\npaper: doi:10.5555/made.1\ntags: [private]\n",
    "made-2": "title: Made-up work 2\npaper: doi:10.5555/made.2\ntags: [private-tag]\n",
    "paper": "title: A made-up paper\npaper: arxiv:2001.00001\n",
    "pmid": "title: Made-up work 7\npaper: 'PMID: 9007'\n",
    "pmcid": "title: Made-up work 8\npaper: PMC9008\n",
}


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PUBLIC", FAST)
    monkeypatch.setattr(client, "POLITE", FAST)
    both = {"crossref": Hurried(client, FAST), "arxiv": Hurried(arxiv, FAST)}
    monkeypatch.setattr(sources, "SOURCES", both)
    monkeypatch.setattr(ncbi, "POLICY", FAST)


@pytest.fixture
def _entries(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in ENTRIES.items():
        write(f"entries/{name}.yaml", text)
    monkeypatch.setenv("EYEBIB_MAILTO", ADDRESS)


@pytest.mark.usefixtures("_entries")
def test_the_mailto_goes_to_crossref_and_ncbi_alone(run: Run, server: Replay) -> None:
    run("resolve")
    run("published")
    run("add", "arxiv:2405.11338", "--name", "EyeFound")
    for request in server.requests:
        is_sent = ADDRESS in f"{request.target} {request.headers}"
        assert is_sent is (request.source != "arxiv")
    assert {request.source for request in server.requests} == {"arxiv", "crossref", "eutils", "pmc"}


@pytest.mark.usefixtures("_entries")
def test_nothing_else_of_an_entry_is_sent(run: Run, server: Replay) -> None:
    run("resolve")
    run("published")
    for request in server.requests:
        assert "private" not in f"{request.target} {request.headers}"
        assert "cookie" not in request.headers.lower()


def with_secret(url: str) -> str:
    return url.replace("://", f"://{SECRETS[1]}:{SECRETS[0]}@")


@pytest.fixture
def _secret(server: Replay, _entries: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_CROSSREF_URL", with_secret(server.crossref_url))
    monkeypatch.setenv("EYEBIB_ARXIV_URL", with_secret(server.arxiv_url))
    monkeypatch.setenv("EYEBIB_PMC_URL", with_secret(server.hosts["pmc"].url))
    monkeypatch.setenv("EYEBIB_EUTILS_URL", with_secret(server.hosts["eutils"].url))


@pytest.mark.usefixtures("_secret")
def test_credentials_are_sent(run: Run, server: Replay) -> None:
    run("resolve")
    run("published")
    assert {request.target.partition("=")[0] for request in server.requests} == {
        "/works?filter",
        "/works?rows",  # the search
        "/api/query?id_list",
        "/api/query?search_query",
        "/tools/idconv/api/v1/articles/?tool",
        "/entrez/eutils/esummary.fcgi?tool",
    }
    assert all(f"Authorization: Basic {BASIC}" in request.headers for request in server.requests)


@pytest.mark.usefixtures("_secret")
@pytest.mark.parametrize("fault", every(12, sorted(FAULTS.keys() - UNBOUNDED), slow_step=4))
def test_credentials_are_never_printed(server: Replay, fault: str) -> None:
    """Neither in a message, nor in the text of an exception or of its causes."""
    for source in server.hosts:
        server.misbehave(fault, source=source)
    for command in (["resolve"], ["published"], ["add", "arxiv:2001.00002"]):
        result = CliRunner().invoke(cli, command)
        assert isinstance(result.exception, SystemExit | None)
        assert secrets(result.output) == []
    assert secrets("".join(failures())) == []


def secrets(text: str) -> list[str]:
    return [secret for secret in (*SECRETS, BASIC) if secret in text]


def failures() -> Iterator[str]:
    """The tracebacks of a search and of a request that fail."""
    url, auth = f"{base_url('crossref')}/works/10.5555/made.1", credentials("crossref")
    for call in (
        partial(search, "A title", today=TODAY, policy=FAST),
        partial(get, url, Attempt(timeout=0.5), auth=auth),
    ):
        try:
            call()
        except SourceError:
            yield traceback.format_exc()


def test_a_missing_host(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection can be made; the port is that of a server that has ended."""
    with socket.create_server(("127.0.0.1", 0)) as ended:
        url = f"http://127.0.0.1:{ended.getsockname()[1]}"
    monkeypatch.setenv("EYEBIB_CROSSREF_URL", with_secret(url))
    monkeypatch.setenv("EYEBIB_ARXIV_URL", with_secret(url))
    write("entries/made.yaml", ENTRIES["made"])
    began = time.monotonic()
    for command in (["resolve"], ["add", "arxiv:2001.00002"]):
        assert secrets(run(*command, code=3).output) == []
    assert secrets("".join(failures())) == []
    assert time.monotonic() - began < 10
