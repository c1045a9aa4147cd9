"""The search of arXiv for many titles at once."""

import pytest

from eyebib.sources import arxiv_titles
from eyebib.sources.arxiv_titles import phrases
from eyebib.sources.cache import Use
from eyebib.sources.pace import SourceError
from hurried import TODAY
from replay import Replay

LONG = "One two three four five six seven eight nine ten: eleven"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("UrFound: Towards Universal Models", ['ti:"urfound towards universal models"']),
        (LONG, ['ti:"one two three four five"', 'ti:"six seven eight nine ten eleven"']),
        ("Fuchs' dystrophy in the St. John's eye", ['ti:"fuchs dystrophy in the st john s eye"']),
        ("Online algorithms with ε-accurate predictions", ['ti:"online algorithms with"']),
        ("Étude der Größe", ['ti:"etude der grosse"']),
        ("Ω", []),
    ],
)
def test_phrases(title: str, expected: list[str]) -> None:
    assert phrases(title) == expected


@pytest.fixture(autouse=True)
def _papers(server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")
    for number in range(20):
        paper = {
            "id": f"2301.{number:05}",
            "title": f"Paper {number}: a study of subject {number}",
            "authors": ["Ann Example"],
            "versions": ["2023-01-01T00:00:00Z"],
            "categories": ["cs.CV"],
            "summary": "A study.",
        }
        server.library.papers[str(paper["id"])] = paper


def found(*numbers: int, use: Use = "kept") -> dict[str, list[str]]:
    titles = [f"Paper {number} -- A Study of Subject {number}" for number in numbers]
    answers = dict(arxiv_titles.search(titles, today=TODAY, use=use))
    return {
        title: [paper.identifier.value for paper in papers]
        for title, papers in answers.items()
        if not isinstance(papers, SourceError)
    }


def test_several_titles_are_one_request(server: Replay) -> None:
    papers = found(*range(10))
    assert len(server.requests) == 2
    assert [f"2301.{number:05}" in papers[title] for number, title in enumerate(papers)] == [
        True
    ] * 10


def test_each_title_is_kept_on_its_own(server: Replay) -> None:
    found(1, 2, 99)
    assert found(2, 99, 1, use="offline").keys() == found(1, 2, 99).keys()
    assert len(server.requests) == 1
    found(3, 1)
    assert "subject 1" not in server.requests[-1].target
    found(1, use="fresh")
    assert len(server.requests) == 3


def test_a_failure_is_the_answer_for_each_title(server: Replay) -> None:
    server.misbehave("html", source="arxiv")
    answers = dict(arxiv_titles.search(["A title", "Another one"], today=TODAY))
    assert [isinstance(answer, SourceError) for answer in answers.values()] == [True, True]
    offline = dict(arxiv_titles.search(["A title"], today=TODAY, use="offline"))
    assert "offline" in str(offline["A title"])
