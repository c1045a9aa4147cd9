"""The widths of the columns of a LaTeX table.

Document classes differ in line width (345 pt in article, 516 pt in IEEEtran) and font. A column is
therefore as wide as its longest word, in em of Computer Modern, which is wider than Times, and gets
a share of the rest of the line. Browsers lay out tables by the same rule.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

_KINDS = {
    0.29: "il.,:;'!|`",
    0.34: "fj -[]",
    0.40: "rst()I",
    0.46: "cez?",
    0.52: "ago0123456789/vxykq_",
    0.57: "bdhnpuS",
    0.66: 'EFLZ$"',
    0.77: "ABCDGHJKNOPQRTUVXY&#<>=+~^",
    0.85: "mw%@",
    0.90: "✓",
    1.04: "MW",
}
_EMS = {char: width for width, chars in _KINDS.items() for char in chars}
"""Widths of the characters of Computer Modern in em, rounded up."""

WORD = 9.0
"""Width in em up to which a word is not broken, unless the line is too short for all columns."""

_SPACE = 0.34

_CUT = 0.95
"""The part of a column that a piece of a word may fill, because fonts differ."""

_PIECES = re.compile(r"[^\s\-–]+[\-–]*|[\-–]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Width:
    """A fixed width `em` and a `share` of the rest of the line; `assumed` is both, in em.

    `assumed` holds for the shortest line of the layout.
    """

    em: float
    share: float
    assumed: float

    @property
    def wraps(self) -> bool:
        """Whether the text of the column wraps."""
        return self.share > 0


def ems(text: str) -> float:
    """The width of a text in em, rounded up."""
    return fsum(_EMS[char] if char in _EMS else _wide(char) for char in text)


def _wide(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.77


def longest_word(text: str) -> float:
    """The width in em of the longest piece of a text that TeX does not break."""
    return max((ems(piece) for piece in _PIECES.findall(text)), default=0)


def fit(
    naturals: Sequence[float], floors: Sequence[float], heads: Sequence[float], room: float
) -> list[Width]:
    """The widths of columns on a line of `room` em.

    Columns are as wide as their text (`naturals`) if there is room. Otherwise they are as wide as
    their longest word (`floors`), and share the rest in proportion to the width of their text. If
    even the words do not fit, words in the widest columns break; those of headings (`heads`) break
    last.
    """
    if fsum(naturals) <= room:
        return [Width(em=natural, share=0, assumed=natural) for natural in naturals]
    if fsum(floors) >= room:
        level = _level(floors, room)
        least = heads if fsum(heads) < room else [0.0] * len(heads)
        floors = [max(min(floor, level), head) for floor, head in zip(floors, least, strict=True)]
    rest = room - fsum(floors)
    needs = [
        min(natural, 4 * room) - floor for natural, floor in zip(naturals, floors, strict=True)
    ]
    shares = [max(need, 0) / fsum(needs) for need in needs]
    return [
        Width(em=floor, share=share, assumed=floor + rest * share)
        for floor, share in zip(floors, shares, strict=True)
    ]


def _level(floors: Sequence[float], room: float) -> float:
    """The width of the widest columns, if all columns together fill four fifths of the room."""
    rest = room * 0.8
    for place, floor in enumerate(sorted(floors)):
        level = rest / (len(floors) - place)
        if floor > level:
            return level
        rest -= floor
    return max(floors)


def lines(text: str, width: Width) -> int:
    """The number of lines of a text in a column."""
    if not width.wraps:
        return 1
    count, used = 1, 0.0
    for piece in _PIECES.findall(text):
        length = ems(piece)
        if used and used + length > width.assumed:
            count, used = count + 1, 0.0
        count += int(length / (width.assumed * _CUT * _CUT))  # lines of a cut word are not full
        used = (used + length) % width.assumed + _SPACE
    return count


def pieces(text: str, limit: float) -> Iterator[str]:
    """The text, cut within words that are wider than `limit` em, at places where it may break."""
    piece, width = "", 0.0
    for token in re.split(r"(\s+|(?<=[\-–]))", text):
        if ems(token) <= limit:
            piece, width = piece + token, 0.0
            continue
        for char in token:
            char_width = ems(char)
            if width + char_width > limit * _CUT:
                yield piece
                piece, width = "", 0.0
            piece, width = piece + char, width + char_width
    yield piece
