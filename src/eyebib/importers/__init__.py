"""File formats that entries are imported from.

To add a format, add a module here and a line in `IMPORTERS`.
"""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from eyebib.model.bibliography import Bibliography, Entry, Sourced, Work
from eyebib.model.merge import merge
from eyebib.model.problem import Location, Problem, UsageError
from eyebib.model.registry import Registry
from eyebib.model.settings import Settings
from eyebib.project import text_file
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link


class Importer(Protocol):
    """The interface of each module in this package."""

    SUFFIXES: tuple[str, ...]
    """File name extensions, in lower case and with the dot."""

    def read(
        self, text: str, path: Path, *, as_is: bool = False
    ) -> tuple[list[Entry], list[Problem]]:
        """The entries of a file, in file order, and its problems, located in `path`.

        `text` is the whole file, with LF line endings. Citekeys are unique. With `as_is`, the
        entries are neither written to files nor resolved, so they keep the citekeys of the file
        and the variables that a source would otherwise supply.
        """
        ...


IMPORTERS: Registry[Importer] = Registry(
    {
        "awesome-list": "eyebib.importers.awesome_list",
        "bibtex": "eyebib.importers.bibtex",
        "csl-json": "eyebib.importers.csl_json",
    }
)


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


LIMIT = 1 << 27
"""The maximum size of an imported file in bytes, large enough for a whole reference library."""


def read(path: Path, *, as_is: bool = False) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file written by another tool, and the problems of the file.

    `as_is` is explained in `Importer.read`.

    Raises:
        UsageError: No importer reads files with this extension.
        EyebibError: The file is not valid text.
    """
    importer = importer_for(path)
    text, _ = text_file.read(path, limit=LIMIT)  # the line endings of the file do not matter
    entries, problems = importer.read(text, path, as_is=as_is)
    if not entries and not problems and not as_is:
        message = "nothing to import: no entries found"
        problems.append(Problem(location=Location(path=path), message=message, rule="no-entry"))
    return entries, problems


def bibliography(path: Path) -> tuple[Bibliography, list[Problem]]:
    """The works of a file, in citekey order, and the problems of the file.

    Raises the same errors as `read`.
    """
    entries, problems = read(path, as_is=True)
    works = sorted(map(_work, entries), key=lambda work: work.citekey)
    settings = Settings(title=clean(path.stem))  # file systems allow any characters in names
    return Bibliography(works=tuple(works), settings=settings, origin=clean(path.name)), problems


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
