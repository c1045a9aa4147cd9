"""Compare titles, and recognise notices, comments, data and other parts by their titles."""

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
"""The marks that publishers add to the title of a withdrawn paper.

`REMOVED` is a mark only in capitals, since `Removed: ...` may be the title of a paper.
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
"""The beginning of a title of something about a paper, or of a part of one."""

_PART = re.compile(r"\b(?:part|volume|vol|chapter|paper) ([ivx]+|\d+)\b|\b([ivx]{2,})\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}

_TAIL = (
    r"(?:[-‐‑–](?!(?:based|like|style|driven|assisted|guided)\b)[\w-]+"
    r"| (?:v?\d[\w.]*|[IVX]{2,3})(?=\W|\Z))"
)
"""A suffix that turns one name into another: `-Green`, ` 2`, ` II`."""
_STRONG = re.compile(r"(?=.{5}).*?\w.*?[A-Z\d].*")
"""A name that does not occur by chance: five characters, with a capital or digit inside."""
_LONGEST = 200
"""Characters of a short name; a longer one is none, and searching for it would take too long."""
_SMALL = frozenset(
    "a an and at by deep for from in into learning model of on the to via with".split()
)


def is_marked_withdrawn(title: str) -> bool:
    """Whether a title has such a mark: `RETRACTED: T`, `[Retracted] T`, `T (Retracted)`."""
    return _MARK.search(plain(title)) is not None


def without_mark(title: str) -> str:
    """The title without its mark; a title that consists only of a mark is kept."""
    return _MARK.sub("", plain(title)) or title if is_marked_withdrawn(title) else title


def is_other(title: str, other: str) -> bool:
    """Whether `other` is the title of a text about the paper, a part of it, or another part."""
    title, other = plain(title), plain(other)
    if _ABOUT.match(other) and not _ABOUT.match(title):
        return True
    parts, other_parts = _parts(title), _parts(other)
    return bool(parts and other_parts) and parts != other_parts


def _parts(title: str) -> set[str]:
    numbers = (match[1] or match[2] for match in _PART.finditer(normal(title)))
    return {_ROMAN.get(number, number) for number in numbers}


def is_named_in_both(name: str, title: str, other: str) -> bool:
    """Whether a short name occurs in both titles, as a word and not as part of another name.

    `RETFound` does not occur in `RETFound-Green`, nor `SAM` in `SAM 2`. If the name may occur by
    chance (`SAM`, `Retina`), the titles must share another word.
    """
    names = _full_names(name, plain(title)) & _full_names(name, plain(other))
    return bool(names) and (_STRONG.fullmatch(name) is not None or _is_alike(name, title, other))


def _full_names(name: str, title: str) -> set[str]:
    """The occurrences of the name with the suffix that follows: `-green`, ` 2`, or none."""
    words = normal(name).split()
    if not words or len(name) > _LONGEST:
        return set()
    first, *rest = words
    pattern = re.escape(first) + "".join(
        rf"(?:(?!{re.escape(word[0])})[\W_])*+{re.escape(word)}" for word in rest
    )
    matches = re.finditer(rf"(?i)(?<![^\W_])(?<!\w[-‐‑]){pattern}(?![^\W_])({_TAIL}?)", title)
    return {normal(match[1]) for match in matches}


def _is_alike(name: str, title: str, other: str) -> bool:
    common = set(normal(title).split()) & set(normal(other).split())
    return bool({word for word in common if len(word) > 3} - {*normal(name).split(), *_SMALL})


def normal(text: str) -> str:
    """The form in which titles are compared: words of lower-case letters, digits and `+`.

    Markup, case, accents, punctuation, dashes and apostrophes are removed; compatibility forms
    (`ﬁ`, `₂`) and Latin letters that Unicode does not decompose (`ø`, `ł`) are folded.
    """
    return " ".join(_words(plain(text)))


def same(a: str, b: str) -> bool:
    """Whether two titles agree: their normal forms without spaces are equal.

    A last word in parentheses that only one of them has is ignored, since lists put the name of the
    model there: `... from retinal images (RETFound)`. An empty title agrees with none.
    """
    one, other = plain(a), plain(b)
    if one == other:
        return one != ""
    keys = {(_key(one), _key(other)), (_unnamed(one), _key(other)), (_key(one), _unnamed(other))}
    return any(left == right != "" for left, right in keys)


_NAME = re.compile(r"(?<=\S) \((?![IVXLC]+\)|[^A-Za-z()]*\))[^\s()]{2,}\)$")
"""`(RETFound)` at the end, but not a number such as `(II)` or `(2)`."""


def _words(text: str) -> list[str]:
    words = folded(text)
    for sign in set(words):  # there are far fewer signs than characters
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
