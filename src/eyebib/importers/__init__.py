"""File formats that entries are imported from.

To add a format, add a module here and a line in `IMPORTERS`.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from eyebib.model.bibliography import Entry
from eyebib.model.problem import Location, Problem, UsageError
from eyebib.model.registry import Registry
from eyebib.project import encoding, text_file


class Importer(Protocol):
    """The interface of each module in this package."""

    SUFFIXES: tuple[str, ...]
    """File name extensions, in lower case and with the dot."""

    def read(self, text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
        """The entries of a file, in file order, and its problems, located in `path`.

        `text` is the whole file, with LF line endings. Citekeys are unique. The `csl` of an entry
        is everything that the file says of the work; `imported` makes a record of it.
        """
        ...


IMPORTERS: Registry[Importer] = Registry(
    {
        "awesome-list": "eyebib.importers.awesome_list",
        "bibtex": "eyebib.importers.bibtex",
        "csl-json": "eyebib.importers.csl_json",
        "csl-yaml": "eyebib.importers.csl_yaml",
        "nbib": "eyebib.importers.nbib",
        "ris": "eyebib.importers.ris",
    }
)

_BEGINNINGS = {
    "csl-json": r"\s*[\[{]",
    "ris": r"(?s:.{0,1000}?)^TY  ?- ",
    "nbib": r"\s*PMID ?- ",
    "csl-yaml": r"(?:\s*(?:#.*|---))*\s*(?:references:|- +[\w-]+:)",
    "bibtex": r"(?s:.*?)^\s*@\w+\s*[{(]",
}
"""How a file of each format begins; what begins like none of them is a list."""

STDIN = Path("-")
"""Stands for standard input, whose format is found from its content."""

LIMIT = 1 << 25
"""The maximum size of an imported file in bytes, large enough for a whole reference library."""

_NOT_IMPORTED = frozenset({"bibtex", "repeated-entry", "title"})
"""Rules of problems each of which stands for one item that was not imported."""


def importer_for(path: Path) -> Importer:
    """The importer for a file, chosen by its extension.

    Raises:
        UsageError: No importer reads files with this extension.
    """
    for importer in IMPORTERS.values():
        if path.suffix.lower() in importer.SUFFIXES:
            return importer
    suffixes = ", ".join(suffix for importer in IMPORTERS.values() for suffix in importer.SUFFIXES)
    raise UsageError(f"{path}: unknown file type; expected one of {suffixes}")


def detected(text: str) -> Importer:
    """The importer for a text, chosen by its beginning."""
    names = (name for name, start in _BEGINNINGS.items() if re.match(start, text, re.MULTILINE))
    return IMPORTERS[next(names, "awesome-list")]


def read(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file written by another tool, and the problems of the file.

    `STDIN` is standard input.

    Raises:
        UsageError: No importer reads files with this extension.
        EyebibError: The file cannot be read or is too large.
    """
    importer, text, name, problems = opened(path)
    entries, others = importer.read(text, name)
    return entries, [*problems, *others]


def opened(path: Path) -> tuple[Importer, str, Path, list[Problem]]:
    """The importer and the text of a file, its name in messages, and problems of its encoding.

    Raises the same errors as `read`.
    """
    importer = None if path == STDIN else importer_for(path)
    text, name, problems = text_of(path)
    return importer or detected(text), text, name, problems


def text_of(path: Path) -> tuple[str, Path, list[Problem]]:
    """The text of a file or of standard input, its name in messages, and problems of its encoding.

    Raises:
        EyebibError: The file cannot be read or is too large.
    """
    if path != STDIN:
        name, content = path, text_file.read_bytes(path, limit=LIMIT)
    else:
        name, content = Path("<stdin>"), sys.stdin.buffer.read(LIMIT + 1)
        if len(content) > LIMIT:
            raise text_file.too_large(Location(path=name), LIMIT)
    text, problems = encoding.decode(content, name)
    return text, name, problems


def count_not_imported(problems: Iterable[Problem]) -> int:
    """The number of items that the problems say were not imported."""
    return sum(problem.rule in _NOT_IMPORTED for problem in problems)
