"""Typst reads the .bib files: article numbers, preprints and names arrive in its bibliography."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from readers.conftest import absent, need
from readers.corpora import thirteen
from readers.documents import letters
from works import bibliography, work

pytestmark = pytest.mark.readers

_SCRIPT = 'import typst; typst.compile("read.typ", output="read.pdf", root=".")'

_NUMBERED = bibliography(
    work("a", title="Of a number", page=None, number="e1002734", volume="7"),
    work("b", title="Of a number with a hyphen", page=None, number="12-345", volume="7"),
    work("c", title="Of pages and a number", page="1201-1219", number="998877", volume="7"),
    work("d", title="Of an issue and a number", page=None, number="104321", issue="3"),
)


def printed(name: str, works: Bibliography, folder: Path) -> str:
    """The bibliography that Typst prints of a .bib file in the style of APA, without spaces."""
    need("pdftotext")
    if find_spec("typst") is None:
        absent("typst", "pip install typst")
    (folder / "read.bib").write_text(EXPORTERS[name].export(works), encoding="utf-8")
    (folder / "read.typ").write_text(
        '#set page(width: 80cm, height: auto)\n#bibliography("read.bib", full: true, style: "apa")\n',
        encoding="utf-8",
    )
    subprocess.run([sys.executable, "-c", _SCRIPT], cwd=folder, check=True, timeout=120)
    page = subprocess.run(
        "pdftotext -raw -enc UTF-8 read.pdf -".split(), cwd=folder, check=True, capture_output=True
    )
    return letters(page.stdout.decode())


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_typst_prints_the_facts(name: str, tmp_path: Path) -> None:
    works = thirteen()
    text = printed(name, works, tmp_path)
    facts = [
        (work.citekey, fact)
        for work in works.works
        for fact in (work.item["title"], csl.family(work.item["author"][0]), _pages(work))
    ]
    assert [pair for pair in facts if letters(pair[1]) not in text] == []


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_typst_prints_article_numbers(name: str, tmp_path: Path) -> None:
    text = printed(name, _NUMBERED, tmp_path)
    numbers = ["e1002734", "12-345", "1201-1219", "104321"]
    assert [number for number in numbers if letters(number) not in text] == []
    assert "998877" not in text  # pages and a number: Typst prints the pages, as styles do


def _pages(work: Work) -> str:
    """The pages or the article number of an article; Typst's APA prints none for proceedings."""
    return csl.pages(work.item) if work.item["type"] == "article-journal" else ""
