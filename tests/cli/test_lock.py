"""Locks that `eyebib resolve` writes, and broken locks, in every verb."""

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
"""Fields of Crossref messages whose records have facts that are lists, unlike CSL variables."""

LISTS = {
    "subtitle": {"subtitles": ["SHORT RUNNING HEAD"]},
    "titles": {"titles": ["Ein Werk"]},
    "containers": {"container-titles": ["Augenblicke"]},
    "institution": {"institutions": ["Archive"]},
}

TRANSCRIBED = {
    "identifier": "arxiv:2405.11338",
    "source": "transcribed",
    "evidence": ["a public list"],
    "item": {"type": "article", "title": "A work", "author": [{"literal": "Typist"}]},
}


def message(number: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - a message's fields
    defaults = {
        "DOI": f"10.5555/own.{number}",
        "type": "journal-article",
        "author": [{"given": "Ann", "family": f"Author{number}"}],
        "issued": {"date-parts": [[2020, 1]]},
        "container-title": ["Journal of Eyes"],
        "volume": "1",
        "page": "2-3",
    }
    return defaults | fields


@pytest.fixture
def listed(run: Run, write: Write, server: Replay) -> dict[str, Path]:
    """The path of the lock of each of `WORKS`, in a resolved list."""
    for number, (citekey, fields) in enumerate(WORKS.items()):
        server.library.works[f"10.5555/own.{number}"] = message(number, **fields)
        write(f"entries/{citekey}.yaml", f"title: A work\npaper: doi:10.5555/own.{number}\n")
    assert run("resolve").stderr.endswith("\n4 entries: 4 resolved\n")
    return {citekey: Path(f"entries/locked/{citekey}.json") for citekey in WORKS}


def test_every_verb_reads_what_resolve_writes(run: Run, listed: dict[str, Path]) -> None:
    before = {citekey: path.read_bytes() for citekey, path in listed.items()}
    for citekey, facts in LISTS.items():
        [record] = lock_file.read(listed[citekey])
        assert record.item["custom"] == facts
    assert run("check").stderr == "4 entries checked: no problems\n"
    assert run("export").stderr.count("(4 works)") == len(EXPORTERS)
    assert run("table").stderr.count("(4 works)") == len(TABLES)
    assert "A work" in run("show", "titles").stdout
    assert run("published").stderr == "4 entries: 3 not found, 1 complete\n"
    assert run("resolve").stderr == "4 entries: 4 unchanged\n"
    assert run("resolve", "--refresh").stderr.endswith("\n4 entries: 4 unchanged\n")
    assert {citekey: path.read_bytes() for citekey, path in listed.items()} == before


def broken(path: Path, **fields: Any) -> None:  # noqa: ANN401 - a record's fields
    """Change fields of the first record of a lock."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["records"][0] |= fields
    path.write_text(json.dumps(data, indent=2), encoding="utf-8")


def test_broken_lock_affects_its_own_entry_only(
    run: Run, listed: dict[str, Path], folder: Path
) -> None:
    run("export")
    whole = (folder / "output/references.bib").read_text(encoding="utf-8")
    broken(listed["subtitle"], identifier=2405.11338)
    problem = (
        "entries/locked/subtitle.json:4:21: error: records[0].identifier: not text; the lock is"
    )
    checked = run("check", code=1)
    assert checked.stderr == "4 entries checked: 1 error\n"
    exported = run("export", code=1).stderr
    assert exported.count("(4 works)") == len(EXPORTERS)
    text = (folder / "output/references.bib").read_text(encoding="utf-8")
    assert "Author0" in whole
    assert [f"Author{number}" in text for number in range(4)] == [False, True, True, True]
    assert "@misc{subtitle," in text
    tabulated = run("table", code=1).stderr
    assert tabulated.count("(4 works)") == len(TABLES)
    for printed in (checked.stdout, exported, tabulated, run("published", code=1).stderr):
        assert printed.count(problem) == 1
    assert run("show", "titles").stderr == ""
    shown = run("show", "subtitle", code=1)
    assert shown.stderr.startswith(problem)
    assert "A work" in shown.stdout


@pytest.mark.parametrize("arguments", [(), ("--refresh",), ("subtitle",)])
def test_resolve_replaces_a_broken_lock(
    run: Run, listed: dict[str, Path], server: Replay, arguments: tuple[str, ...]
) -> None:
    before = listed["subtitle"].read_bytes()
    listed["subtitle"].write_bytes(b"{")
    server.requests.clear()
    assert "subtitle: doi:10.5555/own.0\n" in run("resolve", "--dry-run").stdout
    printed = run("resolve", *arguments).stderr
    assert "resolved    subtitle" in printed
    assert "error" not in printed
    assert listed["subtitle"].read_bytes() == before
    assert run("check").stdout == ""


def test_broken_lock_remains_if_the_source_fails(
    run: Run, listed: dict[str, Path], server: Replay
) -> None:
    broken(listed["subtitle"], retrieved=7)
    server.misbehave("html")
    assert "records[0].retrieved: not text" in run("resolve", code=1).stderr
    del server.library.works["10.5555/own.0"]
    server.orders.clear()
    assert "records[0].retrieved: not text" in run("resolve", code=1).stderr
    assert "error" not in run("resolve", "titles").stderr


def test_transcribed_record_is_kept_beside_a_broken_one(
    run: Run, write: Write, listed: dict[str, Path]
) -> None:
    """An identifier that no source knows has only its transcribed record."""
    write(
        "entries/subtitle.yaml",
        "title: A work\npaper: doi:10.5555/own.0\npreprint: arxiv:2405.11338\n",
    )
    data = json.loads(listed["subtitle"].read_text(encoding="utf-8"))
    data["records"] = [
        data["records"][0] | {"retrieved": 7},
        TRANSCRIBED,
        TRANSCRIBED | {"item": []},
    ]
    listed["subtitle"].write_text(json.dumps(data), encoding="utf-8")
    run("resolve", code=1)  # the record from arXiv is of another paper
    assert [r.source for r in lock_file.read(listed["subtitle"])] == ["crossref", "transcribed"]


@pytest.mark.parametrize("arguments", [(), ("--refresh",)])
def test_lock_of_a_newer_version_is_not_replaced(
    run: Run, listed: dict[str, Path], server: Replay, arguments: tuple[str, ...]
) -> None:
    listed["subtitle"].write_text('{"version": 2, "news": []}\n', encoding="utf-8")
    server.requests.clear()
    assert "subtitle" not in run("resolve", "--dry-run", *arguments).stdout
    printed = run("resolve", *arguments, code=1).stderr
    assert "unknown lock version 2; this eyebib reads version 1" in printed
    assert "`eyebib resolve` keeps it" in printed
    assert listed["subtitle"].read_text(encoding="utf-8") == '{"version": 2, "news": []}\n'
    assert not any("own.0" in request.target for request in server.requests)


def test_lock_that_is_not_a_file_is_not_replaced(run: Run, listed: dict[str, Path]) -> None:
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
def test_lock_with_unusual_facts(run: Run, listed: dict[str, Path], fields: dict[str, Any]) -> None:
    broken(listed["subtitle"], item={"type": "article-journal", "title": "A work"} | fields)
    assert "subtitle.yaml" in run("check", code=1).stdout
    run("published")
    assert run("export", code=1).stderr.count("(4 works)") == len(EXPORTERS)


def test_relation_that_is_not_an_identifier(run: Run, listed: dict[str, Path]) -> None:
    broken(listed["subtitle"], relations={"is-preprint-of": ["not a doi"]})
    for verb in ("check", "published"):
        printed = run(verb, code=1).output
        assert "records[0].relations.is-preprint-of[0]: 'not a doi' is neither" in printed
        assert printed.startswith("entries/locked/subtitle.json:37:11: error: ")


def test_add_beside_a_broken_lock(run: Run, listed: dict[str, Path]) -> None:
    listed["subtitle"].write_bytes(b"{")
    run("add", "arxiv:2405.11338", "--name", "EyeFound")
    assert Path("entries/locked/eyefound.json").exists()
