"""Which other versions of a work its records state."""

from dataclasses import replace
from typing import Any

import pytest

from eyebib.matching.version import missing_role, missing_versions
from eyebib.model.bibliography import Source
from eyebib.model.merge import merge
from works import ARTICLE, PREPRINT, entry, record


@pytest.mark.parametrize(
    ("item", "fields", "role"),
    [
        (PREPRINT, {}, "published"),
        (ARTICLE, {}, "preprint"),
        (ARTICLE, {"preprint": "arxiv:2310.04992"}, None),
        (ARTICLE | {"type": "dataset"}, {}, None),
        (ARTICLE | {"type": "software"}, {}, None),
    ],
)
def test_missing_role(item: dict[str, Any], fields: dict[str, Any], role: str | None) -> None:
    assert missing_role(merge(entry(**fields), [record("doi:10.1038/x", item)])) == role


@pytest.mark.parametrize(
    ("identifier", "source", "facts", "expected"),
    [
        ("doi:10.1101/1", "crossref", {"relations": {"is-preprint-of": ["doi:10.1056/x"]}}, True),
        ("arxiv:2310.04992", "arxiv", {"doi": "10.1056/X", "journal-ref": "NEJM AI"}, True),
        ("arxiv:2310.04992", "arxiv", {"doi": "10.48550/arXiv.2310.04992"}, False),
        ("doi:10.1101/1", "crossref", {"doi": "10.1056/x"}, False),
        ("doi:10.1101/1", "crossref", {"relations": {"is-preprint-of": ["doi:10.1101/1"]}}, False),
    ],
)
def test_missing_versions(
    identifier: str,
    source: Source,
    facts: dict[str, Any],
    *,
    expected: bool,
) -> None:
    relations = facts.pop("relations", {})
    item = PREPRINT | {"custom": facts}
    one = replace(record(identifier, item), source=source, relations=relations)
    stated = missing_versions(merge(entry(paper=identifier), [one]))
    assert [str(each.identifier).lower() for each in stated] == ["doi:10.1056/x"] * expected
