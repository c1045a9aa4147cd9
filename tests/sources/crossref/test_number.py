from typing import Any

import pytest

from eyebib.sources.crossref.number import numbers


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"page": "753–762"}, {"page": "753–762"}),
        ({"page": "007-012"}, {"page": "007-012"}),
        ({"page": "1-4, 12-16"}, {"page": "1-4, 12-16"}),
        ({"article-number": "e01567"}, {"page": "e01567", "number": "e01567"}),
        ({"page": "1-9", "article-number": "0042"}, {"page": "1-9", "number": "0042"}),
        # Placeholders.
        ({"page": "n/a-n/a", "volume": "null", "issue": "&NA;"}, {}),
        ({"page": "no-no", "volume": "3"}, {"volume": "3"}),
        ({"page": "n/a", "volume": "null", "issue": "2"}, {"issue": "2"}),
        ({"page": "0-0", "volume": "0"}, {"volume": "0"}),
        ({"page": "In press"}, {}),
        ({"page": "n/a-n/a", "article-number": "e7"}, {"page": "e7", "number": "e7"}),
        ({"volume": "ahead-of-print", "issue": "ahead-of-print"}, {}),
        # Early access; page 1 of a volume is a page.
        ({"page": "1-1"}, {}),
        ({"page": "1-1", "volume": "PP", "issue": "99"}, {}),
        ({"page": "1-1", "volume": "2013"}, {"page": "1", "volume": "2013"}),
        ({"page": "1-12"}, {"page": "1-12"}),
        # A single page.
        ({"page": "535-535"}, {"page": "535"}),
        ({"page": "29-5410-29-5410"}, {"page": "29-5410"}),
        ({"page": "7-7, 12"}, {"page": "7, 12"}),
        ({"page": "466b-466"}, {"page": "466b-466"}),
        ({"page": "xx-xx"}, {"page": "xx"}),
        ({"page": "1–1", "issue": "2"}, {"page": "1", "issue": "2"}),
        ({"volume": "XXV", "issue": "15_suppl"}, {"volume": "XXV", "issue": "15_suppl"}),
        ({"issue": "2", "journal-issue": {"issue": "3"}}, {"issue": "2"}),
        ({"journal-issue": {"issue": "1-2"}}, {"issue": "1-2"}),
        ({"volume": 12, "journal-issue": None}, {"volume": "12"}),
        ({"volume": "0"}, {"volume": "0"}),
    ],
)
def test_numbers(message: dict[str, Any], expected: dict[str, str]) -> None:
    variables = numbers({"type": "journal-article", **message})
    assert {name: value for name, value in variables.items() if value} == expected


def test_a_chapter_may_be_on_page_1() -> None:
    assert numbers({"type": "book-chapter", "page": "1-1"})["page"] == "1"
