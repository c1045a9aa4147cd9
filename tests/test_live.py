"""The contract with the real hosts: `pytest -m live`, which nothing else runs.

Facts of the works may change; a failure says which assumption about a host no longer holds.
"""

import datetime as dt
import os
from collections.abc import Iterator

import pytest

from eyebib import sources
from eyebib.model import csl
from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier, identify
from eyebib.sources import arxiv
from eyebib.sources.agency import datacite, negotiation, registration
from eyebib.sources.agency.registration import Registration
from eyebib.sources.crossref import client
from eyebib.sources.crossref.search import search
from eyebib.sources.http import HOSTS, Answer, NotFound

pytestmark = pytest.mark.live

TODAY = dt.datetime.now(tz=dt.UTC).date().isoformat()
MAILTO = os.environ.get("EYEBIB_MAILTO", "")

RETFOUND = "doi:10.1038/s41586-023-06555-x"
RETFOUND_TITLE = "A foundation model for generalizable disease detection from retinal images"
ODD = "doi:10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
UNKNOWN = "doi:10.5555/eyebib.unknown"
ZENODO, FIGSHARE = "doi:10.5281/zenodo.8242099", "doi:10.6084/m9.figshare.4724797"
MEDRA = "doi:10.1430/8105"


@pytest.fixture(autouse=True)
def _real_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, _ in HOSTS.values():
        monkeypatch.delenv(variable, raising=False)


def by_name(answers: Iterator[Answer]) -> dict[str, Answer]:
    return {str(answer.identifier): answer for answer in answers}


def identifiers(*links: str) -> list[Identifier]:
    return [identify(link) for link in links]


def crossref(*links: str) -> dict[str, Answer]:
    return by_name(client.fetch(identifiers(*links), today=TODAY, mailto=MAILTO))


def papers(*links: str) -> dict[str, Answer]:
    return by_name(arxiv.fetch(identifiers(*links), today=TODAY))


def record(answer: Answer) -> Record:
    assert isinstance(answer, Record), answer
    return answer


def test_crossref_batch() -> None:
    answers = crossref(RETFOUND, "doi:10.1056/AIoa2300221", UNKNOWN)
    retfound = record(answers[RETFOUND])
    assert retfound.item["title"] == RETFOUND_TITLE
    assert retfound.item["container-title"] == "Nature"
    assert len(retfound.item["author"]) >= 18
    assert record(answers["doi:10.1056/AIoa2300221"]).item["author"]
    assert isinstance(answers[UNKNOWN], NotFound)


def test_crossref_doi_with_odd_characters() -> None:
    assert record(crossref(ODD)[ODD]).item["container-title"] == "Statistics in Medicine"


def test_crossref_pii() -> None:
    answers = crossref("pii:S1361841524002822")
    assert "FLAIR" in record(answers["pii:S1361841524002822"]).item["title"]


def test_crossref_unknown_doi() -> None:
    assert isinstance(crossref(UNKNOWN)[UNKNOWN], NotFound)


def test_crossref_preprint_states_its_publication() -> None:
    [answer] = crossref("doi:10.21203/rs.3.rs-3766549/v1").values()
    assert record(answer).relations["is-preprint-of"] == ["doi:10.1038/s41551-025-01365-0"]


def test_crossref_search() -> None:
    hits = search(f"{RETFOUND_TITLE} Zhou", today=TODAY, mailto=MAILTO, use="fresh")
    assert RETFOUND in (str(hit.record.identifier) for hit in hits)


def test_arxiv_batch() -> None:
    answers = papers("arxiv:2405.11338", "arxiv:hep-th/9901001")
    eyefound = record(answers["arxiv:2405.11338"])
    assert eyefound.item["title"].startswith("EyeFound")
    assert csl.year(eyefound.item) == 2024
    assert record(answers["arxiv:hep-th/9901001"]).item["author"]


def test_arxiv_version() -> None:
    [answer] = papers("arxiv:2408.11227v1").values()
    assert csl.fact(record(answer).item, "version") == "v1"
    assert len(record(answer).item["author"]) == 9


def test_arxiv_unknown_id() -> None:
    assert isinstance(papers("arxiv:2405.99999")["arxiv:2405.99999"], NotFound)


def test_agencies_of_dois() -> None:
    found = list(registration.fetch(identifiers(RETFOUND, ZENODO, MEDRA, "doi:10.99999/x")))
    agencies = {str(a.identifier): a.agency for a in found if isinstance(a, Registration)}
    assert agencies == {RETFOUND: "Crossref", ZENODO: "DataCite", MEDRA: "mEDRA"}
    assert [str(a.identifier) for a in found if isinstance(a, NotFound)] == ["doi:10.99999/x"]


def test_datacite_batch() -> None:
    answers = by_name(datacite.fetch(identifiers(ZENODO, FIGSHARE), today=TODAY))
    zenodo = record(answers[ZENODO]).item
    assert (zenodo["title"], zenodo["publisher"]) == ("Shield bugs (nymphs)", "Zenodo")
    assert [csl.family(name) for name in zenodo["author"]] == ["Willighagen", "Puchkov"]
    assert record(answers[FIGSHARE]).item["type"] == "thesis"


def test_datacite_one_doi() -> None:
    [answer] = datacite.fetch(identifiers(ZENODO.upper()), today=TODAY)
    assert record(answer).item["DOI"] == ZENODO.removeprefix("doi:")


def test_content_negotiation() -> None:
    [answer] = negotiation.fetch({"mEDRA": identifiers(MEDRA)}, today=TODAY)
    assert record(answer).item["title"]


def test_a_doi_of_datacite_through_all_sources() -> None:
    answers = by_name(sources.fetch(identifiers(ZENODO, UNKNOWN), today=TODAY, mailto=MAILTO))
    assert record(answers[ZENODO]).source == "datacite"
    assert isinstance(answers[UNKNOWN], NotFound)
