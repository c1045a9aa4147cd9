import json

import pytest

from eyebib.model import csl
from shared import SHARED


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024", [2024]),
        ("2024-10", [2024, 10]),
        ("2024-10-23", [2024, 10, 23]),
        (" 2024-1-2 ", [2024, 1, 2]),
    ],
)
def test_date(text: str, parts: list[int]) -> None:
    assert csl.date(text) == {"date-parts": [parts]}


def test_date_range() -> None:
    dates = csl.date("2024-10-06/2024-10-10")
    assert dates == {"date-parts": [[2024, 10, 6], [2024, 10, 10]]}
    assert csl.iso_date(dates) == "2024-10-06/2024-10-10"


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-00", "2024-01-32", "May 2024", "0000", "2024/", "1/2/3"]
)
def test_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="not a valid date"):
        csl.date(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"date-parts": [[2024, 5, 7]]}, "2024-05-07"),
        ({"date-parts": [["2024", "5"]]}, "2024-05"),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": [["spring"]]}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_iso_date(value: object, text: str) -> None:
    assert csl.iso_date(value) == text


def test_display_name() -> None:
    name = {
        "given": "Ludwig",
        "non-dropping-particle": "van",
        "family": "Beethoven",
        "suffix": "Jr.",
    }
    assert csl.display_name(name) == "Ludwig van Beethoven Jr."
    assert csl.display_name({"literal": "PINNACLE consortium"}) == "PINNACLE consortium"


def test_vocabulary_equals_the_schema() -> None:
    """Compared with the official schema, if it is next to the checkout."""
    path = SHARED / "csl-data.json"
    if not path.exists():
        pytest.skip("../shared/data/csl-data.json is not here")
    schema = json.loads(path.read_text(encoding="utf-8"))
    properties = schema["items"]["properties"]
    assert set(properties["type"]["enum"]) == csl.TYPES
    assert set(properties) == csl.VARIABLES
    shapes = {
        name: (prop.get("$ref") or prop.get("items", {}).get("$ref") or str(prop.get("type")))
        for name, prop in properties.items()
    }

    def of(shape: str) -> set[str]:
        return {name for name, value in shapes.items() if value == shape}

    assert of("#/definitions/name-variable") == csl.NAME_VARIABLES
    assert of("#/definitions/date-variable") == csl.DATE_VARIABLES
    assert of("['string', 'number']") - {"id"} == csl.NUMBER_VARIABLES
    assert of("string") - {"type", "citation-key"} == csl.TEXT_VARIABLES
    assert set(schema["definitions"]["name-variable"]["anyOf"][0]["properties"]) == csl.NAME_PARTS


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("A title", ["A title"]),
        ([{"family": "Wu", "given": "J."}, {"literal": "PINNACLE"}], ["J. Wu", "PINNACLE"]),
        (["retina", "cornea"], ["retina", "cornea"]),
        ({"date-parts": [[2024]]}, []),
    ],
)
def test_texts(value: object, texts: list[str]) -> None:
    assert csl.texts(value) == texts
