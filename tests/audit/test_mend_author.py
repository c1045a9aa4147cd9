"""Lists of authors are corrected name by name."""

import pytest

from eyebib.audit.edit import Spelling
from eyebib.audit.mend_author import authors
from eyebib.model.csl import Item

ASCII, ANY = Spelling(is_ascii=True), Spelling(is_ascii=False)


def item(text: str) -> Item:
    """`Family, Given; Family, Given`; a name without a comma is that of a group."""
    names = [name.partition(", ") for name in text.split("; ")]
    return {
        "author": [
            {"family": family, "given": given} if comma else {"literal": family}
            for family, comma, given in names
        ]
    }


@pytest.mark.parametrize(
    ("latex", "theirs", "expected"),
    [
        ("Li, Fei and Qiao, Yu", "Li, Fei; Xu, Ann; Qiao, Yu", "Li, Fei and Xu, Ann and Qiao, Yu"),
        ("Li, Fei and Xu, Ann and Qiao, Yu", "Li, Fei; Qiao, Yu", "Li, Fei and Qiao, Yu"),
        ("Li, F. and Xu, A.", "Xu, Ann; Li, Fei", "Xu, A. and Li, F."),
        ("Li, Fie", "Li, Fei", "Li, Fei"),
        ("Fei Li and Ann Xu", "Li, Fei; Xu, Bob", "Fei Li and Bob Xu"),
        ("Fei Li", "Li, Fei; van der Berg, Ann; Ben Ayed, Ismail", "Fei Li and Ann van der Berg and Ben Ayed, Ismail"),
        ("Li, Fei\n    and Qiao, Yu", "Li, Fei; Xu, A; Qiao, Yu", "Li, Fei\n    and Xu, A\n    and Qiao, Yu"),
        ("{\\'E}mile Zola and Fei Li", "Xu, A; Zola, Émile; Li, Fei", "A Xu and {\\'E}mile Zola and Fei Li"),
        ("Li, Fei and Wrong, Bob and others", "Li, Fei; Xu, Ann; Qiao, Yu", "Li, Fei and Xu, Ann and others"),
        ("Li, Fei and Wrong, Bob and others", "Li, Fei; Xu, Ann", "Li, Fei and Xu, Ann"),
        ("Li, Fei and {UK Biobank}", "Li, Ann; Xu, Bob; UK Biobank", "Li, Ann and Xu, Bob and {UK Biobank}"),
        ("Zhang, Y. and Zhang, X.", "Zhang, Xin; Zhang, Yi", "Zhang, X. and Zhang, Y."),
        ("Smith, Jr, J. and {de la Cruz}, A", "de la Cruz, Ana; Smith, John", "{de la Cruz}, A and Smith, Jr, J."),
        ("Wrong", "M{ü}ller, @x", "M\\{ü\\}ller, @x"),
    ],
)  # fmt: skip
def test_names_that_are_right_are_kept(latex: str, theirs: str, expected: str) -> None:
    assert authors(latex, item(theirs), ANY) == expected


def test_accents_in_a_file_of_ascii() -> None:
    assert authors("A Xu", item("Xu, A; Müller, Jörg"), ASCII) == 'A Xu and J{\\"o}rg M{\\"u}ller'


@pytest.mark.parametrize(
    ("latex", "theirs"),
    [
        ("Li, Fei et al.", item("Li, Fei; Xu, Ann")),
        ("Li, Fei", {"author": []}),
        ("Li, Fei", item("Xu, Ann") | {"custom": {"incomplete": ["author"]}}),
        (" and ".join(["A, B"] * 501), item("Xu, Ann")),
    ],
)
def test_what_cannot_be_corrected(latex: str, theirs: Item) -> None:
    assert authors(latex, theirs, ANY) is None
