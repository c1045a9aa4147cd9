"""Labels that lists and sources add to a title: the model's name, the venue, the year.

`[NeurIPS 2023] RETFound: T`, `T (RETFound)`, `T. Nature, 2023.` and `T` are one title.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from eyebib.matching import notice
from eyebib.matching.title import content, key, keys, normal, same
from eyebib.text.markup import plain

_SERVERS = frozenset("arxiv biorxiv chemrxiv medrxiv openreview preprint ssrn".split())
_YEAR = re.compile(r"\b(?:1[5-9]|20)(\d\d)\b|['’](\d\d)\b")
_ACRONYM = re.compile(r"\b[A-Z][a-z]*[A-Z][A-Za-z]*\b")
_LONGEST = 120
"""Characters of a label."""
_WORDS_OF_VENUE = 6
_LABELS = 4
"""Labels that one title may have."""
_LEAST = 4
"""Words of a title that an unknown name may stand in front of."""

_LEADING = re.compile(
    rf"\W*[\[(](?P<inner>[^\[\]()]{{1,{_LONGEST}}})[\])][\s:.,–—-]*(?=\S)"
    rf"|\W*(?P<plain>[^:|–—]{{1,{_LONGEST}}}?)(?:\s*[:|–—]|\s-)\s+(?=\S)"
)
_TRAILING = re.compile(rf"(?<=[^\s,.:])[\s,.:]*+[\[(](?P<inner>[^\[\]()]{{1,{_LONGEST}}})[\])]\W*$")
_BREAK = re.compile(r"(?<=[^\s.,:;|–—])\s*(?:[.,:;|–—]|[?!]|\s-)\s+")
_NAME = re.compile(r"(?![IVXLC]+$|[^A-Za-z]*$)\S{2,}")
"""One word that may be a name, but not a number such as `II` or `2`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known about a paper: its short name, its venues, and its years as two digits."""

    name: str = ""
    venues: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *, name: str, venues: Iterable[object], years: Iterable[int | None]) -> "Known":
        """Normalised names of venues; a paper of one year may be labelled with the next."""
        near = {f"{(year + by) % 100:02}" for year in years if year for by in (-1, 0, 1)}
        normals = (normal(str(venue)) for venue in venues if venue)
        return cls(name=key(name) if name else "", venues=frozenset(normals), years=frozenset(near))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A title without some of its labels.

    `year` and `guess` are a year and an unknown word that it is without; `is_unnamed` says that the
    word was in front, where only a name of the entry is certain to be a label.
    """

    text: str
    keys: frozenset[str]
    year: str = ""
    guess: str = ""
    is_unnamed: bool = False

    def agrees(self, other: "Form") -> bool:
        """Whether the labels of two forms may be those of one paper."""
        years_agree = not (self.year and other.year) or self.year == other.year
        return years_agree and not (self.guess and other.guess)


def agree(title: str, other: str) -> bool:
    """Whether two titles are equal but for labels that need no knowledge of the paper.

    Lists put the name of the model behind the title: `... from retinal images (RETFound)`.
    """
    pairs = product(forms(title, Known()), forms(other, Known()))
    return same(title, other) or any(
        one.keys & two.keys and one.agrees(two) and not (one.is_unnamed or two.is_unnamed)
        for one, two in pairs
    )


def forms(title: str, known: Known) -> list[Form]:
    """The title, and the title without one or more of its labels."""
    collected = [Form(text=plain(title), keys=keys(title))]
    for form in collected:
        if len(collected) <= 2 * _LABELS:
            collected += [new for new in _shorter(form, known) if new not in collected]
    return collected


def _shorter(form: Form, known: Known) -> Iterator[Form]:
    """The form without its first label, and without its last one."""
    if match := _LEADING.match(form.text):
        is_bracketed = match["inner"] is not None
        rest = form.text[match.end() :]
        label = _Label(text=match["inner"] or match["plain"], is_bracketed=is_bracketed, rest=rest)
        yield from _without(form, label, known)
    if match := _TRAILING.search(form.text):
        label = _Label(text=match["inner"], is_bracketed=True, rest=form.text[: match.start()])
        yield from _without(form, label, known)
    for match in _last_breaks(form.text):
        rest = form.text[: match.start()]
        label = _Label(text=form.text[match.end() :], is_bracketed=False, rest=rest)
        yield from _without(form, label, known)


def _last_breaks(text: str) -> list[re.Match[str]]:
    """The last places where a label without brackets may begin."""
    start = max(0, len(text) - _LONGEST)
    return list(_BREAK.finditer(text, start))[-_LABELS:]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    text: str
    is_bracketed: bool
    rest: str


def _without(form: Form, label: _Label, known: Known) -> Iterator[Form]:
    """The form without a label, if it is one."""
    text = label.text.strip(" .")
    years = {match[1] or match[2] for match in _YEAR.finditer(text)}
    words = normal(_YEAR.sub(" ", text)).split()
    is_name = bool(known.name) and key(text) == known.name
    is_venue = _is_venue(words, known) or bool(years and _may_be_venue(words, label))
    is_certain = is_name or (is_venue and _is_possible(years, known))
    is_guess = words and not years and _NAME.fullmatch(text) and _may_be_name(text, label)
    if len(years) > 1 or not (is_certain or is_guess):
        return
    if not content(label.rest) or notice.is_mark(text):
        return
    yield Form(
        text=label.rest,
        keys=keys(label.rest),
        year=form.year or "".join(years),
        guess=form.guess if is_certain else text,
        is_unnamed=form.is_unnamed if is_certain else not label.is_bracketed,
    )


def _is_venue(words: list[str], known: Known) -> bool:
    """Whether a label without its year is a known venue, a preprint server, or empty."""
    return " ".join(words) in known.venues or _SERVERS.issuperset(words)


def _is_possible(years: set[str], known: Known) -> bool:
    return not known.years or years <= known.years


def _may_be_venue(words: list[str], label: _Label) -> bool:
    has_acronym = _ACRONYM.search(label.text) is not None
    return len(words) <= _WORDS_OF_VENUE and (label.is_bracketed or has_acronym)


def _may_be_name(text: str, label: _Label) -> bool:
    """Whether one word may be a short name: in parentheses, or with a capital inside in front."""
    is_behind = label.is_bracketed and not text.startswith(("http", "@"))
    return is_behind or (
        _ACRONYM.fullmatch(text) is not None and len(content(label.rest)) >= _LEAST
    )
