r"""Bring the LaTeX of .bib files of many origins into one form, before `tex_reader` reads it.

Publishers, Crossref and reference managers write HTML tags and entities into fields, APS writes
every accent twice, and text copied from a PDF has an accent apart from its letter.
"""

import re
from html import unescape
from html.entities import html5

from eyebib.text.tex import escape

_BRANCHES = re.compile(
    r"\\ifmmode\b(?:(?!\\else\b).)*+\\else\b\s*((?:(?!\\fi\b).)*+)\\fi\b(?:\s*\{\}|\s+)?", re.DOTALL
)
r"""`\ifmmode \acute{n}\else \'{n}\fi{}`; the second branch is the text."""

_ON_NOTHING = re.compile(r"(?<!\\)\\([~^])\{\s*\}")
r"""`\~{}` and `\^{}`: accents on nothing, printed as small signs of their own."""

_ENSURED = re.compile(r"\\ensuremath\s*\{((?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.)*+\})++)\}", re.DOTALL)
"""A formula in text."""

_ENTITY = re.compile(r"\\?&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,7});")
_SCRIPT = re.compile(r"<(su[bp])>([^<>{}$]*+)</\1>")
_STYLE = re.compile(r"</?(?:i|b|em|strong|italic|scp|tt|u)>")

_APART = re.compile(
    "\\\\ ?([\u00a8\u00b4\u00af\u00b8\u02c7\u02d8\u02d9\u02da\u0300-\u030c])"
    "(?:\\{\\\\?([A-Za-z])\\}|\\\\?([A-Za-z]))"
)
r"""An accent as a character after a backslash: `\¨{e}`."""
_COMBINING = dict(
    zip(
        "\u00a8\u00b4\u00af\u00b8\u02c7\u02d8\u02d9\u02da",
        "\u0308\u0301\u0304\u0327\u030c\u0306\u0307\u030a",
        strict=True,
    )
)
_SORTING = re.compile(r"\{?\\(?:noopsort|SortNoop|NoOpSort)\s*\{[^{}]*+\}\s*\}?")
"""Text that only sorts: `{\\noopsort{1973b}}1973`."""


def regular(latex: str) -> str:
    r"""The LaTeX with one way to write accents, scripts and `&`."""
    if "\\" in latex:
        latex = _ON_NOTHING.sub(_sign, _BRANCHES.sub(r"\1", latex))
        latex = _APART.sub(_accented, _SORTING.sub("", latex))
        latex = _ENSURED.sub(r"\\(\1\\)", latex)
    if "&" in latex:
        latex = _ENTITY.sub(_character, latex)
    if "<" in latex:
        latex = _STYLE.sub("", _SCRIPT.sub(_script, latex))
    return latex


def _sign(accent: re.Match[str]) -> str:
    return "\N{SMALL TILDE}" if accent[1] == "~" else "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}"


def _accented(accent: re.Match[str]) -> str:
    letter = accent[2] or accent[3]
    return letter + _COMBINING.get(accent[1], accent[1])


def _character(entity: re.Match[str]) -> str:
    is_known = entity[1].startswith("#") or f"{entity[1]};" in html5
    return escape(unescape(f"&{entity[1]};")) if is_known else entity[0]


def _script(tag: re.Match[str]) -> str:
    kind = "super" if tag[1] == "sup" else "sub"
    return rf"\text{kind}script{{{tag[2]}}}"
