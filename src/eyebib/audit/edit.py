"""Changes of a text at some places, all else being kept, and how text is written there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from eyebib.text import tex, tex_ascii


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """The part of a text from `start` to `end` is replaced by `new`."""

    start: int
    end: int
    new: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a file writes text: only with ASCII, so that accents are commands, or with any letter."""

    is_ascii: bool

    def latex(self, text: str) -> str:
        """Plain text as LaTeX."""
        return self.regular(tex.escape(" ".join(text.split())))

    def title(self, text: str) -> str:
        """Words of a title, with braces around those that lower case would spoil."""
        return self.regular(tex.title(" ".join(text.split())))

    def regular(self, latex: str) -> str:
        """LaTeX with the letters that the file can have."""
        return tex_ascii.commands(latex) if self.is_ascii else latex


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The value of a field, parted into what encloses it and its core.

    `before` and `after` are delimiters, spaces, and braces around the whole core.
    """

    before: str
    core: str
    after: str

    @property
    def is_braced(self) -> bool:
        """Whether all of the core is in braces that protect its case."""
        return "{" in self.before[1:]

    def with_core(self, core: str) -> str:
        """The value with another core; a number that stands alone gets braces if it is none."""
        if not self.before and not core.isdigit():
            return f"{{{core}}}"
        if self.before.startswith('"'):
            core = _with_quotes_braced(core)
        return f"{self.before}{core}{self.after}"


_GROUPS = 3
"""Pairs of braces around a core that are told apart from it."""
_SIGN = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)


def value(raw: str, *, is_deep: bool = True) -> Value:
    """The parts of a value with its delimiters; braces inside them are kept unless `is_deep`."""
    start, end = 0, len(raw)
    if raw[:1] in ("{", '"'):
        start, end = 1, end - 1
    inner = raw[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    for _ in range(_GROUPS if is_deep else 0):
        if end - start > 1 and _is_one_group(raw[start:end]):
            start, end = start + 1, end - 1
    return Value(before=raw[:start], core=raw[start:end], after=raw[end:])


def _is_one_group(latex: str) -> bool:
    """Whether the first brace is closed by the last one."""
    if latex[0] != "{" or latex[-1] != "}" or latex[1] == "\\":
        return False
    depth = 0
    for sign in _SIGN.finditer(latex):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if depth == 0 and sign[0] == "}":
            return sign.end() == len(latex)
    return False


def _with_quotes_braced(latex: str) -> str:
    """LaTeX for a value in quotation marks, where a bare one would end it."""
    depth, pieces = 0, []
    at = 0
    for sign in _QUOTE.finditer(latex):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if sign[0] == '"' and depth == 0:
            pieces += [latex[at : sign.start()], '{"}']
            at = sign.end()
    return "".join([*pieces, latex[at:]])
