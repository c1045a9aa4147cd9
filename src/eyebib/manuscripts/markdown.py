"""Markdown with citations as in pandoc's manual ("Citation syntax"), and Quarto documents."""

import re
from collections.abc import Iterator
from pathlib import Path

from eyebib.manuscripts.part import EVERY, Citation, Inclusion, Part, blank
from eyebib.model.problem import Lines
from eyebib.text.markdown import without_code

SUFFIXES: tuple[str, ...] = (".md", ".markdown", ".qmd", ".rmd")

_HEAD = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""The metadata at the beginning of a document."""
_YAML_COMMENT = re.compile(r"^[ \t]*#[^\n]*|(?<=[ \t])#[ \t][^\n]*", re.MULTILINE)

_SAME_PARAGRAPH = r"(?:[^%s\\\n]|\\.|\n(?![ \t]*\n))"
_INERT = re.compile(
    r"\\."
    r"|<!--.*?(?:-->|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)"
    rf"|\$\$(?:{_SAME_PARAGRAPH % '$'})++\$\$"
    rf"|\$(?=[^\s$])(?:{_SAME_PARAGRAPH % '$'})++(?<=\S)\$(?!\d)"
    r"|\b(?<![@{])https?://[^\s<>\[\]()]*|<[A-Za-z/!?][^<>@]*+@[^<>]*+>"
    r"|\{(?:[#.:][\w-]|[\w-]+=)[^{}\n]*+\}",
    re.DOTALL,
)
"""Escapes, comments, code, formulas, addresses, tags and attributes."""

_CITATION = re.compile(
    r"(?<![^\W_])(?<![^\W_]\.)@(?:\{(?P<braced>[^\s{}]+)\}"
    r"|(?P<bare>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*+))"
)
"""An `@` after a letter, a digit or a word's full stop belongs to an e-mail address."""
_NOCITE_EVERY = re.compile(r"@(\*)")

_REFERENCE = re.compile(r"(?:fig|tbl|sec|eq)[-:].*", re.IGNORECASE)
_QUARTO_REFERENCE = re.compile(
    r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-.*",
    re.IGNORECASE,
)
"""References to parts of the document, with the prefixes that Quarto reserves for them."""

_INCLUSION = re.compile(r"\{\{<\s*include\s+\"?([^\s\"<>]+)\"?\s*>\}\}")
"""Quarto's shortcode."""


_INDENTED = re.compile(r" {4}| {0,3}\t")
_CONTAINER = re.compile(
    r" {0,3}(?:[-+*:~]|#\.|\(?(?:\d{1,9}|[A-Za-z@])[.)]|\[\^[^\]\n]+\]:)(?:[ \t]|\Z)"
)
"""The beginning of a list item, a definition or a footnote, whose paragraphs are indented."""


def read(text: str, path: Path) -> Part:
    """The citations of a file, and the files that it includes."""
    lines = Lines(path, text)
    head = match[0] if (match := _HEAD.match(text)) else ""
    body = _without_indented_code(without_code(text[len(head) :]))
    active = _YAML_COMMENT.sub(blank, head) + body
    text = _INERT.sub(blank, active)
    inclusions = [
        Inclusion(names=(match[1],), where=lines.location(match.start(1)), base="own")
        for match in _INCLUSION.finditer(active)
    ]
    citations = [
        Citation(key=key, where=lines.location(offset))
        for offset, key in _keys(text, len(head))
        if not _reference(path).fullmatch(key)
    ]
    return Part(citations=tuple(citations), inclusions=tuple(inclusions))


def _keys(text: str, length: int) -> Iterator[tuple[int, str]]:
    """The keys with their offsets; `length` is that of the metadata."""
    for match in _NOCITE_EVERY.finditer(text, 0, length):
        yield match.start(1), EVERY
    for match in _CITATION.finditer(text):
        name = "braced" if match["braced"] else "bare"
        yield match.start(name), match[name]


def _reference(path: Path) -> re.Pattern[str]:
    return _QUARTO_REFERENCE if path.suffix.lower() == ".qmd" else _REFERENCE


def _without_indented_code(text: str) -> str:
    """The text with spaces in place of its indented code blocks; see CommonMark, section 4.4.

    Text that is indented below a list item, a definition or a footnote is a paragraph of it.
    """
    lines = text.split("\n")
    is_code, is_after_blank, is_contained = False, True, False
    for number, line in enumerate(lines):
        if not line.strip():
            is_after_blank = True
            continue
        is_indented = _INDENTED.match(line) is not None
        is_code = is_indented and not is_contained and (is_code or is_after_blank)
        if is_code:
            lines[number] = " " * len(line)
        elif not is_indented:
            is_contained = bool(_CONTAINER.match(line)) or (is_contained and not is_after_blank)
        is_after_blank = False
    return "\n".join(lines)
