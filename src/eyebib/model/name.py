"""Names as sources print them: groups, suffixes, and marks for names that were left out.

The one place for these words: Crossref, arXiv and .bib files must agree on what a group is.
"""

import re

_GROUP = re.compile(
    r"(?i)\b(?:alliance|association|collaboration|committee|consorti(?:um|a)|foundation|group"
    r"|initiative|institute|investigators|network|project|society|team|university)s?\b"
)
_SUFFIX = re.compile(r"(.+?)(?:, ?| )(Jr\.?|Sr\.?|I{2,3}|IV)")
_OTHERS = re.compile(r"(?i)(?:and\s+)?others|et\.?\s*al\.?")
_OTHERS_WITHIN = re.compile(r"(?i)\b(?:et\.?\s+al\b\.?|and others)|^others$")


def is_group_name(name: str) -> bool:
    """Whether a name printed as one string holds a word that only groups have in their names.

    `PINNACLE Study Team` and `Retina Society` do. A group without such a word (`UK Biobank`) cannot
    be told from a person.
    """
    return _GROUP.search(name) is not None


def split_suffix(name: str) -> tuple[str, str]:
    """A name and its suffix: `Gschneidner, Jr.` is `Gschneidner` and `Jr.`."""
    suffixed = _SUFFIX.fullmatch(name)
    return (suffixed[1], suffixed[2]) if suffixed else (name, "")


def is_et_al(name: str) -> bool:
    """Whether what stands in place of a name says that names were left out: `others`, `et al.`."""
    return _OTHERS.fullmatch(name.strip()) is not None


def holds_et_al(name: str) -> bool:
    """Whether a name says so somewhere: `Jane Doe et al.`."""
    return _OTHERS_WITHIN.search(name) is not None
