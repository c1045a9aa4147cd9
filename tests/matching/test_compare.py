"""Which fields of a reference differ from the record of the same work, and which are unconfirmed."""

from typing import Any

import pytest

from eyebib.matching.compare import author_list, compare
from works import entry, record

ITEM: dict[str, Any] = {
    "title": "Counting drusen in photographs",
    "author": [{"family": "Wu", "given": "Ann"}],
    "issued": {"date-parts": [[2021, 3]]},
    "available-date": {"date-parts": [[2020, 12]]},
    "container-title": "Journal of Examples",
    "volume": "12",
    "issue": "3",
    "page": "101-117",
}
PAPER: dict[str, Any] = {"title": ITEM["title"], "issued": {"date-parts": [[2021, 10]]}}


def compared(source: Any, theirs: dict[str, Any], own: dict[str, Any]) -> list[tuple[str, str]]:  # noqa: ANN401 - a source
    """The field and value of each disagreement; `?` for what the record does not confirm."""
    own = dict(own)
    stated = entry(title=own.pop("title", ITEM["title"]), csl=own)
    identifier = "arxiv:2110.00001" if source == "arxiv" else "doi:10.1038/x"
    result = compare(stated, record(identifier, theirs, source), "S")
    return [
        *((each.field, each.value) for each in result.disagreements),
        *((name, "?") for name in result.unconfirmed),
    ]


def year(number: int) -> dict[str, Any]:
    return {"issued": {"date-parts": [[number]]}}


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({}, []),
        (ITEM, []),
        (year(2020), []),
        (year(2022), [("year", "2021")]),
        ({"volume": "13"}, [("volume", "12")]),
        ({"volume": "012", "issue": "03"}, []),
        ({"issue": "4"}, [("number", "3")]),
        ({"page": "101"}, []),
        ({"page": "102"}, [("pages", "101-117")]),
        ({"container-title": "J. Examples"}, []),
        ({"container-title": "Journal of Other Things"}, [("venue", "Journal of Examples")]),
        ({"container-title": "arXiv preprint arXiv:2110.00001"}, []),
        ({"container-title": "CoRR"}, []),
        ({"author": [{"family": "Wu", "given": "A."}]}, []),
        ({"author": [{"family": "Lo", "given": "A."}]}, [("author", "Wu, Ann")]),
        ({"title": "Counting drusen in Photographs"}, []),
        ({"title": "Counting drusen in photograph"}, [("title", ITEM["title"])]),
        ({"title": "Counting Drusen in Photographs: A Subtitle"}, []),
    ],
)
def test_a_published_work(own: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert compared("crossref", ITEM, own) == expected


@pytest.mark.parametrize(
    ("said", "own", "expected"),
    [
        ({}, {}, []),
        ({}, year(2021), []),
        ({}, year(2024), []),
        ({}, year(2025), [("year", "2021")]),
        ({}, year(2020), [("year", "2021")]),
        ({"comment": "published in 2026"}, year(2026), []),
        ({}, {"container-title": "NeurIPS"}, [("venue", "?")]),
        ({"comment": "12 pages, 3 figures"}, {"container-title": "NeurIPS"}, [("venue", "?")]),
        ({"comment": "Accepted at NeurIPS 2022"}, {"container-title": "NeurIPS"}, []),
        ({"comment": "12 pages; accepted as an oral paper to NeurIPS 2022"}, {"container-title": "NeurIPS"}, []),
        ({"comment": "NeurIPS 2022 camera ready"}, {"container-title": "NeurIPS"}, []),
        ({"comment": "Accepted at NeurIPS 2022"}, {"container-title": "ICLR"}, [("venue", "NeurIPS 2022")]),
        ({"journal-ref": "J. Mach. Learn. Res. 22 (2021) 1-9"}, {"container-title": "Journal of Machine Learning Research"}, []),
        ({"journal-ref": "Nature 599 (2021) 1"}, {"container-title": "Nature Physics"}, [("venue", "Nature 599 (2021) 1")]),
        ({"comment": "Code at example.org. Accepted by T. Mach. Learn. Res. 2022"}, {"container-title": "ICML"}, [("venue", "T. Mach. Learn. Res. 2022")]),
    ],
)  # fmt: skip
def test_a_preprint_at_arxiv(
    said: dict[str, str], own: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert compared("arxiv", PAPER | {"custom": said, "genre": "preprint"}, own) == expected


@pytest.mark.parametrize(
    ("theirs", "own", "expected"),
    [
        ({"genre": "preprint", "publisher": "bioRxiv"}, {"container-title": "bioRxiv"}, []),
        ({"genre": "preprint", "publisher": "Research Square"}, {"container-title": "Nature"}, [("venue", "Research Square")]),
        ({"container-title-short": "JOE"}, {"container-title": "JOE"}, []),
        ({"event-title": "The Meeting"}, {"container-title": "The Meeting"}, []),
        ({"collection-title": "LNCS"}, {"collection-title": "LNCS"}, []),
        ({"custom": {"container-titles": ["Second Name"]}}, {"container-title": "Second Name"}, []),
        ({}, {"container-title": "Nature"}, [("venue", "?")]),
        ({"number": "e7", "page": "1-9"}, {"page": "e7"}, []),
    ],
)  # fmt: skip
def test_where_a_work_was_published(
    theirs: dict[str, Any], own: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert compared("crossref", {"title": ITEM["title"]} | theirs, own) == expected


def test_authors_as_a_bib_file_lists_them() -> None:
    names = [
        {"family": "Meer", "given": "J.", "non-dropping-particle": "van der"},
        {"literal": "The Team"},
    ]
    assert author_list({"author": names}) == "van der Meer, J. and The Team"
