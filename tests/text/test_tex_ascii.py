import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eyebib.text import tex
from eyebib.text.tex_ascii import commands, named
from eyebib.text.tex_reader import plain_text


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


def printed() -> Iterator[str]:
    """What pdflatex prints of the Basic Multilingual Plane, the byte order mark apart."""
    for code in (*range(0xA0, 0xD800), *range(0xE000, 0xFEFF)):
        character = chr(code)
        if unicodedata.is_normalized("NFC", character) and not tex.unsupported(character):
            yield character


def test_what_pdflatex_prints_has_a_command() -> None:
    assert [char for char in printed() if not commands(tex.escape(f"a{char}b")).isascii()] == []


ELSE = {
    **dict.fromkeys("\xad\u200c", ""), "\xa0": " ", "‘": "`", "’": "'", "‐": "-", "‑": "-",
    "‒": "–", "―": "—", "ˆ": "", "˜": "", "˙": "", "˛": "", "¸": "", "⟨": "〈", "⟩": "〉",
    **{char: unicodedata.normalize("NFKC", char) for char in "ǄǅǆǇǈǉǊǋǌﬀﬁﬂﬃﬄﬅﬆ"},
}  # fmt: skip
"""What our own reader makes of a command, if it is not the very character."""


def test_commands_are_read_back() -> None:
    """Of all that `escape` leaves raw: maths is its own affair."""
    for char in printed():
        if tex.escape(char) == char:
            text, odd = plain_text(commands(f"a{char}b"))
            assert (text, odd) == (f"a{ELSE.get(char, char)}b", []), char


@given(st.characters())
def test_a_character_becomes_ascii_or_stays(char: str) -> None:
    escaped = tex.escape(char)
    written = commands(escaped)
    assert written == escaped or written.isascii()
    assert written or not escaped


@given(st.text())
def test_what_stays_is_named(text: str) -> None:
    written = commands(tex.escape(text))
    assert bool(named(written)) != written.isascii()
