from dataclasses import replace

import httpx2
import pytest

from eyebib.model.bibliography import Record
from eyebib.model.identifier import identify
from eyebib.sources.agency import negotiation
from eyebib.sources.http import Answer, NotFound, Unreachable
from eyebib.sources.pace import Policy
from eyebib.sources.redirect import target
from replay import PLAYERS, Replay
from replay_agencies import CSL, MEDRA
from replay_sources import Library, Reply

FAST = Policy(
    requests=1, interval=0.0, attempts=2, timeout=5.0, total=10.0, wait=0.01, wait_max=0.05
)


def fetch(doi: str, agency: str = "mEDRA", policy: Policy = FAST) -> Answer:
    [answer] = negotiation.fetch({agency: [identify(doi)]}, today="2026-11-23", policy=policy)
    return answer


def test_a_record(server: Replay) -> None:
    record = fetch("10.1400/123456")
    assert isinstance(record, Record)
    assert (record.source, record.item["title"]) == ("agency", MEDRA["title"])
    [request] = server.requests
    assert f"\nAccept: {CSL}\n" in request.headers.replace("\r", "")


@pytest.mark.parametrize(
    ("doi", "agency"),
    [("10.2791/123", "OP"), ("10.1400/000000", "mEDRA"), ("10.1400/unknown", "mEDRA")],
)
def test_without_metadata(server: Replay, doi: str, agency: str) -> None:
    """A redirect to the page of the work, status 204, or an unknown DOI."""
    answer = fetch(doi, agency)
    assert isinstance(answer, NotFound)
    assert answer.reason == (
        f"{agency} registered this DOI, but has no metadata that eyebib can read; "
        "write the facts into the entry by hand, under `csl:`"
    )
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", ["html", "400", "404", "204", "elsewhere", "file"])
def test_an_agency_that_cannot_be_read(server: Replay, fault: str) -> None:
    server.misbehave(fault, source="doi")
    assert isinstance(fetch("10.1400/123456"), NotFound)
    assert {request.source for request in server.requests} == {"doi"}


@pytest.mark.parametrize(
    "fault", ["429", "500", "503", "reset", "cut", "deep", "other", "endless", "drip"]
)
def test_an_agency_that_cannot_be_reached(server: Replay, fault: str) -> None:
    server.misbehave(fault, source="doi")
    brief = replace(FAST, total=0.6) if fault == "drip" else FAST
    assert isinstance(fetch("10.1400/123456", policy=brief), Unreachable)


def test_a_redirect_within_the_host_is_followed(
    monkeypatch: pytest.MonkeyPatch, server: Replay
) -> None:
    def moved(source: Library, path: str, agent: str) -> Reply:
        if path.startswith("/data/"):
            return player(source, path.removeprefix("/data"), agent)
        return Reply(status=302, headers={"Location": f"/data{path}"})

    player = PLAYERS["doi"]
    monkeypatch.setitem(PLAYERS, "doi", moved)
    assert isinstance(fetch("10.1400/123456"), Record)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://data.medra.org/10.1400/1", "https://data.medra.org/10.1400/1"),
        ("http://data.medra.org/10.1400/1", "https://data.medra.org/10.1400/1"),
        ("http://data.medra.org:80/x", "https://data.medra.org/x"),
        ("https://user:pass@data.medra.org/x", "https://data.medra.org/x"),
        ("https://data.crosscite.org/10.5281%2Fzenodo.1", "https://data.crosscite.org/10.5281%2Fzenodo.1"),
        ("https://api.crossref.org/v1/works/10.1%2Fx/transform", "https://api.crossref.org/v1/works/10.1%2Fx/transform"),
        ("https://japanlinkcenter.org/data/10.1/x", "https://japanlinkcenter.org/data/10.1/x"),
        ("/other", "https://doi.org/other"),
        ("http://doi.org/10.1/x", None),
        ("https://data.medra.org:8443/x", None),
        ("https://data.medra.org.evil.example/x", None),
        ("https://evil.example/data.medra.org", None),
        ("https://publisher.example/article", None),
        ("file:///etc/passwd", None),
        ("ftp://data.medra.org/x", None),
        ("https://[", None),
        ("", "https://doi.org/10.1400/1"),
    ],
)  # fmt: skip
def test_redirects(location: str, expected: str | None) -> None:
    assert target(httpx2.URL("https://doi.org/10.1400/1"), location, negotiation.HOSTS) == expected


def test_credentials_stay_with_the_first_host(
    monkeypatch: pytest.MonkeyPatch, server: Replay
) -> None:
    url = server.hosts["doi"].url.replace("://", "://deputy:hunter2@")
    monkeypatch.setenv("EYEBIB_DOI_URL", url)
    assert isinstance(fetch("10.1400/123456"), Record)
    assert "Authorization: Basic " in server.requests[0].headers
