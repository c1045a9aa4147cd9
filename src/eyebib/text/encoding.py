"""Repair text whose encoding was mistaken somewhere between the author and the source."""

import re

import ftfy

_CUT = re.compile("(?<![\x80-\xff])\x80([\x90-\x9f])")
"""A dash or quote in UTF-8 that lost its first byte, E2: `\\x80\\x93`. A byte before it is a letter
in UTF-8."""
_CONTROL = re.compile("[\x80-\x9f]")
"""C1 control characters, which no text needs."""


def repaired(text: str) -> str:
    """The text with mojibake undone where it is certain: `JÃ¼rgen` becomes `Jürgen`.

    UTF-8 that was read as Latin-1 or Windows-1252 is decoded, also if only parts of the text are
    affected. Control characters become the quotes and dashes that they are in Windows-1252. U+FFFD
    remains, since the character that it stands for is lost.
    """
    if text.isascii():
        return text
    text = ftfy.fix_encoding(_CUT.sub(_mark, text))
    return _CONTROL.sub(_windows, text)


def _mark(end: re.Match[str]) -> str:
    return (b"\xe2" + end[0].encode("latin-1")).decode("utf-8")


def _windows(control: re.Match[str]) -> str:
    return control[0].encode("latin-1").decode("cp1252", errors="ignore") or control[0]
