"""Whether a title is in English and in sentence case, so that its capitals have a meaning.

Styles change titles to lower case. In a title in sentence case, a word with a capital is a proper
noun (`Chinese`), which keeps it. In Title Case every word has a capital, and nothing says which of
them are proper nouns. In other languages no style may change the case of a word.
"""

import re
from collections.abc import Iterator
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

_PART = re.compile(r"(?<=[:?!])\s+|(?<=[a-z)]\.)\s+|\s+[-–]+\s+|\s*[—\ufffd]\s*")
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
    start = 0
    for end in (*(match.start() for match in _PART.finditer(title)), len(title)):
        yield from _in_part(title, start, end)
        start = end


def _in_part(title: str, start: int, end: int) -> Iterator[str]:
    """The proper nouns of a title or subtitle, the first word of which always has a capital."""
    words = [*_WORD.finditer(title, start, end)]
    is_first = bool(words) and not re.search(r"[^\W\d_]", title[start : words[0].start()])
    rest = words[1:] if is_first else words
    long = [word for word in rest if len(word[0]) > 3 and word[0] not in _SMALL]
    lower = sum(word[0].islower() for word in long)
    capital = [w for w in rest if w[0].istitle() and title[w.start() - 1] not in _OPENING]
    pairs = pairwise(capital)
    runs = len(capital) - sum(title[one.end() : other.start()] == " " for one, other in pairs)
    if lower > runs:  # `New South Wales` counts once
        yield from (word[0] for word in capital)
