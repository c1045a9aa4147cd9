"""Resolving entries against the replay server: accepted, refused, failed and interrupted."""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from conftest import REPOSITORY, Write
from eyebib import sources
from eyebib.cli.checked import check
from eyebib.cli.resolve import news
from eyebib.model.bibliography import Record, Source
from eyebib.model.identifier import Identifier, identify
from eyebib.project import lock_file
from eyebib.project.folder import Project
from eyebib.resolver import resolve
from eyebib.resolver.plan import plan, requests
from eyebib.resolver.resolve import Outcome
from eyebib.sources import arxiv, pace
from eyebib.sources.crossref import client
from eyebib.sources.http import Answer
from hurried import FAST, TODAY, Hurried
from papers import PAPERS
from replay import NO_CERTIFICATES, Replay
from replay_faults import FAULTS
from slow import every, slow


@pytest.fixture(autouse=True)
def _fast_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = {name: Hurried(source, FAST) for name, source in sources.SOURCES.items()}
    monkeypatch.setattr(sources, "SOURCES", fast)


@pytest.fixture
def project(folder: Path) -> Project:
    """The real list without locks."""
    shutil.copytree(
        REPOSITORY / "entries", folder / "entries", ignore=shutil.ignore_patterns("locked")
    )
    shutil.copy(REPOSITORY / "eyebib.toml", folder)
    return Project(folder)


def outcomes_of(project: Project, *, refresh: bool = False, today: str = TODAY) -> list[Outcome]:
    return list(resolve.resolve(project, project.bibliography(), today=today, refresh=refresh))


def kinds(outcomes: Iterable[Outcome]) -> dict[str, int]:
    names = [outcome.kind for outcome in outcomes]
    return {kind: names.count(kind) for kind in set(names)}


def locks(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in project.locked.glob("*")}


def test_the_real_list(server: Replay, project: Project) -> None:
    """Three requests restore all locks; a second run sends none."""
    assert kinds(outcomes_of(project)) == {"resolved": 23}
    assert len(server.requests) == 3
    works = {work.citekey: work for work in project.bibliography().works}
    renamed = {"visionfm": "doi:10.1056/AIoa2300221", "octcube-m": "doi:10.1038/s41551-026-01662-2"}
    for paper in PAPERS:
        item = works[paper.citekey].item
        if paper.citekey in renamed:
            assert str(works[paper.citekey].cited) == renamed[paper.citekey]
            continue
        assert item["title"].casefold() == paper.title.casefold()
        names = [n.get("literal") or f"{n['family']}, {n['given']}" for n in item["author"]]
        assert "; ".join(names) == paper.authors.replace("{", "").replace("}", "")
        assert item.get("container-title", "") == paper.venue
        assert item.get("volume", "") == paper.volume
        assert (item.get("page") or "") == paper.pages
        if paper.doi:
            assert item["DOI"].lower() == paper.doi.lower()
        eprint = works[paper.citekey].eprint
        assert (eprint.value if eprint else "") == paper.arxiv
    before = locks(project)
    assert outcomes_of(project) == []
    assert len(server.requests) == 3
    assert locks(project) == before
    problems = [problem.rule for problem in check(project)]
    assert set(problems) <= {"missing-fact", "consortium-members"}


@pytest.mark.usefixtures("server")
def test_two_people_in_one_name(project: Project) -> None:
    outcomes_of(project)
    records = lock_file.read(project.locked / "flair.json")
    authors = next(r for r in records if r.source == "arxiv").item["author"]
    assert [author["family"] for author in authors][-2:] == ["Dolz", "Ben Ayed"]
    assert [author["family"] for author in records[0].item["author"]][-2:] == ["Dolz", "Ben Ayed"]


@pytest.mark.usefixtures("server")
def test_a_refresh_without_changes_keeps_every_byte(project: Project) -> None:
    outcomes_of(project)
    before = locks(project)
    assert kinds(outcomes_of(project, refresh=True, today="2027-01-01")) == {"unchanged": 23}
    assert locks(project) == before


def test_a_transcribed_record_is_used_until_a_source_confirms_it(
    server: Replay, project: Project
) -> None:
    shutil.copytree(REPOSITORY / "entries/locked", project.locked)
    server.misbehave("503", match="2405.11338", source="arxiv")
    needs = plan(project.bibliography())
    assert sum(map(len, needs.values())) == 23
    outcomes = outcomes_of(project)
    assert {o.entry.citekey for o in outcomes if o.kind == "unreachable"} >= {"eyefound"}
    assert lock_file.read(project.locked / "eyefound.json")[0].source == "transcribed"
    assert [r.source for r in lock_file.read(project.locked / "retfound.json")] == ["crossref"]


@pytest.mark.usefixtures("server")
def test_a_refresh_says_which_variables_changed(project: Project) -> None:
    outcomes_of(project)
    path = project.locked / "retfound.json"
    [record] = lock_file.read(path)
    old = record.item | {"volume": "621", "language": "de"}
    path.write_text(lock_file.dump([replace(record, item=old)]), encoding="utf-8")
    changed = [outcome for outcome in outcomes_of(project, refresh=True) if outcome.changes]
    assert [(o.entry.citekey, o.kind) for o in changed] == [("retfound", "resolved")]
    assert changed[0].changes == ("language: de -> (none)", "volume: 621 -> 622")


@pytest.mark.usefixtures("server")
def test_a_changed_value_under_an_override_is_reported(project: Project) -> None:
    outcomes_of(project)
    path = project.locked / "retfound.json"
    [record] = lock_file.read(path)
    path.write_text(
        lock_file.dump([replace(record, item=record.item | {"author": [{"family": "Old"}]})]),
        encoding="utf-8",
    )
    outcomes = outcomes_of(project, refresh=True)
    lines = [str(problem) for problem in news(project, project.bibliography(), outcomes)]
    assert any(
        "retfound.yaml" in line and "crossref now says author Yukun Zhou" in line for line in lines
    )
    assert "override" in {problem.rule for problem in check(project)}
    assert kinds(outcomes_of(project, refresh=True)) == {"unchanged": 23}
    assert "override" in {problem.rule for problem in check(project)}


@pytest.mark.usefixtures("server")
def test_a_record_of_another_paper_is_refused_at_the_line_of_the_entry(project: Project) -> None:
    """Two DOIs are swapped: neither is locked, and both titles are in the message."""
    one, other = project.entries / "retfound.yaml", project.entries / "eyeclip.yaml"
    swap = {"s41586-023-06555-x": "s41746-025-01772-2", "s41746-025-01772-2": "s41586-023-06555-x"}
    for path in (one, other):
        text = path.read_text(encoding="utf-8")
        doi = next(doi for doi in swap if doi in text)
        path.write_text(text.replace(doi, swap[doi]), encoding="utf-8")
    refused = [o.problem for o in outcomes_of(project) if o.kind == "refused"]
    lines = sorted(str(problem) for problem in refused)
    assert 'eyeclip.yaml:4:8: doi:10.1038/s41586-023-06555-x is "A foundation model for' in lines[0]
    assert 'the entry is "A multimodal visual–language foundation model' in lines[0]
    assert lines[0].endswith("[title-mismatch]")
    # without the authors of the paper, its renamed preprint cannot be recognized
    assert "eyeclip.yaml:5:11: arxiv:2409.06644 is" in lines[1]
    assert "retfound.yaml:4:8: doi:10.1038/s41746-025-01772-2 is" in lines[2]
    assert not {"eyeclip.json", "retfound.json"} & set(locks(project))


@pytest.mark.usefixtures("server")
def test_an_unknown_identifier(project: Project) -> None:
    path = project.entries / "eyefound.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("2405.11338", "2405.99999"), encoding="utf-8"
    )
    [outcome] = [o for o in outcomes_of(project) if o.kind == "not found"]
    assert outcome.identifier == identify("arxiv:2405.99999")
    assert str(outcome.problem).endswith(
        "eyefound.yaml:4:8: arxiv:2405.99999: unknown to arxiv; check the link [not-found]"
    )


@pytest.mark.parametrize(
    ("fault", "source"), every(6, itertools.product(sorted(FAULTS), ["crossref", "arxiv"]))
)
def test_one_fault_on_one_request(
    server: Replay, project: Project, fault: str, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If one source fails, the answers of the other are locked, and a second run is complete.

    After `empty` and `400`, the papers are unknown; versions with other titles are then refused.
    """
    server.misbehave(fault, source=source)
    is_answer = fault in {"empty", "400"}
    began = time.monotonic()
    outcomes = outcomes_of(project)
    assert time.monotonic() - began < 60
    assert len(outcomes) == 23
    for outcome in outcomes:
        is_faulty = (outcome.identifier.scheme == "arxiv") == (source == "arxiv")
        if not is_faulty and "could not be compared" not in outcome.detail and not is_answer:
            assert outcome.kind in {"resolved", "unchanged"}
    assert not [path for path in project.locked.glob("*") if path.name.startswith(".")]
    server.orders.clear()
    monkeypatch.setattr(pace, "_PACES", {})  # a new run does not know about `Retry-After`
    outcomes_of(project)
    assert not plan(project.bibliography())
    assert {w.citekey for w in project.bibliography().works if w.records} == {
        p.citekey for p in PAPERS
    }


def run(folder: Path, environment: dict[str, str], kill_after: float | None = None) -> int:
    """The exit code of `eyebib resolve` in a new process, killed after some seconds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "eyebib", "resolve"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    return process.wait()


@pytest.mark.parametrize(("seed", "kills"), [(5, 3), *(slow(seed, 10) for seed in range(5))])
def test_killed_at_any_moment(project: Project, seed: int, kills: int) -> None:
    """After kills, every lock is complete, and an undisturbed run restores all locks."""
    moments = random.Random(seed)  # noqa: S311 - no secret
    polite = {"EYEBIB_MAILTO": "ann@example.org"}
    with Replay() as replay:
        environment = {**os.environ, **replay.environment, **NO_CERTIFICATES, **polite}
        began = time.monotonic()
        assert run(Path(project.root), environment) == 0
        whole = time.monotonic() - began
        for _ in range(kills):
            shutil.rmtree(project.locked, ignore_errors=True)
            run(Path(project.root), environment, moments.uniform(0.3, 1.0) * whole)
            for path in project.locked.glob("*.json"):
                assert lock_file.read(path)
                json.loads(path.read_text(encoding="utf-8"))
        project.locked.mkdir(exist_ok=True)
        (project.locked / ".eyebib-4194305-0123abcd").write_text(
            "{", encoding="utf-8"
        )  # no such process
        assert run(Path(project.root), environment) == 0
    assert not plan(project.bibliography())
    assert sorted(locks(project)) == sorted(f"{paper.citekey}.json" for paper in PAPERS)


def test_the_number_of_requests() -> None:
    dois = [identify(f"doi:10.5555/made.{n}") for n in range(1000)]
    ids = [identify(f"arxiv:2001.{n:05d}") for n in range(500)]
    assert requests([dois, ids]) == {"ncbi": 0, "crossref": 25, "arxiv": 5}


@dataclass(frozen=True)
class Odd(Hurried):
    """A source that gives the record of one identifier a volume that is not text."""

    value: str

    def fetch(
        self, identifiers: Iterable[Identifier], *, today: str, mailto: str
    ) -> Iterator[Answer]:
        for answer in super().fetch(identifiers, today=today, mailto=mailto):
            if isinstance(answer, Record) and answer.identifier.value == self.value:
                yield replace(answer, item=answer.item | {"volume": 7})
            else:
                yield answer


@pytest.mark.usefixtures("server")
def test_a_record_that_cannot_be_locked_stops_no_other(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = {
        "crossref": Odd(client, FAST, "2405.11338"),
        "arxiv": Odd(arxiv, FAST, "2405.11338"),
    }
    monkeypatch.setattr(sources, "SOURCES", odd)
    outcomes = outcomes_of(project)
    assert kinds(outcomes) == {"resolved": 22, "unreachable": 1}
    [outcome] = [outcome for outcome in outcomes if outcome.kind == "unreachable"]
    assert outcome.detail == "arxiv: cannot be saved in a lock: records[0].item.volume: not text"
    assert len(locks(project)) == len(PAPERS) - 1


@pytest.mark.parametrize(
    ("old", "is_kept"),
    [("crossref", False), ("datacite", False), ("transcribed", False), ("imported", True)],
)
def test_a_fetched_record_replaces_others_of_its_identifier(
    server: Replay,
    write: Write,
    old: Source,
    is_kept: bool,  # noqa: FBT001 - a column
) -> None:
    """An imported record stays as evidence."""
    doi = identify("10.5281/zenodo.7")
    write("entries/a.yaml", "title: Made-up deposit 7\npaper: doi:10.5281/zenodo.7\n")
    before = Record(identifier=doi, source=old, item={"type": "dataset", "title": "Old"})
    path = write("entries/locked/a.json", lock_file.dump([before]))
    assert kinds(outcomes_of(Project(path.parents[2]), refresh=True)) == {"resolved": 1}
    assert [r.source for r in lock_file.read(path)] == ["datacite", *([old] if is_kept else [])]
    assert server.of("datacite")
