"""Titles are corrected word by word."""

import pytest
from hypothesis import strategies as st

from eyebib.audit.edit import Spelling, value
from eyebib.audit.mend_title import title
from eyebib.audit.title_words import of_text
from eyebib.text.tex_reader import plain_text
from properties import holds_for

ASCII, ANY = Spelling(is_ascii=True), Spelling(is_ascii=False)


def letters(text: str) -> str:
    return "".join(word.key for word in of_text(text))


@pytest.mark.parametrize(
    ("latex", "new", "expected"),
    [
        ("{UrFound}: Towards Masked Modelling", "UrFound: Towards Masked Modeling", "{UrFound}: Towards Masked Modeling"),
        ("The {RET}Foun model of {E}yes", "The RETFound Model of Eyes", "The {RET}Found model of {E}yes"),
        ("Counting teh\n   drusen in eyes", "Counting the Drusen in Eyes", "Counting the\n   drusen in eyes"),
        ('Schr{\\"o}dinger equtions \\& more', "Schrödinger equations and more", 'Schr{\\"o}dinger equations \\& more'),
        ("Pre-training of modells for eyes", "Pretraining of models for eyes", "Pre-training of models for eyes"),
        ("$\\alpha$-net modells of eyes", "α-net models of eyes", "$\\alpha$-net models of eyes"),
        ("About 5\\% of eys are here", "About 5% of eyes are here", "About 5\\% of eyes are here"),
        ("About {Big} Deep Learning", "About Deep Learning", "About Deep Learning"),
        ("{Big} Deep Learning of Eyes", "Deep Learning of Eyes", "Deep Learning of Eyes"),
        ("Learning of Deep {Eyes}", "Learning of Deep", "Learning of Deep"),
        ("{Foo Bar} baz qux", "Foo baz qux", "{Foo} baz qux"),
        ("{Foo Bar} baz qux", "Bar baz qux", "{Bar} baz qux"),
        ("Eyes: Views of them", "Eyes Now: Views of them", "Eyes Now: Views of them"),
        ("Eyes: Views of them", "Eyes: New Views of them", "Eyes: New Views of them"),
        ("Views of {Eyes}?", "Views of Eyes Now?", "Views of {Eyes} Now?"),
        ("{Views} of Eyes", "The Views of Eyes", "The {Views} of Eyes"),
        ("Views of Eyes", "Views of OCT Eyes", "Views of {OCT} Eyes"),
        ("Views of Eyes", "Views of Eyes: A Study", "Views of Eyes: A Study"),
        ("Views of Eyes: A Study", "Views of Eyes", "Views of Eyes"),
        ("\\emph{Views} of many eys", "Views of many eyes", "\\emph{Views} of many eyes"),
        ("Something else", "A GlyR$ study of Eyes", "A {GlyR}\\$ study of Eyes"),
        ("Eyes", "", ""),
    ],
)  # fmt: skip
def test_words_that_are_right_are_kept(latex: str, new: str, expected: str) -> None:
    assert title(latex, new, ANY) == expected


def test_new_words_in_a_title_that_is_protected_as_a_whole() -> None:
    assert (
        title("Views of Eyes", "Views of OCT Eyes", ANY, is_protected=True) == "Views of OCT Eyes"
    )


def test_a_long_title_is_replaced() -> None:
    assert title("{A}b " * 500, "A b c " * 400, ASCII).startswith("A b c A b c")


LATEX = st.lists(
    st.sampled_from(
        (
            *"a B eye Eyes {OCT} {R}ET Mod{\\'e}l \\& and - : {\\ss} $\\beta$ \\% of".split(),
            "{Foo Bar}",
            "\\emph{x y}",
        )
    ),
    max_size=14,
).map(" ".join)
TEXT = st.lists(
    st.sampled_from(
        "a B Eye eyes OCT Foo Bar RET Modél & and - : ß x y β % of new {x} \\cite $".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@holds_for(LATEX, TEXT, examples=2000)
def test_a_corrected_title_has_the_letters_of_the_other(latex: str, new: str) -> None:
    mended = title(latex, new, ANY)
    assert letters(plain_text(mended)[0]) == letters(new)
    assert mended.replace("\\{", "").count("{") == mended.replace("\\}", "").count("}")
    assert value(f"{{{mended}}}", is_deep=False).core == mended.strip()
