"""A pinned version of a preprint is part of what is asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, Write
from replay import Replay

PAPER: dict[str, Any] = {
    "id": "2002.10001",
    "title": "A paper in versions",
    "authors": ["Ann Example"],
    "versions": ["2020-02-28T00:00:00Z", "2020-03-28T00:00:00Z", "2020-04-28T00:00:00Z"],
    "categories": ["cs.CV"],
    "summary": "Made up.",
}


@pytest.fixture(autouse=True)
def _no_pace(server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")
    monkeypatch.setenv("EYEBIB_MAILTO", "ann@example.org")
    server.library.papers[PAPER["id"]] = PAPER


def entry(link: str) -> str:
    return f"title: {PAPER['title']}\npaper: {link}\n"


def asked(server: Replay) -> list[str]:
    """The ids in the requests to arXiv."""
    targets = [request.target for request in server.of("arxiv")]
    return [target.partition("id_list=")[2].partition("&")[0] for target in targets]


@pytest.mark.parametrize(
    ("before", "after", "missing", "shown"),
    [
        ("arxiv:2002.10001v1", "arxiv:2002.10001v2", "arxiv:2002.10001v2", "v2"),
        ("arxiv:2002.10001", "https://arxiv.org/abs/2002.10001v1", "arxiv:2002.10001v1", "v1"),
        (
            "https://arxiv.org/pdf/2002.10001v1.pdf",
            "arxiv:2002.10001",
            "the latest version of arxiv:2002.10001",
            "v3",
        ),
        ("arxiv:2002.10001", "arxiv:2002.10001v3", "arxiv:2002.10001v3", "v3"),
    ],
)
def test_a_changed_pin_is_fetched(
    run: Run, write: Write, server: Replay, *, before: str, after: str, missing: str, shown: str
) -> None:
    write("entries/a.yaml", entry(before))
    run("resolve")
    assert "no problems" in run("check").stderr
    write("entries/a.yaml", entry(after))
    problem = f"error: the lock has no record of {missing}; run `eyebib resolve` [stale-lock]\n"
    assert run("check", code=1).stdout.endswith(problem)
    identifier = missing.removeprefix("the latest version of ")
    assert run("resolve", "--dry-run").stdout == f"a: {identifier}\n"
    printed = run("resolve").stderr.splitlines()
    assert (printed[0], printed[-1]) == (f"resolved    a  {identifier}", "1 entry: 1 resolved")
    assert "no problems" in run("check").stderr
    assert f"\narxiv:2002.10001{shown} (cited)" in run("show", "a").stdout
    assert run("resolve").stderr.endswith("1 entry: 1 unchanged\n")
    assert len(asked(server)) == 2


@pytest.mark.parametrize(
    ("link", "identifier", "version"),
    [
        ("arxiv:2002.10001v1", "arxiv:2002.10001v1", "v1"),
        ("arxiv:2002.10001", "arxiv:2002.10001", "v3"),
    ],
)
def test_the_lock_and_show_name_the_version(
    run: Run, write: Write, link: str, identifier: str, version: str
) -> None:
    write("entries/a.yaml", entry(link))
    run("resolve")
    [record] = json.loads(Path("entries/locked/a.json").read_text(encoding="utf-8"))["records"]
    assert (record["identifier"], record["item"]["custom"]["version"]) == (identifier, version)
    [shown] = json.loads(run("show", "a", "--output-format", "json").stdout)["versions"]
    assert (shown["identifier"], shown["version"]) == (identifier, version)


def test_two_versions_of_a_paper(run: Run, write: Write, server: Replay) -> None:
    """Each entry gets its own version, in a request of its own; they are still one paper."""
    for citekey, link in {"a": "v1", "b": "v2", "c": ""}.items():
        write(f"entries/{citekey}.yaml", entry(f"arxiv:2002.10001{link}"))
    run("resolve")
    assert asked(server) == ["2002.10001v1", "2002.10001", "2002.10001v2"]
    for citekey, version in {"a": "v1", "b": "v2", "c": "v3"}.items():
        assert f"\narxiv:2002.10001{version} (cited)" in run("show", citekey).stdout
    printed = run("check", code=1).stdout
    assert "arxiv:2002.10001 is already in entry `a`" in printed
    assert "stale-lock" not in printed


def test_a_version_that_does_not_exist(run: Run, write: Write) -> None:
    write("entries/a.yaml", entry("arxiv:2002.10001v9"))
    printed = run("resolve", code=1).stderr
    assert "arxiv:2002.10001v9: unknown to arxiv; check the link [not-found]" in printed


def test_the_version_of_a_research_square_preprint_is_part_of_its_doi(
    run: Run, write: Write, server: Replay
) -> None:
    """bioRxiv's DOIs have no version, whatever the link says."""
    for doi in ("10.21203/rs.3.rs-1/v1", "10.21203/rs.3.rs-1/v2", "10.1101/2020.01.02.1"):
        server.library.works[doi] = {
            "DOI": doi,
            "type": "posted-content",
            "title": [PAPER["title"]],
            "author": [{"given": "Ann", "family": "Example"}],
            "issued": {"date-parts": [[2020, 1, 2]]},
        }
    write("entries/a.yaml", entry("https://www.researchsquare.com/article/rs-1/v1"))
    write("entries/b.yaml", entry("https://www.biorxiv.org/content/10.1101/2020.01.02.1v1"))
    run("resolve")
    write("entries/a.yaml", entry("https://www.researchsquare.com/article/rs-1/v2"))
    write("entries/b.yaml", entry("https://www.biorxiv.org/content/10.1101/2020.01.02.1v2"))
    assert run("resolve").stderr.splitlines() == [
        "resolved    a  doi:10.21203/rs.3.rs-1/v2",
        "2 entries: 1 resolved, 1 unchanged",
    ]
