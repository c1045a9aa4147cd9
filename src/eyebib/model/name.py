"""Recognise groups, suffixes and "et al." in names.

Every source uses these functions, so that Crossref, arXiv and .bib files agree on what a group is.
"""

import re

_GROUP = re.compile(
    r"(?i)\b(?:alliance|association|collaboration|committee|consorti(?:um|a)|foundation|group"
    r"|initiative|institute|investigators|network|project|society|team|university)s?\b"
)
_SUFFIX = re.compile(r"(.+?)(?:, ?| )(Jr\.?|Sr\.?|I{2,3}|IV)")
_ET_AL = r"et[\s.~]*\bal(?:ii|iae|ia)?\b\.?|u\.\s?a\."
_OTHERS = re.compile(rf"(?i)(?:and\s+)?others|{_ET_AL}")
_OTHERS_WITHIN = re.compile(r"(?i)\b(?:et\.?\s+al\b\.?|and others)|^others$")
_OTHERS_AT_END = re.compile(
    rf"(?i)[\s,;~]+(?:and\s+others|(?:\\(?:emph|textit)\s*)?\{{?(?:{_ET_AL})\}}?)\s*$"
)


def is_group_name(name: str) -> bool:
    """Whether a name given as one string has a word that occurs only in names of groups.

    `PINNACLE Study Team` and `Retina Society` do. A group without such a word (`UK Biobank`) cannot
    be distinguished from a person.
    """
    return _GROUP.search(name) is not None


def split_suffix(name: str) -> tuple[str, str]:
    """The name without its suffix, and the suffix: `Gschneidner` and `Jr.`."""
    match = _SUFFIX.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def is_et_al(name: str) -> bool:
    """Whether the text means that names were left out: `others`, `et al.`."""
    return _OTHERS.fullmatch(name.strip("{} \t\n")) is not None


def split_et_al(name: str) -> tuple[str, bool]:
    """The name without "et al." or the like at its end, and whether it had that.

    `Doe, Jane et al.` gives `Doe, Jane`.
    """
    start = _OTHERS_AT_END.search(name)
    return (name[: start.start()], True) if start else (name, False)


def holds_et_al(name: str) -> bool:
    """Whether a name contains such a text: `Jane Doe et al.`."""
    return _OTHERS_WITHIN.search(name) is not None
