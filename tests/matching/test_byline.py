"""What differs between the authors of a reference and those of a work."""

import pytest

from eyebib.matching.byline import byline, difference
from eyebib.model.csl import Item

MARK = {"custom": {"incomplete": ["author"]}}


def authors(text: str) -> Item:
    """`A, X; B, Y; others`: people, groups without a comma, and a mark of an incomplete list."""
    names = [name for name in text.split("; ") if name not in ("", "others")]
    pairs = (name.partition(", ") for name in names)
    people = [
        {"family": family, "given": given} if comma else {"literal": family}
        for family, comma, given in pairs
    ]
    return {"author": people} | (MARK if text.endswith("others") else {})


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        ("", "A, X", ""),
        ("A, X", "", ""),
        ("Wu, A.; Li, B.", "Wu, Ann; Li, Ben", ""),
        ("Wu, Ann; others", "Wu, Ann; Li, Ben; He, Cora", ""),
        ("Wu, Ann; Li, Ben; others", "Wu, Ann; Li, Ben", ""),
        ("Wu, Ann", "Wu, Ann; Li, Ben", "1 author, S has 2; missing: Li"),
        ("Wu, Ann; Li, Ben; He, C.", "Wu, Ann; Li, Ben", "3 authors, S has 2; unknown: He"),
        ("Li, Ben; Wu, Ann", "Wu, Ann; Li, Ben", "S has them in another order"),
        ("Wu, Ann; Lo, Ben", "Wu, Ann; Li, Ben", "unknown: Lo; missing: Li"),
        ("Wu, Ann; Li, Bob", "Wu, Ann; Li, Ben", "you have Bob Li, S has Ben Li"),
        ("Li, Ben; others", "Wu, Ann; Li, Ben", "S has them in another order"),
        ("Lo, Ben; others", "Wu, Ann; Li, Ben", "unknown: Lo"),
        ("Wu, Ann; Li, Bob; He, C.", "Wu, Ann; Li, Ben", "3 authors, S has 2; unknown: He"),
        ("Wu, Ann; Li, Ben", "Wu, Ann; The Team; M, A; M, B; Li, Ben", ""),
        ("Wu, Ann; The Team", "Wu, Ann; M, A; M, B", ""),
        ("Lo, Ann; Li, Ben", "Wu, Ann; The Team; M, A; Li, Ben", "2 authors, S has 3; unknown: Lo; missing: Wu, M"),
        ("The Team", "Wu, Ann; Li, Ben", ""),
        ("The Team", "the team", ""),
        ("The Team", "Another Group", "unknown: The Team; missing: Another Group"),
    ],
)  # fmt: skip
def test_difference(own: str, theirs: str, expected: str) -> None:
    assert difference(byline(authors(own)), byline(authors(theirs)), "S") == expected
