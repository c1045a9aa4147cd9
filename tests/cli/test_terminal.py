"""Colours, and what `eyebib` prints to a terminal and to a pipe."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pseudo_terminal import printed
from replay import Replay

Write = Callable[[str, str | bytes], Path]

COLOUR = re.compile(r"\x1b\[[\d;]+m")
"""A colour or bold text, as ECMA-48 defines it (SGR)."""

ENTRY = "title: A Model of Eyes\npaper: arxiv:2405.11338\n"

COMMANDS = [
    ["check"],
    ["show", "a"],
    ["show", "b"],
    ["export", "--losses", "--format", "ris"],
    ["export", "--format", "ris", "--check"],
    ["resolve"],
]
"""Commands that print in colours or bold: problems, headings, errors, outcomes."""


@pytest.fixture(autouse=True)
def _project(write: Write, server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of one entry, which is another paper than its identifier, and sources on loopback."""
    assert server.environment
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    write("entries/a.yaml", ENTRY)


def on_a_terminal(*arguments: str, program: Sequence[str] = ("-m", "eyebib")) -> str:
    reader, writer = os.openpty()
    command = [sys.executable, *program, *arguments]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=writer, stderr=writer, check=False)
    return printed(reader, writer)


def in_a_pipe(*arguments: str) -> tuple[str, str]:
    """Standard output and standard error."""
    command = [sys.executable, "-m", "eyebib", *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_colours_on_a_terminal(arguments: list[str]) -> None:
    assert COLOUR.search(on_a_terminal(*arguments))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colours_if_the_environment_says_so(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    shown = on_a_terminal(*arguments)
    assert shown
    assert not COLOUR.search(shown)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_an_empty_no_color_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As https://no-color.org says."""
    monkeypatch.setenv("NO_COLOR", "")
    assert COLOUR.search(on_a_terminal("check"))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_plain_lines_in_a_pipe(arguments: list[str]) -> None:
    """No colours, no progress bar, no carriage return."""
    printed = "".join(in_a_pipe(*arguments))
    assert printed.endswith("\n")
    assert not {"\x1b", "\r"} & {*printed}
    assert "fetching" not in printed


def test_check_prints_problems_to_standard_output() -> None:
    stdout, stderr = in_a_pipe("check")
    assert "entries/a.yaml:2:8: warning: " in stdout
    assert stderr.startswith("1 entry checked: ")
    assert stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["export", "--format", "ris"], ["table"], ["published"]])
def test_other_verbs_print_problems_to_standard_error(write: Write, arguments: list[str]) -> None:
    write("entries/locked/a.json", "{")
    stdout, stderr = in_a_pipe(*arguments)
    assert "entries/locked/a.json:1:2: error: " in stderr
    assert stdout == ""


DATA = "é\x9b2J\u202e\x1b\r\n##[error]x\n"
SCRIPT = f"from eyebib.cli.terminal import print_data; print_data({DATA!a})"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_content_of_a_file_on_a_terminal() -> None:
    """It is shown with escapes and with its line ends."""
    shown = on_a_terminal("-c", SCRIPT, program=())
    assert shown == "é\\x9b2J\\u202e\\x1b\r\n##[error]x\r\n"


def test_the_content_of_a_file_in_a_pipe() -> None:
    """It keeps its bytes."""
    command = [sys.executable, "-c", SCRIPT]
    assert subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout == DATA.encode()
