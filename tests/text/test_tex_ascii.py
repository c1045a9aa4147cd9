import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyebib.text import tex
from eyebib.text.tex_ascii import commands, named
from eyebib.text.tex_reader import plain_text
from slow import slow


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("plain {ASCII} \\& $\\alpha$", "plain {ASCII} \\& $\\alpha$"),
        ("Émile Øre ß ű ş", r"{\'E}mile {\O}re {\ss} {\H u} {\c s}"),
        ("1990–2000 — “so” ‘it’s’", "1990--2000 --- ``so'' `it's'"),
        ("-–", r"-{\textendash}"),
        ("single‐phase ‐- ‑", r"single-phase {-}- \mbox{-}"),
        ("–—", r"{\textendash}{\textemdash}"),
        ("“‘a’”", r"{\textquotedblleft}{\textquoteleft}a{\textquoteright}{\textquotedblright}"),
        ("’’", r"{\textquoteright}{\textquoteright}"),
        ("5 × 3 µm² ± 2 °C €", r"5 {\texttimes} 3 {\textmu}m{\texttwosuperior} {\textpm} 2 {\textdegree}C {\texteuro}"),
        ("ﬁne Ǆ", r"fine D{\v Z}"),
        ("李 é 🤗", r"李 {\'e} 🤗"),
    ],
)  # fmt: skip
def test_commands(latex: str, expected: str) -> None:
    assert commands(latex) == expected


def test_names() -> None:
    assert named("é 李é\x85") == (
        "(U+0085), é (LATIN SMALL LETTER E WITH ACUTE), 李 (CJK UNIFIED IDEOGRAPH-674E)"
    )
    assert named("plain") == ""


def printable(step: int) -> Iterator[str]:
    """Characters of the Basic Multilingual Plane that pdflatex prints, except the byte order mark."""
    for code in (*range(0xA0, 0xD800), *range(0xE000, 0xFEFF))[::step]:
        character = chr(code)
        if unicodedata.is_normalized("NFC", character) and not tex.unsupported(character):
            yield character


@pytest.mark.parametrize("step", [7, slow(1)])
def test_every_character_that_pdflatex_prints_has_a_command(step: int) -> None:
    assert [
        char for char in printable(step) if not commands(tex.escape(f"a{char}b")).isascii()
    ] == []


EXCEPTIONS = {
    **dict.fromkeys("\xad\u200c", ""), "\xa0": " ", "‘": "`", "’": "'", "‐": "-", "‑": "-",
    "‒": "–", "―": "—", "˙": "", "˛": "", "¸": "", "⟨": "〈", "⟩": "〉",
    **{char: unicodedata.normalize("NFKC", char) for char in "ǄǅǆǇǈǉǊǋǌﬀﬁﬂﬃﬄﬅﬆ"},
}  # fmt: skip
"""The text that our reader returns for a command, where it is not the same character."""


@pytest.mark.parametrize("step", [7, slow(1)])
def test_commands_round_trip(step: int) -> None:
    """Every character that `escape` leaves as it is; formulas are tested elsewhere."""
    for char in printable(step):
        if tex.escape(char) == char:
            text, reasons = plain_text(commands(f"a{char}b"))
            assert (text, reasons) == (f"a{EXCEPTIONS.get(char, char)}b", []), char


@given(st.characters())
def test_a_character_becomes_ascii_or_is_unchanged(char: str) -> None:
    escaped = tex.escape(char)
    output = commands(escaped)
    assert output == escaped or output.isascii()
    assert output or not escaped


@given(st.text())
def test_unchanged_characters_are_named(text: str) -> None:
    output = commands(tex.escape(text))
    assert bool(named(output)) != output.isascii()
