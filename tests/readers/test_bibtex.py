"""Eleven styles of classic BibTeX read every work without warnings that eyebib could prevent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from eyebib.exporters import bibtex
from eyebib.model import csl
from eyebib.model.csl import Item
from readers.conftest import need
from readers.corpora import CORPORA
from readers.tex_readers import run_bibtex

pytestmark = pytest.mark.readers

STYLES = """
    plain unsrt alpha abbrv apalike acm IEEEtran vancouver splncs04 elsarticle-num naturemag
""".split()


def _has_no_container(item: Item) -> bool:
    return bibtex.entry_type(item) == "misc"


EXPLAINED: dict[str, Callable[[Item], object]] = {
    r"empty author in": lambda item: not item.get("author"),
    r"to sort, need author or key in": lambda item: not item.get("title"),
    # vancouver requires both for a misc
    r"empty author and editor in": lambda item: not item.get("author") or not item.get("editor"),
    r"empty organization in": lambda item: not item.get("author") and not item.get("editor"),
    r"empty year in": lambda item: not item.get("issued"),
    r"there's a month but no year in": lambda item: not item.get("issued"),  # a bug of vancouver
    r"empty pages in": lambda item: not csl.pages(item),
    r"there's a number but no volume in": lambda item: not item.get("volume"),
    # only vancouver prints the publisher of a misc; all styles print its howpublished
    r"missing publisher in": lambda item: _has_no_container(item) or not item.get("publisher"),
    # styles do not print the editor of a book that has an author
    r"can't use both author and editor fields in": lambda item: (
        item.get("author") and item["editor"]
    ),
}
"""Warnings that the facts of a work cause, with a test for such works."""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("corpus", CORPORA)
def test_style_reads_every_work(style: str, corpus: str, tmp_path: Path) -> None:
    need("bibtex", f"{style}.bst")
    works = {work.citekey: work for work in CORPORA[corpus]().works}
    (tmp_path / "read.bib").write_text(bibtex.export(CORPORA[corpus]()), encoding="utf-8")
    messages = run_bibtex(style, "read", tmp_path)
    unexplained = [
        line
        for line in re.findall("(?m)^Warning--(.*)$", messages)
        if not any(
            re.fullmatch(f"{pattern} (\\S+)", line) and test(works[line.split()[-1]].item)
            for pattern, test in EXPLAINED.items()
        )
    ]
    assert unexplained == []
    output = (tmp_path / "read.bbl").read_text(encoding="utf-8", errors="replace")
    items = re.findall(r"\\bibitem\s*(?:\[[^\n]*(?:\n[^\n]+)*?\])?%?\s*\{([^{}\s]+)\}", output)
    assert sorted(items) == sorted(works)
