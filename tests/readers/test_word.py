"""The Markdown table in Word: pandoc converts its keys to citations and adds the references."""

import re
import shlex
import shutil
import subprocess
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import REPOSITORY
from console import Command, steps
from eyebib.project.folder import Project
from eyebib.tables import tabulate
from eyebib.tables.table import View
from readers.conftest import absent

pytestmark = pytest.mark.readers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

VIEWS = {
    "plain": View(citations="pandoc"),
    "matrix": View(
        citations="pandoc", matrix="modalities", group_by="year", caption="Models | *all*"
    ),
}

CITED = {
    "retfound": "(Zhou et al. 2023)",
    "flair": "(Silva-Rodríguez et al. 2025)",
    "retfound-green": "(Engelmann and Bernabeu 2025)",
}

WORKS = Project(REPOSITORY).bibliography()


def word(folder: Path, view: View) -> ET.Element:
    """The document that the documentation's command makes of a table."""
    page = (REPOSITORY / "docs/how-to/word.md").read_text(encoding="utf-8")
    [line] = (
        step.text
        for step in steps(page)
        if isinstance(step, Command) and step.text.startswith("pandoc table.md")
    )
    (folder / "table.md").write_text(str(tabulate(WORKS, "markdown", view)), encoding="utf-8")
    shutil.copytree(REPOSITORY / "output", folder / "output")
    command = [_pandoc(), *shlex.split(line)[1:]]
    process = subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True)
    assert process.stderr == ""
    with zipfile.ZipFile(folder / "table.docx") as archive:
        return ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - pandoc wrote it


def _pandoc() -> str:
    """The path of the pandoc in the package pypandoc_binary."""
    if find_spec("pypandoc") is None:
        absent("pandoc", "pip install pypandoc_binary")
    return str(import_module("pypandoc").get_pandoc_path())


def text(element: ET.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


@pytest.mark.parametrize("name", VIEWS)
def test_citations_link_to_the_references(name: str, tmp_path: Path) -> None:
    document = word(tmp_path, VIEWS[name])
    rows = [[text(cell) for cell in row.iter(f"{W}tc")] for row in document.iter(f"{W}tr")]
    assert rows[0][0] == "Model"
    citations = {row[0]: row[-1] for row in rows}
    paragraphs = [text(paragraph) for paragraph in document.iter(f"{W}p")]
    anchors = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")}
    marks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    for work in WORKS.works:
        citation = citations[work.entry.label]
        assert re.fullmatch(r"\(.+ 20\d\d\)", citation)
        assert citation == CITED.get(work.citekey, citation)
        assert f"ref-{work.citekey}" in anchors & marks
        family = citation[1:].split(" ")[0]
        assert any(
            p.startswith(family) and str(work.item["title"])[:20].lower() in p.lower()
            for p in paragraphs
        )
    assert ("Models | *all*" in paragraphs) == (name == "matrix")
