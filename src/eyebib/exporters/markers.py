"""Places in a user's file that eyebib fills, each between two markers; the rest stays as it is.

`<!-- eyebib:NAME -->` and `<!-- /eyebib:NAME -->` stand on lines of their own.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eyebib.model.problem import EyebibError, Location, Problem, suggestion

_MARKER = re.compile(
    r"^[ \t]*(?P<text><!--[ \t]*(?P<end>/?)eyebib:(?P<name>[\w-]+)[ \t]*-->)[ \t]*(?=\r?$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is between two markers: its offsets in the text, and the line of the first marker."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marker:
    line: int
    name: str
    is_end: bool
    text: str
    start: int
    end: int


def places(text: str, path: Path, known: Collection[str], *, needed: str) -> dict[str, Place]:
    """The places of a text by name, in their order; `needed` is among them.

    Raises:
        EyebibError: a marker is missing, there twice, out of order, or unknown; all at once.
    """
    markers = list(_markers(text))
    problems = [
        Problem(location=Location(path=path, line=line), message=message, rule="marker")
        for line, message in (*_missing(markers, needed), *_mistakes(markers, known))
    ]
    if problems:
        raise EyebibError(problems=problems)
    pairs = zip(markers[::2], markers[1::2], strict=True)
    return {a.name: Place(line=a.line, start=a.end, end=b.start) for a, b in pairs}


def fill(text: str, blocks: Mapping[Place, str]) -> str:
    """The text with each block in its place, in the line ends that the text has."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for place, block in sorted(blocks.items(), key=lambda item: item[0].start, reverse=True):
        lines = f"\n\n{block}\n\n".replace("\n", newline)
        text = text[: place.start] + lines + text[place.end :]
    return text


def _markers(text: str) -> Iterator[_Marker]:
    line, at = 1, 0
    for found in _MARKER.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        yield _Marker(
            line=line,
            name=found["name"],
            is_end=bool(found["end"]),
            text=f"`{found['text']}`",
            start=found.start(),
            end=found.end(),
        )


def _missing(markers: list[_Marker], needed: str) -> Iterator[tuple[int, str]]:
    if needed not in {marker.name for marker in markers}:
        start, end = f"`<!-- eyebib:{needed} -->`", f"`<!-- /eyebib:{needed} -->`"
        where = "each on a line of its own, where the list is to stand"
        yield 1, f"no {start}: write it and, below it, {end}, {where}"


def _mistakes(markers: list[_Marker], known: Collection[str]) -> Iterator[tuple[int, str]]:
    opened: _Marker | None = None
    lines: dict[tuple[str, bool], int] = {}
    for marker in markers:
        first = lines.setdefault((marker.name, marker.is_end), marker.line)
        if marker.name not in known:
            yield marker.line, f"{marker.text} is no marker{suggestion(marker.name, known)}"
        elif first != marker.line:
            yield marker.line, f"{marker.text} again, after line {first}; delete one of them"
        elif marker.is_end and (opened is None or opened.name != marker.name):
            above = f"<!-- eyebib:{marker.name} -->"
            yield marker.line, f"{marker.text} closes nothing; write `{above}` above it"
        elif not marker.is_end and opened:
            yield opened.line, _unclosed(opened)
        opened = None if marker.is_end else marker
    if opened and opened.name in known:
        yield opened.line, _unclosed(opened)


def _unclosed(marker: _Marker) -> str:
    return f"{marker.text} is not closed; write `<!-- /eyebib:{marker.name} -->` below its content"
