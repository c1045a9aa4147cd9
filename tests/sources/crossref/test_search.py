import pytest

from eyebib.model.identifier import identify
from eyebib.sources.crossref.search import ROWS, search
from eyebib.sources.pace import Policy, SourceError
from replay import Replay

TODAY = "2026-11-23"
FAST = Policy(
    requests=1, interval=0.0, attempts=3, timeout=5.0, total=15.0, wait=0.01, wait_max=0.05
)


def test_search(server: Replay) -> None:
    title = "VisionFM: a Multi-Modal Multi-Task Vision Foundation Model for Generalist Ophthalmic"
    hits = search(f"{title} Qiu", today=TODAY, policy=FAST)
    assert hits[0].record.identifier == identify("10.1056/AIoa2300221")
    assert len(hits) <= ROWS
    assert "query.bibliographic=VisionFM:" in server.requests[0].target


def test_search_fails(server: Replay) -> None:
    server.misbehave("html")
    with pytest.raises(SourceError, match="invalid response"):
        search("A title", today=TODAY, policy=FAST)
