"""The attributes of DataCite in, the CSL item out."""

import json
from typing import Any

import pytest

from eyebib.model import csl
from eyebib.model.csl import Item
from eyebib.model.csl_shape import shape_problems
from eyebib.sources.agency import datacite_item
from eyebib.sources.agency.type import TYPES
from replay_agencies import SOFTWARE

Attributes = dict[str, Any]


def item(**attributes: Any) -> Item:  # noqa: ANN401 - an attribute of any shape
    return datacite_item.item(attributes)


def test_software() -> None:
    assert datacite_item.item(SOFTWARE) == {
        "type": "software",
        "title": "retinatool: segmentation of vessels",
        "author": [{"family": "Example", "given": "Ann"}, {"literal": "Retina Group"}],
        "issued": {"date-parts": [[2023, 8, 12]]},
        "publisher": "Zenodo",
        "version": "v1.2.0",
        "abstract": "Finds vessels.\nFast & small.",
        "language": "en",
        "DOI": "10.5281/zenodo.1000001",
        "URL": "https://zenodo.org/record/1000001",
        "custom": {"license": "https://opensource.org/licenses/MIT"},
    }


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        (
            {"name": "Example, Ann", "givenName": "Ann", "familyName": "Example"},
            {"family": "Example", "given": "Ann"},
        ),
        ({"name": "Example, Ann", "nameType": "Personal"}, {"family": "Example", "given": "Ann"}),
        ({"name": "Example, Ann"}, {"family": "Example", "given": "Ann"}),
        ({"name": "Ann Example"}, {"literal": "Ann Example"}),
        ({"name": "von Beispiel Anna Maria"}, {"literal": "von Beispiel Anna Maria"}),
        ({"name": "Example, Ann, Jr."}, {"family": "Example", "given": "Ann", "suffix": "Jr."}),
        ({"name": "King, Jr., Ann"}, {"family": "King", "given": "Jr., Ann"}),
        ({"name": "Institute of Examples, Berlin"}, {"literal": "Institute of Examples, Berlin"}),
        ({"name": "UK, Biobank", "nameType": "Organizational"}, {"literal": "UK, Biobank"}),
        ({"name": "Example, "}, {"literal": "Example"}),
        ({"familyName": "Example", "givenName": ":unav"}, {"family": "Example"}),
        (
            {"name": "<i>Example</i>, Ann &amp; Co\u202e"},
            {"family": "Example", "given": "Ann & Co"},
        ),
        ({"name": "(:unav)"}, None),
        ({"name": ":(unav)"}, None),
        ({"name": ":unav", "nameType": "Organizational"}, None),
        ({"name": "(:tba)"}, None),
        ({"name": "et al."}, None),
        ({"name": ["Example, Ann"]}, {"family": "Example", "given": "Ann"}),
        ({"name": {"x": 1}}, None),
        ({}, None),
        ("Example, Ann", None),
        (None, None),
    ],
)
def test_names(creator: object, name: object) -> None:
    assert item(creators=[creator]).get("author", []) == ([name] if name else [])


@pytest.mark.parametrize(
    ("types", "kind", "genre"),
    [
        ({"resourceTypeGeneral": "Software", "citeproc": "book"}, "software", ""),
        ({"resourceTypeGeneral": "Dissertation", "citeproc": "article-journal"}, "thesis", ""),
        ({"resourceTypeGeneral": "Text", "resourceType": "PhD Thesis"}, "thesis", "PhD Thesis"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Journal article"}, "article-journal", ""),
        (
            {"resourceTypeGeneral": "Text", "resourceType": "ConferencePaper"},
            "paper-conference",
            "",
        ),
        ({"resourceTypeGeneral": "Text", "resourceType": "Essay"}, "document", "Essay"),
        ({"resourceTypeGeneral": "Text"}, "document", ""),
        ({"resourceTypeGeneral": "Preprint", "resourceType": "Article"}, "article", "preprint"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Preprint"}, "article", "preprint"),
        ({"resourceTypeGeneral": "Dataset", "resourceType": "Images"}, "dataset", ""),
        ({"resourceTypeGeneral": "Model"}, "document", "model"),
        ({"resourceTypeGeneral": "PhysicalObject"}, "document", "physical object"),
        ({"resourceTypeGeneral": "Poster"}, "speech", "poster"),
        ({"resourceTypeGeneral": "Spaceship"}, "document", "spaceship"),
        ({"resourceTypeGeneral": 7}, "document", "7"),
        ({}, "document", ""),
        ([], "document", ""),
        (None, "document", ""),
    ],
)
def test_types(types: object, kind: str, genre: str) -> None:
    found = item(types=types)
    assert (found["type"], found.get("genre", "")) == (kind, genre)


def test_every_type_is_one_of_csl() -> None:
    assert set(TYPES.values()) <= csl.TYPES


@pytest.mark.parametrize(
    ("attributes", "issued"),
    [
        ({"publicationYear": 2022}, [2022]),
        ({"publicationYear": "2022"}, [2022]),
        ({"publicationYear": 2022, "dates": [("2022-04", "Issued")]}, [2022, 4]),
        ({"publicationYear": 2022, "dates": [("2022-04-05T01:02:03Z", "Issued")]}, [2022, 4, 5]),
        ({"publicationYear": 2022, "dates": [("2022-04-05/2023-01-01", "Issued")]}, [2022, 4, 5]),
        ({"publicationYear": 2022, "dates": [("2019-04-05", "Issued")]}, [2022]),
        ({"publicationYear": 2022, "dates": [("2022-04-05", "Created")]}, [2022]),
        ({"dates": [("2022-13-05", "Issued")]}, [2022]),
        ({"dates": [("yesterday", "Issued")]}, None),
        ({"publicationYear": None, "dates": [(None, "Issued")]}, None),
        ({"publicationYear": ":unav"}, None),
        ({"publicationYear": 99999}, None),
    ],
)
def test_dates(attributes: Attributes, issued: list[int] | None) -> None:
    days = attributes.get("dates", [])
    attributes = attributes | {"dates": [{"date": day, "dateType": kind} for day, kind in days]}
    assert csl.date_parts(item(**attributes).get("issued")) == (issued or [])


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"titles": [{"title": "A"}, {"title": "B", "titleType": "Subtitle"}]}, {"title": "A: B"}),
        ({"titles": [{"title": "A?"}, {"title": "B", "titleType": "Subtitle"}]}, {"title": "A? B"}),
        ({"titles": [{"title": "A: b"}, {"title": "B", "titleType": "Subtitle"}]}, {"title": "A: b"}),
        (
            {"titles": [{"title": "A", "titleType": "TranslatedTitle"}, {"title": "B"}]},
            {"title": "B", "custom": {"titles": ["A"]}},
        ),
        ({"titles": [{"title": ":unav"}]}, {}),
        ({"titles": "A"}, {}),
        ({"publisher": {"name": "Zenodo", "schemeUri": "https://ror.org"}}, {"publisher": "Zenodo"}),
        ({"publisher": "(:unav)"}, {}),
        ({"publisher": {"name": ["x"], "y": 1}}, {"publisher": "x"}),
        (
            {
                "types": {"resourceTypeGeneral": "JournalArticle"},
                "container": {
                    "type": "Journal",
                    "title": "Journal of Examples",
                    "volume": 7,
                    "issue": "2",
                    "firstPage": "11",
                    "lastPage": "19",
                    "identifier": "1234-5679",
                    "identifierType": "ISSN",
                },
            },
            {
                "type": "article-journal",
                "container-title": "Journal of Examples",
                "volume": "7",
                "issue": "2",
                "page": "11-19",
                "ISSN": "1234-5679",
            },
        ),
        (
            {
                "types": {"resourceTypeGeneral": "Book"},
                "container": {"type": "Series", "title": "Notes", "firstPage": "3", "lastPage": "3"},
            },
            {"type": "book", "collection-title": "Notes", "page": "3"},
        ),
        (
            {"container": {"type": "DataRepository", "title": "Dryad", "identifierType": "DOI"}},
            {},
        ),
        (
            {"types": {"resourceTypeGeneral": "Text"}, "container": {"type": "Journal", "title": "J"}},
            {"type": "article-journal", "container-title": "J"},
        ),
        (
            {"contributors": [
                {"name": "A, B", "contributorType": "Editor"},
                {"name": "C, D", "contributorType": "DataCollector"},
            ]},
            {"editor": [{"family": "A", "given": "B"}]},
        ),
        ({"descriptions": [{"description": "x", "descriptionType": "Methods"}]}, {}),
        ({"descriptions": [{"description": ":unav", "descriptionType": "Abstract"}]}, {}),
        (
            {"descriptions": [{"description": "a<b <i>x</i>", "descriptionType": "Abstract"}]},
            {"abstract": "a<b x"},
        ),
        ({"rightsList": [{"rightsUri": "javascript:alert(1)"}]}, {}),
        ({"url": "javascript:alert(1)", "doi": "10.5072/X"}, {"DOI": "10.5072/x", "URL": "https://doi.org/10.5072/x"}),
        ({"url": "file:///etc/passwd"}, {}),
        ({"doi": "10.5072/Aa", "url": "https://a.example/x y"}, {"DOI": "10.5072/Aa", "URL": "https://doi.org/10.5072/Aa"}),
        ({"version": 7}, {"version": "7"}),
        ({"dates": [{"date": "2020-01-02", "dateType": "Available"}], "publicationYear": 2021}, {
            "issued": {"date-parts": [[2021]]}, "available-date": {"date-parts": [[2020, 1, 2]]},
        }),
    ],
)  # fmt: skip
def test_variables(attributes: Attributes, expected: Item) -> None:
    found = datacite_item.item(attributes)
    assert found == {"type": "document"} | expected
    assert list(shape_problems(found)) == []


def related(relation: str, scheme: str, value: object) -> dict[str, object]:
    return {
        "relationType": relation,
        "relatedIdentifierType": scheme,
        "relatedIdentifier": value,
    }


def test_relations() -> None:
    others = [
        related("IsVersionOf", "DOI", "https://doi.org/10.5072/B"),
        related("IsVersionOf", "DOI", "10.5072/a"),
        related("IsVersionOf", "DOI", "10.5072/own"),
        related("IsIdenticalTo", "arXiv", "arXiv:2405.11338"),
        related("IsSupplementTo", "DOI", "10.5072/c"),
        related("IsVersionOf", "URL", "https://example.org"),
        related("IsVersionOf", "DOI", ["no DOI"]),
    ]
    assert datacite_item.relations({"doi": "10.5072/OWN", "relatedIdentifiers": others}) == {
        "is-identical-to": ["arxiv:2405.11338"],
        "is-version-of": ["doi:10.5072/a", "doi:10.5072/b"],
    }


def test_a_withdrawal() -> None:
    days = [{"date": "2024-05-06", "dateType": "Withdrawn", "dateInformation": "by the author"}]
    assert datacite_item.updates({"dates": days}) == (
        {
            "type": "withdrawal",
            "doi": "",
            "direction": "by",
            "source": "datacite",
            "date": "2024-05-06",
            "note": "by the author",
        },
    )
    assert datacite_item.updates({"dates": None}) == ()


JUNK: list[object] = [
    None,
    7,
    "x",
    [],
    {},
    [None],
    [[]],
    ["x"],
    {"x": "y"},
    [{"title": {}}],
    True,
    1e400,
]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_a_value_of_any_shape_makes_an_item(junk: object) -> None:
    """Whatever an attribute is, the result is a CSL item that a lock can hold."""
    for attribute in SOFTWARE:
        attributes = SOFTWARE | {attribute: junk}
        assert list(shape_problems(datacite_item.item(attributes))) == []
        json.dumps([datacite_item.relations(attributes), datacite_item.updates(attributes)])
