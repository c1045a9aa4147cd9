"""Recognise, by their titles, texts that are about a paper or a part of one.

Publishers put a mark in front of the title of the paper or behind it: `Correction: T`, `T - Reply`,
`T: study protocol`. The wording is that of titles registered with Crossref.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from eyebib.text.fold import folded
from eyebib.text.markup import plain

_WITHDRAWN = (
    r"(?:(?i:retracted|withdrawn)|REMOVED|TEMPORARY REMOVAL)"
    r"(?i:\s+(?:article|chapter|paper))?(?i:\.\s+see\b[^()\[\]]{0,80})?"
)
_WITHDRAWAL_MARK = re.compile(
    rf"^\W*{_WITHDRAWN}(?:\W*[:\])–—]|\s+-)\s*"
    rf"|\s*[\[(]\s*(?:{_WITHDRAWN}|(?i:retraction in:?)[^()\[\]]{{0,80}})\s*[\])]\W*$"
    rf"|(?:\s+-|\s*[:–—])\s*{_WITHDRAWN}\W*$",
)
"""The marks that publishers and indexes add to the title of a withdrawn paper.

`REMOVED` is a mark only in capitals, since `Removed: ...` may be the title of a paper.
"""


_STEMS = ("retract", "thdrawn", "remov")
"""Lower-case parts of every mark; without `i`, for which a dotless one may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """How publishers call a kind of text; `behind` is another wording, only behind the title.

    `goes_on` is what may follow the words behind a title: `: a review of ...`.
    """

    words: str
    behind: str = "(?!)"
    goes_on: str = "to|for|of|on|by|from"


_BY = "(?:(?:author|publisher|editor|editorial|invited|guest)s? )?"
_GENRE = "(?:brief|critical|literature|mini-?|narrative|scoping|short|systematic|topical)"

_WORDINGS: Mapping[str, _Wording] = {
    "a correction": _Wording(
        words=f"{_BY}(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a))"
        "(?: notes?| notices?)?"
    ),
    "a notice": _Wording(
        words="(?:(?:notice|statement) of )?(?:partial )?(?:retraction|withdrawal|removal)"
        f"(?: (?:note|notice|statement))?|{_BY}expressions? of concern"
        "|(?:editors?|publishers?|editorial) notes?",
    ),
    "a comment": _Wording(
        words=f"{_BY}(?:comment(?:s|ary|aries)?|discussion|editorial|letters?)"
        "(?: to the editors?)?|re|concerns|critique|perspective",
        goes_on="to|on",
    ),
    "a reply": _Wording(
        words="(?:in )?(?:authors? )?(?:reply|replies|response|rebuttal|rejoinder|closure)",
        behind=r"(?:reply|rejoinder)(?: to\b.{0,60})?",
        goes_on=r"by|to (?:the )?(?:comments?|letters?|editors?|[\w -]{1,40} et al)",
    ),
    "an abstract": _Wording(
        words="(?:graphical |meeting |video )?(?:abstracts?|poster|highlights?)(?: only)?"
        r"(?: #?[a-z]{0,4}\d[\w.-]*)?",
    ),
    "a review": _Wording(
        words=r"(?:peer |book )?reviews?(?: #?\d+)?|(?:reviewer|referee)s? (?:report|comments?)"
        "|decision letter|(?:editors?|editorial) (?:evaluation|assessment)"
        r"|[\w ]{0,30}opinions recommendation",
        behind=f"(?:{_GENRE} )*(?:review|survey|overview)",
        goes_on="of|and|on",
    ),
    "a protocol": _Wording(
        words="(?:(?:clinical|research|review|study|trial) )*protocol",
        goes_on=r"(?:for|of) [\w -]{0,60}?(?:cohort|review|study|trial)s?",
    ),
    "data": _Wording(
        words="(?:raw |source |supporting )?(?:data ?sets?|data|code)", goes_on="(?!)"
    ),
    "a supplement": _Wording(
        words="support(?:ing|ive) (?:information|material|data)s?"
        "|supplement(?:ary|al)?(?: (?:materials?|data|figures?|tables?|information|files?))?"
        r"(?: \w{1,4})?|additional file \w+|(?:figure|fig\.?|table|appendix|video) \w{1,4}",
    ),
}
"""Kinds of texts about a paper."""

_BREAK = r"(?:[:;.,?!|–—(\[]\s*|\s-\s*)"
"""What separates a mark from the title in front of it."""
_FRONT = {
    kind: re.compile(
        rf"\W*(?:the )?(?:{wording.words})"
        r"(?:\W{0,3}[:|–—\])“\"«]|\s+-|\s+(?:to|on|of|for|from|regarding|concerning)\b)"
    )
    for kind, wording in _WORDINGS.items()
}
_BEHIND = {
    kind: re.compile(
        rf"{_BREAK}(?:an? |the )?(?:{wording.words}|{wording.behind})"
        rf"(?=\W*$|\s+(?:{wording.goes_on})\b|\s+and outlook\b)"
    )
    for kind, wording in _WORDINGS.items()
}

_WORDS = "one two three four five six seven eight nine ten".split()
_ROMAN = "i ii iii iv v vi vii viii ix x".split()
_NUMBERS = {name: str(n) for names in (_WORDS, _ROMAN) for n, name in enumerate(names, 1)}
_PART = rf"(?:part|pt\.?|volume|vol\.?|chapter|paper) ([ivx]{{1,5}}|\d{{1,4}}|{'|'.join(_WORDS)})\b"
_ANYWHERE = re.compile(rf"\b{_PART}|\b([ivx]{{2,5}})\b")
_SET_OFF = re.compile(rf"{_BREAK}(?:{_PART}|([ivx]{{2,5}})\W*$)")


def is_marked_withdrawn(title: str) -> bool:
    """Whether a title has such a mark: `RETRACTED: T`, `[Retracted] T`, `T (Retracted)`."""
    text = plain(title)
    lower = text.lower()
    return any(stem in lower for stem in _STEMS) and _WITHDRAWAL_MARK.search(text) is not None


def without_mark(title: str) -> str:
    """The title without its mark; a title that consists only of a mark is kept."""
    if not is_marked_withdrawn(title):
        return title
    return _WITHDRAWAL_MARK.sub("", plain(title)) or title


def difference(title: str, other: str) -> str:
    """What only one of two titles is marked as: `a correction`, `another part`; empty if nothing.

    Two titles with the same mark, such as `Comments on ...`, do not differ in it.
    """
    one, two = folded(plain(title)), folded(plain(other))
    if kinds := _kinds(one) ^ _kinds(two):
        return " and ".join(sorted(kinds))
    return "another part" if _are_parts(one, two) or _are_parts(two, one) else ""


def is_mark(label: str) -> bool:
    """Whether a label, such as a text in parentheses, is the mark of a notice or of a part."""
    return difference(f"T ({label})", "T") != ""


def _kinds(title: str) -> set[str]:
    """The kinds of text that a folded title is marked as."""
    return {kind for kind in _WORDINGS if _FRONT[kind].match(title) or _BEHIND[kind].search(title)}


def _are_parts(title: str, other: str) -> bool:
    """Whether a title has the number of a part that the other lacks.

    A number inside a title counts only if the other has one, too: `Part 2 of a protein`.
    """
    others = _parts(_ANYWHERE, other)
    return bool(_parts(_SET_OFF, title) - others) or bool(
        others and _parts(_ANYWHERE, title) - others
    )


def _parts(pattern: re.Pattern[str], title: str) -> set[str]:
    numbers = (match[1] or match[2] for match in pattern.finditer(title))
    return {_NUMBERS.get(number, number) for number in numbers}
