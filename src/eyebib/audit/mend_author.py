"""Correct a list of authors, so that every name that is right is kept as it is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from eyebib.audit.edit import Spelling
from eyebib.exporters import bib_name
from eyebib.importers.bibtex_file import Block, Field
from eyebib.importers.bibtex_name import names
from eyebib.matching.byline import byline
from eyebib.matching.person import Person, likeness, person
from eyebib.model import csl
from eyebib.model.csl import Item, Name
from eyebib.model.name import is_et_al, split_et_al
from eyebib.model.problem import Location

_SIGN = re.compile(r"\\.|(?P<brace>[{}])|(?P<gap>(?<!\s)\s++and\s++)", re.DOTALL)

_MOST = 500
"""Names of a list that is corrected; in one that is longer nobody is missed."""

_LONGEST = 1000
"""Characters of a name; what is longer is none."""

_NOWHERE = Location(path=Path())


def authors(latex: str, item: Item, spelling: Spelling) -> str | None:
    """A list of names in LaTeX with the authors of an item; None if that cannot be done.

    Names that are right are kept, in the order of the item; `and others` stays, and so do groups.
    New names are written as the others are: `Family, Given`, or `Given Family`.
    """
    texts, gaps = _split(latex)
    theirs = byline(item)
    if theirs.is_incomplete or not theirs.people or max(len(texts), len(theirs.people)) > _MOST:
        return None
    if max(map(len, texts)) > _LONGEST:
        return None
    tokens = [_Token(text, _person(text)) for text in texts]
    own = [token for token in tokens if token.person]
    if any(split_et_al(token.text)[1] for token in own):
        return None
    rest = [token.text for token in tokens if not token.person]  # groups, and those left out
    is_short = any(is_et_al(text) for text in rest)
    count = len(own) if is_short and len(own) < len(theirs.people) else len(theirs.people)
    if count == len(theirs.people):
        rest = [text for text in rest if not is_et_al(text)]
    kept = _kept([token.person for token in own if token.person], theirs.people[:count])
    is_inverted = 2 * sum("," in token.text for token in own) >= len(own)
    written = [
        _new(name, spelling, is_inverted=is_inverted) if number is None else own[number].text
        for number, name in zip(kept, theirs.names, strict=False)
    ]
    return _joined([*written, *rest], gaps)


@dataclass(frozen=True, slots=True)
class _Token:
    """A name as written; `person` is None for a group and for those who are left out."""

    text: str
    person: Person | None


def _split(latex: str) -> tuple[list[str], list[str]]:
    """The names of a list, and what parts each from the next."""
    texts, gaps, at, depth = [], [], 0, 0
    for sign in _SIGN.finditer(latex):
        depth += (sign["brace"] == "{") - (sign["brace"] == "}")
        if sign["gap"] and depth == 0:
            texts.append(latex[at : sign.start()])
            gaps.append(sign[0])
            at = sign.end()
    texts.append(latex[at:])
    return texts, gaps


def _person(text: str) -> Person | None:
    people = _names(text)
    return person(people[0]) if people and not csl.is_group(people[0]) else None


def _names(text: str) -> list[Name]:
    field = Field(name="author", raw=text, where=_NOWHERE)
    block = Block(kind="", key="", where=_NOWHERE, fields={"author": field}, problems=[])
    return cast("list[Name]", names(block, "author")[0])


def _kept(own: Sequence[Person], people: Sequence[Person]) -> list[int | None]:
    """The number of the own name of each of the people; None for those who are missing.

    Of several names that may be of one person, that at the person's own place is taken, or else the
    first.
    """
    free = list(range(len(own)))
    kept: list[int | None] = []
    for place, theirs in enumerate(people):
        order = [place, *free] if place in free else free
        number = next((n for n in order if likeness(own[n], theirs) == "same"), None)
        kept.append(number)
        if number is not None:
            free.remove(number)
    return kept


def _new(name: Name, spelling: Spelling, *, is_inverted: bool) -> str:
    """A name in the order of the others, if BibTeX then reads the same name."""
    written = bib_name.name(name, accented=spelling.is_ascii)
    family, comma, given = written.partition(", ")
    plain = f"{given} {family}"
    if is_inverted or not comma or "," in given or len(written) > _LONGEST:
        return written
    return plain if _names(plain) == _names(written) else written


def _joined(names: Sequence[str], gaps: Sequence[str]) -> str:
    gaps = gaps or [" and "]
    last = gaps[-1]
    pieces = [names[0]]
    for number, name in enumerate(names[1:]):
        pieces += [gaps[number] if number < len(gaps) else last, name]
    return "".join(pieces)
