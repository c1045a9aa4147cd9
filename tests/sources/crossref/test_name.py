from typing import Any

import pytest

from eyebib.sources.crossref.name import FEWEST_MEMBERS, consortium_members, names


def people(count: int, **facts: object) -> list[dict[str, Any]]:
    return [{"given": "A.", "family": f"Person{index}", **facts} for index in range(count)]


GROUP: list[dict[str, Any]] = [{"name": "UK Biobank Eye & Vision Consortium"}]


@pytest.mark.parametrize(
    ("contributor", "expected"),
    [
        ({"given": "Yukun", "family": "Zhou"}, {"family": "Zhou", "given": "Yukun"}),
        # Groups, as `name`, or in the family name alone.
        ({"name": "PHENIX Collaboration"}, {"literal": "PHENIX Collaboration"}),
        ({"name": "X", "family": "Wu", "given": "Ann"}, {"family": "Wu", "given": "Ann"}),
        ({"name": "EFSA Panel\u00a0on Food"}, {"literal": "EFSA Panel on Food"}),
        ({"family": "UK Biobank &amp; Consortium"}, {"literal": "UK Biobank & Consortium"}),
        ({"family": "Team"}, {"family": "Team"}),
        # A single part is the family name.
        ({"given": "Bin Peng"}, {"family": "Bin Peng"}),
        ({"family": "Neha", "given": ""}, {"family": "Neha"}),
        ({"family": "Jinyong Jung"}, {"family": "Jinyong Jung"}),
        ({"family": "BROWNE, CAROLYN S."}, {"family": "BROWNE, CAROLYN S."}),
        ({"family": "이영주"}, {"family": "이영주"}),
        # Suffixes, in their own field and in other fields.
        (
            {"given": "K.", "family": "Gschneidner, Jr."},
            {"family": "Gschneidner", "given": "K.", "suffix": "Jr."},
        ),
        (
            {"given": "William H", "family": "Smith III"},
            {"family": "Smith", "given": "William H", "suffix": "III"},
        ),
        (
            {"given": "John, Sr", "family": "Doe"},
            {"family": "Doe", "given": "John", "suffix": "Sr"},
        ),
        (
            {"given": "W.", "family": "Lyons", "suffix": "II"},
            {"family": "Lyons", "given": "W.", "suffix": "II"},
        ),
        ({"given": "S.", "family": "Van Jr"}, {"family": "Van", "given": "S.", "suffix": "Jr"}),
        ({"given": "J.", "family": "Srinivasan"}, {"family": "Srinivasan", "given": "J."}),
        (
            {"given": "JW", "family": "Brewer,", "suffix": "Author"},
            {"family": "Brewer", "given": "JW"},
        ),
        # Particles and capitals are unchanged.
        (
            {"given": "Peter", "family": "van Wijngaarden"},
            {"family": "van Wijngaarden", "given": "Peter"},
        ),
        ({"given": "AMY L.", "family": "MCKENZIE"}, {"family": "MCKENZIE", "given": "AMY L."}),
        # Text is cleaned.
        ({"given": "Jose\u0301", "family": "O&#8217;Hara "}, {"family": "O’Hara", "given": "José"}),
        ({"given": "JÃ¼rgen", "family": "GarcÃ\xada"}, {"family": "García", "given": "Jürgen"}),
        # No name.
        ({"family": "&NA;"}, None),
        ({"family": "&NA;", "given": "&NA;"}, None),
        ({"name": "et al."}, None),
        ({"sequence": "first", "affiliation": []}, None),
        ({"family": None, "given": 7}, {"family": "7"}),
        ("Zhou", None),
    ],
)
def test_name(contributor: object, expected: dict[str, str] | None) -> None:
    assert names({"author": [contributor]}, "author") == ([expected] if expected else [])


def test_order_and_roles_are_preserved() -> None:
    message = {"author": [*people(1), {}, *GROUP], "editor": [{"family": "Linguraru"}]}
    assert [name.get("family") for name in names(message, "author")] == ["Person0", None]
    assert names(message, "editor") == [{"family": "Linguraru"}]
    assert names(message, "chair") == []


@pytest.mark.parametrize("authors", [None, "Zhou", {}, [None, []]])
def test_an_invalid_list_of_contributors_is_empty(authors: object) -> None:
    assert names({"author": authors}, "author") == []
    assert consortium_members({"author": authors}) == 0


IDENTIFIED = {"ORCID": "https://orcid.org/0000-0002-1825-0097"}
AFFILIATED = {"affiliation": [{"name": "Moorfields"}]}


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        # RETFound: 11 authors, a group, 77 members, 6 authors, not marked: an upper bound.
        ([*people(11), *GROUP, *people(77), *people(6)], 83),
        # The same, with authors that can be distinguished from members.
        ([*people(11, **IDENTIFIED), *GROUP, *people(77), *people(6, **IDENTIFIED)], 77),
        ([*people(11, **AFFILIATED), *GROUP, *people(77), *people(6, **AFFILIATED)], 77),
        ([*people(11, **AFFILIATED), *GROUP, *people(77, **AFFILIATED)], 77),
        ([*people(11), *people(1, **IDENTIFIED), *GROUP, *people(5), *people(60, **IDENTIFIED)], 0),
        (
            [*people(11, **IDENTIFIED), *GROUP, *people(3), *people(1, **IDENTIFIED), *people(74)],
            77,
        ),
        # Groups without members.
        ([*people(385), *GROUP], 0),
        ([*GROUP, *people(27)], 0),
        ([*people(4), *GROUP, *people(FEWEST_MEMBERS - 1)], 0),
        ([*people(40), *GROUP, *people(40)], 0),
        ([*people(1), *GROUP, *people(3), *GROUP, *GROUP], 0),
        (people(95), 0),
        ([], 0),
    ],
)
def test_consortium_members(authors: list[dict[str, Any]], expected: int) -> None:
    assert consortium_members({"author": authors}) == expected
