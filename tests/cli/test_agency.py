"""`eyebib add` and `eyebib resolve` with DOIs that Crossref did not register."""

from pathlib import Path

import pytest

from conftest import Run, Write
from replay import Replay


@pytest.fixture(autouse=True)
def _no_pace(tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")
    monkeypatch.setenv("EYEBIB_MAILTO", "ann@example.org")
    monkeypatch.chdir(tmp_path)
    assert not server.requests


@pytest.mark.parametrize(
    ("link", "lines"),
    [
        (
            "https://doi.org/10.5281/ZENODO.1000001",
            {
                "title             datacite  retinatool: segmentation of vessels",
                "author            datacite  Ann Example; Retina Group",
                "type              datacite  software",
                "version           datacite  v1.2.0",
            },
        ),
        (
            "10.1400/123456",
            {
                "title            agency  Una ricerca",
                "author           agency  Maria ROSSI; von Beispiel Anna",
                "container-title  agency  Rivista di esempi",
            },
        ),
    ],
)
def test_add(run: Run, link: str, lines: set[str]) -> None:
    assert "wrote     entries/x.yaml" in run("add", link, "--name", "x").stderr
    shown = {" ".join(line.split()) for line in run("show", "x").stdout.splitlines()}
    assert {" ".join(line.split()) for line in lines} <= shown


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (
            "10.2791/123",
            (
                "eyebib: doi:10.2791/123: OP registered this DOI, but has no metadata that eyebib can "
                "read; write the facts into the entry by hand, under `csl:`; nothing was written\n"
            ),
        ),
        (
            "10.99999/x",
            (
                "eyebib: doi:10.99999/x: doi.org says that this DOI is not registered; check the link; "
                "nothing was written\n"
            ),
        ),
    ],
)
def test_add_without_metadata(run: Run, link: str, message: str) -> None:
    assert run("add", link, code=1).stderr == message
    assert not Path("entries").exists()


def test_resolve(run: Run, write: Write, server: Replay) -> None:
    """A second run asks again about what is not resolved, and nothing else."""
    links = {"a": "10.5281/zenodo.1", "b": "10.5281/zenodo.2", "c": "10.2791/123"}
    for citekey, doi in links.items():
        title = f"Made-up deposit {doi[-1]}"
        write(f"entries/{citekey}.yaml", f"title: {title}\npaper: doi:{doi}\n")
    assert run("resolve", code=1).stderr.splitlines() == [
        "resolved    a  doi:10.5281/zenodo.1",
        "resolved    b  doi:10.5281/zenodo.2",
        "not found   c  doi:10.2791/123",
        (
            "entries/c.yaml:2:8: error: doi:10.2791/123: OP registered this DOI, but has no metadata "
            "that eyebib can read; write the facts into the entry by hand, under `csl:` [not-found]"
        ),
        "3 entries: 1 not found, 2 resolved",
    ]
    assert len(server.of("datacite")) == 1
    run("resolve", code=1)
    assert len(server.of("datacite")) == 1


FACTS = "csl:\n  author: [{family: Rossi}]\n  issued: 2020\n  publisher: OP\n"


def test_facts_by_hand(run: Run, write: Write) -> None:
    """A DOI whose agency has no metadata is not a problem if the entry has the facts."""
    text = "title: A report\npaper: doi:10.2791/123\n"
    write("entries/c.yaml", text + FACTS)
    assert run("resolve").stderr == (
        "not found   c  doi:10.2791/123: its agency has no metadata that eyebib can read; "
        "the facts under `csl:` are cited\n1 entry: 1 not found\n"
    )
    write("entries/c.yaml", text.replace("10.2791/123", "10.99999/x") + FACTS)
    assert "is not registered" in run("resolve", code=1).stderr


@pytest.mark.parametrize("host", ["doi", "datacite"])
def test_a_host_that_does_not_answer(run: Run, server: Replay, host: str) -> None:
    """The entry is written and resolved later."""
    server.misbehave("html", source=host)
    printed = run("add", "10.5281/zenodo.1", "--name", "x", code=3).stderr
    assert "not resolved: " in printed
    server.orders.clear()
    assert "1 resolved" in run("resolve").stderr
