"""Every kind of misbehaviour of a server, in a list of 20 entries: time, memory, what is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Write
from replay import Replay
from replay_faults import FAULTS
from resolve_twenty import FASTER
from slow import every

SCRIPT = Path(__file__).parents[1] / "resolve_twenty.py"

MOST_SECONDS = 120
MOST_BYTES = 150_000_000

TITLES = {"crossref": "Made-up work {}", "arxiv": "A made-up paper"}
LINKS = {"crossref": "doi:10.5555/made.{}", "arxiv": "arxiv:2001.{:05d}"}
FAULTY = 7

HARMLESS = {"gzip", "unlabelled", "wide"}

NOT_FOUND = {("empty", "arxiv"), ("400", "crossref"), ("404", "crossref"), ("404", "arxiv")}
"""Answers that mean that one identifier is unknown."""

MISSING = {("empty", "crossref"), ("400", "crossref"), ("404", "crossref")}
"""Answers after which doi.org is asked who registered a DOI."""

BLOCKING = {"429-long"}
"""The host forbids all requests for an hour."""

CASES = [(fault, source) for fault in sorted(FAULTS) for source in sorted(LINKS)]


def resolve(server: Replay, write: Write, source: str) -> dict[str, Any]:
    """The kinds of the outcomes, the seconds at real pace, and the peak of memory in bytes."""
    for number in range(20):
        title, link = TITLES[source].format(number), LINKS[source].format(number)
        write(f"entries/paper-{number}.yaml", f"title: {title}\npaper: {link}\n")
    result = subprocess.run(
        [sys.executable, str(SCRIPT)],
        env=os.environ | server.environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (result.returncode, result.stderr) == (0, "")
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def hosts(fault: str, source: str) -> set[str]:
    """The hosts that are contacted."""
    return {source, "doi"} if (fault, source) in MISSING else {source}


def lost(report: dict[str, Any]) -> dict[str, str]:
    return {name: kind for name, kind in report["kinds"].items() if kind != "resolved"}


@pytest.mark.parametrize(("fault", "source"), every(12, CASES, slow_step=3))
def test_one_bad_entry(server: Replay, write: Write, fault: str, source: str) -> None:
    """One entry is lost, and no host is contacted that does not know about it."""
    server.misbehave(fault, source=source, match=LINKS[source].format(FAULTY).partition(":")[2])
    report = resolve(server, write, source)
    assert len(report["kinds"]) == 20
    if fault in BLOCKING:
        assert set(report["kinds"].values()) == {"unreachable"}
    else:
        kind = "not found" if (fault, source) in NOT_FOUND else "unreachable"
        assert lost(report) == ({} if fault in HARMLESS else {f"paper-{FAULTY}": kind})
    assert {request.source for request in server.requests} == hosts(fault, source)
    assert report["seconds"] < MOST_SECONDS / FASTER
    assert report["memory"] < MOST_BYTES


@pytest.mark.parametrize(("fault", "source"), every(24, CASES, slow_step=6))
def test_a_bad_host(server: Replay, write: Write, fault: str, source: str) -> None:
    """The run ends in time, and nothing is believed that was not answered."""
    server.misbehave(fault, source=source)
    report = resolve(server, write, source)
    assert len(report["kinds"]) == 20
    assert ("resolved" in report["kinds"].values()) is (fault in HARMLESS)
    assert {source} <= {request.source for request in server.requests} <= hosts(fault, source)
    assert report["seconds"] < MOST_SECONDS / FASTER
    assert report["memory"] < MOST_BYTES
