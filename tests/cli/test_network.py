"""`eyebib identify`, `resolve`, `published` and `add`."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest

from conftest import Run
from eyebib import sources
from eyebib.model.merge import merge
from eyebib.resolver import published
from eyebib.resolver.published import Versions
from eyebib.resolver.searches import Searches
from eyebib.sources import arxiv
from eyebib.sources.crossref import client
from hurried import Hurried
from pseudo_terminal import printed
from replay import Replay
from works import ARTICLE, entry, record

Write = Callable[[str, str | bytes], Path]

EYEFOUND = """\
# kept as it is
name: EyeFound
title: 'EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging'
paper: https://arxiv.org/abs/2405.11338   # the preprint
"""
DERETFOUND = """\
name: DERETFound
title: Expertise-informed Generative AI Enables Ultra-High Data Efficiency for Building Generalist Medical Foundation Model
paper: https://www.researchsquare.com/article/rs-3766549/v1
"""


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is asked at once; tests/sources hold what the hosts are spared."""
    crossref, arxiv_ = (
        replace(policy, interval=0.0, wait=0.01, wait_max=0.02)
        for policy in (client.PUBLIC, arxiv.POLICY)
    )
    monkeypatch.setattr(client, "PUBLIC", crossref)
    monkeypatch.setattr(sources, "SOURCES", sources.SOURCES | {"arxiv": Hurried(arxiv, arxiv_)})


def test_identify(run: Run) -> None:
    result = run(
        "identify", "https://arxiv.org/pdf/2405.11338v2.pdf", "doi:10.1038/X", "no link", code=1
    )
    assert result.stdout == "arxiv:2405.11338 v2\ndoi:10.1038/X\n"
    assert "no link" in result.stderr


def test_resolve(run: Run, write: Write, server: Replay) -> None:
    write("entries/eyefound.yaml", EYEFOUND)
    planned = run("resolve", "--dry-run")
    assert planned.stdout == "eyefound: arxiv:2405.11338\n"
    assert planned.stderr == "1 request: 1 to arxiv\n"
    assert not server.requests
    lines = run("resolve").stderr.splitlines()
    assert lines[0].startswith("hint: set EYEBIB_MAILTO=")
    assert lines[1:] == ["resolved    eyefound  arxiv:2405.11338", "1 entry: 1 resolved"]
    assert run("resolve").stderr == "1 entry: 1 unchanged\n"
    assert run("resolve", "--dry-run").stderr == "0 requests\n"
    assert len(server.requests) == 1


@pytest.mark.usefixtures("server")
def test_resolve_says_what_records_say(run: Run, write: Write) -> None:
    """That the preprint was published, and what a refresh changed."""
    write("entries/deretfound.yaml", DERETFOUND)
    assert (
        "entries/deretfound.yaml:3:8: warning: published as doi:10.1038/s41551-025-01365-0 "
        "(crossref states is-preprint-of); run `eyebib published --accept deretfound` "
        "[published-since]\n"
    ) in run("resolve").stderr
    lock = Path("entries/locked/deretfound.json")
    lock.write_text(
        lock.read_text(encoding="utf-8").replace('"Research Square"', '"A company"'),
        encoding="utf-8",
    )
    lines = run("resolve", "--refresh").stderr.splitlines()
    assert "    publisher: A company -> Research Square" in lines


def eyebib(*args: str, stderr: int = subprocess.PIPE) -> bytes:
    """What the command line prints to standard error, in a process without standard input."""
    command = [sys.executable, "-m", "eyebib", *args]
    return (
        subprocess.run(command, stdin=subprocess.DEVNULL, stderr=stderr, check=False).stderr or b""
    )


@pytest.mark.usefixtures("server")
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("terminal", "no_color"), [("xterm", ""), ("xterm", "1"), ("dumb", "")])
def test_progress_bar_below_the_lines_on_a_terminal(
    write: Write, monkeypatch: pytest.MonkeyPatch, terminal: str, no_color: str
) -> None:
    """Each line replaces the bar, which is drawn again below; there is none on a dumb terminal."""
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("EYEBIB_MAILTO", "ann@example.org")
    write("entries/eyefound.yaml", EYEFOUND)
    write("entries/deretfound.yaml", DERETFOUND)
    reader, writer = os.openpty()
    eyebib("resolve", stderr=writer)
    shown = click.unstyle(printed(reader, writer)).replace("\r\n", "\n")
    lines = [line.rpartition("\r")[2] for line in shown.split("\n")]
    assert sorted(
        line for line in lines if line and not line.startswith(("fetching", "entries/"))
    ) == [
        "2 entries: 2 resolved",
        "resolved    deretfound  doi:10.21203/rs.3.rs-3766549/v1",
        "resolved    eyefound    arxiv:2405.11338",
    ]
    steps = {0: "-" * 36, 1: "#" * 18 + "-" * 18, 2: "#" * 36} if terminal != "dumb" else {}
    bars = [f"fetching  [{bar}]  {count}/2" for count, bar in steps.items()]
    assert re.findall(r"fetching.*?\d/\d", shown) == bars
    assert ("\r" in shown) == bool(bars)


def test_mailto_is_sent(
    run: Run, write: Write, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("entries/deretfound.yaml", DERETFOUND)
    monkeypatch.setenv("EYEBIB_MAILTO", "ann@example.org")
    assert "hint" not in run("resolve").stderr
    assert "mailto:ann@example.org" in server.requests[0].agent
    monkeypatch.setenv("EYEBIB_MAILTO", "not an address")
    assert "not a valid e-mail address" in run("resolve", "--refresh", code=2).stderr


def test_refused_and_unreachable(run: Run, write: Write, server: Replay) -> None:
    write("entries/a.yaml", "title: Another paper\npaper: arxiv:2405.11338\n")
    refused = run("resolve", code=1).stderr
    assert 'entries/a.yaml:2:8: error: arxiv:2405.11338 is "EyeFound: A Multimodal' in refused
    assert refused.endswith("1 refused\n")
    assert not Path("entries/locked").exists()
    write("entries/a.yaml", DERETFOUND)
    server.misbehave("html")
    broken = run("resolve", code=3).stderr
    assert "unreachable a  doi:10.21203/rs.3.rs-3766549/v1: Crossref: invalid response" in broken
    assert "Traceback" not in broken


def test_published_by_relation(run: Run, write: Write, server: Replay) -> None:
    path = write("entries/deretfound.yaml", DERETFOUND.replace("\n", "\r\n"))
    run("resolve")
    count = len(server.requests)
    assert run("published").stdout == (
        "deretfound: published: doi:10.1038/s41551-025-01365-0\n  crossref states is-preprint-of\n"
    )
    assert len(server.requests) == count
    run("published", "--accept", "deretfound")
    line = "published: doi:10.1038/s41551-025-01365-0\r\n"
    assert path.read_bytes().decode() == DERETFOUND.replace("\n", "\r\n") + line
    printed = run("resolve").stderr
    line = "resolved    deretfound  doi:10.1038/s41551-025-01365-0: the authors agree: the rec"
    assert line in printed
    assert "A data-efficient strategy" in run("show", "deretfound").stdout


@pytest.mark.usefixtures("server")
def test_published_needs_evidence(run: Run, write: Write) -> None:
    write("entries/eyefound.yaml", EYEFOUND)
    result = run("published")
    assert result.stdout == ""
    assert result.stderr == (
        "hint: entries without records are not searched for; run `eyebib resolve`\n"
        "1 entry: 1 unresolved\n"
    )
    run("resolve")
    result = run("published")
    assert (result.stdout, result.stderr) == ("", "1 entry: 1 not found\n")
    assert (
        "0 proposals to accept; nothing was written"
        in run("published", "--accept", "eyefound").stderr
    )
    assert "`--accept` needs the citation keys" in run("published", "--accept", code=2).stderr


def test_published_if_crossref_does_not_respond(run: Run, write: Write, server: Replay) -> None:
    """Proposals from records are printed, and searches stop after three failures."""
    for number in range(6):
        text = f"title: A made-up paper\npaper: arxiv:2001.{number:05d}\n"
        write(f"entries/paper-{number}.yaml", text)
    write("entries/zzz.yaml", DERETFOUND)
    run("resolve")
    server.requests.clear()
    server.misbehave("html")
    result = run("published", code=3)
    assert "zzz: published: doi:10.1038/s41551-025-01365-0" in result.stdout
    assert result.stderr.count(": invalid response") == 3
    assert result.stderr.count("Crossref was not searched, after 3 failed searches\n") == 3
    assert result.stderr.endswith("\n7 entries: 6 unreachable, 1 proposed\n")
    assert len(server.requests) == 3


def test_published_by_search(
    run: Run, write: Write, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        "entries/urfound.yaml",
        "name: UrFound\ntitle: 'UrFound: Towards Universal Retinal Foundation Models via "
        "Knowledge-Guided Masked Modeling'\npaper: arxiv:2408.05618\n",
    )
    run("resolve")
    printed = run("published").stdout
    assert printed.startswith("urfound: published: doi:10.1007/978-3-031-72390-2_70\n")
    assert "found by search, with authors in common" in printed
    server.misbehave("503")
    assert run("published").stdout == printed  # the answer is kept for a week
    monkeypatch.setenv("EYEBIB_CACHE_DIR", "other")
    assert "unreachable urfound" in run("published", code=3).stderr


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("name", "title", "paper", "expected"),
    [
        (
            "VisionFM",
            "a Multi-Modal Multi-Task Vision Foundation Model for Generalist Ophthalmic Artificial Intelligence",
            "arxiv:2310.04992",
            "doi:10.1056/aioa2300221",
        ),
        (
            "OCTCube-M",
            "A 3D multimodal optical coherence tomography foundation model for retinal and systemic diseases with cross-cohort and cross-device validation",
            "arxiv:2408.11227",
            "doi:10.1038/s41551-026-01662-2",
        ),
    ],
)
def test_published_under_another_title(
    run: Run, write: Write, *, name: str, title: str, paper: str, expected: str
) -> None:
    write("entries/a.yaml", f"name: {name}\ntitle: '{name}: {title}'\npaper: {paper}\n")
    run("resolve")
    first, evidence, *others = run("published").stdout.splitlines()
    assert first.lower() == f"a: published: {expected}"
    assert evidence.startswith("  found by search under another title, with authors in common: ")
    assert evidence.endswith("; check that it is the same paper")
    assert others == []
    assert "1 resolved" in run("published", "--accept", "a").stderr + run("resolve").stderr


@pytest.mark.usefixtures("server")
def test_published_by_the_doi_on_arxiv(run: Run, write: Write) -> None:
    write(
        "entries/flair.yaml",
        "name: FLAIR\ntitle: 'A Foundation Language-Image Model of the Retina (FLAIR): encoding "
        "expert knowledge in text supervision'\npaper: arxiv:2308.07898\n",
    )
    run("resolve")
    printed = run("published").stdout
    assert printed.startswith("flair: published: doi:10.1016/j.media.2024.103357\n")
    assert "the authors give this DOI on arXiv (" in printed


@pytest.mark.parametrize(("year", "count"), [(2022, 1), (2025, 0)])
def test_a_later_posted_copy_is_no_preprint(
    run: Run, write: Write, server: Replay, year: int, count: int
) -> None:
    work = server.library.works["10.1038/s41586-023-06555-x"]
    copy = {"DOI": "10.9998/copy", "type": "posted-content", "issued": {"date-parts": [[year]]}}
    dates = {key: None for key in work if key.startswith("published")}
    server.library.works["10.9998/copy"] = work | dates | copy
    write("entries/retfound.yaml", f"title: {work['title'][0]}\npaper: doi:{work['DOI']}\n")
    run("resolve")
    assert run("published").stdout.count("preprint: doi:10.9998/copy") == count


OCTCUBE = (
    "name: OCTCube-M\ntitle: A three-dimensional multi-modal foundation model for optical "
    "coherence tomography\npaper: doi:10.1038/s41551-026-01662-2\n"
)
FLAIR = (
    "name: FLAIR\ntitle: 'A Foundation Language-Image Model of the Retina (FLAIR): encoding "
    "expert knowledge in text supervision'\npaper: pii:S1361841524002822\n"
)


@pytest.mark.parametrize(
    ("text", "preprint", "evidence"),
    [
        (FLAIR, "arxiv:2308.07898", "found by search, with authors in common"),
        (OCTCUBE, "arxiv:2408.11227", "found by search under another title, with authors"),
    ],
)
def test_preprint_at_arxiv(
    run: Run, write: Write, server: Replay, *, text: str, preprint: str, evidence: str
) -> None:
    """The preprint of a published paper, under its title or another one; answers are kept."""
    path = write("entries/a.yaml", text)
    run("resolve")
    result = run("published")
    assert result.stdout.startswith(f"a: preprint: {preprint}\n  {evidence}")
    assert result.stderr == "1 entry: 1 proposed\n"
    count = len(server.requests)
    assert run("published", "--accept", "a").stdout == result.stdout
    assert len(server.requests) == count
    assert f"\npreprint: {preprint}\n" in path.read_text(encoding="utf-8")
    assert "1 resolved" in run("resolve").stderr
    assert run("published").stderr == "1 entry: 1 complete\n"


def test_preprint_if_arxiv_does_not_respond(run: Run, write: Write, server: Replay) -> None:
    write("entries/a.yaml", FLAIR)
    run("resolve")
    server.misbehave("html", source="arxiv")
    result = run("published", code=3)
    assert result.stderr.startswith("unreachable a: arXiv: ")
    assert result.stderr.endswith("\n1 entry: 1 unreachable\n")


@pytest.mark.usefixtures("server", "folder")
def test_versions_in_two_entries(run: Run) -> None:
    """`add` asks, `check` and `published` say it."""
    run("add", "10.1038/s41551-025-01365-0", "--name", "DERETFound")
    link = "https://www.researchsquare.com/article/rs-3766549/v1"
    assert "deretfound.yaml looks like the same paper" in run("add", link, code=1, stdin="n").stderr
    message = "another version, doi:10.1038/s41551-025-01365-0 (crossref states is-preprint-of)"
    assert message in run("add", link, "--name", "Sun", stdin="y").stderr
    checked = run("check").stdout
    assert message in checked
    assert "published-since" not in checked
    result = run("published", "--accept", "sun")
    assert "  this is entry `deretfound`; keep one of the two" in result.stdout
    assert "sun: 0 proposals to accept; nothing was written" in result.stderr


@pytest.mark.usefixtures("server", "folder")
def test_add_a_preprint_that_was_published(run: Run) -> None:
    link = "https://www.researchsquare.com/article/rs-3766549/v1"
    message = "published as doi:10.1038/s41551-025-01365-0 (crossref states is-preprint-of)"
    assert message in run("add", link, "--name", "Sun").stderr
    assert message in run("check").stdout


def test_preprint_of_a_published_paper() -> None:
    stated = replace(
        record("doi:10.1038/x", ARTICLE), relations={"has-preprint": ["doi:10.1101/1"]}
    )
    searches = Searches(today="2026-11-23", mailto="")
    [proposal] = published.propose(merge(entry(), [stated]), searches).proposals
    assert (proposal.role, str(proposal.identifier)) == ("preprint", "doi:10.1101/1")
    assert proposal.evidence == "crossref states has-preprint"
    named = entry(preprint="doi:10.1101/1")
    assert published.propose(merge(named, [stated]), searches) == Versions(kind="complete")


@pytest.mark.usefixtures("server", "folder")
def test_add(run: Run) -> None:
    link = "https://arxiv.org/abs/2405.11338"
    options = ["--name", "EyeFound", "--modalities", "CFP, OCT", "--code", "none"]
    options += ["--facet", "task=grading,triage", "--facet", "task=segmentation"]
    assert run("add", link, *options).stderr == (
        "found     EyeFound: Shi et al. 2024, arXiv\nwrote     entries/eyefound.yaml\n"
    )
    assert Path("entries/eyefound.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=entry.schema.json\n"
        "name: EyeFound\n"
        "title: 'EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging'\n"
        "paper: https://arxiv.org/abs/2405.11338\n"
        "code: none\n"
        "listed: 2024\n"
        "modalities: [CFP, OCT]\n"
        "facets:\n  task: [grading, triage, segmentation]\n"
    )
    assert run("check").stderr == "1 entry checked: no problems\n"
    twin = eyebib("add", "arXiv:2405.11338v1")
    assert b"entries/eyefound.yaml looks like the same paper" in twin
    assert b"eyebib: not confirmed, so nothing was written" in twin
    printed = run("add", "arXiv:2405.11338v1", code=1, stdin="n\n").stderr
    assert printed.endswith("eyebib: nothing was written\n")
    assert sorted(path.name for path in Path("entries").glob("*.yaml")) == ["eyefound.yaml"]
    run("add", "arXiv:2405.11338v1", "--name", "EyeFound", code=1, stdin="y\n")
    assert Path("entries/eyefound-2.yaml").exists()


@pytest.mark.usefixtures("server", "folder")
def test_add_without_a_name(run: Run) -> None:
    printed = run("add", "https://www.nature.com/articles/s41586-023-06555-x").stderr
    assert "wrote     entries/zhou2023foundation.yaml" in printed
    assert "warning: crossref lists 95 authors, up to 83 of them members of a group" in printed


@pytest.mark.usefixtures("folder")
def test_add_reports_problems(run: Run, server: Replay) -> None:
    work = server.library.work("10.1038/s41586-023-06555-x") or {}
    notice = {"type": "retraction", "DOI": "10.1038/notice", "updated": {"date-parts": [[2024]]}}
    server.library.works[work["DOI"]] = work | {"updated-by": [notice]}
    printed = run("add", work["DOI"], "--name", "RETFound", code=1).stderr
    assert "entries/retfound.yaml:4:8: error: doi:10.1038/s41586-023-06555-x: retraction" in printed
    assert Path("entries/locked/retfound.json").exists()


@pytest.mark.usefixtures("folder")
def test_add_if_the_source_cannot_be_reached(run: Run, server: Replay) -> None:
    server.misbehave("html", source="arxiv")
    printed = run("add", "arxiv:2405.11338", "--name", "EyeFound", code=3).stderr
    assert "wrote     entries/eyefound.yaml" in printed
    assert "not resolved: " in printed
    assert "arxiv:2405.11338" in Path("entries/eyefound.yaml").read_text(encoding="utf-8")
    server.orders.clear()
    assert "1 resolved" in run("resolve").stderr
    assert "EyeFound: A Multimodal" in run("show", "eyefound").stdout


@pytest.mark.usefixtures("server", "folder")
def test_add_an_unknown_identifier(run: Run) -> None:
    printed = run("add", "arxiv:2405.99999", code=1).stderr
    assert "arxiv:2405.99999: unknown to arxiv; check the link; nothing was written" in printed
    assert not Path("entries").exists()
    assert "is neither an identifier nor a link" in run("add", "no link", code=2).stderr
