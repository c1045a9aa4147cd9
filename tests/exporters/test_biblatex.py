"""BibLaTeX where it differs from BibTeX: types with the fields that biber requires, and names."""

import pytest

from eyebib.exporters import biblatex
from eyebib.model import csl
from works import bibliography, work


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "entry-encyclopedia", "container-title": "E"}, "inbook"),
        ({"type": "paper-conference"}, "misc"),
        ({"type": "paper-conference", "event-title": "GSA 2018"}, "inproceedings"),
        ({"type": "document", "container-title": "B"}, "misc"),
        ({"type": "document", "container-title": "B", "page": "7"}, "inbook"),
    ],
)
def test_type_has_the_fields_that_biber_requires(item: csl.Item, expected: str) -> None:
    assert biblatex.entry_type(item) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "\\input", "given": "~x"}, r"\textbackslash{}input, \textasciitilde{}x"),
        ({"literal": "&Beyond"}, r"{\&Beyond}"),
        ({"literal": "others"}, "{others{}}"),
        ({"family": "=x", "given": "A"}, "{=}x, A"),
        ({"family": "O’Neill", "given": "Émile"}, "O’Neill, Émile"),
    ],
)
def test_names(name: csl.Name, expected: str) -> None:
    text = biblatex.export(bibliography(work(author=[name])))
    assert f"  author = {{{expected}}},\n" in text
