"""Compare titles by their words."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from eyebib.matching.spelling import american, with_greek_names
from eyebib.text.fold import folded
from eyebib.text.markup import plain

_ARTICLES = frozenset(("a", "an", "the"))
_SMALL = frozenset(
    """
    a an and are as at based be by can deep do does for from how in into is it its learning model
    models new of on or our the their to toward towards using via we what when with without
    """.split()
)
"""Words that say nothing about which paper it is."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑–](?=[^\W\d_])")
_END_OF_MAIN = re.compile(r"[:?!.–—]|\s-\s")
"""What may stand between a title and its subtitle."""
_CUTS = 6
"""Places where a subtitle may begin; more are not tried."""
_LEAST_COMMON = 2
"""Words that titles must have in common to be alike."""
_LEAST = 4
"""Letters of a word in which a letter can be wrong, so that it is still the same word."""


def normal(text: str) -> str:
    """The form in which titles are compared: words of lower-case letters, digits and `+`.

    Markup, case, accents, punctuation, dashes and apostrophes are removed; compatibility forms
    (`ﬁ`, `₂`) and Latin letters that Unicode does not decompose (`ø`, `ł`) are folded.
    """
    return " ".join(_split(_folded(text)))


def key(text: str) -> str:
    """A text for grouping: two titles that are equal have it in common; see `same`."""
    return "".join(words(text)) or plain(text).casefold()


def keys(text: str) -> frozenset[str]:
    """The normal form without spaces, and the same in American spelling; none of an empty title.

    Both are needed: without hyphens, `colour-coded` is one word that no rule of spelling knows.
    """
    exact = normal(text).replace(" ", "")
    return frozenset(filter(None, (exact, key(text))))


def same(a: str, b: str) -> bool:
    """Whether two titles are equal but for markup, case, punctuation and spelling.

    British and American spellings, `&` and `and`, Greek letters and their names, and a title with
    and without its leading article are equal. An empty title is equal to none.
    """
    return a == b != "" or bool(keys(a) & keys(b))


def is_spelled(a: str, b: str) -> bool:
    """Whether two equal titles are so in one spelling: `modelling` and `modeling` are two."""
    return _joined(a) == _joined(b)


def _joined(text: str) -> str:
    """The words as they are spelled, without a leading article; `&` is `and`."""
    split = _split(with_greek_names(_folded(text).replace("&", " and ")))
    return "".join(split[1:] if split[:1] and split[0] in _ARTICLES else split)


def words(text: str) -> list[str]:
    """The words of a title in American spelling, without `and` and without a leading article."""
    split = [american(word) for word in _split(with_greek_names(_folded(text)))]
    kept = [word for word in split if word != "and"]
    return kept[1:] if kept[:1] and kept[0] in _ARTICLES else kept


def content(text: str, name: str = "") -> frozenset[str]:
    """The words of a title that say what it is about, in the singular, without those of a name."""
    text = _HYPHEN.sub("", plain(text))
    names = {_singular(word) for word in words(_HYPHEN.sub("", name))}
    return frozenset(_singular(word) for word in words(text) if word not in _SMALL) - names


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _LEAST and word[-1] == "s" and word[-2] != "s" else word


def is_alike(title: str, other: str, name: str = "") -> bool:
    """Whether two titles have half of the shorter one's words in common, not counting a name."""
    one, two = content(title, name), content(other, name)
    common = len(one & two)
    return common >= _LEAST_COMMON and 2 * common >= min(len(one), len(two))


def mains(title: str) -> Iterator[str]:
    """The title up to each place where a subtitle may begin, the shortest first."""
    text = plain(title)
    for number, match in enumerate(_END_OF_MAIN.finditer(text)):
        if number == _CUTS:
            return
        if match.end() < len(text.rstrip()):
            yield text[: match.start()]


def is_mistyped(title: str, other: str) -> bool:
    """Whether two titles differ by one letter of one word: missing, additional, wrong or swapped.

    The first letter decides about the meaning (`symmetric`, `asymmetric`), and so do digits; a
    difference in them is not a typing error.
    """
    one, two = words(title), words(other)
    if len(one) != len(two):
        return False
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return len(pairs) == 1 and _is_one_letter_apart(*pairs[0])


def _is_one_letter_apart(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LEAST or one[0] != other[0]:
        return False
    if abs(len(one) - len(other)) > 1 or not (one + other).isalpha():
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True  # the last letter is missing
    a, b = one[start:], other[start:]
    is_swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return is_swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


@lru_cache(maxsize=64)  # a title is compared in several ways
def _folded(text: str) -> str:
    return folded(plain(text))


def _split(text: str) -> list[str]:
    for sign in set(text):  # there are far fewer signs than characters
        if not _is_of_word(sign):
            text = text.replace(sign, " ")
    return text.split()


@cache
def _is_of_word(sign: str) -> bool:
    return sign == "+" or unicodedata.category(sign)[0] in "LNM"
