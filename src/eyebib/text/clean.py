"""Text: what a source sends as plain text on one line, and texts compared."""

import re
import unicodedata
from collections.abc import Iterator

_CLEAN = re.compile("(?:(?:(?<!^) (?! |$))?[!-~¡-¬®-\u024fΑ-ώ‐-‧₀-ₜ←-⌀])*+")
"""Visible ASCII, composed Latin and Greek letters, common punctuation and signs of mathematics,
with single spaces between."""
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
    """Text on one line, NFC: every run of Unicode spaces is one space, invisible characters go.

    Soft hyphens, zero-width spaces, byte order marks, control and bidi control characters go; no
    visible character does. ZWJ and ZWNJ stay between letters of the scripts that shape by them
    (Arabic, Indic and their neighbours) and in emoji. What UTF-8 or XML cannot hold (half a
    surrogate pair, U+FFFE, U+FFFF) becomes U+FFFD.
    """
    if _CLEAN.fullmatch(text):
        return text  # most text is, and is looked at more than once
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _BROKEN.sub("\ufffd", text)))
    text = _MANY_MARKS.sub(_stream_safe, _JOINERS.sub(r"\1", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def clean_lines(text: str) -> str:
    """A text with each of its lines cleaned and without empty lines."""
    return "\n".join(filter(None, map(clean, text.splitlines())))


_MANY_MARKS = re.compile(r"[^\w\s\x00-\u02ff\u034f]{30}(?=[^\w\s\x00-\u02ff\u034f])")


def _stream_safe(run: re.Match[str]) -> str:
    """A grapheme joiner after 30 marks (UAX #15, 13): normalising takes quadratic time else."""
    return run[0] + "\u034f" if unicodedata.combining(run[0][-1]) else run[0]


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """Where the characters stand that `clean` takes away since nobody sees them, and which."""
    return ((found.start(), found[0][0]) for found in _INVISIBLE.finditer(text))
