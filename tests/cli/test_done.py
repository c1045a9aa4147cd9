"""`eyebib add LINK` for every form of link: the right record, or what is missing.

Links without an identifier that a search finds are in test_identification.py.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from eyebib.model.identifier import Identifier, identify
from eyebib.model.link_rules import GROUPS
from links import LINKS
from replay import Replay
from replay_agencies import MADE_UP as DEPOSIT
from replay_ncbi import PAPERS
from replay_sources import MADE_UP, MADE_UP_PAPER
from slow import slow

OF_DATACITE = ("10.5281/", "10.6084/", "10.57967/")


@pytest.fixture(autouse=True)
def _empty_library(server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    server.library.works.clear()
    monkeypatch.setenv("EYEBIB_PACE", "0")
    monkeypatch.setenv("EYEBIB_MAILTO", "ann@example.org")


def register(server: Replay, identifier: Identifier) -> str:
    """Let the agency of the identifier have a paper with it; the title of the paper."""
    title, library = f"A paper about {identifier}", server.library
    work: dict[str, Any] = MADE_UP | {"title": [title], "type": "journal-article"}
    if identifier.scheme == "arxiv":
        versions = [f"2024-01-0{day}T00:00:00Z" for day in range(1, 10)]
        facts = {"id": identifier.value, "title": title, "versions": versions}
        library.papers[identifier.value] = MADE_UP_PAPER | facts
    elif identifier.scheme == "pii":
        doi = "10.1016/of-the-pii"
        library.works[doi] = work | {"DOI": doi, "alternative-id": [identifier.value]}
    elif identifier.value.startswith(OF_DATACITE):
        attributes = {"doi": identifier.value.lower(), "titles": [{"title": title}]}
        library.deposits[identifier.value.lower()] = DEPOSIT | attributes
    elif identifier.scheme == "doi":
        library.works[identifier.value.lower()] = work | {"DOI": identifier.value}
    else:
        of_pmc = {one.get("pmcid", ""): one["doi"] for one in PAPERS.values() if "doi" in one}
        doi = PAPERS.get(identifier.value, {}).get("doi") or of_pmc[identifier.value]
        return f"Made-up work {doi.rpartition('.')[2]}"
    return title


def added(run: Run, server: Replay, link: str) -> tuple[Identifier, str, str]:
    """The identifier, title and source in the lock of a new entry, which is deleted."""
    run("add", link, "--name", "Model")
    lock = Path("entries/locked/model.json")
    [record] = json.loads(lock.read_text(encoding="utf-8"))["records"]
    for path in (lock, Path("entries/model.yaml")):
        path.unlink()
    assert server.requests
    return identify(record["identifier"]), record["item"]["title"], record["source"]


def expected(server: Replay, text: str) -> tuple[Identifier, str, str]:
    """The identifier, title and source that the lock should have, after they are registered."""
    identifier = identify(text)
    source = "arxiv" if identifier.scheme == "arxiv" else "crossref"
    is_deposit = identifier.value.startswith(OF_DATACITE)
    return identifier, register(server, identifier), "datacite" if is_deposit else source


def wrong(run: Run, server: Replay, links: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    """The links for which `eyebib add` does not do what it should."""
    for link, text in links:
        server.requests.clear()
        if text is None:
            printed = run("add", link, code=2).stderr
            is_right = "the link holds no identifier" in printed and '--title "' in printed
            if not is_right or server.requests:
                yield link
        elif expected(server, text) != added(run, server, link):
            yield link


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("site", GROUPS)
def test_the_example_of_every_rule(run: Run, server: Replay, site: str) -> None:
    links = [(rule.example, identify(rule.example)) for rule in GROUPS[site]]
    named = [(link, None if one.scheme == "url" else str(one)) for link, one in links]
    assert list(wrong(run, server, named)) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("site", "step"), [*((site, 8) for site in LINKS), *(slow(site, 1) for site in LINKS)]
)
def test_every_form_of_link(run: Run, server: Replay, site: str, step: int) -> None:
    assert list(wrong(run, server, LINKS[site][::step])) == []
