"""A document of one or more files: the main file, and what it includes."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eyebib.manuscripts.part import Citation, Inclusion, Part
from eyebib.model.problem import EyebibError, Problem, warning
from eyebib.project import encoding, text_file

LIMIT = 1 << 24
"""The maximum size of a file in bytes."""

Read = Callable[[str, Path], Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The citations of a document with all its files, and the problems of the files."""

    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]


def follow(main: Path, read: Read) -> Document:
    """The citations of a file and of the files that it includes, each read once.

    Only files below the folder of the main file or below the current folder are read. Another file,
    and one that is missing, is a warning where it is included.

    Raises:
        EyebibError: The main file cannot be read.
    """
    parts = [_part(main, read)]
    problems: list[Problem] = []
    seen = {os.path.realpath(main)}
    waiting = [(inclusion, main) for inclusion in parts[0].inclusions]
    while waiting:
        inclusion, including = waiting.pop()
        path = _found(inclusion, main, including)
        if reason := _refusal(path, main):
            problems.append(_not_read(inclusion, reason))
        elif path and os.path.realpath(path) not in seen:
            seen.add(os.path.realpath(path))
            try:
                parts.append(_part(path, read))
            except EyebibError as error:
                problems += error.problems
            else:
                waiting += ((further, path) for further in parts[-1].inclusions)
    return _document(parts, problems)


def _part(path: Path, read: Read) -> Part:
    text, _ = encoding.decode(text_file.read_bytes(path, limit=LIMIT), path)
    return read(text, path)


def _document(parts: list[Part], problems: list[Problem]) -> Document:
    labels = {label for part in parts for label in part.labels}
    citations = (citation for part in parts for citation in part.citations)
    return Document(
        citations=tuple(citation for citation in citations if citation.key not in labels),
        problems=(*problems, *(problem for part in parts for problem in part.problems)),
    )


def _found(inclusion: Inclusion, main: Path, including: Path) -> Path | None:
    """The file that is included, if it exists."""
    return next(filter(os.path.isfile, _candidates(inclusion, main, including)), None)


def _candidates(inclusion: Inclusion, main: Path, including: Path) -> Iterator[Path]:
    folders = [main.parent, including.parent]
    for folder in folders if inclusion.base == "main" else reversed(folders):
        yield from (folder / name for name in inclusion.names)


def _refusal(path: Path | None, main: Path) -> str:
    """Why an included file is not read; empty if it is."""
    if path is None:
        return "was not found"
    real = Path(os.path.realpath(path))
    if any(real.is_relative_to(folder.resolve()) for folder in (main.parent, Path())):
        return ""
    return "is outside of the folder of the document"


def _not_read(inclusion: Inclusion, reason: str) -> Problem:
    message = f"`{inclusion.names[0][:200]}` {reason}; what it cites is not counted"
    return warning(inclusion.where, message, "unread-file")
