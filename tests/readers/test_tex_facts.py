"""Classic BibTeX and biber find the facts of every work."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Work
from readers.conftest import need
from readers.corpora import CORPORA
from readers.facts import VARIABLES, Facts, lost
from readers.tex_readers import (
    expected_by_biber,
    expected_by_bibtex,
    read_with_biber,
    read_with_bibtex,
)

pytestmark = pytest.mark.readers

Reader = Callable[[str, Path], dict[str, Facts]]
READERS: dict[str, tuple[str, Reader, Callable[[Work], Facts]]] = {
    "bibtex": ("bibtex", read_with_bibtex, expected_by_bibtex),
    "biblatex": ("biber", read_with_biber, expected_by_biber),
}
LOST: dict[tuple[str, str], set[tuple[str, str]]] = {
    # 29 February of a year that is not a leap year
    ("biblatex", "awkward"): {("maths-title", "date")},
    # biber splits pages at commas, and counts commas inside the braces of a name
    ("biblatex", "hostile"): {("h03a", "authors"), ("h03a", "groups"), ("h03a", "pages")},
}
"""Citekeys and facts that a reader loses."""


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("corpus", CORPORA)
def test_facts_are_kept(name: str, corpus: str, tmp_path: Path) -> None:
    program, read, expected = READERS[name]
    need(program)
    works = CORPORA[corpus]()
    results = read(EXPORTERS[name].export(works), tmp_path)
    assert list(results) == [work.citekey for work in works.works]
    losses = {
        (work.citekey, fact)
        for work in works.works
        for fact in lost(expected(work), results[work.citekey])
        if fact != "container" or expected(work).container  # otherwise it is the publisher
    }
    if corpus == "awkward":  # works with `t-` have variables that their type has no field for
        listed = {(key, fact) for key, fact in losses if VARIABLES[fact] in EXPORTERS[name].LOSSES}
        losses -= {(key, fact) for key, fact in listed if key.startswith("t-")}
    assert losses == LOST.get((name, corpus), set())
