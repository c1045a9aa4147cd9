"""The schema that editors use: the package's with the facets of the list."""

import json
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from eyebib.model.facet import Facet, Term
from eyebib.project import entry_schema, schema_file

FACETS = (
    Facet(
        name="modalities",
        values=(Term(term="OUS", name="ocular ultrasound", synonyms=("B-ultrasound",)),),
    ),
    Facet(name="dimension", title="Dimension", many=False, values=(Term(term="3", name="3D"),)),
    Facet(name="task"),
)
SCHEMA = json.loads(schema_file.schema_text(FACETS))


def test_without_facets_it_is_that_of_the_package() -> None:
    assert schema_file.schema_text(()) == entry_schema.SCHEMA_TEXT


def test_vocabularies() -> None:
    meta.validate(SCHEMA)
    facets = SCHEMA["properties"]["facets"]["properties"]
    assert list(facets) == ["modalities", "dimension", "task"]
    assert facets["dimension"]["description"] == "Dimension"
    values = SCHEMA["properties"]["modalities"]["items"]["enum"]
    assert values == ["OUS", "ocular ultrasound", "B-ultrasound"]
    assert "$ref" in entry_schema.SCHEMA["properties"]["modalities"]


@pytest.mark.parametrize(
    ("keys", "is_valid"),
    [
        ({"modalities": ["OUS", "B-ultrasound"]}, True),
        ({"modalities": ["OSU"]}, False),
        ({"facets": {"modalities": ["OUS"]}}, True),
        ({"facets": {"modalities": "OUS"}}, True),
        ({"facets": {"modalities": ["OSU"]}}, False),
        ({"facets": {"dimension": 3}}, True),
        ({"facets": {"dimension": ["3", "3D"]}}, False),
        ({"facets": {"dimension": 2}}, False),
        ({"facets": {"task": ["grading", 3], "other": "any word"}}, True),
    ],
)
def test_what_editors_accept(keys: dict[str, Any], *, is_valid: bool) -> None:
    entry = {"title": "T", "paper": "doi:10.1038/x", **keys}
    assert Draft202012Validator(SCHEMA).is_valid(entry) == is_valid
