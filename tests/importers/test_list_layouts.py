"""Layouts of awesome lists: `payloads/list/layouts.txt` has each with the entries read from it."""

from pathlib import Path

import pytest

from conftest import REPOSITORY
from eyebib.importers import awesome_list
from eyebib.model.bibliography import Entry
from eyebib.model.problem import Severity

LAYOUTS = REPOSITORY / "tests/payloads/list/layouts.txt"
LINKS = {
    "{A}": "https://arxiv.org/abs/2405.11336",
    "{B}": "https://arxiv.org/abs/2405.11337",
    "{C}": "https://arxiv.org/abs/2405.11338",
    "{DOI}": "https://doi.org/10.1038/s41586-023-06555-x",
    "{G}": "https://github.com/x/y",
    "{a}": "arxiv:2405.11336",
    "{b}": "arxiv:2405.11337",
    "{c}": "arxiv:2405.11338",
    "{doi}": "doi:10.1038/s41586-023-06555-x",
}


def cases() -> dict[str, tuple[str, list[str]]]:
    """The Markdown and the expected lines of each layout, by its name."""
    text = LAYOUTS.read_text(encoding="utf-8")
    for sign, link in LINKS.items():
        text = text.replace(sign, link)
    _, *parts = text.split("@@ ")
    halves = [part.split("\n=>\n") for part in parts]
    return {
        head.partition("\n")[0]: (head.partition("\n")[2], expected.split("\n")[:-1])
        for head, expected in halves
    }


def shown(entry: Entry) -> str:
    """The facts of an entry on one line: title, name, identifiers, code, year, section, cells."""
    identifiers = (entry.paper, entry.published, entry.preprint)
    facts = (
        entry.title,
        entry.name and f"name={entry.name}",
        " ".join(str(identifier) for identifier in identifiers if identifier),
        entry.code,
        entry.listed,
        *(f"{facet}={'/'.join(words)}" for facet, words in entry.facets.items()),
        *(f"{column}={cell}" for column, cell in entry.table.items()),
    )
    return " | ".join(str(fact) for fact in facts if fact)


CASES = cases()


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_layouts(text: str, expected: list[str]) -> None:
    entries, _ = awesome_list.read(text, Path("list.md"))
    assert [shown(entry) for entry in entries] == expected


UNREAD = {
    "prose beside a tool": 1,
    "a category is no title": 2,
    "a label twice": 1,
    "two versions under labels of versions": 1,
    "news and thanks": 2,
}
"""Layouts with links to papers that have no title beside them, and how many."""


@pytest.mark.parametrize("name", CASES)
def test_each_link_to_a_paper_is_in_an_entry_or_is_reported(name: str) -> None:
    text, _ = CASES[name]
    entries, problems = awesome_list.read(text, Path("list.md"))
    visible = text.partition("<!--")[0].partition("```")[0]
    links = {link for key, link in LINKS.items() if key in "{A}{B}{C}{DOI}" and link in visible}
    read = {i.url for entry in entries for i in entry.identifiers}
    reported = [p.message for p in problems if p.rule == "paper"]
    missing = {link for link in links if link not in read}
    assert {link for link in missing if any(link in message for message in reported)} == missing
    assert len(reported) == UNREAD.get(name, 0)
    assert all(p.severity is not Severity.ERROR for p in problems) or not entries


@pytest.mark.parametrize(
    ("layout", "name"),
    [
        ("bullets", "bold, links in double brackets"),
        ("bullets", "numbered, authors in italics"),
        ("table", "table"),
        ("details", "several lines"),
    ],
)
def test_the_layout_of_a_list(layout: str, name: str) -> None:
    assert awesome_list.layout_of(CASES[name][0]) == layout


def test_a_text_without_papers_has_the_first_layout() -> None:
    assert awesome_list.layout_of("# Nothing here") == "details"


def test_most_papers_decide() -> None:
    assert awesome_list.layout_of(f"{CASES['table'][0]}\n{CASES['several lines'][0]}") == "table"
