"""Answers of searches in the cache: kept for a week, damaged files are ignored."""

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from eyebib.sources import cache
from eyebib.sources.pace import SourceError

TODAY = "2026-11-23"
QUERY = "https://api.example.org/works?query=a"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EYEBIB_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache/searches"


def answered(answer: str, *, query: str = QUERY, days: int = 0, use: cache.Use = "kept") -> str:
    """What is believed on a day, if the source then gives `answer`."""
    today = (dt.date.fromisoformat(TODAY) + dt.timedelta(days)).isoformat()
    return cache.answered(query, lambda: answer, str.upper, today=today, use=use)


@pytest.mark.usefixtures("folder")
def test_an_answer_is_kept_for_a_week() -> None:
    assert answered("a") == "A"
    assert [answered("b", days=days) for days in (0, 1, 6)] == ["A", "A", "A"]
    assert answered("b", days=-1) == "B"  # written tomorrow, according to this clock
    assert answered("c", days=5) == "B"
    assert answered("c", days=6) == "C"
    assert answered("d", query=f"{QUERY}b") == "D"
    assert answered("e", days=6, use="fresh") == "E"
    assert answered("f", days=6) == "E"


def test_has(folder: Path) -> None:
    assert not cache.has(QUERY, today=TODAY)
    answered("a")
    assert cache.has(QUERY, today=TODAY)
    assert not cache.has(QUERY, today="2027-01-01")
    assert len([*folder.iterdir()]) == 1


def test_expired_files_are_deleted(folder: Path) -> None:
    """By their times; other files in the folder are left alone."""
    now = dt.datetime.fromisoformat(TODAY).replace(tzinfo=dt.UTC).timestamp()
    ages = {"a": 6, "b": 8, "c": 400}
    for name, days in ages.items():
        answered(name, query=f"{QUERY}{name}")
        newest = max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, times=(now - days * 86_400,) * 2)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    os.utime(folder / "notes.txt", times=(0, 0))
    answered("d")
    assert [cache.has(f"{QUERY}{name}", today=TODAY) for name in ages] == [True, False, False]
    assert len([*folder.iterdir()]) == 3


def changed(name: str, value: object) -> Callable[[str], str]:
    return lambda text: json.dumps(json.loads(text) | {name: value})


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "",
        lambda text: text[:-9],
        lambda _: "[" * 100_000,
        lambda _: "[]",
        lambda _: "{}",
        lambda _: "null",
        lambda _: "\udcff",
        changed("query", "another"),
        changed("date", "yesterday"),
        changed("date", None),
        changed("answer", {"no": "text"}),
        changed("answer", "\ud83d"),
    ],
)
def test_a_damaged_file_is_ignored_and_written_again(
    folder: Path, damage: Callable[[str], str]
) -> None:
    answered("a")
    [path] = folder.iterdir()
    path.write_bytes(damage(path.read_text(encoding="utf-8")).encode("utf-8", "surrogateescape"))
    assert answered("b") == "B"
    assert answered("c") == "B"


def refuse(answer: str) -> str:
    if answer == "bad":
        raise SourceError("invalid response")
    return answer


@pytest.mark.usefixtures("folder")
def test_offline_only_answers_of_the_last_week_are_used() -> None:
    with pytest.raises(SourceError, match="not in the cache"):
        answered("a", use="offline")
    answered("a")
    assert answered("b", days=6, use="offline") == "A"
    with pytest.raises(SourceError, match="offline"):
        answered("b", days=7, use="offline")


@pytest.mark.usefixtures("folder")
def test_an_invalid_answer_is_neither_kept_nor_believed() -> None:
    with pytest.raises(SourceError):
        cache.answered(QUERY, lambda: "bad", refuse, today=TODAY)
    assert answered("bad") == "BAD"
    assert cache.answered(QUERY, lambda: "good", refuse, today=TODAY) == "good"


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("EYEBIB_CACHE_DIR", str(tmp_path / "file"))
    assert [answered("a"), answered("b")] == ["A", "B"]
