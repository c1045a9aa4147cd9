"""Show text from files and from the network on one line, whatever characters it has."""

from itertools import pairwise


def visible(text: str) -> str:
    r"""The text with escapes (`\x1b`, `\n`, `\u202e`) for characters that are not printable.

    ZWJ and ZWNJ stay after characters that may need them: emoji, and letters of Arabic, Indic and
    later scripts in Unicode.
    """
    if text.isprintable():
        return text
    return "".join(_shown(sign, before) for before, sign in pairwise(f" {text}"))


def _shown(sign: str, before: str) -> str:
    is_needed = sign in "\u200c\u200d" and before >= "\u0590" and before.isprintable()
    return sign if sign.isprintable() or is_needed else _escaped(sign)


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
