"""Whether two names are of one venue.

Names differ by year, ordinal, sponsors, `Proceedings of the`, abbreviated words (`Mach. Learn.`)
and acronyms (`ICML`). A workshop is another venue than its conference, and `Nature` another than
`Nature Physics`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from eyebib.matching import venue
from eyebib.matching.venue_words import (
    LONGEST,
    Words,
    initials,
    is_serial,
    variants,
    without_kind,
    words,
)
from eyebib.text.markup import plain

_NO_VENUES = frozenset(
    """
    arxiv biorxiv chemrxiv corr medrxiv openreview preprint preprints ssrn submitted techrxiv
    unpublished
    """.split()
)
"""First words of a name that claims no publication."""
_SUBTITLE = re.compile(r"\s*[:=(\[]|\s-\s|\s*[–—]")
_LEAST = 3
"""Letters of an acronym that is compared with initials; words of a name that needs no kind."""


def claims(name: str) -> bool:
    """Whether a name is that of a venue, and not of a preprint server (`arXiv`, `CoRR`)."""
    split = words(name[:LONGEST])
    return bool(split) and split[0] not in _NO_VENUES


def same(one: str, other: str) -> bool:
    """Whether two names are of one venue, in any year."""
    if max(len(one), len(other)) > LONGEST:
        return one == other
    a, b = _name(one), _name(other)
    if a.known and b.known:
        return a.known == b.known
    is_equal = bool(a.keys & b.loose or b.keys & a.loose)
    return is_equal or any(_is_short_for(x, y) for x, y in ((a, b), (b, a)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name as it is compared.

    `keys` are its words, joined; `loose` are also those of the name without a sponsor, a subtitle
    or its kind, each of which another name of the venue may be without.
    """

    text: str
    words: Words
    known: str | None
    keys: frozenset[str]
    loose: frozenset[str]


@lru_cache(maxsize=10_000)
def _name(name: str) -> _Name:
    text = plain(name)
    whole, main = words(text), words(_SUBTITLE.split(text.strip(), maxsplit=1)[0])
    loose = {*variants(whole), *variants(main)}
    loose |= {bare for form in loose if len(bare := without_kind(form)) >= _LEAST}
    keys = (whole,) if is_serial(whole) else tuple(variants(whole))
    return _Name(
        text=text,
        words=whole,
        known=venue.known(name),
        keys=frozenset(map("".join, keys)),
        loose=frozenset(map("".join, loose)),
    )


def _is_short_for(one: _Name, other: _Name) -> bool:
    """Whether the first name abbreviates the other or is its acronym."""
    if len(one.words) == 1 and len(one.words[0]) >= _LEAST:
        acronym = venue.short(other.text) or ""
        if one.words[0] in (acronym.casefold(), *initials(other.text)):
            return True
    return any(_abbreviates(one.words, form) for form in variants(other.words))


def _abbreviates(short: Words, long: Words) -> bool:
    """Whether each word begins, or contracts, the word at its place in the other name."""
    return len(short) == len(long) and all(map(_is_abbreviation, short, long))


def _is_abbreviation(short: str, word: str) -> bool:
    """`learn` of `learning`, `natl` of `national`; not `cell` of `cells`."""
    if word.startswith(short):
        return word != f"{short}s"
    has_ends = short[0] == word[0] and short[-1] == word[-1] and len(short) > _LEAST
    rest = iter(word)
    return has_ends and all(letter in rest for letter in short)
