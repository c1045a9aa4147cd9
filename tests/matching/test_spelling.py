import pytest

from eyebib.matching.spelling import american
from title_pairs import AMERICAN


@pytest.mark.parametrize(("british", "expected"), AMERICAN.items())
def test_spellings_of_a_word(british: str, expected: str) -> None:
    assert american(british) == american(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"), ("hour", "hor"), ("tours", "tors"), ("fourth", "forth"), ("source", "sorce"),
        ("filling", "filing"), ("rolled", "roled"), ("prise", "prize"), ("there", "theer"),
        ("shoe", "she"), ("poet", "pet"), ("does", "des"), ("prologue", "prolog"),
        ("analysis", "analyzis"), ("mere", "meer"),
    ],
)  # fmt: skip
def test_other_words(one: str, other: str) -> None:
    assert american(one) != american(other)
