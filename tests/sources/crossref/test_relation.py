from typing import Any

import pytest

from eyebib.sources.crossref.relation import relations, updates


def related(value: str, scheme: str = "doi", by: str = "subject") -> dict[str, str]:
    return {"id": value, "id-type": scheme, "asserted-by": by}


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (
            {"is-preprint-of": [related("10.1038/s41467-025-62123-z")]},
            {"is-preprint-of": ["doi:10.1038/s41467-025-62123-z"]},
        ),
        (
            {"has-preprint": [related("10.48550/arXiv.2405.11338v2")]},
            {"has-preprint": ["arxiv:2405.11338"]},
        ),
        (
            {"has-preprint": [related("2405.11338", "arxiv")]},
            {"has-preprint": ["arxiv:2405.11338"]},
        ),
        (
            {"has-preprint": [related("https://arxiv.org/abs/2405.11338v1", "uri")]},
            {"has-preprint": ["arxiv:2405.11338"]},
        ),
        # Asserted by both sides, in any order and case: distinct and sorted.
        (
            {
                "has-version": [related("10.1000/B"), related("10.1000/a")],
                "has-preprint": [related("10.5194/mr-1"), related("10.5194/MR-1", by="object")],
            },
            {
                "has-preprint": ["doi:10.5194/mr-1"],
                "has-version": ["doi:10.1000/a", "doi:10.1000/b"],
            },
        ),
        ({"is-version-of": related("10.5194/cp-1")}, {"is-version-of": ["doi:10.5194/cp-1"]}),
        # Other works, other identifiers, the work itself, invalid values.
        ({"has-review": [related("10.1002/x/review1")]}, {}),
        ({"is-version-of": [related("http://lod.example.org/1", "uri")]}, {}),
        ({"is-version-of": [related("https://example.org/1")]}, {}),
        ({"is-version-of": [related("10.1016/SELF")]}, {}),
        ({"cites": []}, {}),
        ({"has-preprint": []}, {}),
        ({"has-preprint": "10.1101/1"}, {}),
        ([], {}),
        (None, {}),
    ],
)
def test_relations(relation: object, expected: dict[str, list[str]]) -> None:
    message = {"DOI": "10.1016/self", "relation": relation}
    assert relations(message) == expected


DATE = {"date-parts": [[2020, 6, 5]], "date-time": "2020-06-05T00:00:00Z"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            {
                "updated-by": [
                    {
                        "DOI": "10.1016/S0140-6736(20)31324-6",
                        "type": "retraction",
                        "source": "retraction-watch",
                        "updated": DATE,
                    }
                ]
            },
            ("retraction", "10.1016/S0140-6736(20)31324-6", "by", "retraction-watch", "2020-06-05"),
        ),
        (
            {"update-to": [{"DOI": "10.1080/x", "type": "correction", "label": "Correction"}]},
            ("correction", "10.1080/x", "to", "publisher", ""),
        ),
        (  # a work that refers to itself
            {"DOI": "10.1371/x", "updated-by": {"DOI": "10.1371/x", "type": "new_version"}},
            ("new_version", "10.1371/x", "by", "publisher", ""),
        ),
        ({"update-to": [], "updated-by": None}, None),
        ({"update-to": "10.1/x"}, None),
    ],
)
def test_updates(message: dict[str, Any], expected: tuple[str, ...] | None) -> None:
    names = ("type", "doi", "direction", "source", "date")
    assert updates(message) == ((dict(zip(names, expected, strict=True)),) if expected else ())
