"""Repair slips in the syntax of a .bib file, so that each loses nothing but itself.

BibTeX and bibtexparser give up an entry, or join two fields, where a comma or a brace is missing.
The repaired text has the same lines.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from eyebib.model.problem import Lines, Problem

_TOKEN = re.compile(
    r"""\\.|(?P<start>(?:(?<=\n)|\A)[ \t]*@(?P<kind>[A-Za-z]+)[ \t]*\{)|(?P<sign>[{}"#,=])"""
    r"""|(?P<word>[^\s\\{}"#,=]++(?=\s*(?P<named>=))?)""",
    re.DOTALL,
)
_NOT_ENTRIES = frozenset({"comment", "preamble", "string"})

_Edit = tuple[int, int, str, str]
"""Start and end of the text to replace, the new text, and what was wrong."""


def repaired(text: str, path: Path, problems: list[Problem]) -> str:
    """The text with missing commas and braces between fields added; each is reported as an error.

    A brace that is missing inside a value cannot be placed, and is left to the parser.
    """
    edits = sorted(_edits(text))
    lines = Lines(path, text)
    pieces, at = [], 0
    for start, end, new, message in edits:
        pieces += [text[at:start], new]
        at = end
        problems.append(Problem(location=lines.location(start), message=message, rule="syntax"))
    return "".join([*pieces, text[at:]])


def _edits(text: str) -> Iterator[_Edit]:
    state = _State()
    for token in _TOKEN.finditer(text):
        yield from state.take(token)
        state.end = token.end()


class _State:
    """Where in an entry the scan is: the depth of braces, and the kind of the token before."""

    def __init__(self) -> None:
        self.depth, self.is_quoted, self.is_entry = 0, False, False
        self.before, self.end = "", 0
        self.start, self.value = 0, ""

    def take(self, token: re.Match[str]) -> Iterator[_Edit]:
        """The repairs needed before a token."""
        if token["start"]:
            if self.depth == 1 and self.is_entry and not self.is_quoted and not self._is_doubtful():
                yield self.end, self.end, "}", "missing `}` at the end of the entry; added"
            self.depth, self.is_quoted, self.value = 1, False, ""
            self.is_entry = token["kind"].lower() not in _NOT_ENTRIES
            self.before = "start"
        elif self.depth == 1 and self.is_entry:
            yield from self._between(token)
        elif self.depth:
            self._inside(token)

    def _is_doubtful(self) -> bool:
        """Whether the brace may be missing in the last value, which then contains other fields."""
        return re.search(r",\s*[A-Za-z]+\s*=\s*[\"{\w]", self.value) is not None

    def _inside(self, token: re.Match[str]) -> None:
        sign = token["sign"]
        if sign == "{" and self.depth == 1:
            self.start = token.end()
        self.depth += (sign == "{") - (sign == "}")
        if sign == "}" and self.depth == 1:
            self.before, self.value = "value", token.string[self.start : token.start()]

    def _between(self, token: re.Match[str]) -> Iterator[_Edit]:
        """A token outside the values of an entry."""
        sign = token[0]
        if sign == '"':
            self.is_quoted = not self.is_quoted
            self.before = "value"
        elif sign in "{}":
            self._inside(token)
        elif self.is_quoted:
            return
        elif sign == "," and self.before == ",":
            yield token.start(), token.end(), " ", "second comma; ignored"
        elif token["named"] and self.before in ("key", "value"):
            yield self.end, self.end, ",", f"missing comma before `{sign[:40]}`; added"
            self.before = "name"
        elif token["named"] and self.before == "start":
            yield token.start(), token.start(), ",", "missing citation key"
            self.before = "name"
        elif token["word"]:
            self.before = {"start": "key", ",": "name", "=": "value", "#": "value"}.get(
                self.before, self.before
            )
        else:
            self.before = sign
