"""Ctrl-C: exit code 130, a message, whole files, nothing left behind, and a second run completes."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import Run, Write
from replay import Replay
from slow import slow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")

SCRIPT = """
import os, signal, sys, time
from eyebib import cli

signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored in this process
fsync, waits_at = os.fsync, sys.argv.pop(1)
def wait(number):
    fsync(number)
    if os.readlink(f"/proc/self/fd/{number}").startswith(waits_at):
        wait.count += 1
        if wait.count == 2:
            print("waits", file=sys.stderr, flush=True)
            for _ in range(600):
                time.sleep(0.1)  # Python 3.14 may see a signal only when a sleep is over
wait.count = 0
os.fsync = wait
cli.main()
"""
"""Runs eyebib, and waits at the second file below a folder before it takes its place."""

NOTHING = "/nothing"

INTERRUPTED = (
    "eyebib: interrupted: what is listed above is saved, and all other files are unchanged; "
)


def start(command: str, waits_at: Path | str = NOTHING) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", SCRIPT, str(waits_at), *command.split()]
    return subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )  # fmt: skip


def press_until_it_ends(process: "subprocess.Popen[str]") -> int:
    """Press Ctrl-C; again, if the process had not yet begun to wait for the answer."""
    for _ in range(20):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(0.5)
    process.kill()
    return process.wait()


def interrupt(process: "subprocess.Popen[str]", line: str) -> list[str]:
    """The lines of standard error, of which one makes the user press Ctrl-C."""
    assert process.stderr is not None
    lines = []
    for printed in process.stderr:
        lines.append(printed)
        if printed.startswith(line):
            process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    assert lines[-1].startswith(INTERRUPTED)
    assert list(Path().rglob(".eyebib-*")) == []
    return [printed for printed in lines[:-1] if not printed.startswith(line)]


LIST = "\n".join(f"@misc{{{key}, title = {{T {key}}}, doi = {{10.1000/{key}}}}}" for key in "abc")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_import(write: Write, folder: Path, run: Run) -> None:
    write("list.bib", LIST)
    run("import", "list.bib")
    Path("entries/b.yaml").unlink()
    Path("entries/c.yaml").unlink()
    process = start("import list.bib", folder / "entries/.eyebib")
    assert interrupt(process, "waits") == [
        "unchanged entries/a.yaml\n",
        "written   entries/b.yaml\n",
    ]
    assert [path.name for path in sorted(Path("entries").glob("*.yaml"))] == ["a.yaml", "b.yaml"]
    assert "1 entry written" in run("import", "list.bib").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("command", "first"),
    [("export", "output/references.biblatex.bib"), slow("table", "output/table.csv")],
)
def test_export_and_table(write: Write, folder: Path, run: Run, command: str, first: str) -> None:
    write("entries/a.yaml", "title: A\npaper: doi:10.1000/a\ncsl: {author: [{family: A}]}\n")
    lines = interrupt(start(command, folder / "output/.eyebib"), "waits")
    assert lines[-1] == f"wrote     {first}  (1 work)\n"
    assert [path.as_posix() for path in Path("output").iterdir()] == [first]
    again = run(command, code=1).stderr
    assert f"unchanged {first}" in again
    run(command, "--check", code=1)
    assert "stale" not in run(command, "--check", code=1).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.usefixtures("server")
def test_add(folder: Path, run: Run) -> None:
    """The lock was written, and the entry was not: there is neither."""
    arguments = "add doi:10.5555/made.1 --name Made"
    assert interrupt(start(arguments, folder / "entries/.eyebib"), "waits") == []
    left = [path.name for path in sorted(Path().rglob("*")) if path.is_file()]
    assert left == ["entry.schema.json"]
    run(*arguments.split())
    assert Path("entries/locked/made.json").exists()


def test_resolve(write: Write, server: Replay, run: Run) -> None:
    """Crossref has answered, and arXiv does not."""
    write("entries/a.yaml", "title: Made-up work 1\npaper: doi:10.5555/made.1\n")
    write("entries/b.yaml", "title: A made-up paper\npaper: arxiv:2001.00001\n")
    server.misbehave("stall", source="arxiv")
    lines = interrupt(start("resolve"), "resolved")
    assert [line for line in lines if not line.startswith("hint")] == []
    assert [path.name for path in Path("entries/locked").iterdir()] == ["a.json"]
    server.orders.clear()
    assert "2 entries: 1 resolved, 1 unchanged\n" in run("resolve").stderr


def test_a_question(write: Write, server: Replay) -> None:
    """`add` asks whether to add a paper that is in the list."""
    assert server.environment
    write("entries/a.yaml", "title: Made-up work 1\npaper: doi:10.5555/made.1\n")
    process = start("add doi:10.5555/made.1")
    assert process.stderr is not None
    assert process.stderr.readline().endswith("looks like the same paper\n")
    assert process.stderr.read(14) == "Add it anyway?"
    assert press_until_it_ends(process) == 130
    assert INTERRUPTED in process.stderr.read()
    assert [path.name for path in Path("entries").iterdir()] == ["a.yaml"]
