"""Every reader against inputs that are made up: no exception but those it documents."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.run import FUZZERS
from slow import slow

RUN = Path(__file__).parent / "run.py"

SECONDS, MEGABYTES = 1.0, 150
"""The most for 10 kB of input, and for a process."""


@pytest.mark.parametrize(
    ("reader", "count"),
    [
        case
        for reader in FUZZERS
        for case in (
            (reader, 100),
            slow(reader, 2000),
            pytest.param(reader, 100_000, marks=pytest.mark.long),
        )
    ],
)
def test_no_input_escapes(reader: str, count: int) -> None:
    command = [sys.executable, str(RUN), reader, "--count", str(count)]
    figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    assert figures["escapes"] == []
    assert figures["slowest"] < SECONDS, figures["slow_number"]
    assert figures["peak"] < MEGABYTES
    assert figures["refused"] < 0.98 * count  # some inputs are valid


@pytest.mark.parametrize("reader", FUZZERS)
def test_inputs_do_not_change(reader: str) -> None:
    """A number gives its input in whatever order, and few inputs are the same."""
    fuzzer = FUZZERS[reader]
    inputs = [fuzzer.input(reader, number) for number in range(50)]
    assert [fuzzer.input(reader, number) for number in reversed(range(50))] == inputs[::-1]
    assert len({*inputs}) > 40


@pytest.mark.parametrize("reader", ["links", *(slow(r) for r in FUZZERS if r != "links")])
def test_the_targets_of_atheris_run(reader: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="needs `pip install atheris`")
    command = [sys.executable, str(RUN.with_name("atheris_targets.py")), reader, "-runs=100"]
    done = subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, text=True)
    assert "DONE" in done.stderr
    assert list(tmp_path.iterdir()) == []
