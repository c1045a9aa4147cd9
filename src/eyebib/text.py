"""Text: what a source sends as plain text on one line, and texts compared."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from eyebib.markup import without_markup

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


_MANY_MARKS = re.compile(r"[^\w\s\x00-\u02ff\u034f]{30}(?=[^\w\s\x00-\u02ff\u034f])")


def _stream_safe(run: re.Match[str]) -> str:
    """A grapheme joiner after 30 marks (UAX #15, 13): normalising takes quadratic time else."""
    return run[0] + "\u034f" if unicodedata.combining(run[0][-1]) else run[0]


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """Where the characters stand that `clean` takes away since nobody sees them, and which."""
    return ((found.start(), found[0][0]) for found in _INVISIBLE.finditer(text))


def plain(markup: str) -> str:
    """A title or name with tags, entities or formulas as plain text on one line.

    Subscripts and superscripts of digits and signs become Unicode's (`CO₂`, `10⁵`); see `markup`.
    """
    return clean(without_markup(markup))


def abstract(markup: str) -> str:
    r"""An abstract as plain text, its paragraphs and section headings separated by `\n`.

    A heading that only says "Abstract" goes; others (`Background`) stay as a line of their own.
    """
    lines = [line for line in map(clean, without_markup(markup).split("\n")) if line]
    if len(lines) > 1 and lines[0].casefold().strip(" :.") == "abstract":
        lines = lines[1:]
    return "\n".join(lines)


def normal(text: str) -> str:
    """The form titles are compared in: words of lower-case letters, digits and `+`, no accents.

    Markup, case, punctuation, dashes and apostrophes are gone; compatibility forms are folded
    (`ﬁ`, `₂`), and so are Latin letters that Unicode does not decompose (`ø`, `ł`).
    """
    return " ".join(_words(plain(text)))


def same(a: str, b: str) -> bool:
    """Whether two titles agree: their normal forms without spaces are equal.

    A last word in parentheses that only one of them has is overlooked, since a list names the
    model there: `... from retinal images (RETFound)`. A missing title agrees with nothing.
    """
    one, other = plain(a), plain(b)
    if one == other:
        return one != ""
    keys = {(_key(one), _key(other)), (_unnamed(one), _key(other)), (_key(one), _unnamed(other))}
    return any(left == right != "" for left, right in keys)


def slug(text: str) -> str:
    """A name as `[a-z0-9][a-z0-9-]*`: `RET-CLIP` is `ret-clip`; empty if nothing is left."""
    return "-".join(re.findall(r"[a-z0-9]+", _folded(plain(text))))


_NAME = re.compile(r"(?<=\S) \((?![IVXLC]+\)|[^A-Za-z()]*\))[^\s()]{2,}\)$")
"""`(RETFound)` at the end, but no number: `(II)`, `(2)`."""
_UNHEARD = re.compile("[\u0300-\u036f'’‘ʼ´`]+")
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKD", re.sub("[™®©]", "", text).casefold())
    return unicodedata.normalize("NFC", _UNHEARD.sub("", text).translate(_LATIN))


def _words(text: str) -> list[str]:
    folded = _folded(text)
    for sign in set(folded):  # far fewer than the characters
        if not _is_of_word(sign):
            folded = folded.replace(sign, " ")
    return folded.split()


@cache
def _is_of_word(sign: str) -> bool:
    return sign == "+" or unicodedata.category(sign)[0] in "LNM"


def _key(title: str) -> str:
    return "".join(_words(title)) or title.casefold()


def _unnamed(title: str) -> str:
    return _key(_NAME.sub("", title))
