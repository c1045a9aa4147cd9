"""CSL-JSON as agencies write it in, a CSL item out."""

from typing import Any

import pytest

from eyebib.model import csl
from eyebib.model.csl import Item
from eyebib.model.csl_shape import shape_problems
from eyebib.sources.agency import csl_item
from replay_agencies import MEDRA


def test_medra() -> None:
    assert csl_item.item(MEDRA, "mEDRA") == {
        "type": "article-journal",
        "title": "Una ricerca",
        "author": [{"family": "ROSSI", "given": "Maria"}, {"literal": "von Beispiel Anna"}],
        "container-title": "Rivista di esempi",
        "ISSN": "1234-5679",
        "issued": {"date-parts": [[2012, 3]]},
        "DOI": "10.1400/123456",
        "URL": "https://doi.org/10.1400/123456",
    }


@pytest.mark.parametrize(
    ("name", "agency", "expected"),
    [
        ({"family": "竹本", "given": "賢太郎"}, "JaLC", {"family": "竹本", "given": "賢太郎"}),
        ({"literal": "ROSSI, Maria "}, "mEDRA", {"family": "ROSSI", "given": "Maria"}),
        ({"literal": "von Beispiel Anna "}, "mEDRA", {"literal": "von Beispiel Anna"}),
        ({"literal": "Istituto, Group of"}, "mEDRA", {"literal": "Istituto, Group of"}),
        ({"literal": "Institute, Berlin"}, "JaLC", {"literal": "Institute, Berlin"}),
        ({"name": "Retina Group"}, "JaLC", {"literal": "Retina Group"}),
        ({"given": "Ann"}, "KISTI", {"family": "Ann"}),
        (
            {"family": "Beispiel", "given": "Anna", "non-dropping-particle": "von"},
            "OP",
            {"family": "Beispiel", "given": "Anna", "non-dropping-particle": "von"},
        ),
        (
            {"family": "Example", "given": "Ann", "suffix": "Jr."},
            "OP",
            {"family": "Example", "given": "Ann", "suffix": "Jr."},
        ),
        ({"literal": ":unav"}, "DataCite", None),
        ({"family": None, "given": None}, "DataCite", None),
        ({}, "DataCite", None),
        ("Ann", "DataCite", None),
    ],
)
def test_names(name: object, agency: str, expected: object) -> None:
    found = csl_item.item({"author": [name]}, agency).get("author", [])
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"type": "paper_conference"}, {"type": "paper-conference"}),
        ({"type": "motion_picture"}, {"type": "motion_picture"}),
        ({"type": "journal-article"}, {"type": "article-journal"}),
        ({"type": "posted-content"}, {"type": "article", "genre": "preprint"}),
        ({"type": None}, {}),
        ({"DOI": "10.5281/ZENODO.7"}, {"DOI": "10.5281/zenodo.7", "URL": "https://doi.org/10.5281/zenodo.7"}),
        ({"DOI": "10.1111/Ab.7", "URL": "ftp://x"}, {"DOI": "10.1111/Ab.7", "URL": "https://doi.org/10.1111/Ab.7"}),
        ({"issued": {"date-parts": [[]]}}, {}),
        ({"issued": {"date-parts": [[None]]}}, {}),
        ({"issued": {"raw": "2012-03-04"}}, {"issued": {"date-parts": [[2012, 3, 4]]}}),
        ({"issued": {"date-parts": [["2012", "3"]]}}, {"issued": {"date-parts": [[2012, 3]]}}),
        ({"available-date": "2019-05"}, {"available-date": {"date-parts": [[2019, 5]]}}),
        ({"submitted": "2019-05-01T00:00:00Z"}, {"submitted": {"date-parts": [[2019, 5, 1]]}}),
        ({"container-title": []}, {}),
        ({"container-title": ["J"]}, {"container-title": "J"}),
        ({"publisher": {"name": "P"}}, {"publisher": "P"}),
        ({"volume": 7, "page": "1-9"}, {"volume": "7", "page": "1-9"}),
        ({"abstract": "<p>a</p><p>b &lt; c</p>"}, {"abstract": "a\nb < c"}),
        ({"title": "A <i>b</i>\n c"}, {"title": "A b c"}),
        ({"id": "x", "categories": ["x"], "copyright": "x", "custom": {"x": 1}, "note": "x"}, {}),
        ({"title": {"x": 1}, "ISSN": None, "author": "x", "issued": 7}, {}),
    ],
)  # fmt: skip
def test_variables(message: dict[str, Any], expected: Item) -> None:
    found = csl_item.item(message, "JaLC")
    assert found == {"type": "document"} | expected
    assert list(shape_problems(found)) == []


@pytest.mark.parametrize("junk", [None, 7, "x", [], {}, [None], [[]], {"x": "y"}, True, 1e400])
def test_a_value_of_any_shape_makes_an_item(junk: object) -> None:
    for variable in csl.VARIABLES:
        assert list(shape_problems(csl_item.item({variable: junk}, "mEDRA"))) == []
