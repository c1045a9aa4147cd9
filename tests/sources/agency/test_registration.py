from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

import pytest

from eyebib.model.identifier import Identifier, identify
from eyebib.sources.agency import registration
from eyebib.sources.agency.registration import Registration
from eyebib.sources.http import NotFound, Unreachable
from eyebib.sources.pace import Policy
from replay import PLAYERS, Replay
from replay_agencies import doi_org
from replay_sources import Library, Reply

FAST = Policy(
    requests=1, interval=0.0, attempts=2, timeout=5.0, total=10.0, wait=0.01, wait_max=0.05
)


def fetch(dois: Iterable[str | Identifier], policy: Policy = FAST) -> dict[str, str]:
    """The agency of each DOI, or the reason why there is none."""
    identifiers = [doi if isinstance(doi, Identifier) else identify(doi) for doi in dois]
    answers = list(registration.fetch(identifiers, policy=policy))
    assert len(answers) == len(identifiers)
    return {answer.identifier.value: outcome(answer) for answer in answers}


def outcome(answer: Registration | NotFound | Unreachable) -> str:
    if isinstance(answer, Registration):
        return answer.agency
    return f"{type(answer).__name__}: {answer.reason}"


def test_one_request(server: Replay) -> None:
    agencies = fetch(["10.5281/Zenodo.7", "10.1400/123456", "10.2791/123", "10.5555/made.1"])
    assert agencies == {
        "10.5281/Zenodo.7": "DataCite",
        "10.1400/123456": "mEDRA",
        "10.2791/123": "OP",
        "10.5555/made.1": "Crossref",
    }
    [request] = server.requests
    assert request.target == ("/doiRA/10.5281/Zenodo.7,10.1400/123456,10.2791/123,10.5555/made.1")


@pytest.mark.usefixtures("server")
def test_not_registered() -> None:
    assert fetch(["10.99999/x"]) == {
        "10.99999/x": "NotFound: doi.org says that this DOI is not registered; check the link"
    }


def test_a_doi_with_a_comma_goes_alone(server: Replay) -> None:
    assert set(fetch(["10.5281/zenodo.1", "10.5555/made.1,2"]).values()) == {"DataCite", "Crossref"}
    assert [request.target for request in server.requests] == [
        "/doiRA/10.5281/zenodo.1",
        "/doiRA/10.5555/made.1,2",
    ]


def test_urls_stay_under_three_kilobytes(server: Replay) -> None:
    long = [identify(f"10.5281/{'x' * 200}({number})") for number in range(50)]
    server.library.agencies |= {doi.value: ("JaLC", None) for doi in long}
    assert set(fetch(long).values()) == {"JaLC"}
    assert len(server.requests) == 5
    assert all(len(quote(request.target, safe="/,")) < 3000 for request in server.requests)


def test_odd_dois_are_encoded(server: Replay) -> None:
    odd = [
        Identifier(scheme="doi", value=value)
        for value in ("10.1002/(SICI)1<1::AID>3.0.CO;2-#?%2F", "10.1000/a/../../b")
    ]
    server.library.agencies |= {doi.value.lower(): ("JaLC", None) for doi in odd}
    assert set(fetch(odd).values()) == {"JaLC"}


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        (b'[{"DOI": "10.5281/ZENODO.1", "RA": "DataCite"}]', "DataCite"),
        (b'[{"DOI": "10.5281/zenodo.1", "status": "Invalid DOI"}]', "NotFound: doi.org says"),
        (b'[{"DOI": "10.5281/zenodo.1", "status": "Unknown"}]', "an unknown agency"),
        (b'[{"DOI": "10.5281/zenodo.1", "RA": {"name": "DataCite"}}]', "an unknown agency"),
        (b'[{"DOI": "10.5281/zenodo.1", "RA": "\\u001b[31m<b>x</b>"}]', "[31mx"),
        (b'[{"DOI": "10.5281/zenodo.2", "RA": "DataCite"}]', "Unreachable: doi.org: invalid"),
        (b"[]", "Unreachable: doi.org: invalid"),
        (b"{}", "Unreachable: doi.org: invalid"),
        (b"[null, 7]", "Unreachable: doi.org: invalid"),
        (b"<html>", "Unreachable: doi.org: invalid"),
    ],
)
def test_answers(monkeypatch: pytest.MonkeyPatch, server: Replay, body: bytes, agency: str) -> None:
    monkeypatch.setitem(PLAYERS, "doi", lambda *_: Reply(body=body))
    [found] = fetch(["10.5281/zenodo.1"]).values()
    assert found.startswith(agency)
    assert len(server.requests) == 1


def test_a_doi_that_is_missing_from_an_answer_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, server: Replay
) -> None:
    """As at a server that does not read commas."""

    def singly(source: Library, target: str, agent: str) -> Reply:
        return doi_org(source, target.replace(",", "%2C"), agent)

    monkeypatch.setitem(PLAYERS, "doi", singly)
    assert set(fetch([f"10.5281/zenodo.{number}" for number in range(9)]).values()) == {"DataCite"}
    assert len(server.requests) < 20


@pytest.mark.parametrize(
    "fault", ["html", "204", "400", "404", "429", "503", "elsewhere", "endless", "drip", "cut"]
)
def test_a_fault_never_makes_a_doi_unknown(server: Replay, fault: str) -> None:
    server.misbehave(fault, source="doi")
    brief = replace(FAST, total=0.6) if fault == "drip" else FAST
    [reason] = fetch(["10.99999/x"], brief).values()
    assert reason.startswith("Unreachable: ")
    assert {request.source for request in server.requests} == {"doi"}
