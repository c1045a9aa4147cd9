"""Exported CSL-JSON is valid, and importing it again gives the same works."""

import json
from functools import partial
from typing import Any

import pytest
from jsonschema_rs import Draft7Validator

from eyebib.exporters import csl_json
from eyebib.model.bibliography import Work
from readers.corpora import CORPORA, recorded
from readers.python_readers import imported
from shared import RECORDED
from slow import slow

SCHEMA = RECORDED.with_name("csl-data.json")

SAMPLED = CORPORA | {"sample": partial(recorded, 16)}


@pytest.mark.parametrize("corpus", ["thirteen", "sample", "hostile", "awkward", slow("recorded")])
def test_the_schema_of_csl_holds(corpus: str) -> None:
    if not SCHEMA.exists():
        pytest.skip("../shared/data is missing")
    validator = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    errors = validator.iter_errors(json.loads(csl_json.export(SAMPLED[corpus]())))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("corpus", ["thirteen", "sample", slow("recorded")])
def test_the_same_works_come_back(corpus: str) -> None:
    works = SAMPLED[corpus]().works
    others = imported(".json", csl_json.export(SAMPLED[corpus]()))
    assert list(others) == [work.citekey for work in works]
    for work in works:
        assert _facts(others[work.citekey]) == _facts(work)


def _facts(work: Work) -> dict[str, Any]:
    """All facts of a work without their sources; an article number may also be in `page`."""
    entry = work.entry
    return {
        "item": work.item | {"page": work.item.get("page") or work.item.get("number")},
        "eprint": work.eprint.value if work.eprint else None,
        "name": entry.name,
        "code": entry.code,
        "listed": entry.listed,
        "facets": entry.facets,
        "tags": entry.tags,
    }
