import json
from typing import Any

import pytest

from eyebib.sources.crossref.publisher import SERVERS, other_institutions, place, publisher
from shared import RECORDED

COMPANY = {"type": "posted-content", "publisher": "A company"}


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.20944/preprints202202.0061.v4", "Preprints.org"),
        ("10.26434/CHEMRXIV-2021-DJSSR", "ChemRxiv"),
        ("10.21203/rs.3.rs-51687/v1", "Research Square"),
        ("10.2139/ssrn.5186959", "SSRN"),
        ("10.22541/au.169147825.53935627/v1", "Authorea"),
        ("10.22541/essoar.170000000.00000000/v1", "ESS Open Archive"),
        ("10.36227/techrxiv.170794036.66542348/v1", "TechRxiv"),
        ("10.31224/2632", "engrXiv"),
        ("10.31234/osf.io/abcde", "PsyArXiv"),
        ("10.1590/scielopreprints.11386", "SciELO Preprints"),
        ("10.12688/f1000research.1", "A company"),
        ("10.2139/other", "A company"),
        ("", "A company"),
    ],
)
def test_a_server_is_known_by_its_dois(doi: str, expected: str) -> None:
    assert publisher(COMPANY | {"DOI": doi}) == expected


@pytest.mark.parametrize("start", SERVERS)
def test_every_server(start: str) -> None:
    assert start == start.lower()
    assert publisher(COMPANY | {"DOI": f"{start}x", "group-title": "Ecology"}) == SERVERS[start]
    article = COMPANY | {"type": "journal-article", "DOI": f"{start}x"}
    assert publisher(article) == "A company"


@pytest.mark.parametrize(
    ("message", "name", "others", "where"),
    [
        ({"institution": [{"name": "bioRxiv"}], "DOI": "10.1101/1"}, "bioRxiv", [], ""),
        ({"institution": [{"name": "medRxiv", "place": ["NY"]}]}, "medRxiv", [], "NY"),
        (
            {"institution": [{"name": "Techrxiv"}], "DOI": "10.36227/techrxiv.1"},
            "TechRxiv",
            [],
            "",
        ),
        (
            {"institution": [{"name": "Authorea, Inc."}], "DOI": "10.22541/au.1"},
            "Authorea",
            ["Authorea, Inc."],
            "",
        ),
        ({"group-title": "SocArXiv"}, "SocArXiv", [], ""),
        ({"group-title": "Ecology"}, "A company", [], ""),
    ],
)
def test_institutions_and_groups(
    message: dict[str, Any], name: str, others: list[str], where: str
) -> None:
    message = COMPANY | message
    assert (publisher(message), other_institutions(message), place(message)) == (
        name,
        others,
        where,
    )


COMPANIES = {
    "American Mathematical Society (AMS)",  # a paper in press
    "Copernicus GmbH",  # discussion papers of its journals
    "Universitas Muhammadiyah Sidoarjo",  # its own server
}


def test_recorded_preprints_have_a_server() -> None:
    if not RECORDED.exists():
        pytest.skip("../shared/data is missing")
    messages = [json.loads(line) for line in RECORDED.read_text(encoding="utf-8").splitlines()]
    posted = [m for m in messages if m["type"] == "posted-content"]
    preprints = [m for m in posted if m.get("subtype") == "preprint"]
    companies = {publisher(m) for m in preprints if publisher(m) == m["publisher"]}
    assert len(preprints) == 40
    assert companies == COMPANIES
