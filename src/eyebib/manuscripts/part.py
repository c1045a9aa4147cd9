"""The nouns of a document: its files, and the keys that each file cites."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from eyebib.model.problem import Location, Problem

EVERY = "*"
r"""The key that cites every work: `\nocite{*}` in LaTeX, `nocite: "@*"` in pandoc."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation key as a document has it, and the place of its first character."""

    key: str
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """A file that a document includes.

    `names` are the paths under which it may be found, in order. They are relative to the folder of
    the main file (`main`), or of the file that includes it (`own`); the other folder is tried next.
    """

    names: tuple[str, ...]
    where: Location
    base: Literal["main", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one file of a document contains.

    `labels` are the names that the file gives to parts of the document. Where a format writes
    references to them like citations, a citation of such a name is a reference.
    """

    citations: tuple[Citation, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()
    labels: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


_CONTROL = re.compile(
    r"(?i)biblatex-control|achemso-control|(?:revtex|aps|apsrev|aip)[\w-]*control"
    r"|IEEEexample:BSTcontrol"
)


def without_controls(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations that are not of entries by which LaTeX packages control BibTeX styles."""
    return tuple(one for one in citations if not _CONTROL.fullmatch(one.key))


def blank(match: re.Match[str]) -> str:
    """A matched text with spaces in place of its characters; line breaks are kept."""
    return re.sub(r"[^\n]", " ", match[0])
