"""Characters that are not printable."""

import sys

import pytest

from eyebib.text.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("entries/é 眼.yaml", "entries/é 眼.yaml"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x1b]0;gone\x07", r"\x1b]0;gone\x07"),
        ("\x9b2J", r"\x9b2J"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\u2066a\u2069", r"\u2066a\u2069"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("\udcff.yaml", r"\udcff.yaml"),
        ("\U000e0041", r"\U000e0041"),
        ("می\u200cشود 👩\u200d🔬", "می\u200cشود 👩\u200d🔬"),
        ("a\u200cb\u200d", r"a\u200cb\u200d"),
        ("\u202e\u200dא\u200d\u200d", "\\u202e\\u200dא\u200d\\u200d"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_every_other_character_is_printable() -> None:
    signs = map(chr, range(sys.maxunicode + 1))
    assert [hex(ord(sign)) for sign in signs if not visible(f"a{sign}b").isprintable()] == []
