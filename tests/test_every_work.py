"""All recorded works in one list: resolved, locked, read, checked and written in every format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pytest

from exported import REFERENCES
from eyebib import sources
from eyebib.cli.checked import check
from eyebib.exporters import EXPORTERS, export
from eyebib.model.bibliography import Bibliography, Entry, Record
from eyebib.model.identifier import Identifier, identify
from eyebib.model.merge import merge
from eyebib.project import added, folder, lock_file, text_file
from eyebib.project.folder import Project
from eyebib.resolver import resolve
from eyebib.resolver.resolve import Outcome
from eyebib.sources import arxiv
from eyebib.sources.crossref import item
from eyebib.sources.http import Answer
from eyebib.tables import TABLES, tabulate
from eyebib.tables.builder import build
from hurried import PATIENT, TODAY, Hurried
from replay import NO_CERTIFICATES, Replay
from replay_sources import feed, recorded_entries
from shared import RECORDED
from slow import slow

STEP = 16
"""The plain suite takes every 16th work."""

TITLELESS = "Untitled"
"""The title of entries whose work has no title; their records are refused."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A list of all recorded works, their records by citekey, and the outcomes of resolving twice."""

    project: Project
    step: int
    records: dict[str, Record]
    outcomes: list[Outcome]
    again: list[Outcome]


def titles(replay: Replay) -> Iterator[tuple[Identifier, str]]:
    """Every identifier with a recorded answer of the replay server, and its title."""
    for doi, message in replay.library.works.items():
        yield identify(f"doi:{doi}"), item.item(message).get("title", TITLELESS)
    for text in replay.library.entries.values():
        [record] = arxiv.records(feed([text]), today=TODAY)
        yield record.identifier, record.item["title"]


@dataclass(frozen=True)
class Remembered(Hurried):
    """A source that does not wait between requests and keeps its answers."""

    answers: dict[Identifier, Record]

    def fetch(
        self, identifiers: Iterable[Identifier], *, today: str, mailto: str
    ) -> Iterator[Answer]:
        for answer in super().fetch(identifiers, today=today, mailto=mailto):
            assert isinstance(answer, Record)
            self.answers[answer.identifier] = answer
            yield answer


def locked(
    here: Project, replay: Replay, answers: Mapping[Identifier, Record], step: int
) -> Listed:
    """A list of every `step`-th work of the server, resolved twice; refused records are locked too."""
    entries = [
        Entry(citekey=f"w{number:04}", title=title, paper=identifier, link=str(identifier))
        for number, (identifier, title) in enumerate([*titles(replay)][::step])
    ]
    assert {
        added.outcome for added in added.add(here, [merge(entry, ()) for entry in entries])
    } == {"written"}
    outcomes = list(resolve.resolve(here, here.bibliography(), today=TODAY))
    records = {entry.citekey: answers[entry.identifiers[0]] for entry in entries}
    for entry in entries:
        if entry.title == TITLELESS:
            path = folder.lock_path(here, entry)
            text_file.write(path, lock_file.dump([records[entry.citekey]]))
    again = list(resolve.resolve(here, here.bibliography(), today="2027-01-01", refresh=True))
    return Listed(project=here, step=step, records=records, outcomes=outcomes, again=again)


@pytest.fixture(scope="module", params=[STEP, slow(1)])
def listed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Listed:
    """Every recorded work, or a sample."""
    if not RECORDED.exists():
        pytest.skip("../shared/data is missing")
    with pytest.MonkeyPatch.context() as patch, Replay(recorded=True) as replay:
        answers: dict[Identifier, Record] = {}
        remembered = {name: Remembered(s, PATIENT, answers) for name, s in sources.SOURCES.items()}
        patch.setattr(sources, "SOURCES", remembered)
        for name, value in (replay.environment | NO_CERTIFICATES).items():
            patch.setenv(name, value)
        here = Project(tmp_path_factory.mktemp("list"))
        return locked(here, replay, answers, request.param)


@pytest.fixture(scope="module")
def bibliography(listed: Listed) -> Bibliography:
    return listed.project.bibliography()


def test_locks_have_the_complete_records(listed: Listed, bibliography: Bibliography) -> None:
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    everything = len(lines) + len(dict(recorded_entries()))
    assert len(listed.records) == len(bibliography.works) >= everything // listed.step
    assert {w.citekey: w.records for w in bibliography.works} == {
        citekey: (record,) for citekey, record in listed.records.items()
    }
    facts = [
        value
        for record in listed.records.values()
        for value in record.item.get("custom", {}).values()
    ]
    assert sum(isinstance(value, list) for value in facts) >= 54 // listed.step


def test_resolving_again_changes_nothing(listed: Listed) -> None:
    """Only works without a title are refused, both times."""
    refused = [o for o in listed.outcomes if o.kind == "refused"]
    assert {outcome.entry.title for outcome in refused} == {TITLELESS}
    assert {o.kind for o in listed.outcomes} == {"resolved", "refused"}
    assert {o.kind for o in listed.again} == {"unchanged", "refused"}
    assert len(refused) == len([o for o in listed.again if o.kind == "refused"])


def test_check_has_no_problems_with_the_locks(listed: Listed) -> None:
    problems = check(listed.project)
    assert {problem.location.path.parent for problem in problems} == {listed.project.entries}
    assert not {"lock", "stale-lock", "unresolved", "orphan-lock"} & {p.rule for p in problems}


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_read_back(bibliography: Bibliography, name: str) -> None:
    text = export(bibliography, name)
    if name in REFERENCES:
        assert [work.citekey for work in bibliography.works if work.citekey not in text] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_row_for_each_work(bibliography: Bibliography, name: str) -> None:
    assert tabulate(bibliography, name)
    citekeys = sorted(row.work.citekey for row in build(bibliography).rows)
    assert citekeys == [work.citekey for work in bibliography.works]
