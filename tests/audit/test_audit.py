"""`eyebib audit` over a small world: verdicts, formats, exit codes, the cache, silent sources."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from audit_world import EXPECTED, REFERENCES, fill
from conftest import Run, Write
from hurried import hurry
from replay import Replay

RIGHT = """\
@article{right, author = {Müller-Løvås, Renée and others},
  title = {Counting drusen in colour photographs of the macula}, year = 2021,
  doi = {10.5072/drusen.2021.17}}
"""
WRONG = RIGHT.replace("2021,", "2016,")


@pytest.fixture(autouse=True)
def _world(server: Replay, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_PACE", "0")
    hurry(monkeypatch)
    fill(server.library)
    shutil.copy(REFERENCES, folder / "references.bib")


def objects(run: Run, *arguments: str, code: int = 1) -> list[dict[str, Any]]:
    printed = run("audit", *arguments, "--output-format", "json", code=code).stdout
    found: list[dict[str, Any]] = json.loads(printed)
    return found


def test_every_reference_gets_the_right_verdict(run: Run) -> None:
    found = [
        (each["key"], each["verdict"], each["fields"], [*{*each["notes"]} - {"duplicate"}])
        for each in objects(run, "references.bib")
    ]
    right = [(e.key, e.verdict, e.fields, list(e.notes)) for e in EXPECTED]
    assert [pair for pair in zip(found, right, strict=True) if pair[0] != pair[1]] == []


def test_lines_of_text_and_the_summary(run: Run, write: Write) -> None:
    write("wrong.bib", WRONG)
    result = run("audit", "wrong.bib", code=1)
    assert result.stdout == (
        "wrong.bib:2:66: error: year: you have 2016, Crossref has 2021 (10.5072/drusen.2021.17) "
        "[differs]\n"
    )
    assert result.stderr.startswith("1 reference: 1 differs\n")
    assert run("audit", "references.bib", code=1).stderr.startswith(
        "50 references: 24 confirmed, 20 differ, 1 is another work, 1 retracted, 1 not found, "
        "1 cannot be confirmed, 2 not checkable; 1 published since, 38 duplicates\n"
    )


def test_what_cannot_be_checked_is_said_once(run: Run) -> None:
    lines = run("audit", "references.bib", code=1).stdout.splitlines()
    [line] = [line for line in lines if "[not-checkable]" in line]
    assert line.startswith("references.bib:130:1: note: `book`, `software`: no source lists all")
    [line] = [line for line in lines if "[not-found]" in line]
    assert "neither Crossref nor arXiv knows this title by these authors" in line
    assert "That does not prove that it does not exist" in line
    assert "invented:" not in line


def test_annotations_and_a_table(run: Run, write: Write) -> None:
    write("wrong.bib", WRONG)
    message = "year: you have 2016, Crossref has 2021 (10.5072/drusen.2021.17)"
    printed = run("audit", "wrong.bib", "--output-format", "github", code=1).stdout
    assert printed == f"::error file=wrong.bib,line=2,col=66,title=differs::{message}\n"
    printed = run("audit", "wrong.bib", "--output-format", "markdown", code=1).stdout
    assert printed == (
        "1 reference: 1 differs\n\n| where | verdict | finding |\n|---|---|---|\n"
        f"| wrong.bib:2:66 | differs | {message} |\n"
    )


def test_keys_choose_references(run: Run) -> None:
    found = objects(run, "references.bib", "--key", "year", "--key", "plain")
    assert [each["key"] for each in found] == ["plain", "year"]
    printed = run("audit", "references.bib", "--key", "yaer", code=2).stderr
    assert "no reference `yaer`; did you mean `year`?" in printed


def test_strict_fails_if_a_work_is_not_found_or_not_confirmed(run: Run) -> None:
    for key in ("invented", "unconfirmed"):
        assert "warning: " in run("audit", "references.bib", "--key", key).stdout
        assert "error: " in run("audit", "references.bib", "--key", key, "--strict", code=1).stdout
    for key in ("plain", "published", "book"):
        run("audit", "references.bib", "--key", key, "--strict")


def test_a_second_run_asks_nobody(run: Run, server: Replay, write: Write) -> None:
    first = run("audit", "references.bib", code=1).stdout
    count = len(server.requests)
    assert run("audit", "references.bib", code=1).stdout == first
    assert run("audit", "references.bib", "--offline", code=1).stdout == first
    assert len(server.requests) == count
    run("audit", "references.bib", "--refresh", code=1)
    assert len(server.requests) == 2 * count
    write("more.bib", Path("references.bib").read_text(encoding="utf-8") + RIGHT)
    run("audit", "more.bib", code=1)
    assert len(server.requests) == 2 * count


def test_identifiers_are_asked_for_in_batches_and_settle_what_they_can(
    run: Run, server: Replay
) -> None:
    run("audit", "references.bib", code=1)
    targets = [request.target for request in server.of("crossref")]
    lists = [target for target in targets if "filter=doi:" in target]
    searches = [target for target in targets if "query.bibliographic" in target]
    assert len(lists) == 1
    assert len(searches) == 10
    assert len([r for r in server.of("arxiv") if "search_query" in r.target]) == 1


@pytest.mark.parametrize("source", ["crossref", "arxiv"])
def test_a_silent_source_is_not_a_verdict(run: Run, server: Replay, source: str) -> None:
    server.misbehave("reset", source=source)
    key = {"crossref": "plain", "arxiv": "arxiv"}[source]
    [found] = objects(run, "references.bib", "--key", key, code=3)
    assert found["verdict"] == "not-asked"


def test_errors_come_before_silence(run: Run, server: Replay, write: Write) -> None:
    write(
        "two.bib", WRONG + "@misc{paper, author = {A. Smith}, eprint = {2110.04321}, title = {T}}"
    )
    server.misbehave("reset", source="arxiv")
    result = run("audit", "two.bib", code=1)
    assert "2 references: 1 differs, 1 not asked\n" in result.stderr


def test_offline_without_a_cache_everything_is_not_asked(run: Run) -> None:
    result = run("audit", "references.bib", "--offline", "--key", "plain", "--key", "year", code=3)
    assert result.stdout == (
        "references.bib:4:1: warning: `plain`, `year`: not in the cache, and no source is asked "
        "(offline) [not-asked]\n"
    )
    assert (
        "exclude each other"
        in run("audit", "references.bib", "--offline", "--refresh", code=2).stderr
    )


def test_files_that_cannot_be_audited(run: Run, write: Write) -> None:
    write("empty.bib", "no entries\n")
    assert "no references to audit" in run("audit", "empty.bib", code=1).stderr
    write("broken.bib", f"{RIGHT}@article{{x, title = {{open\n\n@misc{{y, title={{Y}}}}")
    assert "[bibtex]" in run("audit", "broken.bib", code=1).stdout
