"""File formats that entries are imported from.

To add a format, add a module here and a line in `IMPORTERS`.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Protocol

from eyebib.importers import encoding
from eyebib.model import citekey as citekeys
from eyebib.model.bibliography import Bibliography, Entry, Sourced, Work
from eyebib.model.merge import merge
from eyebib.model.problem import Location, Problem, UsageError, locate, warning
from eyebib.model.registry import Registry
from eyebib.model.settings import Settings
from eyebib.project import text_file
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link


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
    if path == STDIN:
        name, content = Path("<stdin>"), sys.stdin.buffer.read(LIMIT + 1)
        if len(content) > LIMIT:
            raise text_file.too_large(Location(path=name), LIMIT)
        text, problems = encoding.decode(content, name)
        importer = detected(text)
    else:
        name, importer = path, importer_for(path)
        text, problems = encoding.decode(text_file.read_bytes(path, limit=LIMIT), path)
    entries, others = importer.read(text, name)
    return entries, [*problems, *others]


def read_all(paths: Iterable[Path]) -> tuple[list[Entry], list[Problem]]:
    """The entries of several files, and the problems of the files.

    The first entry with a citekey is kept; a problem says how each other one differs from it. Of
    citekeys that differ only in case, the second is changed, as in one file.

    Raises the same errors as `read`.
    """
    entries: dict[str, tuple[Entry, Path]] = {}
    problems: list[Problem] = []
    taken = citekeys.Taken()
    for path in paths:
        new, others = read(path)
        problems += others
        if not new and not others:
            where = Location(path=Path("<stdin>") if path == STDIN else path)
            message = "no entries found"
            problems.append(Problem(location=where, message=message, rule="no-entry"))
        for entry in new:
            if entry.citekey in entries:
                problems.append(_repeated(entry, path, *entries[entry.citekey]))
                continue
            choice = citekeys.choose(entry.citekey, entry.title, taken)
            if choice.message:
                where = locate(path, entry.marks, ("title",))
                problems.append(warning(where, choice.message, "citekey"))
            entries[entry.citekey] = (_chosen(entry, choice), path)
    return [entry for entry, _ in entries.values()], problems


def _chosen(entry: Entry, choice: citekeys.Choice) -> Entry:
    aliases = tuple(dict.fromkeys([*choice.aliases, *entry.aliases]))
    return replace(entry, citekey=choice.citekey, file_stem=choice.file_stem, aliases=aliases)


def _repeated(entry: Entry, path: Path, first: Entry, origin: Path) -> Problem:
    names = (field.name for field in fields(entry) if field.compare)
    differing = [name for name in names if getattr(entry, name) != getattr(first, name)]
    differences = f"differs in `{'`, `'.join(differing)}`" if differing else "is the same"
    message = (
        f"duplicate key `{entry.citekey}`; the entry of {origin} is used, this one {differences} "
        "and was not imported"
    )
    where = locate(path, entry.marks, ("title",))
    return warning(where, message, "repeated-entry")


def count_not_imported(problems: Iterable[Problem]) -> int:
    """The number of items that the problems say were not imported."""
    return sum(problem.rule in _NOT_IMPORTED for problem in problems)


def bibliography(*paths: Path) -> tuple[Bibliography, list[Problem]]:
    """The works of files, in citekey order, and the problems of the files.

    Raises the same errors as `read`.
    """
    entries, problems = read_all(paths)
    works = sorted(map(_work, entries), key=lambda work: work.citekey)
    names = ["standard input" if path == STDIN else clean(path.name) for path in paths]
    settings = Settings(title=Path(names[0]).stem)
    return Bibliography(works=tuple(works), settings=settings, origin=", ".join(names)), problems


def _work(entry: Entry) -> Work:
    """The work of an entry without records.

    Its `URL` is the address in the file. No `URL` is derived from a DOI, because citation styles
    would then print the DOI twice.
    """
    work = merge(entry, ())
    if work.cited is None or work.cited.scheme != "doi" or "URL" in entry.csl:
        return work
    variables = {name: value for name, value in work.variables.items() if name != "URL"}
    if is_web_link(entry.link):
        variables["URL"] = Sourced(value=entry.link, source="entry")
    return replace(work, variables=variables)
