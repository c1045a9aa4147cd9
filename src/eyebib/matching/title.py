"""Titles that nearly are another's: notices, comments, parts, data, models named after models."""

import re
import unicodedata
from functools import cache

from eyebib.text.fold import folded
from eyebib.text.markup import plain

_WITHDRAWN = (
    r"(?:(?i:retracted|withdrawn)|REMOVED|TEMPORARY REMOVAL)(?i:\s+(?:article|chapter|paper))?"
)
_MARK = re.compile(
    rf"^\W*{_WITHDRAWN}\W*[:\])–—]\s*|\s*[\[(]\s*{_WITHDRAWN}\s*[\])]\W*$",
)
"""What publishers put before or behind the title of a paper that they have withdrawn.

`Removed: ...` in small letters may be the title of a paper; as a mark it is in capitals.
"""

_ABOUT = re.compile(
    r"(?i)\W*(?:"
    r"(?:(?:author|publisher|editor|editorial)(?:'?s)? )?"
    r"(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a)|retraction|withdrawal"
    r"|comment(?:s|ary)?|discussion|reply|response|rebuttal)"
    r"(?: (?:note|notice))?(?:\W*[:–—]| to:| (?:to|on|of|for) (?:the )?(?:\W*[\"“«‘]|comments?\b"
    r"|letters?\b|\w+ et al))"
    r"|corrections? to\b|corrigend(?:um|a) to\b|errat(?:um|a) (?:to|for)\b|addendum to\b"
    r"|retraction note\b|comments? on\b|commentary on\b|reply to\b|expression of concern\b"
    r"|(?:peer |referee )?review (?:#?\d+ )?(?:for|of):? ?[\"“«]|reviewer report\b"
    r"|decision letter\b"
    r"|data(?:sets?)? (?:for|from):|datasets? (?:for|from)\b|code for\b|additional file \d"
    r"|supplement(?:ary|al) (?:materials?|data|figures?|tables?|information|files?)\b"
    r"|(?:figure|table) \w+ from\b)"
)
"""How titles begin of what was written about a paper, or belongs to one."""

_PART = re.compile(r"\b(?:part|volume|vol|chapter|paper) ([ivx]+|\d+)\b|\b([ivx]{2,})\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}

_TAIL = (
    r"(?:[-‐‑–](?!(?:based|like|style|driven|assisted|guided)\b)[\w-]+"
    r"| (?:v?\d[\w.]*|[IVX]{2,3})(?=\W|\Z))"
)
"""What makes another name of a name: `-Green`, ` 2`, ` II`."""
_STRONG = re.compile(r"(?=.{5}).*?\w.*?[A-Z\d].*")
"""A name that no other text holds by chance: five characters, a capital or digit inside."""
_SMALL = frozenset(
    "a an and at by deep for from in into learning model of on the to via with".split()
)


def is_marked_withdrawn(title: str) -> bool:
    """Whether a title has a publisher's mark: `RETRACTED: T`, `[Retracted] T`, `T (Retracted)`."""
    return _MARK.search(plain(title)) is not None


def without_mark(title: str) -> str:
    """A title without such a mark; a title that is nothing but a mark stays."""
    return _MARK.sub("", plain(title)) or title if is_marked_withdrawn(title) else title


def is_other(title: str, found: str) -> bool:
    """Whether a title tells of another text than the paper: about it, part of it, the next part."""
    title, found = plain(title), plain(found)
    if _ABOUT.match(found) and not _ABOUT.match(title):
        return True
    mine, theirs = _parts(title), _parts(found)
    return bool(mine and theirs) and mine != theirs


def _parts(title: str) -> set[str]:
    found = (match[1] or match[2] for match in _PART.finditer(normal(title)))
    return {_ROMAN.get(number, number) for number in found}


def is_named_in_both(name: str, title: str, found: str) -> bool:
    """Whether a short name stands in both titles, as a word and as no part of another name.

    `RETFound` is not in `RETFound-Green`, `SAM` not in `SAM 2`. A name that may be there by chance
    (`SAM`, `Retina`) needs another word that the titles share.
    """
    full = _full_names(name, plain(title)) & _full_names(name, plain(found))
    return bool(full) and (_STRONG.fullmatch(name) is not None or _is_alike(name, title, found))


def _full_names(name: str, title: str) -> set[str]:
    """The name as the title has it, with what follows it: `-green`, ` 2`, or nothing."""
    words = [re.escape(word) for word in normal(name).split()]
    if not words:
        return set()
    wanted = r"[\W_]*".join(words)
    found = re.finditer(rf"(?i)(?<![^\W_])(?<!\w[-‐‑]){wanted}(?![^\W_])({_TAIL}?)", title)
    return {normal(match[1]) for match in found}


def _is_alike(name: str, title: str, found: str) -> bool:
    common = set(normal(title).split()) & set(normal(found).split())
    return bool({word for word in common if len(word) > 3} - {*normal(name).split(), *_SMALL})


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


_NAME = re.compile(r"(?<=\S) \((?![IVXLC]+\)|[^A-Za-z()]*\))[^\s()]{2,}\)$")
"""`(RETFound)` at the end, but no number: `(II)`, `(2)`."""


def _words(text: str) -> list[str]:
    words = folded(text)
    for sign in set(words):  # far fewer than the characters
        if not _is_of_word(sign):
            words = words.replace(sign, " ")
    return words.split()


@cache
def _is_of_word(sign: str) -> bool:
    return sign == "+" or unicodedata.category(sign)[0] in "LNM"


def _key(title: str) -> str:
    return "".join(_words(title)) or title.casefold()


def _unnamed(title: str) -> str:
    return _key(_NAME.sub("", title))
