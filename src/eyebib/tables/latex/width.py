"""How wide the columns of a LaTeX table are, so that no word sticks out of its own.

The classes' lines differ (345 pt in article, 516 in IEEEtran), and so do their fonts. A column is
therefore as wide as its longest word, in em of Computer Modern, which is wider than Times, and
gets a share of what the line has left: the rule by which browsers lay out tables.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
"""Widths of Computer Modern's characters, rounded up."""

WORD = 9.0
"""The longest word in em that is never broken for the sake of others, unless there is no room."""

_SPACE = 0.34

_CUT = 0.95
"""How much of a column a piece of a word may fill: fonts differ."""

_PIECES = re.compile(r"[^\s\-–]+[\-–]*|[\-–]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Width:
    """`em` and a `share` of what is left of the line; `assumed` is both in em on a narrow line."""

    em: float
    share: float
    assumed: float

    @property
    def wraps(self) -> bool:
        """Whether its text is set in lines."""
        return self.share > 0


def ems(text: str) -> float:
    """The width of a text in em, a little too much rather than too little."""
    return sum(_EMS[char] if char in _EMS else _wide(char) for char in text)


def _wide(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.77


def longest_word(text: str) -> float:
    """The width of the longest piece of a text that TeX does not break."""
    return max((ems(piece) for piece in _PIECES.findall(text)), default=0)


def fit(naturals: Sequence[float], floors: Sequence[float], room: float) -> list[Width]:
    """The columns' widths: as their text needs, else between longest word and text by need.

    Where even the words have no room, those of the widest columns break.
    """
    if sum(naturals) <= room:
        return [Width(em=natural, share=0, assumed=natural) for natural in naturals]
    if sum(floors) >= room:
        level = _level(floors, room)
        floors = [min(floor, level) for floor in floors]
    left = room - sum(floors)
    wants = [
        min(natural, 4 * room) - floor for natural, floor in zip(naturals, floors, strict=True)
    ]
    shares = [max(want, 0) / sum(wants) for want in wants]
    return [
        Width(em=floor, share=share, assumed=floor + left * share)
        for floor, share in zip(floors, shares, strict=True)
    ]


def _level(floors: Sequence[float], room: float) -> float:
    """What the widest columns may have of four fifths of the room, if all others are served."""
    left = room * 0.8
    for place, floor in enumerate(sorted(floors)):
        level = left / (len(floors) - place)
        if floor > level:
            return level
        left -= floor
    return max(floors)


def lines(text: str, width: Width) -> int:
    """How many lines a text takes in a column."""
    if not width.wraps:
        return 1
    count, used = 1, 0.0
    for piece in _PIECES.findall(text):
        long = ems(piece)
        if used and used + long > width.assumed:
            count, used = count + 1, 0.0
        count += int(long / (width.assumed * _CUT * _CUT))  # no line of a cut word is quite full
        used = (used + long) % width.assumed + _SPACE
    return count


def pieces(text: str, limit: float) -> Iterator[str]:
    """A text cut within words that are wider than `limit` em, where a line may break."""
    piece, width = "", 0.0
    for token in re.split(r"(\s+|(?<=[\-–]))", text):
        if ems(token) <= limit:
            piece, width = piece + token, 0.0
            continue
        for char in token:
            wide = ems(char)
            if width + wide > limit * _CUT:
                yield piece
                piece, width = "", 0.0
            piece, width = piece + char, width + wide
    yield piece
