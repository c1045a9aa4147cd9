"""Classic BibTeX: eleven styles take every work without a word that is ours to prevent."""

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


def _is_in_nothing(item: Item) -> bool:
    return bibtex.entry_type(item) == "misc"


EXPLAINED: dict[str, Callable[[Item], object]] = {
    r"empty author in": lambda item: not item.get("author"),
    r"to sort, need author or key in": lambda item: not item.get("title"),
    # vancouver wants both of a misc
    r"empty author and editor in": lambda item: not item.get("author") or not item.get("editor"),
    r"empty organization in": lambda item: not item.get("author") and not item.get("editor"),
    r"empty year in": lambda item: not item.get("issued"),
    r"there's a month but no year in": lambda item: not item.get("issued"),  # vancouver's mistake
    r"empty pages in": lambda item: not csl.pages(item),
    r"there's a number but no volume in": lambda item: not item.get("volume"),
    # vancouver alone prints the publisher of a misc, whose howpublished all styles print
    r"missing publisher in": lambda item: _is_in_nothing(item) or not item.get("publisher"),
    # no style prints the editor of a book that has an author
    r"can't use both author and editor fields in": lambda item: (
        item.get("author") and item["editor"]
    ),
}
"""A style's warning, and the works whose own facts are its reason: nobody can prevent it."""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("corpus", CORPORA)
def test_a_style_takes_every_work(style: str, corpus: str, tmp_path: Path) -> None:
    need("bibtex", f"{style}.bst")
    works = {work.citekey: work for work in CORPORA[corpus]().works}
    (tmp_path / "read.bib").write_text(bibtex.export(CORPORA[corpus]()), encoding="utf-8")
    said = run_bibtex(style, "read", tmp_path)
    unexplained = [
        line
        for line in re.findall("(?m)^Warning--(.*)$", said)
        if not any(
            re.fullmatch(f"{pattern} (\\S+)", line) and is_so(works[line.split()[-1]].item)
            for pattern, is_so in EXPLAINED.items()
        )
    ]
    assert unexplained == []
    printed = (tmp_path / "read.bbl").read_text(encoding="utf-8", errors="replace")
    items = re.findall(r"\\bibitem\s*(?:\[[^\n]*(?:\n[^\n]+)*?\])?%?\s*\{([^{}\s]+)\}", printed)
    assert sorted(items) == sorted(works)
