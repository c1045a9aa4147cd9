"""Identifiers of every kind, through all sources."""

from collections import Counter

import pytest

from eyebib import sources
from eyebib.model.bibliography import Record
from eyebib.model.identifier import identify
from eyebib.model.problem import UsageError
from eyebib.sources.http import Answer, NotFound, Unreachable
from hurried import FAST, TODAY
from replay import Replay


@pytest.fixture(autouse=True)
def _no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")


def fetch(*links: str) -> dict[str, Answer]:
    answers = list(sources.fetch(map(identify, links), today=TODAY, mailto=""))
    assert len(answers) == len(links)
    return {str(answer.identifier): answer for answer in answers}


def outcomes(*links: str) -> dict[str, str]:
    """The source of each record, or the kind and the reason of another answer."""
    return {name: outcome(answer) for name, answer in fetch(*links).items()}


def outcome(answer: Answer) -> str:
    if isinstance(answer, Record):
        return answer.source
    return f"{type(answer).__name__}: {answer.reason}"


def counts(server: Replay) -> Counter[str]:
    return Counter(request.source for request in server.requests)


def test_each_agency_answers_for_its_dois(server: Replay) -> None:
    server.library.moved["10.1234/old"] = "10.1038/s41586-023-06555-x"
    advice = "but has no metadata that eyebib can read; write the facts into the entry by hand, under `csl:`"
    assert outcomes(
        "10.1038/s41586-023-06555-x",
        "10.1234/old",
        "https://zenodo.org/doi/10.5281/zenodo.1",
        "10.5281/zenodo.1000001",
        "10.1400/123456",
        "10.2791/123",
        "10.99999/x",
        "10.48550/arXiv.2405.11338",
    ) == {
        "doi:10.1038/s41586-023-06555-x": "crossref",
        "doi:10.1234/old": "crossref",
        "doi:10.5281/zenodo.1": "datacite",
        "doi:10.5281/zenodo.1000001": "datacite",
        "doi:10.1400/123456": "agency",
        "doi:10.2791/123": f"NotFound: OP registered this DOI, {advice}",
        "doi:10.99999/x": "NotFound: doi.org says that this DOI is not registered; check the link",
        "arxiv:2405.11338": "arxiv",
    }
    assert counts(server) == {"crossref": 3, "arxiv": 1, "doi": 3, "datacite": 1}


def test_one_doi(server: Replay) -> None:
    assert outcomes("10.5281/zenodo.7") == {"doi:10.5281/zenodo.7": "datacite"}
    assert counts(server) == {"crossref": 1, "doi": 1, "datacite": 1}


def test_1500_works_in_31_requests(server: Replay) -> None:
    """In the real lists three in four of these links are to arXiv; here it is half of them."""
    dois = [f"10.5555/made.{number}" for number in range(570)]
    ids = [f"arxiv:2001.{number:05d}" for number in range(750)]
    piis = [f"pii:S{number:016d}" for number in range(80)]
    deposits = [f"10.5281/zenodo.{number}" for number in range(70)]
    pubmed = [f"pmid:900{number}" for number in range(600, 615)]
    central = [f"PMC900{number}" for number in range(615, 630)]
    for number, pii in enumerate(piis):
        doi = f"10.5555/pii.{number}"
        value = pii.removeprefix("pii:")
        server.library.works[doi] = {"DOI": doi, "title": ["T"], "alternative-id": [value]}
    answers = fetch(*dois, *ids, *piis, *deposits, *pubmed, *central)
    assert Counter(map(outcome, answers.values())) == {
        "crossref": 680,
        "arxiv": 750,
        "datacite": 70,
    }
    assert counts(server) == {
        "crossref": 19,
        "arxiv": 8,
        "pmc": 1,
        "eutils": 1,
        "doi": 1,
        "datacite": 1,
    }
    assert len(server.requests) <= 31


def test_an_empty_list_of_crossref_makes_no_doi_unknown(server: Replay) -> None:
    """What doi.org knows as a DOI of Crossref is asked for alone."""
    server.misbehave("empty", times=1)
    links = [f"10.5555/made.{number}" for number in range(3)]
    assert set(outcomes(*links).values()) == {"crossref"}
    assert counts(server) == {"crossref": 4, "doi": 1}


def test_empty_answers_of_crossref_make_no_doi_unknown(server: Replay) -> None:
    server.misbehave("empty")
    answers = fetch(*(f"10.5555/made.{number}" for number in range(300)))
    assert {type(answer) for answer in answers.values()} == {Unreachable}
    assert counts(server)["crossref"] < 15


def test_a_doi_that_crossref_registered_but_does_not_know(server: Replay) -> None:
    server.library.agencies["10.1234/new"] = ("Crossref", None)
    assert outcomes("10.1234/new") == {
        "doi:10.1234/new": "NotFound: Crossref registered this DOI, but has no metadata that "
        "eyebib can read; write the facts into the entry by hand, under `csl:`"
    }


@pytest.mark.parametrize("fault", ["503", "html", "404", "reset"])
def test_without_doi_org_no_doi_is_unknown(
    server: Replay, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eyebib.sources.agency.registration.POLICY", FAST)
    server.misbehave(fault, source="doi")
    answers = fetch("10.99999/x", "10.5281/zenodo.7", "10.5555/made.1")
    kinds = {name: type(answer) for name, answer in answers.items()}
    assert kinds == {
        "doi:10.99999/x": Unreachable,
        "doi:10.5281/zenodo.7": Unreachable,
        "doi:10.5555/made.1": Record,
    }


def test_nothing_is_asked_elsewhere_if_crossref_knows_all(server: Replay) -> None:
    fetch("10.5555/made.1", "10.5555/made.2", "arxiv:2405.99999")
    assert counts(server) == {"crossref": 1, "arxiv": 2}


def test_a_doi_of_datacite_without_metadata(server: Replay) -> None:
    server.library.agencies["10.5072/x"] = ("DataCite", None)
    [answer] = fetch("10.5072/x").values()
    assert isinstance(answer, NotFound)
    assert answer.reason.startswith("DataCite registered this DOI, but has no metadata")


@pytest.mark.parametrize("variable", ["EYEBIB_DOI_URL", "EYEBIB_DATACITE_URL"])
def test_an_invalid_base_url_stops_before_anything_is_asked(
    server: Replay, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "ftp://example.org")
    with pytest.raises(UsageError, match=f"{variable} is not a valid http"):
        fetch("10.5555/made.1")
    assert not server.requests
