"""The arguments of commands in the live text of a LaTeX file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Span = tuple[int, int]
"""The offsets of the first character of an argument, and of the brace that closes it."""

_SIGN = re.compile(r"\\.|[{}\[\]]", re.DOTALL)
_SPACE = re.compile(r"\s*+")
_NOTE = re.compile(r"\([^()]*+\)|<[^<>]*+>")
r"""The notes of `\cites(before)(after)`, apacite's `\cite<before>` and beamer's `\cite<2->`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and the offset of the sign that closes each brace and bracket in it."""

    text: str
    closings: Mapping[int, int]


def source(text: str) -> Source:
    """A text with its braces and brackets.

    As in TeX, a bracket closes at the first `]` that is not in braces of its own.
    """
    closings: dict[int, int] = {}
    braces: list[int] = []
    brackets: list[int | None] = [None]  # the next `]` in each group
    for sign in reversed(list(_SIGN.finditer(text))):
        at = sign.start()
        if sign[0] == "}":
            braces.append(at)
            brackets.append(None)
        elif sign[0] == "{" and braces:
            closings[at] = braces.pop()
            brackets.pop()
        elif sign[0] == "]":
            brackets[-1] = at
        elif sign[0] == "[" and brackets[-1] is not None:
            closings[at] = brackets[-1]
    return Source(text, closings)


def arguments(source: Source, at: int) -> Iterator[Span]:
    """The arguments in braces that follow an offset; options and notes between them are skipped."""
    text, closings = source.text, source.closings
    while True:
        at = after_space(text, at)
        if at in closings:
            if text[at] == "{":
                yield at + 1, closings[at]
            at = closings[at] + 1
        elif note := _NOTE.match(text, at):
            at = note.end()
        else:
            return


def after_space(text: str, at: int) -> int:
    """The offset of the first character from `at` on that is no space."""
    space = _SPACE.match(text, at)
    return space.end() if space else at
