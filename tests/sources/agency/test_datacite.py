from collections.abc import Iterable
from dataclasses import replace

import pytest

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier, identify
from eyebib.sources.agency import datacite
from eyebib.sources.http import Answer, NotFound, Unreachable
from eyebib.sources.pace import Policy
from replay import PLAYERS, Replay
from replay_agencies import SOFTWARE
from replay_agencies import answer as listing
from replay_faults import FAULTS
from replay_sources import Reply

TODAY = "2026-11-23"
FAST = Policy(
    requests=1, interval=0.0, attempts=2, timeout=5.0, total=10.0, wait=0.01, wait_max=0.05
)
IMPATIENT = {
    "stall": replace(FAST, timeout=0.2),
    "half": replace(FAST, timeout=0.2),
    "drip": replace(FAST, total=0.6),
    "headers": replace(FAST, total=0.6),
    "endless": replace(FAST, total=2.0),
}


def fetch(dois: Iterable[str | Identifier], policy: Policy = FAST) -> dict[str, Answer]:
    identifiers = [doi if isinstance(doi, Identifier) else identify(doi) for doi in dois]
    answers = list(datacite.fetch(identifiers, today=TODAY, policy=policy))
    assert len(answers) == len(identifiers)
    return {answer.identifier.value: answer for answer in answers}


def made(numbers: Iterable[object]) -> list[str]:
    return [f"10.5281/zenodo.{number}" for number in numbers]


def test_a_record(server: Replay) -> None:
    record = fetch(["10.5281/ZENODO.1000001", *made([1])])["10.5281/ZENODO.1000001"]
    assert isinstance(record, Record)
    assert (record.source, record.retrieved) == ("datacite", TODAY)
    assert record.item["title"] == "retinatool: segmentation of vessels"
    assert record.relations == {"is-version-of": ["doi:10.5281/zenodo.1000000"]}
    [request] = server.requests
    assert request.target.startswith(
        "/dois?ids=10.5281/zenodo.1000001,10.5281/zenodo.1&page[size]=2&fields[dois]=doi,titles"
    )


def test_batches(server: Replay) -> None:
    """A page has 25 rows by default: the rest would be missing without a word."""
    answers = fetch(made(range(150)))
    assert {type(answer) for answer in answers.values()} == {Record}
    assert len(server.requests) == 2


def test_a_doi_with_a_comma_goes_alone(server: Replay) -> None:
    server.library.deposits["10.5072/a,b"] = SOFTWARE | {"doi": "10.5072/a,b"}
    answers = fetch(["10.5072/A,B", *made([1, 2])])
    assert {type(answer) for answer in answers.values()} == {Record}
    assert [request.target.partition("?")[0] for request in server.requests] == [
        "/dois",
        "/dois/10.5072/a,b",
    ]


def test_unknown_dois_are_asked_for_alone(server: Replay) -> None:
    answers = fetch([*made([1, 2]), "10.5072/unknown"])
    assert [type(answer) for answer in answers.values()] == [Record, Record, NotFound]
    assert len(server.requests) == 2


def test_an_answer_for_another_doi_is_ignored(
    monkeypatch: pytest.MonkeyPatch, server: Replay
) -> None:
    monkeypatch.setitem(PLAYERS, "datacite", lambda *_: listing([{"attributes": SOFTWARE}]))
    assert [type(answer) for answer in fetch(made([1])).values()] == [NotFound]
    assert server.requests


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"data": 7}', b'"x"', b"null"])
def test_other_shapes(monkeypatch: pytest.MonkeyPatch, server: Replay, body: bytes) -> None:
    monkeypatch.setitem(PLAYERS, "datacite", lambda *_: Reply(body=body))
    [answer] = fetch(made([1])).values()
    assert isinstance(answer, Unreachable)
    assert "DataCite: invalid response" in answer.reason
    assert server.requests


UNKNOWN = {"400", "404"}
HARMLESS = {"round", "unlabelled", "gzip", "wide"}


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - {"empty", "429-long"} - HARMLESS))
def test_a_fault(server: Replay, fault: str) -> None:
    """It concerns the DOI alone, ends in time and contacts no other host."""
    server.misbehave(fault, source="datacite", match="zenodo.1,")
    policy = IMPATIENT.get(fault, FAST)
    answers = fetch([*made([1, 2]), "10.5072/a,b"], policy)
    assert isinstance(answers["10.5072/a,b"], NotFound)
    server.misbehave(fault, source="datacite", match="zenodo.1", times=2)
    [answer] = fetch(made([1]), policy).values()
    assert isinstance(answer, NotFound if fault in UNKNOWN else Unreachable)
    assert {request.source for request in server.requests} == {"datacite"}
