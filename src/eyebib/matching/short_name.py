"""Tell from the short name of a model whether a title is that of the model's own paper.

A paper names its own model in a label: `RETFound: ...`, `RETFound, a ...`, `... (RETFound)`. Papers
about the model have the name inside a sentence: `Evaluating RETFound for ...`.
"""

import re

from eyebib.matching.title import content, is_alike
from eyebib.text.markup import plain

_LONGEST = 200
"""Characters of a short name; a longer one is none, and searching for it would take too long."""
_LABELLED = re.compile(r"([^\s:,|()–—]+(?: [^\s:,|()–—]+)?)(?:\s*[:|–—]|\s-)\s")
_STUDY = re.compile(
    "(?:adapt|apprais|assess|attack|audit|benchmark|compar|critic|distil|evaluat|extend|extension"
    "|limitation|outperform|replicat|reproduc|rethink|review|revisit|scal(?:e|ing)|survey"
    "|tutorial|validat)"
)
"""The beginning of a word that says what a paper does with a model that exists already."""
_WITH = re.compile(r"(?i)\bwith\b")


def name_in(title: str) -> str:
    """The name that a title begins with: `RETFound: ...`; empty if there is none."""
    match = _LABELLED.match(plain(title))
    return match[1] if match and re.search(r"[A-Z\d]", match[1][1:]) else ""


def is_own(name: str, title: str, other: str) -> bool:
    """Whether `other`, with the name as a label, may be another title of the paper of `title`.

    Half of the shorter title's words must be in both, not counting the name. Not if `other` is the
    title of a study of the model: `RETFound: external validation for ...`. Papers also say with
    what their own model comes: `OCTCube-M: A 3D ... model ... with cross-device validation`.
    """
    if not _is_label(name, plain(other)):
        return False
    new = content(_without_end(other), name) - content(_without_end(title), name)
    return is_alike(title, other, name) and not any(map(_STUDY.match, new))


def _without_end(title: str) -> str:
    """The title up to what the model comes with."""
    return _WITH.split(plain(title), maxsplit=1)[0]


def is_in(name: str, title: str) -> bool:
    """Whether a title has the name, as a word or as a part of another name (`FastVisionFM`).

    A name that may be a common word (`Retina`) is in a title only as it is written.
    """
    pattern = _pattern(name)
    if not pattern:
        return False
    word = rf"(?<![^\W_]){pattern}(?![^\W_])"
    if re.search(r"[^\W_][A-Z\d]", name):
        word = rf"{pattern}|(?i:{word})"
    return re.search(word, plain(title)) is not None


def _is_label(name: str, title: str) -> bool:
    """Whether a title begins or ends with the name, set off by a sign, or has it in parentheses.

    If the name is in the rest of the title, too, the title may be about the model.
    """
    if not (pattern := _pattern(name)):
        return False
    label = (
        rf"(?i)\A\W*{pattern}(?:\s*[:|–—,(]|\s-\s)|\(\s*{pattern}\s*\)"
        rf"|(?:[:|–—,]|\s-)\s+{pattern}\W*\Z"
    )
    rest = re.sub(label, " ", title)
    return rest != title and not is_in(name, rest)


def _pattern(name: str) -> str:
    """An expression for the name with other signs between its words; empty if it has none."""
    words = re.findall(r"[^\W_]+|\++", plain(name)) if len(name) <= _LONGEST else []
    return r"[\W_]*+".join(map(re.escape, words))
