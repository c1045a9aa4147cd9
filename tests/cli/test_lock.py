"""Locks as a list lives with them: what `resolve` wrote is read; a broken one hurts its own entry."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from eyebib.exporters import EXPORTERS
from eyebib.project import lock_file
from eyebib.tables import TABLES
from replay import Replay

Write = Callable[[str, str | bytes], Path]

WORKS: dict[str, dict[str, Any]] = {
    "subtitle": {"title": ["A work"], "subtitle": ["SHORT RUNNING HEAD"]},
    "titles": {"title": ["A work", "Ein Werk"]},
    "containers": {"title": ["A work"], "container-title": ["Journal of Eyes", "Augenblicke"]},
    "institution": {
        "type": "dataset",
        "title": ["A work"],
        "publisher": "A Publisher",
        "institution": [{"name": "Archive"}],
    },
}
"""Messages whose records have facts that are lists, which no CSL variable holds."""

LISTS = {
    "subtitle": {"subtitles": ["SHORT RUNNING HEAD"]},
    "titles": {"titles": ["Ein Werk"]},
    "containers": {"container-titles": ["Augenblicke"]},
    "institution": {"institutions": ["Archive"]},
}

TYPED = {
    "identifier": "arxiv:2405.11338",
    "source": "transcribed",
    "evidence": ["a public list"],
    "item": {"type": "article", "title": "A work", "author": [{"literal": "Typist"}]},
}


def message(number: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - a message's fields
    stated = {
        "DOI": f"10.5555/own.{number}",
        "type": "journal-article",
        "author": [{"given": "Ann", "family": f"Author{number}"}],
        "issued": {"date-parts": [[2020, 1]]},
        "container-title": ["Journal of Eyes"],
        "volume": "1",
        "page": "2-3",
    }
    return stated | fields


@pytest.fixture
def listed(run: Run, write: Write, server: Replay) -> dict[str, Path]:
    """A list of these works, resolved; the lock of each."""
    for number, (citekey, fields) in enumerate(WORKS.items()):
        server.library.works[f"10.5555/own.{number}"] = message(number, **fields)
        write(f"entries/{citekey}.yaml", f"title: A work\npaper: doi:10.5555/own.{number}\n")
    assert run("resolve").stderr.endswith("\n4 resolved\n")
    return {citekey: Path(f"entries/locked/{citekey}.json") for citekey in WORKS}


def test_what_resolve_writes_every_verb_reads(run: Run, listed: dict[str, Path]) -> None:
    before = {citekey: path.read_bytes() for citekey, path in listed.items()}
    for citekey, facts in LISTS.items():
        [record] = lock_file.read(listed[citekey])
        assert record.item["custom"] == facts
    assert run("check").stderr.endswith("4 entries checked: no problem\n")
    assert run("export").stderr.count("(4 works)") == len(EXPORTERS)
    assert run("table").stderr.count("(4 works)") == len(TABLES)
    assert "A work" in run("show", "titles").stdout
    assert run("published").stderr == "no proposal\n"
    assert run("resolve").stderr == "nothing to ask: every entry is resolved\n"
    assert run("resolve", "--refresh").stderr.endswith("\n4 unchanged\n")
    assert {citekey: path.read_bytes() for citekey, path in listed.items()} == before


def broken(path: Path, **fields: Any) -> None:  # noqa: ANN401 - a record's fields
    """Change fields of the first record of a lock."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["records"][0] |= fields
    path.write_text(json.dumps(data, indent=2), encoding="utf-8")


def test_a_broken_lock_concerns_its_own_entry_alone(
    run: Run, listed: dict[str, Path], folder: Path
) -> None:
    run("export")
    whole = (folder / "output/references.bib").read_text(encoding="utf-8")
    broken(listed["subtitle"], identifier=2405.11338)
    problem = (
        "entries/locked/subtitle.json:4:21: error: records[0].identifier: not text; the lock is"
    )
    checked = run("check", code=1).stderr
    assert checked.splitlines()[-1] == "4 entries checked: 1 error"
    exported = run("export", code=1).stderr
    assert exported.count("(4 works)") == len(EXPORTERS)
    text = (folder / "output/references.bib").read_text(encoding="utf-8")
    assert "Author0" in whole
    assert [f"Author{number}" in text for number in range(4)] == [False, True, True, True]
    assert "@misc{subtitle," in text
    made = run("table", code=1).stderr
    assert made.count("(4 works)") == len(TABLES)
    for told in (checked, exported, made, run("published", code=1).stderr):
        assert told.count(problem) == 1
    assert run("show", "titles").stderr == ""
    shown = run("show", "subtitle", code=1)
    assert shown.stderr.startswith(problem)
    assert "A work" in shown.stdout


@pytest.mark.parametrize("arguments", [(), ("--refresh",), ("subtitle",)])
def test_resolve_writes_a_broken_lock_anew(
    run: Run, listed: dict[str, Path], server: Replay, arguments: tuple[str, ...]
) -> None:
    before = listed["subtitle"].read_bytes()
    listed["subtitle"].write_bytes(b"{")
    server.requests.clear()
    assert "subtitle: doi:10.5555/own.0\n" in run("resolve", "--dry-run").stdout
    told = run("resolve", *arguments).stderr
    assert "resolved    subtitle" in told
    assert "error" not in told
    assert listed["subtitle"].read_bytes() == before
    assert "error" not in run("check").stderr


def test_a_broken_lock_that_no_source_mends_stays_a_problem(
    run: Run, listed: dict[str, Path], server: Replay
) -> None:
    broken(listed["subtitle"], retrieved=7)
    server.misbehave("html")
    assert "records[0].retrieved: not text" in run("resolve", code=3).stderr
    del server.library.works["10.5555/own.0"]
    server.orders.clear()
    assert "records[0].retrieved: not text" in run("resolve", code=1).stderr
    assert "error" not in run("resolve", "titles").stderr


def test_what_was_typed_outlives_a_broken_record(
    run: Run, write: Write, listed: dict[str, Path]
) -> None:
    """Of an identifier that no source knows the typed record is all there is."""
    write(
        "entries/subtitle.yaml",
        "title: A work\npaper: doi:10.5555/own.0\npreprint: arxiv:2405.11338\n",
    )
    data = json.loads(listed["subtitle"].read_text(encoding="utf-8"))
    data["records"] = [data["records"][0] | {"retrieved": 7}, TYPED, TYPED | {"item": []}]
    listed["subtitle"].write_text(json.dumps(data), encoding="utf-8")
    run("resolve", code=1)  # arXiv's record is another paper's
    assert [r.source for r in lock_file.read(listed["subtitle"])] == ["crossref", "transcribed"]


@pytest.mark.parametrize("arguments", [(), ("--refresh",)])
def test_a_newer_lock_is_left_alone(
    run: Run, listed: dict[str, Path], server: Replay, arguments: tuple[str, ...]
) -> None:
    listed["subtitle"].write_text('{"version": 2, "news": []}\n', encoding="utf-8")
    server.requests.clear()
    assert "subtitle" not in run("resolve", "--dry-run", *arguments).stdout
    told = run("resolve", *arguments, code=1).stderr
    assert "unknown lock version 2; this eyebib reads version 1" in told
    assert "`eyebib resolve` keeps it" in told
    assert listed["subtitle"].read_text(encoding="utf-8") == '{"version": 2, "news": []}\n'
    assert not any("own.0" in request.target for request in server.requests)


def test_a_lock_that_is_no_file_is_left_alone(run: Run, listed: dict[str, Path]) -> None:
    listed["subtitle"].unlink()
    listed["subtitle"].symlink_to(listed["subtitle"].absolute())
    assert "subtitle.json:1:1: error: cannot be read" in run("resolve", code=1).stderr
    listed["titles"].write_bytes(b"{")
    assert "resolved    titles" in run("resolve", code=1).stderr


@pytest.mark.parametrize(
    "fields",
    [
        {"custom": {"consortium-members": "3"}},
        {"custom": {"consortium-members": ["3"], "doi": ["10.5555/x"], "journal-ref": ["J"]}},
        {"custom": {"primary-class": ["cs.CV"]}, "author": []},
    ],
)
def test_facts_of_the_lock_that_say_little(
    run: Run, listed: dict[str, Path], fields: dict[str, Any]
) -> None:
    broken(listed["subtitle"], item={"type": "article-journal", "title": "A work"} | fields)
    assert "subtitle.yaml" in run("check", code=1).stderr
    run("published")
    assert run("export", code=1).stderr.count("(4 works)") == len(EXPORTERS)


def test_a_relation_that_is_no_identifier(run: Run, listed: dict[str, Path]) -> None:
    broken(listed["subtitle"], relations={"is-preprint-of": ["not a doi"]})
    for verb in ("check", "published"):
        told = run(verb, code=1).stderr
        assert "records[0].relations.is-preprint-of[0]: 'not a doi' is neither" in told
        assert told.startswith("entries/locked/subtitle.json:37:11: error: ")


def test_add_beside_a_broken_lock(run: Run, listed: dict[str, Path]) -> None:
    listed["subtitle"].write_bytes(b"{")
    run("add", "arxiv:2405.11338", "--name", "EyeFound")
    assert Path("entries/locked/eyefound.json").exists()
