"""Shells complete verbs, options, their values, and the citation keys of the list."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Write

pytestmark = pytest.mark.usefixtures("folder")

SHELLS = ("bash", "zsh", "fish")
EYEBIB = str(Path(sys.executable).parent / "eyebib")


def completed(shell: str, line: str) -> list[str]:
    """What the script of a shell gets for a line whose last word is incomplete."""
    words = line.split(" ")
    variables = {
        "_EYEBIB_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    answer = subprocess.run(
        [EYEBIB], env=os.environ | variables, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if shell == "zsh":  # kind, value, help
        return answer[1::3]
    values = [value.partition(",")[2] for value in answer]
    return [value.partition("\t")[0] for value in values]


@pytest.mark.parametrize("shell", SHELLS)
def test_verbs_options_values_and_keys(shell: str, write: Write) -> None:
    write("entries/retfound.yaml", "title: A\npaper: arxiv:2405.11338\n")
    write("entries/wu-1.yaml", "key: DBLP:conf/x\ntitle: A\npaper: arxiv:2405.11339\n")
    write("entries/broken.yaml", "title: [\n")
    assert completed(shell, "eyebib exp") == ["export"]
    assert "--into" in completed(shell, "eyebib export --in")
    assert completed(shell, "eyebib export --format bibt") == ["bibtex"]
    assert completed(shell, "eyebib show re") == ["retfound"]
    assert completed(shell, "eyebib resolve ") == ["broken", "retfound", "DBLP:conf/x"]
    assert completed(shell, "eyebib rename bro") == ["broken"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_for_the_shell(shell: str, tmp_path: Path) -> None:
    variables = {"_EYEBIB_COMPLETE": f"{shell}_source"}
    script = subprocess.run(
        [EYEBIB], env=os.environ | variables, capture_output=True, text=True, check=True
    ).stdout
    assert "_EYEBIB_COMPLETE" in script
    if path := shutil.which(shell):
        file = tmp_path / "script"
        file.write_text(script, encoding="utf-8")
        subprocess.run([path, "-n", str(file)], check=True)
