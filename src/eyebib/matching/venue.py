"""The short name of a venue that people know, from any of its long names.

The table of `venue_names` comes first; else an acronym counts that stands at the end or the
beginning of the name of a meeting: `... on Web Services (ICWS)`, `SMAP 2008: ...`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from eyebib.matching import venue_names
from eyebib.matching.venue_words import (
    LONGEST,
    Words,
    initials,
    is_beside,
    variants,
    without_kind,
    words,
)
from eyebib.text.markup import plain

_ACRONYM = r"(?!(?:[IVXLC]++|USA|UK|UAE)\b)[A-Z](?=[a-z@/-]*+[A-Z])[A-Za-z]*+(?:[@/-][A-Za-z]++)*+"
"""A word with two capitals, but no Roman number such as `II`, which numbers a part, nor a place."""
_YEAR = r"\s*['’-]?(?:(?:19|20)\d\d|\d\d)\b"
_CAPITALS = re.compile(_ACRONYM)
_DATED = re.compile(rf"\b{_ACRONYM}{_YEAR}")
_IN_FRONT = re.compile(rf"(?:IEEE )?({_ACRONYM})(?:{_YEAR}(?=\s*(?::|–|-\s|$))|$)")
_BEHIND = re.compile(rf"[(–:-]\s*({_ACRONYM}(?: [A-Z]{{2,}})?)(?:{_YEAR})?\s*\)?\.?$")
_LISTED = re.compile(rf", ({_ACRONYM})$")
_BY_ACM = re.compile(r"\s-\s+([\w@/-]+(?: [A-Z]{2,})?) ?['’]\d\d\b")
"""`... for TV and video - uxtv '08`: in titles of ACM, whatever stands there is the acronym."""
_BREAK = re.compile(r"\s*(?:[:;,()\[\]–—=]|\s-\s|\band the\b)\s*")
_BREAKS = 8
_LEAST = 4
"""Letters of a word that may have a plural."""
_MEETING = re.compile(r"(?i)\b(?:conference|symposium|workshops?|meeting|congress|proceedings?)\b")

_PARTS = (
    (re.compile(r"(?i)\bfindings of\b"), "Findings of {}"),
    (re.compile(r"(?i)\bextended abstracts(?: of\b| on\b)?"), "{} Extended Abstracts"),
    (re.compile(r"(?i)\b(?:companion|adjunct)\b(?: to\b| of\b)?"), "{} Companion"),
    (re.compile(r"(?i)\bworkshops(?=\W*$|\s*\()"), "{} Workshops"),
)
"""What is published beside a conference, and how it is called."""


def is_serial(short: str) -> bool:
    """Whether a short name is that of a journal or series of the table."""
    return f"\n{short}: " in venue_names.SERIALS


def short(name: str) -> str | None:
    """The short name of a conference, journal or series, without its year; None if it has none.

    `2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)` is `CVPR`, and
    `Findings of the Association for Computational Linguistics: EMNLP 2020` is `Findings of EMNLP`.
    """
    if len(name) > LONGEST:
        return None
    is_meeting = _MEETING.search(name) or _DATED.search(name)
    return known(name) or (acronym(name) if is_meeting else None)


@lru_cache(maxsize=10_000)
def known(name: str) -> str | None:
    """The short name of a venue of the table, or of what is published beside it."""
    if len(name) > LONGEST:
        return None
    name = plain(name)
    for part, form in _PARTS:
        rest, count = part.subn(" ", name, count=1)
        if count:
            found = _found(rest)
            return form.format(found) if found else None
    return _found(name)


def acronym(name: str) -> str | None:
    """The acronym that is the name of an event, or that it begins or ends with."""
    if len(name) > LONGEST:
        return None
    name = plain(name)
    found = _IN_FRONT.match(name) or _BEHIND.search(name) or _BY_ACM.search(name)
    listed = _LISTED.search(name)
    if not found and listed and listed[1].casefold() in initials(name[: listed.start()]):
        found = listed  # not a place, as in `..., USA`
    is_host = found and is_beside(words(name)) and _look_up(found[1])  # that of the workshop
    return found[1] if found and not is_host else None


def _found(name: str) -> str | None:
    return next(filter(None, map(_look_up, _pieces(name))), None)


def _pieces(name: str) -> Iterator[str]:
    """The name, acronyms with a year in it, the name up to each sign, and what is between them.

    A workshop may name the conference that it belongs to; of its name only the beginning counts.
    """
    yield name
    heads = [name[: match.start()] for match in _BREAK.finditer(name)][:_BREAKS]
    if is_beside(words(name)):
        yield from heads
        return
    yield from _DATED.findall(name)
    yield from heads
    is_meeting = _MEETING.search(name) is not None
    for piece in (*_BREAK.split(name, maxsplit=_BREAKS), name.rpartition(" ")[2]):
        if is_meeting or " " in piece:
            yield piece


def _look_up(name: str) -> str | None:
    split = words(name)
    if len(split) == 1 and not _CAPITALS.search(name) and name not in _table().values():
        return None  # `Case` and `Micro` are words
    forms = list(variants(split))
    if not is_beside(split):
        forms += [bare for form in forms if len(bare := without_kind(form)) > 1]
    found = (_table().get(tuple(map(_singular, form))) for form in forms)
    return next(filter(None, found), None)


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > _LEAST else word  # `ICCS` is not `ICC`


@cache
def _table() -> Mapping[Words, str]:
    """The short names by the words of their long names, and by their own."""
    lines = f"{venue_names.CONFERENCES}{venue_names.SERIALS}".replace("\n    ", " ")
    table: dict[Words, str] = {}
    for line in filter(None, lines.splitlines()):
        short_name, _, names = line.partition(": ")
        for name in (short_name, *names.split("; ")):
            table[tuple(map(_singular, words(name)))] = short_name
    return table
