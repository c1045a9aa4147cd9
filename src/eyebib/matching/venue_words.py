"""The words of a venue's name, without what differs between its years and between sources."""

import re
from collections.abc import Iterator
from itertools import combinations, dropwhile

from eyebib.matching import title

Words = tuple[str, ...]

LONGEST = 300
"""Characters of a name; a longer one is none."""

KINDS = frozenset("conference conferences conf symposium symp meeting congress".split())
_BESIDE = frozenset("workshop workshops competition tutorial tutorials doctoral".split())
"""Words of what takes place beside a conference."""
_SERIALS = frozenset("journal j transactions trans letters lett magazine review rev".split())
_PUBLISHED = frozenset("proceedings proceeding proc".split())
_SMALL = frozenset(
    "an the of on in for at to with by da das de der des die do dos du et la le und".split()
)
"""Words that abbreviations leave out; letters may name a journal (`Physical Review A`)."""
_HOSTS = frozenset("acm cvf embs eurographics ieee iapr ifip ras rsj siam usenix".split())
"""Societies; a conference's name may begin with those that hold it."""
_GROUP = re.compile("sig[a-z]{2,}")
"""A special interest group of ACM: `SIGKDD`, but a conference if it is the only word."""
_CHANGING = frozenset("international int intl annual biennial".split())
"""Words that are left out of the name of a conference as often as not."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_VOLUME = re.compile(r"(?i)\b(?:volume|vol\.?|part|no\.?|v\.)\s*(?:\d{1,4}|[ivxl]{2,6}|i)\b")
_SECTION = re.compile(r"(?i)\b(?:part|section|series) +(?=[A-Z]\b)")
_RECORD = re.compile(r"(?i)\bconference record of\b")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\W*$|^\W*[(\[][^()\[\]]*[)\]]\s*")
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)?|(?:thir|four|fif|six|seven|eigh|nine)teenth|\w+tieth|twelfth"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
)
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())


def words(name: str) -> Words:
    """The words in lower case, without year, ordinal, volume, `Proceedings of the` and brackets.

    The brackets at the beginning and at the end are meant: `(ICML)`, `[1992]`. If nothing else is
    left, or the name is too long to be one, all words are returned.
    """
    if len(name) > LONGEST:
        return tuple(title.words(name))
    text = _BRACKETS.sub(" ", name)
    for left_out in (_RECORD, _SECTION, _YEAR, _VOLUME):
        text = left_out.sub(" ", text)
    split = title.words(text)
    kept = tuple(word for word in split if not _is_left_out(word))
    return kept or tuple(title.words(name))


def _is_left_out(word: str) -> bool:
    is_number = word in _TENS or _ORDINAL.fullmatch(word) is not None
    return is_number or word in _PUBLISHED or word in _SMALL


def without_count(name: str) -> str:
    """The name as it is written, without `Proceedings of the`, year and ordinal in front."""
    return " ".join(dropwhile(_is_count, name.split())) or name


def _is_count(word: str) -> bool:
    parts = re.findall(r"\w+", word.casefold())
    return all(_is_left_out(part) or _YEAR.fullmatch(part) for part in parts)


def variants(words: Words) -> Iterator[Words]:
    """The words, then without what the name of a conference may be without: hosts and others.

    A journal keeps `International`, which tells it from another.
    """
    yield words
    changing = frozenset() if is_serial(words) else _CHANGING
    groups = _HOSTS.union(filter(_GROUP.fullmatch, words))
    for left_out in (changing, _HOSTS, groups, changing | groups):
        shorter = tuple(word for word in words if word not in left_out)
        if shorter and shorter != words:
            yield shorter


def is_serial(words: Words) -> bool:
    """Whether the name is that of a journal and not of a conference."""
    return not _SERIALS.isdisjoint(words) and KINDS.isdisjoint(words)


def is_beside(words: Words) -> bool:
    """Whether the name is that of a workshop or the like, and not of a conference."""
    return not _BESIDE.isdisjoint(words)


def without_kind(words: Words) -> Words:
    """The words without `conference` and the like."""
    return tuple(word for word in words if word not in KINDS)


def initials(name: str) -> set[str]:
    """The initials of the words, with and without those that an acronym may leave out."""
    split = title.words(_YEAR.sub(" ", _BRACKETS.sub(" ", name)))
    groups = (_SMALL, _HOSTS, _CHANGING, KINDS, _PUBLISHED)
    subsets = (chosen for size in range(len(groups) + 1) for chosen in combinations(groups, size))
    left_out = (frozenset[str]().union(*chosen) for chosen in subsets)
    return {"".join(word[0] for word in split if word not in out) for out in left_out}
