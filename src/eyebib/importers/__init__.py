"""Formats that entries are read from. A new one is a module here and a line in `IMPORTERS`."""

from pathlib import Path
from typing import Protocol

from eyebib.errors import Problem, UsageError
from eyebib.importers import awesome_list, bibtex, csl_json
from eyebib.model import Entry


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


IMPORTERS: dict[str, Importer] = {
    "awesome-list": awesome_list,
    "bibtex": bibtex,
    "csl-json": csl_json,
}


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
