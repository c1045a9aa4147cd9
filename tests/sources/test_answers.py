"""Answers about identifiers in the cache: each has a file of its own."""

import json
from pathlib import Path

import pytest

from eyebib.model.bibliography import Record
from eyebib.model.identifier import identify
from eyebib.sources import answers
from eyebib.sources.cache import Use
from eyebib.sources.http import NotFound, Unreachable
from hurried import TODAY
from replay import Replay

FLAIR, UNKNOWN = identify("10.1016/j.media.2024.103357"), identify("10.5555/unknown")
URFOUND = identify("arxiv:2408.05618")


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")


def fetched(*names: object, use: Use = "kept", today: str = TODAY) -> list[object]:
    identifiers = [identify(str(name)) for name in names]
    return list(answers.fetch(identifiers, today=today, mailto="", use=use))


def test_records_and_unknown_identifiers_are_kept_for_a_week(server: Replay) -> None:
    first = fetched(FLAIR, UNKNOWN, URFOUND)
    assert [type(answer) for answer in first].count(Record) == 2
    count = len(server.requests)
    again = fetched(URFOUND, UNKNOWN, FLAIR, use="offline")
    assert all(answer in first for answer in again)
    assert len(again) == len(first)
    assert len(server.requests) == count
    assert fetched(FLAIR, today="2026-11-30") != first
    assert len(server.requests) == count + 1


def test_only_what_is_new_is_asked_for(server: Replay) -> None:
    fetched(FLAIR)
    fetched(FLAIR, "10.1038/s41586-023-06555-x")
    assert [request.target for request in server.requests] == [
        "/works/10.1016/j.media.2024.103357",
        "/works/10.1038/s41586-023-06555-x",
    ]
    fetched(FLAIR, use="fresh")
    assert len(server.requests) == 3


def test_a_failure_is_not_kept(server: Replay) -> None:
    server.misbehave("403", source="doi", times=1)
    [answer] = fetched(UNKNOWN)
    assert isinstance(answer, Unreachable)
    [answer] = fetched(UNKNOWN)
    assert isinstance(answer, NotFound)


def test_offline_nothing_is_asked(server: Replay) -> None:
    [answer] = fetched(FLAIR, use="offline")
    assert isinstance(answer, Unreachable)
    assert "offline" in answer.reason
    assert server.requests == []


@pytest.mark.parametrize("damage", ["", "[]", '{"records": []}', '{"reason": 1, "no": 2}'])
def test_a_damaged_answer_is_asked_for_again(
    server: Replay, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str
) -> None:
    monkeypatch.setenv("EYEBIB_CACHE_DIR", str(tmp_path))
    [first] = fetched(FLAIR)
    [path] = (tmp_path / "searches").iterdir()
    content = json.loads(path.read_text(encoding="utf-8")) | {"answer": damage}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert fetched(FLAIR) == [first]
    assert len(server.requests) == 2
