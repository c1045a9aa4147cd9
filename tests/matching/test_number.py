"""Pages, volumes and issues in different conventions."""

import pytest

from eyebib.matching.number import same_number, same_pages


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        ("101--117", "101-117"),
        ("101", "101-117"),
        ("0101–0117", "101-117"),
        ("123-9", "123-129"),
        ("pp. 5-7", "5-7"),
        ("p. 5", "5"),
        ("E123", "e123"),
        ("e0283330", "e283330"),
        ("S33--S35", "S33-S35"),
        ("xii-xv", "XII-XV"),
        ("26:1-26:4", "26:1-26:4"),
        ("5, 9", "5-6, 9"),
    ],
)
def test_same_pages(own: str, theirs: str) -> None:
    assert same_pages(own, ["7777", theirs])


@pytest.mark.parametrize(
    ("own", "theirs"), [("102-117", "101-117"), ("e123", "123"), ("10", "100"), ("S3", "3")]
)
def test_other_pages(own: str, theirs: str) -> None:
    assert not same_pages(own, [theirs])


@pytest.mark.parametrize(
    ("own", "theirs", "is_same"),
    [
        ("12", "012", True),
        ("3-4", "3–4", True),
        ("suppl_2", "Suppl 2", True),
        ("1.0", "1", False),
        ("21", "12", False),
    ],
)
def test_same_number(own: str, theirs: str, *, is_same: bool) -> None:
    assert same_number(own, theirs) is is_same
