"""Identifiers of PubMed: their DOIs from NCBI, and the records of Crossref and arXiv for them."""

import time
from collections.abc import Iterable
from dataclasses import replace

import pytest

from eyebib import sources
from eyebib.model.bibliography import Record
from eyebib.model.identifier import identify
from eyebib.model.problem import UsageError
from eyebib.sources import arxiv, ncbi
from eyebib.sources.crossref import client
from eyebib.sources.http import Answer, NotFound, Unreachable
from eyebib.sources.ncbi import Translation
from hurried import FAST, PATIENT, TODAY, Hurried
from replay import Replay
from replay_faults import FAULTS
from slow import slow

KNOWN = {
    "PMC3531190": "doi:10.5555/made.1195",
    "PMID: 23193287": "doi:10.5555/made.1195",
    "PMID: 19910308": "doi:10.5555/made.308",
    "PMID: 4": "arxiv:2001.00004",
    "PMC5": "doi:10.5555/made.5",
}

UNKNOWN = {
    "PMID: 1": "PubMed states no DOI of this paper; give the link of its publisher, or",
    "PMID: 2": "PubMed states no DOI",
    "PMID: 77777777": "unknown to PubMed",
    "PMC6": "PubMed Central states no DOI",
    "PMC77777777": "unknown to PubMed Central",
}


def translate(
    links: Iterable[str], mailto: str = ""
) -> dict[str, Translation | NotFound | Unreachable]:
    identifiers = [identify(link) for link in links]
    answers = list(ncbi.translate(identifiers, mailto=mailto, policy=FAST))
    assert {answer.identifier for answer in answers} == set(identifiers)
    assert len(answers) == len(identifiers)
    return {str(answer.identifier): answer for answer in answers}


def test_translations(server: Replay) -> None:
    answers = translate([*KNOWN, *UNKNOWN])
    for link, target in KNOWN.items():
        answer = answers[str(identify(link))]
        assert isinstance(answer, Translation)
        assert str(answer.target) == target
    for link, reason in UNKNOWN.items():
        answer = answers[str(identify(link))]
        assert isinstance(answer, NotFound)
        assert answer.reason.startswith(reason)
    assert [request.target.partition("?")[0] for request in server.requests] == [
        "/tools/idconv/api/v1/articles/",
        "/entrez/eutils/esummary.fcgi",
        "/entrez/eutils/esummary.fcgi",
    ]


SENDER = "tool=eyebib&email=ann@example.org"


def test_requests(server: Replay) -> None:
    translate(["PMC3531190", "PMID: 19910308", "PMID: 23193287"], mailto="ann@example.org")
    assert [request.target for request in server.requests] == [
        f"/tools/idconv/api/v1/articles/?{SENDER}&ids=PMC3531190&format=json",
        f"/entrez/eutils/esummary.fcgi?{SENDER}&db=pubmed&id=19910308,23193287&retmode=json",
    ]
    assert all(request.agent.startswith("eyebib/") for request in server.requests)


def test_no_mailto_is_sent_without_one(server: Replay) -> None:
    translate(["PMID: 19910308"])
    assert "email" not in server.requests[0].target


def test_other_schemes_are_skipped(server: Replay) -> None:
    assert translate([]) == {}
    skipped = [identify("doi:10.5555/made.1"), identify("arxiv:2001.00001")]
    assert list(ncbi.translate(skipped, policy=FAST)) == []
    assert server.requests == []


def test_batches(server: Replay) -> None:
    answers = translate(f"PMID: 900{number}" for number in range(401))
    assert {type(answer) for answer in answers.values()} == {Translation}
    assert len(server.requests) == 3


def test_the_pace(server: Replay) -> None:
    """At most three requests start in a second."""
    identifiers = [identify(f"PMID: 900{number}") for number in range(5)]
    policy = replace(PATIENT, requests=ncbi.POLICY.requests, interval=0.3)
    for identifier in identifiers:
        assert len(list(ncbi.translate([identifier], policy=policy))) == 1
    assert ncbi.POLICY.interval == 1.0
    assert server.most_within(0.29, "eutils") <= 3


TYPICAL = {"wrong-error", "wrong-status", "403", "429", "html", "other", "truncated"}
HARMLESS = {"unlabelled", "gzip", "charset", "round", "wide"}
LASTING = {"drip", "headers", "429-date", "429-seconds"}
"""Faults that take longer than the limits of this test."""


@pytest.mark.parametrize(
    "fault",
    [*sorted(TYPICAL), *map(slow, sorted(FAULTS.keys() - TYPICAL - LASTING))],
)
@pytest.mark.parametrize(("link", "source"), [("PMC3531190", "pmc"), ("PMID: 19910308", "eutils")])
def test_a_lasting_fault(server: Replay, fault: str, link: str, source: str) -> None:
    """Nothing is said to be unknown because of a fault."""
    server.misbehave(fault, source=source)
    server.misbehave(fault, source="eutils")
    began = time.monotonic()
    (answer,) = translate([link]).values()
    kinds = (Translation, Unreachable) if fault in HARMLESS else (Unreachable,)
    assert isinstance(answer, kinds)
    assert time.monotonic() - began < 8
    if isinstance(answer, Unreachable):
        assert answer.reason.isprintable()


@pytest.mark.parametrize("fault", ["wrong-error", "503", "reset"])
def test_a_temporary_fault(server: Replay, fault: str) -> None:
    server.misbehave(fault, source="eutils", times=1)
    assert {type(answer) for answer in translate(["PMID: 19910308"]).values()} == {Translation}


def test_a_fault_of_one_identifier_loses_no_other(server: Replay) -> None:
    server.misbehave("html", source="eutils", match="9007")
    answers = translate(f"PMID: 900{number}" for number in range(10))
    lost = [name for name, answer in answers.items() if isinstance(answer, Unreachable)]
    assert lost == ["pmid:9007"]


def test_an_invalid_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_EUTILS_URL", "ftp://deputy:hunter2@example.org")
    with pytest.raises(UsageError, match=r"^EYEBIB_EUTILS_URL is not a valid http\(s\) address$"):
        ncbi.translate([])


@pytest.fixture
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"crossref": Hurried(client, FAST), "arxiv": Hurried(arxiv, FAST)}
    monkeypatch.setattr(sources, "SOURCES", both)
    monkeypatch.setattr(ncbi, "POLICY", FAST)


def fetch(links: Iterable[str]) -> dict[str, Answer]:
    identifiers = [identify(link) for link in links]
    answers = list(sources.fetch(identifiers, today=TODAY, mailto=""))
    assert {answer.identifier for answer in answers} == set(identifiers)
    assert len(answers) == len(identifiers)
    return {str(answer.identifier): answer for answer in answers}


@pytest.mark.usefixtures("_hurried")
def test_a_record_has_the_identifier_of_the_entry(server: Replay) -> None:
    answers = fetch(["PMC3531190", "PMID: 23193287", "10.5555/made.1195", "PMID: 4"])
    for name, variable, value in [
        ("pmcid:PMC3531190", "PMCID", "PMC3531190"),
        ("pmid:23193287", "PMID", "23193287"),
    ]:
        record = answers[name]
        assert isinstance(record, Record)
        assert (record.source, str(record.identifier)) == ("crossref", name)
        assert (record.item["DOI"], record.item[variable]) == ("10.5555/made.1195", value)
    record = answers["doi:10.5555/made.1195"]
    assert isinstance(record, Record)
    assert not {"PMID", "PMCID"} & record.item.keys()
    assert isinstance(answers["pmid:4"], Record)
    assert answers["pmid:4"].source == "arxiv"
    assert len(server.of("crossref")) == 1


@pytest.mark.usefixtures("_hurried")
def test_other_spellings_and_versions_of_what_ncbi_names(server: Replay) -> None:
    """A DOI is the same in capitals, but a pinned version is not the latest one."""
    answers = fetch(["PMID: 19910308", "10.5555/MADE.308", "PMID: 4", "arxiv:2001.00004v1"])
    assert {type(answer) for answer in answers.values()} == {Record}
    assert answers["pmid:4"].identifier.version == ""
    assert answers["arxiv:2001.00004"].identifier.version == "v1"
    assert len(server.of("crossref")) == 1
    assert len(server.of("arxiv")) == 2


@pytest.mark.usefixtures("_hurried", "server")
def test_a_doi_that_crossref_does_not_know() -> None:
    answer = fetch(["PMID: 3"])["pmid:3"]
    assert isinstance(answer, NotFound)
    assert answer.reason.startswith("doi:10.9999/unregistered: ")


@pytest.mark.usefixtures("_hurried")
def test_ncbi_is_down(server: Replay) -> None:
    """The DOIs are fetched all the same, and do not wait for NCBI."""
    server.misbehave("stall", source="eutils")
    answers = fetch(["PMID: 19910308", "10.5555/made.1"])
    assert list(answers) == ["doi:10.5555/made.1", "pmid:19910308"]
    assert isinstance(answers["pmid:19910308"], Unreachable)
    assert isinstance(answers["doi:10.5555/made.1"], Record)


def test_requests_are_counted() -> None:
    links = ["PMC3531190", "PMID: 1", "PMID: 2", "10.5555/made.1", "arxiv:2001.00001"]
    assert sources.requests(map(identify, links)) == {"ncbi": 2, "crossref": 2, "arxiv": 1}
    many = [f"PMID: 900{number}" for number in range(201)]
    assert sources.requests(map(identify, many)) == {"ncbi": 2, "crossref": 6, "arxiv": 0}
