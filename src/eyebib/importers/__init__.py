"""Formats that entries are read from. A new one is a module here and a line in `IMPORTERS`."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from eyebib.model.bibliography import Bibliography, Entry, Sourced, Work
from eyebib.model.merge import merge
from eyebib.model.problem import Location, Problem, UsageError
from eyebib.model.registry import Registry
from eyebib.model.settings import Settings
from eyebib.project import text_file
from eyebib.text.link import is_web_link


class Importer(Protocol):
    """What a module of this package is."""

    SUFFIXES: tuple[str, ...]
    """Ends of the names of its files, in lower case with the dot."""

    def read(
        self, text: str, path: Path, *, as_is: bool = False
    ) -> tuple[list[Entry], list[Problem]]:
        """The entries of a file in its order, and what could not be read, located in `path`.

        `text` is the whole file, its line ends LF. Citekeys are unique; no two entries share one.
        `as_is`: the entries become no files and no source is asked, so they keep the file's keys,
        and what a source would state better.
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
    """The importer of a file, by the end of its name.

    Raises:
        UsageError: no importer reads such files.
    """
    for importer in IMPORTERS.values():
        if path.suffix.lower() in importer.SUFFIXES:
            return importer
    known = ", ".join(suffix for importer in IMPORTERS.values() for suffix in importer.SUFFIXES)
    raise UsageError(f"{path}: cannot be imported; files that are read end in {known}")


LIMIT = 1 << 27
"""The size in bytes of a file that is read: whole libraries are imported."""


def read(path: Path, *, as_is: bool = False) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file that other tools made, and what of it could not be read.

    `as_is` keeps the file's own keys, and what else `Importer.read` says.

    Raises:
        UsageError: no importer reads files of this suffix.
        EyebibError: the file is no text.
    """
    importer = importer_for(path)
    text, _ = text_file.read(path, limit=LIMIT)  # its line ends are nobody's business here
    found, problems = importer.read(text, path, as_is=as_is)
    if not found and not problems and not as_is:
        message = "nothing to import: no entry found"
        problems.append(Problem(location=Location(path=path), message=message, rule="no-entry"))
    return found, problems


def bibliography(path: Path) -> tuple[Bibliography, list[Problem]]:
    """The works of a file in citekey order, and what of it could not be read.

    Raises as `read`.
    """
    found, problems = read(path, as_is=True)
    works = sorted(map(_as_stated, found), key=lambda work: work.citekey)
    named = Settings(title=path.stem)
    return Bibliography(works=tuple(works), settings=named, origin=path.name), problems


def _as_stated(entry: Entry) -> Work:
    """The work of an entry alone; its address is the file's, none is made of a DOI.

    Styles would print the DOI twice.
    """
    work = merge(entry, ())
    if work.cited is None or work.cited.scheme != "doi" or "URL" in entry.csl:
        return work
    variables = {name: said for name, said in work.variables.items() if name != "URL"}
    if is_web_link(entry.link):
        variables["URL"] = Sourced(value=entry.link, source="entry")
    return replace(work, variables=variables)
