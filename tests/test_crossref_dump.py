"""The script that resolves a list from Crossref's yearly file, on a small one."""

import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, Write

SCRIPT = Path(__file__).parents[1] / "docs/crossref_dump.py"

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="the script is not here")


def message(number: int) -> dict[str, Any]:
    return {
        "DOI": f"10.9999/Example.{number}",
        "type": "journal-article",
        "title": [f"Work number {number}"],
        "author": [{"given": "Ann", "family": "Chen"}],
        "issued": {"date-parts": [[2022, 1, 14]]},
        "container-title": ["Journal of Examples"],
        "volume": str(number),
    }


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Two files of the yearly file with fifty works each."""
    folder = tmp_path / "dump"
    folder.mkdir()
    for part in range(2):
        lines = "".join(json.dumps(message(part * 50 + n)) + "\n" for n in range(50))
        (folder / f"{part}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return folder


def test_a_list_is_resolved_from_the_file(
    run: Run, write: Write, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("duckdb") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the package duckdb is missing")
        pytest.skip("needs the package duckdb")
    for number in (3, 71):
        write(
            f"entries/w{number}.yaml",
            f"title: Work number {number}\npaper: doi:10.9999/example.{number}\n",
        )
    write("entries/unknown.yaml", "title: Another\npaper: arxiv:2405.11338\n")
    command = [sys.executable, str(SCRIPT)]
    selected = subprocess.run(
        [*command, "select", str(dump), ".", "works.jsonl"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert selected.stdout == "2 works selected\n"
    serving = [*command, "serve", "works.jsonl", "--port", "0"]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.fullmatch(r"2 works at (\S+)\n", server.stdout.readline())
        assert found is not None
        monkeypatch.setenv("EYEBIB_CROSSREF_URL", found[1])
        monkeypatch.setenv("EYEBIB_PACE", "0")
        printed = run("resolve", "w3", "w71").stderr
        server.terminate()
    assert "2 entries: 2 resolved" in printed
    assert "\nvolume           crossref  71\n" in run("show", "w71").stdout
