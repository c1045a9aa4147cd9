"""Consoles of other encodings, and folders with spaces and letters of any script."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from slow import slow

EYEBIB = str(Path(sys.executable).parent / "eyebib")
ENTRY = """title: "Étude of α – a “model”, 眼"
paper: doi:10.1038/x
name: Ünet
csl:
  type: article-journal
  author: [{family: Šimůnek, given: Ødün}]
  issued: 2024
  container-title: Nature
  volume: 1
  page: 1-2
"""

COMMANDS = [
    ("check",),
    ("show", "a"),
    ("show", "a", "--output-format", "json"),
    ("show", "a", "--as", "reference"),
    ("export", "--all"),
    ("table",),
    ("export", "--format", "biblatex", "-o", "-"),
    ("table", "--format", "markdown", "-o", "-"),
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "Ünï cödé – 眼 list"
    (folder / "entries").mkdir(parents=True)
    (folder / "entries/a.yaml").write_text(ENTRY, encoding="utf-8")
    return folder


def printed(here: Path, encoding: str, *command: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    return subprocess.run([EYEBIB, *command], cwd=here, env=environment, capture_output=True)  # noqa: PLW1510 - the exit code is compared


@pytest.mark.parametrize("encoding", ["cp437", slow("cp1252"), slow("ascii")])
def test_every_console_can_print(here: Path, encoding: str) -> None:
    """The same exit code and no traceback; characters that are not in the encoding become `?`."""
    for command in COMMANDS:
        result, usual = (printed(here, each, *command) for each in (encoding, "utf-8"))
        assert (result.returncode, command) == (usual.returncode, command)
        assert b"Traceback" not in result.stderr
        result.stderr.decode("utf-8" if encoding == "ascii" else encoding)


@pytest.mark.parametrize("encoding", ["cp437", slow("cp1252"), slow("utf-16")])
def test_files_have_the_same_bytes_on_every_console(here: Path, encoding: str) -> None:
    for command in COMMANDS[-2:]:
        content = printed(here, encoding, *command).stdout
        assert content == printed(here, "utf-8", *command).stdout
        assert "Šimůnek" in content.decode("utf-8")
