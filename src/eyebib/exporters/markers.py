"""Places in a user's Markdown file that eyebib fills in, each between two markers.

The markers `<!-- eyebib:NAME -->` and `<!-- /eyebib:NAME -->` are on lines of their own. Markers in
code blocks are ignored, so that a document can show them; four spaces before one make it code.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eyebib.model.problem import EyebibError, Location, Problem
from eyebib.text.markdown import without_code
from eyebib.text.suggestion import suggestion

_MARKER = re.compile(
    r"^ {0,3}(?P<text><!--[ \t]*(?P<end>/?)eyebib:(?P<name>[\w-]+)[ \t]*-->)[ \t]*(?=\r?$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The space between two markers: its offsets in the text and the line of the first marker."""

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


def places(text: str, path: Path, names: Collection[str], *, required: str) -> dict[str, Place]:
    """The places of a text by name, in order; `names` are all valid names.

    Raises:
        EyebibError: the place `required` is missing, or markers are unknown, duplicate or not
            paired; has a problem for each.
    """
    markers = list(_markers(text))
    problems = [
        Problem(location=Location(path=path, line=line), message=message, rule="marker")
        for line, message in (*_missing(markers, required), *_mistakes(markers, names))
    ]
    if problems:
        raise EyebibError(problems=problems)
    pairs = zip(markers[::2], markers[1::2], strict=True)
    return {a.name: Place(line=a.line, start=a.end, end=b.start) for a, b in pairs}


def fill(text: str, blocks: Mapping[Place, str]) -> str:
    """The text with each block in its place, with the line ends of the text."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for place, block in sorted(blocks.items(), key=lambda item: item[0].start, reverse=True):
        lines = f"\n\n{block}\n\n".replace("\n", newline)
        text = text[: place.start] + lines + text[place.end :]
    return text


def with_place(text: str, name: str) -> str:
    """The text with an empty place at its end, with the line ends of the text.

    The text is unchanged if it has a marker of that name, or ends in a code block.
    """
    if name in {marker.name for marker in _markers(text)}:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    above = text.rstrip("\r\n")
    lines = [f"<!-- eyebib:{name} -->", f"<!-- /eyebib:{name} -->", ""]
    longer = newline.join([above, "", *lines] if above else lines)
    is_found = name in {marker.name for marker in _markers(longer)}
    return longer if is_found else text


def _markers(text: str) -> Iterator[_Marker]:
    line, position = 1, 0
    for match in _MARKER.finditer(without_code(text)):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield _Marker(
            line=line,
            name=match["name"],
            is_end=bool(match["end"]),
            text=f"`{match['text']}`",
            start=match.start(),
            end=match.end(),
        )


def _missing(markers: list[_Marker], required: str) -> Iterator[tuple[int, str]]:
    if required not in {marker.name for marker in markers}:
        start, end = f"`<!-- eyebib:{required} -->`", f"`<!-- /eyebib:{required} -->`"
        where = "where the list belongs, on lines of their own and not in a code block"
        yield 1, f"missing {start}: add it and, below it, {end} {where}"


def _mistakes(markers: list[_Marker], names: Collection[str]) -> Iterator[tuple[int, str]]:
    start: _Marker | None = None
    lines: dict[tuple[str, bool], int] = {}
    for marker in markers:
        first = lines.setdefault((marker.name, marker.is_end), marker.line)
        if marker.name not in names:
            yield marker.line, f"unknown marker {marker.text}{suggestion(marker.name, names)}"
        elif first != marker.line:
            yield marker.line, f"duplicate {marker.text}, also on line {first}; delete one of them"
        elif marker.is_end and (start is None or start.name != marker.name):
            above = f"<!-- eyebib:{marker.name} -->"
            yield marker.line, f"missing opening marker of {marker.text}; add `{above}` above it"
        elif not marker.is_end and start:
            yield start.line, _unclosed(start)
        start = None if marker.is_end else marker
    if start and start.name in names:
        yield start.line, _unclosed(start)


def _unclosed(marker: _Marker) -> str:
    end = f"`<!-- /eyebib:{marker.name} -->`"
    return f"missing closing marker of {marker.text}; add {end} below its content"
