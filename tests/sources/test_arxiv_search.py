import pytest

from eyebib.sources.arxiv_search import search
from eyebib.sources.pace import SourceError
from hurried import FAST, TODAY
from replay import Replay

TITLE = "EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging"


def test_search_by_title(server: Replay) -> None:
    [record] = search(TITLE, today=TODAY, policy=FAST)
    assert str(record.identifier) == "arxiv:2405.11338"
    assert record.item["title"] == TITLE
    [request] = server.requests
    assert 'search_query=ti:"eyefound+a+multimodal' in request.target
    assert search(TITLE, today=TODAY, policy=FAST) == (record,)
    assert len(server.requests) == 1


@pytest.mark.usefixtures("server")
def test_no_paper_has_the_title() -> None:
    assert search("Nobody wrote this", today=TODAY, policy=FAST) == ()


@pytest.mark.parametrize("fault", ["503", "html", "truncated", "bomb", "charset", "403"])
def test_search_fails(server: Replay, fault: str) -> None:
    server.misbehave(fault, source="arxiv", times=9)
    with pytest.raises(SourceError):
        search(TITLE, today=TODAY, policy=FAST)
    server.orders.clear()
    assert len(search(TITLE, today=TODAY, policy=FAST)) == 1
