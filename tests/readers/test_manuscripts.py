"""LaTeX, BibTeX, biber and pandoc find the same keys in a document as eyebib does."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import REPOSITORY
from eyebib import manuscripts
from readers import pandoc_reader
from readers.conftest import need
from readers.tex_readers import run

pytestmark = pytest.mark.readers

PAYLOADS = REPOSITORY / "tests/payloads/manuscripts"
LATEX = ("pdflatex", "-interaction=nonstopmode")


def keys(path: Path) -> set[str]:
    document = manuscripts.read([path])
    assert document.problems == ()
    return {citation.key for citation in document.citations}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A copy of the payloads, with a bibliography that has none of the keys."""
    shutil.copytree(PAYLOADS, tmp_path / "document")
    bib = tmp_path / "document/refs.bib"
    bib.write_text("@misc{other, title = {Other}}\n", encoding="utf-8")
    return bib.parent


def missing(messages: str) -> set[str]:
    """The keys of which BibTeX or biber say that they have no entry."""
    pattern = r"I didn't find a database entry for (?:dynamic set member )?[\"']([^\"']+)[\"']"
    return {*re.findall(pattern, messages)}


def test_natbib(document: Path) -> None:
    need("pdflatex", "bibtex")
    run([*LATEX, "natbib"], document)
    cited = keys(document / "natbib.tex")
    assert len(cited) == 37
    assert keys(document / "natbib.aux") == cited
    assert missing(_output(["bibtex", "natbib"], document)) == cited - {"*"}


def test_biblatex(document: Path) -> None:
    need("pdflatex", "biber", "biblatex.sty")
    run([*LATEX, "biblatex"], document)
    cited = keys(document / "biblatex.tex")
    assert len(cited) == 76
    assert keys(document / "biblatex.bcf") == cited
    # an .aux file names an entry set, but not its members
    assert keys(document / "biblatex.aux") == (cited - {"k72", "k73"}) | {"set1"}
    assert missing(_output(["biber", "biblatex"], document)) == cited


def _output(command: list[str], folder: Path) -> str:
    """What a program prints; BibTeX and biber fail, because no key has an entry."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_pandoc() -> None:
    path = PAYLOADS / "pandoc.md"
    output = pandoc_reader.run(path.read_text(encoding="utf-8"), "--from=markdown", "--to=json")
    cited = re.findall(r'"citationId":("(?:[^"\\]|\\.)*")', output)
    found = [citation.key for citation in manuscripts.read([path]).citations]
    assert len(found) > 40
    assert sorted(found) == sorted(map(json.loads, cited))
