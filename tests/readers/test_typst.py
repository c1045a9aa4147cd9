"""Typst reads the .bib files: article numbers, preprints and names arrive in its bibliography."""

import subprocess
import sys
from pathlib import Path

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model import csl
from eyebib.model.bibliography import Work
from readers.conftest import need
from readers.corpora import thirteen
from readers.documents import letters

pytestmark = pytest.mark.readers

_SCRIPT = 'import typst; typst.compile("read.typ", output="read.pdf", root=".")'


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_typst_prints_the_facts(name: str, tmp_path: Path) -> None:
    need("pdftotext")
    pytest.importorskip("typst", reason="typst is not installed: pip install typst (81 MB)")
    works = thirteen()
    (tmp_path / "read.bib").write_text(EXPORTERS[name].export(works), encoding="utf-8")
    (tmp_path / "read.typ").write_text(
        '#set page(width: 80cm, height: auto)\n#bibliography("read.bib", full: true, style: "apa")\n',
        encoding="utf-8",
    )
    subprocess.run([sys.executable, "-c", _SCRIPT], cwd=tmp_path, check=True, timeout=120)
    page = subprocess.run(
        "pdftotext -raw -enc UTF-8 read.pdf -".split(),
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    printed = letters(page.stdout.decode())
    facts = [
        (work.citekey, fact)
        for work in works.works
        for fact in (work.item["title"], csl.family(work.item["author"][0]), _pages(work))
    ]
    assert [pair for pair in facts if letters(pair[1]) not in printed] == []


def _pages(work: Work) -> str:
    """The pages or the article number of an article; Typst's APA prints none for proceedings."""
    return csl.pages(work.item) if work.item["type"] == "article-journal" else ""
