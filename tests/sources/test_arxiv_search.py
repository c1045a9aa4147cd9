import pytest

from eyebib.sources.arxiv_search import search, titled, titled_or_by
from eyebib.sources.pace import SourceError
from hurried import FAST, TODAY
from replay import Replay

TITLE = "EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging"


def test_search_by_title(server: Replay) -> None:
    [record] = search(titled(TITLE), today=TODAY, policy=FAST)
    assert str(record.identifier) == "arxiv:2405.11338"
    assert record.item["title"] == TITLE
    [request] = server.requests
    assert 'search_query=ti:"eyefound+a+multimodal' in request.target
    assert search(titled(TITLE), today=TODAY, policy=FAST) == (record,)
    assert len(server.requests) == 1


@pytest.mark.usefixtures("server")
def test_no_paper_has_the_title() -> None:
    assert search(titled("Nobody wrote this"), today=TODAY, policy=FAST) == ()


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("title", "families", "count"),
    [
        (TITLE, ["nobody"], 1),
        ("A generalist model for images of the eye", ["shi", "someone", "he"], 1),
        ("A generalist model for images of the eye", ["shi", "nobody"], 0),
        ("Numbers", ["shi", "he"], 0),  # no word in common
        ("What is it?", ["shi"], 0),  # no word that says what it is about
        ("A foundation model", [], 0),
    ],
)
def test_search_by_title_or_authors(title: str, families: list[str], count: int) -> None:
    query = titled_or_by(title, families)
    assert len(search(query, today=TODAY, policy=FAST)) == count


def test_query_by_authors() -> None:
    assert titled_or_by("The eye: a model of the eye", ["li", "mo", "wu"]) == (
        'ti:"the eye a model of the eye" OR (au:"li" AND au:"wu" AND (ti:"eye"))'
    )
    assert 'OR (au:"li" AND (ti:' in titled_or_by("The eye", ["li"])


@pytest.mark.parametrize("fault", ["503", "html", "truncated", "bomb", "charset", "403"])
def test_search_fails(server: Replay, fault: str) -> None:
    server.misbehave(fault, source="arxiv", times=9)
    with pytest.raises(SourceError):
        search(titled(TITLE), today=TODAY, policy=FAST)
    server.orders.clear()
    assert len(search(titled(TITLE), today=TODAY, policy=FAST)) == 1
