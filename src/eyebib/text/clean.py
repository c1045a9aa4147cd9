"""Clean plain text: one line, NFC, no invisible characters."""

import re
import unicodedata
from collections.abc import Iterator

_VISIBLE = re.compile("[ -~¡-¬®-\u024fΑ-ώ‐-‧₀-ₜ←-⌀]*+")
"""Characters that stay as they are: visible ASCII, composed Latin and Greek letters, common
punctuation and mathematical signs, and spaces."""
_SPACES = re.compile(r"\s+")
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]+"
)
_JOINED = (
    "[\u0590-\u1cff\u2190-\u2bff\ua840-\uabff\ufb50-\ufdff\ufe0f\ufe70-\ufefe\U00010a00-\U0001faff]"
)
_JOINERS = re.compile(
    f"(?<={_JOINED})([\u200c\u200d])[\u200c\u200d]*+(?={_JOINED})|[\u200c\u200d]+"
)


def clean(text: str) -> str:
    """The text in NFC on one line, with single spaces and without invisible characters.

    Every run of Unicode whitespace becomes one space. Soft hyphens, zero-width spaces, byte order
    marks, control and bidi control characters are removed; visible characters are not. ZWJ and ZWNJ
    are kept in emoji and between letters of scripts that need them for shaping (Arabic and Indic
    scripts and their neighbours in Unicode). Characters that UTF-8 or XML cannot represent become
    U+FFFD: unpaired surrogates, U+FFFE and U+FFFF.
    """
    if _is_clean(text):
        return text  # the common case: most text is clean, and is cleaned more than once
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _BROKEN.sub("\ufffd", text)))
    text = _MANY_MARKS.sub(_stream_safe, _JOINERS.sub(r"\1", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _is_clean(text: str) -> bool:
    """Whether all characters of a text stay; most text is ASCII and needs no regular expression."""
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    return text.isprintable() if text.isascii() else _VISIBLE.fullmatch(text) is not None


def clean_lines(text: str) -> str:
    """The text with each line cleaned and empty lines removed."""
    return "\n".join(filter(None, map(clean, text.splitlines())))


_MANY_MARKS = re.compile(r"[^\w\s\x00-\u02ff\u034f]{30}(?=[^\w\s\x00-\u02ff\u034f])")


def _stream_safe(run: re.Match[str]) -> str:
    """Insert a grapheme joiner after 30 marks (UAX #15, 13): normalising would be quadratic."""
    return run[0] + "\u034f" if unicodedata.combining(run[0][-1]) else run[0]


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """The position of each run of invisible characters that `clean` removes, and its first one."""
    return ((match.start(), match[0][0]) for match in _INVISIBLE.finditer(text))
