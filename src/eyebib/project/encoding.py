"""The text of a file of another tool, whose encoding may not be UTF-8."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from eyebib.model.problem import EyebibError, Location, Problem, warning

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DECLARED = re.compile(
    rb"(?i)\A(?:[^\n]*\n){0,4}?%+[^\n]{0,40}?\b(?:en)?coding[:=]\s*"
    rb"((?:ansi|ascii|big5|cp|euc|gb|hz|iso|johab|koi8|latin|mac|ptcp|shift|sjis|us|utf|win)[\w.-]*)"
)
"""JabRef's `% Encoding: Cp1252` and Emacs's `% -*- coding: latin-1 -*-`, in one of five lines."""

_FALLBACK = "cp1252"
"""The encoding of Windows in the West, in which most .bib files are that are not UTF-8."""


def decode(content: bytes, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file, with LF line endings, and warnings about its encoding."""
    text, problems = as_it_is(content, path)
    return with_line_feeds(text), problems


def with_line_feeds(text: str) -> str:
    """The text with LF line endings."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_it_is(content: bytes, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file with its own line endings, and warnings about its encoding.

    The encoding is that of the byte order mark, else UTF-8, else the declared one. Otherwise each
    line that is not UTF-8 is read as Windows-1252, and reported.
    """
    problems: list[Problem] = []
    text = _decoded(content)
    if text is None:
        text, lines = _by_line(content)
        message = (
            f"not UTF-8; line{'s' if ',' in lines else ''} {lines} read as Windows-1252; "
            "check the text, or save the file as UTF-8"
        )
        first = Location(path=path, line=int(lines.partition(",")[0]))
        problems.append(warning(first, message, "encoding"))
    return text, problems


def rewritten(content: bytes, text: str, path: Path) -> bytes:
    """The new text of a file in the encoding, and with the byte order mark, of its old content.

    Raises:
        EyebibError: The content is not in one encoding, or its encoding does not have a character.
    """
    old, _ = as_it_is(content, path)
    for mark, name in _encodings(content):
        with suppress(UnicodeError, LookupError):
            if mark + old.encode(name) == content:
                return mark + text.encode(name)
    message = "cannot be written in its encoding; save the file as UTF-8"
    problem = Problem(location=Location(path=path), message=message, rule="encoding")
    raise EyebibError(problems=[problem])


def _encodings(content: bytes) -> Iterator[tuple[bytes, str]]:
    """The byte order marks and encodings that a file may have."""
    yield codecs.BOM_UTF8, "utf-8"
    yield codecs.BOM_UTF16_LE, "utf-16-le"
    yield codecs.BOM_UTF16_BE, "utf-16-be"
    yield b"", "utf-8"
    if declared := _DECLARED.search(content[:2000]):
        yield b"", declared[1].decode("ascii")
    yield b"", _FALLBACK


def _decoded(content: bytes) -> str | None:
    """The text if it has a byte order mark, is UTF-8, or is in the encoding that it declares."""
    declared = _DECLARED.search(content[:2000])
    marks = (name for bom, name in _BOMS.items() if content.startswith(bom))
    for name in (*marks, "utf-8", declared[1].decode("ascii") if declared else ""):
        try:
            return content.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
    return None


def _by_line(content: bytes) -> tuple[str, str]:
    """The text, and the numbers of the lines that are not UTF-8."""
    lines, others = [], []
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode(_FALLBACK, "replace"))
            others.append(str(number))
    return "".join(lines), ", ".join(others)
