"""Entries whose paper is named by an identifier of PubMed, from the command line."""

import json
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib import sources
from eyebib.sources import arxiv, ncbi
from eyebib.sources.crossref import client
from hurried import FAST, Hurried
from replay import Replay

PMC = "title: Made-up work 1195\npaper: PMC3531190\n"
PMID = "title: Made-up work 308\npaper: https://pubmed.ncbi.nlm.nih.gov/19910308/\n"


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"crossref": Hurried(client, FAST), "arxiv": Hurried(arxiv, FAST)}
    monkeypatch.setattr(sources, "SOURCES", both)
    monkeypatch.setattr(ncbi, "POLICY", FAST)


def locked(citekey: str) -> list[dict[str, object]]:
    text = Path(f"entries/locked/{citekey}.json").read_text(encoding="utf-8")
    return list(json.loads(text)["records"])


def test_resolve(run: Run, write: Write, server: Replay) -> None:
    """The lock is current: the next run has nothing to fetch, and check finds no problem."""
    write("entries/pmc.yaml", PMC)
    write("entries/pmid.yaml", PMID)
    planned = run("resolve", "--dry-run")
    assert planned.stderr.endswith("3 requests: 2 to ncbi, 1 to crossref\n")
    assert "2 resolved" in run("resolve").stderr
    (record,) = locked("pmc")
    assert (record["identifier"], record["source"]) == ("pmcid:PMC3531190", "crossref")
    count = len(server.requests)
    assert run("resolve").stderr == "2 entries: 2 unchanged\n"
    assert len(server.requests) == count == 3
    assert "stale" not in run("check").output
    assert "19910308" in run("show", "pmid").output


@pytest.mark.usefixtures("server")
def test_one_bad_identifier_does_not_stop_the_others(run: Run, write: Write) -> None:
    write("entries/none.yaml", "title: A paper\npaper: 'PMID: 1'\n")
    write("entries/pmc.yaml", PMC)
    result = run("resolve", code=1)
    assert "1 not found, 1 resolved" in result.stderr
    assert (
        "entries/none.yaml:2:8: error: pmid:1: PubMed states no DOI of this paper; give the link"
        in result.output
    )


@pytest.mark.parametrize("link", ["'PMID: 1'", "PMC77777777"])
def test_the_title_is_not_searched_for(run: Run, write: Write, server: Replay, link: str) -> None:
    """An identifier without a DOI is still an identifier."""
    write("entries/none.yaml", f"title: Made-up work 1\npaper: {link}\n")
    assert "search" not in run("resolve", "--dry-run").output
    assert "1 entry: 1 not found" in run("resolve", code=1).stderr
    assert {request.source for request in server.requests} <= {"pmc", "eutils"}


def test_ncbi_is_down(run: Run, write: Write, server: Replay) -> None:
    server.misbehave("403", source="pmc")
    write("entries/pmc.yaml", PMC)
    assert "NCBI: HTTP 403" in run("resolve", code=3).output


@pytest.mark.usefixtures("server")
def test_add(run: Run, folder: Path) -> None:
    run("add", "PMID: 19910308", "--name", "Made")
    assert "PMID: 19910308" in (folder / "entries/made.yaml").read_text(encoding="utf-8")
    assert locked("made")[0]["identifier"] == "pmid:19910308"
    assert (
        "looks like the same paper"
        in run("add", "10.5555/made.308", "--name", "Again", code=1).output
    )
