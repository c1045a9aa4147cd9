"""Whether a title is in English and in sentence case, so that its capitals have a meaning.

Styles change titles to lower case. In a title in sentence case, a word with a capital is a proper
noun (`Chinese`), which keeps it. In Title Case every word has a capital, and nothing says which of
them are proper nouns. A subtitle with as many capitals as other words is in the case of the whole.
In other languages no style may change the case of a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_ENGLISH = frozenset("the of and for with to from by on an is at between using".split())
_OTHER = frozenset(
    """
    der die das und für mit von zur zum im des dem den ein eine bei über les des et du une dans pour
    sur au aux el los las y del para por una en il della dei delle nel gli het een voor van och och
    för av til og på do da dos das em uma
    """.split()
)
"""Words of German, French, Spanish, Italian, Dutch, Portuguese and the Nordic languages."""

_SMALL = frozenset(
    """
    about after against along among around before behind below beneath beside between beyond
    concerning despite during except from given into like near onto over past since than that their
    these this those through throughout toward towards under underneath until unlike upon versus
    very when where whether while with within without your
    """.split()
)
"""Words of four letters and more that Title Case often leaves in lower case."""

_NUMBERED = r"(?:[IVX]+[.:]\s+)?"
_PART = re.compile(
    rf"(?:(?<=[:?!])|(?<=[a-z)\d]\.))\s+{_NUMBERED}|(?<=[IVX]{{2}}\.)\s+|(?<=[Pp]art [IVX]\.)\s+"
    rf"|(?<=[a-z]\*)\s+|\s+[-–]+\s+|\s*[—\ufffd]\s*|\A{_NUMBERED}"
)
"""What is between a title and its subtitles, with the number of a part (`I. Effects`)."""
_CITATION = re.compile(r"\[[^\[\]\d]*+\d[^\[\]]*+\]")
"""The journal of an erratum, `[Appl. Phys. Lett. 106, 012903 (2015)]`."""
_COUNTED = re.compile(
    r"(?:Appendix|Case|Chapter|Class|Figure|Grade|Level|Part|Phase|Review|Section|Stage|Step|Study"
    r"|Table|Task|Type|Version|Volume) (?:#?\d|[IVX]+\b)"
)
"""An ordinary word that only its number gives a capital."""
_LOCANT = re.compile(r"(?<!\w)\w-")
"""The place of a group in the name of a compound: `α-Cyano`, `N-Acetyl`."""
_WORD = re.compile(r"(?<![\w\u0300-\u036f])[^\W\d_]{2,}(?![\w\u0300-\u036f])")
_OPENING = frozenset('"“„‘«[')


def is_foreign(title: str, language: str) -> bool:
    """Whether a title is in another language than English.

    `language` is what its source states, such as `de` or `en-US`; the small words of the title
    decide if they are clear, because sources state the language of the text or of the publisher.
    """
    if title.lower() == title.upper():  # Chinese has no capitals
        return False
    words = re.findall(r"[^\W\d_]+", title.lower())
    english, other = (sum(word in small for word in words) for small in (_ENGLISH, _OTHER))
    if english != other and (max(english, other) > 1 or not language):
        return other > english and other > 1
    return bool(re.match(r"(?i)(?!en(g(lish)?)?\b)[a-z]", language))


def proper_nouns(title: str) -> Iterator[str]:
    """The words that have a capital for another reason than their place."""
    for citation in _CITATION.findall(title):
        yield from (word for word in _WORD.findall(citation) if word.istitle())
    parts = [_part(text) for text in _PART.split(_CITATION.sub(" ", title))]
    lower, runs = (sum(count) for count in zip(*((p.lower, p.runs) for p in parts), strict=True))
    for part in parts:
        if part.lower > part.runs or (part.lower == part.runs and lower > runs):
            yield from part.capital


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A title or subtitle: the words with a capital, the runs of these, and the other words."""

    capital: tuple[str, ...]
    runs: int
    lower: int


def _part(title: str) -> _Part:
    """The words of a title or subtitle, but for the first one, which always has a capital."""
    words = [*_WORD.finditer(title)]
    before = _LOCANT.sub("", title[: words[0].start()]) if words else ""
    rest = words if re.search(r"[^\W\d_]", before) else words[1:]
    long = [word for word in rest if len(word[0]) > 3 and word[0] not in _SMALL]
    capital = [word for word in rest if _is_capital(title, word)]
    pairs = pairwise(capital)
    return _Part(
        capital=tuple(word[0] for word in capital),
        runs=len(capital) - sum(title[one.end() : other.start()] == " " for one, other in pairs),
        lower=sum(word[0].islower() for word in long),  # `New South Wales` counts once
    )


def _is_capital(title: str, word: re.Match[str]) -> bool:
    """Whether a word has a capital that neither an opening bracket nor a number gives it."""
    is_opening = word.start() > 0 and title[word.start() - 1] in _OPENING
    return word[0].istitle() and not is_opening and not _COUNTED.match(title, word.start())
