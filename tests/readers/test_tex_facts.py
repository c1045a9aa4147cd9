"""What classic BibTeX and biber read of every work is what was meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Work
from readers.conftest import need
from readers.corpora import CORPORA
from readers.facts import VARIABLES, Facts, lost
from readers.tex_readers import (
    meant_for_biber,
    meant_for_bibtex,
    read_with_biber,
    read_with_bibtex,
)

pytestmark = pytest.mark.readers

Reader = Callable[[str, Path], dict[str, Facts]]
READERS: dict[str, tuple[str, Reader, Callable[[Work], Facts]]] = {
    "bibtex": ("bibtex", read_with_bibtex, meant_for_bibtex),
    "biblatex": ("biber", read_with_biber, meant_for_biber),
}
LOST: dict[tuple[str, str], set[tuple[str, str]]] = {
    # a 29 February that was none
    ("biblatex", "awkward"): {("maths-title", "date")},
    # biber splits pages at commas, and counts those in a name's braces
    ("biblatex", "hostile"): {("h03a", "authors"), ("h03a", "groups"), ("h03a", "pages")},
}
"""Citekey and fact that a reader does not take."""


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("corpus", CORPORA)
def test_facts_survive(name: str, corpus: str, tmp_path: Path) -> None:
    program, read, meant = READERS[name]
    need(program)
    works = CORPORA[corpus]()
    found = read(EXPORTERS[name].export(works), tmp_path)
    assert list(found) == [work.citekey for work in works.works]
    missed = {
        (work.citekey, fact)
        for work in works.works
        for fact in lost(meant(work), found[work.citekey])
        if fact != "container" or meant(work).container  # else it is where the publisher stands
    }
    if corpus == "awkward":  # its `t-` have variables in types that have no field for them
        listed = {(key, fact) for key, fact in missed if VARIABLES[fact] in EXPORTERS[name].LOSSES}
        missed -= {(key, fact) for key, fact in listed if key.startswith("t-")}
    assert missed == LOST.get((name, corpus), set())
