"""`eyebib --version`: one line; with `--verbose`, what a report of a bug needs."""

import re
from importlib import metadata

import pytest

from conftest import Run

VERSION = metadata.version("eyebib")


def test_version_is_one_line(run: Run) -> None:
    assert run("--version").stdout == f"eyebib {VERSION}\n"


@pytest.mark.parametrize("options", [("--version", "--verbose"), ("--verbose", "--version")])
def test_verbose_adds_what_a_report_needs(run: Run, options: tuple[str, ...]) -> None:
    first, python, _, *packages = run(*options).stdout.splitlines()
    assert first == f"eyebib {VERSION}"
    assert re.fullmatch(r"Python 3\.\d+\.\d+\S* \(\w+\)", python)
    names = [line.split()[0] for line in packages]
    assert {"bibtexparser", "click", "habanero", "pybtex", "pyyaml"} <= {*names}
    assert "matplotlib" not in names  # an extra
    assert all(re.fullmatch(r"\S+ \d[\w.]*", line) for line in packages)


@pytest.mark.parametrize("arguments", [("--verbose",), ("--verbose", "identify", "10.1038/x")])
def test_verbose_alone_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    assert "`--verbose` goes with `--version`" in run(*arguments, code=2).stderr
