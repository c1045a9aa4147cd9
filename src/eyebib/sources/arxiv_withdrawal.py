"""Recognize in the words of authors and administrators that a paper was withdrawn at arXiv.

A feed has no field for withdrawals; they are mentioned in the comment or the abstract.
"""

import re

_PAPER = (
    r"(?:paper|article|manuscript|(?:pre|e-?)print|submission|work|draft|note|letter)(?:\(s\)|s)?"
)
_ITS = r"(?:th(?:is|e)|our|my)(?: (?:present|current|entire|whole|full|arxiv))*"
_SUBJECT = rf"(?:(?:{_ITS} )?(?:(?:present|entire|whole) )?{_PAPER}|this(?:(?: arxiv)? version)?)"
_HAS_BEEN = (
    r"(?:(?:be|ha(?:s|ve)(?: now| since| also| already)? been|was|were|is|are|had to be|should be"
    r"|must be|will be|needs? to be)(?: now| being| hereby)?(?: \w+ly)?)"
)
_BY = r"by (?:(?:the|its|both|all) )?(?:\w+ )?(?:authors?|arxiv|admin|submitter|me\b|us\b)"
_ELSEWHERE = r"(?! from (?!(?:the )?arxiv)| papers?\b)"
"""What follows `withdrawn` if the paper was withdrawn from a conference or journal."""
_DONE = rf"(?:(?:withdrawn|retracted)\b{_ELSEWHERE}|removed {_BY})"

_PASSIVE = rf"{_SUBJECT}(?: [^.;:]{{1,60}}? and)?(?: {_HAS_BEEN})? (?:\w+ly )?{_DONE}"
_AUTHOR = r"(?:(?:the |both |all )?(?:\w+ )?authors?(?:\(s\))?|i)"
_OTHERS = r"(?:we|arxiv(?: administrators?)?|please|this is to)"
_DO = r"(?: (?!not\b)\w+){0,4}? (?:withdr[ae]w(?:n|s|ing)?|retract(?:ed|s|ing)?)"
_ACTIVE = rf"(?:(?:{_AUTHOR}|{_OTHERS}){_DO} {_ITS} (?:\w+ )?{_PAPER}\b|{_AUTHOR}{_DO} it\b)"
_BARE = (
    rf"(?:{_HAS_BEEN} )?(?:temporarily )?(?:withdrawn|retracted)"
    rf"(?= ?(?:$|[)\].,;:!*–—-]| {_BY}"
    r"| (?:due|because|as|since|for|until|pending|owing|in favou?r)\b))"
)
_STOP = r"(?:^|(?<=[.;:,(\[!*])) ?"
_JOIN = r"(?:(?<=\bso)|(?<=\bhence)|(?<=\btherefore)|(?<=\bthat)|(?<=\band)) "
_OURS = rf"(?<!\bof )(?<!\bto )(?<!\bin )(?<!\bif )\bthis (?:\w+ )?{_PAPER} {_HAS_BEEN} {_DONE}"
_SENTENCE = re.compile(rf"(?i)(?:{_STOP}|{_JOIN})(?:{_PASSIVE}|{_ACTIVE})|{_OURS}")
_WORD = re.compile(rf"(?i){_STOP}{_BARE}")


def withdrawal(comment: str, abstract: str) -> str:
    """The sentence that says that the paper was withdrawn, and not something else; else empty.

    A single `withdrawn` counts anywhere in the comment, but only at the beginning of the abstract.
    """
    matches = (
        _WORD.search(comment) or _SENTENCE.search(comment),
        _WORD.match(abstract.lstrip("[(*")) or _SENTENCE.search(abstract),
    )
    return next((_sentence(match) for match in matches if match), "")


def _sentence(match: re.Match[str]) -> str:
    text = match.string
    start = text.rfind(". ", 0, match.start() + 1)
    end = text.find(". ", match.end())
    return text[start + 2 if start >= 0 else 0 : end + 1 if end >= 0 else None]
