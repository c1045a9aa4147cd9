"""The .aux files that LaTeX writes for BibTeX and biblatex: exactly what a document cites."""

import re
from collections.abc import Iterator
from pathlib import Path

from eyebib.manuscripts.part import EVERY, Citation, Inclusion, Part, without_controls
from eyebib.model.problem import Lines

SUFFIXES: tuple[str, ...] = (".aux",)

_LINE = re.compile(
    r"^\\(?:(?:citation|abx@aux@cite(?:\{\d+\})?)\{(?P<keys>[^{}\n]*)\}"
    r"|(?P<every>abx@aux@nociteall)\b|@input[ \t]*\{(?P<file>[^{}\n]+)\})",
    re.MULTILINE,
)
"""A line of the file; biblatex writes the number of the section in front of a key since 3.17."""


def read(text: str, path: Path) -> Part:
    """The citations of a file, and the .aux files of the parts of the document."""
    lines = Lines(path, text)
    matches = list(_LINE.finditer(text))
    citations = [
        Citation(key=key, where=lines.location(offset))
        for match in matches
        for offset, key in _keys(match)
    ]
    inclusions = [
        Inclusion(names=(match["file"],), where=lines.location(match.start("file")), base="main")
        for match in matches
        if match["file"]
    ]
    return Part(citations=without_controls(citations), inclusions=tuple(inclusions))


def _keys(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    r"""The keys of a line with their offsets; classic `\cite` writes its argument as it is."""
    if match["every"]:
        yield match.start("every"), EVERY
    for key in re.finditer(r"[^\s,][^,]*", match["keys"] or ""):
        yield match.start("keys") + key.start(), key[0].rstrip()
