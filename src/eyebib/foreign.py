"""Files that other tools made, as entries or as bibliographies of their own. No network."""

from dataclasses import replace
from pathlib import Path

from eyebib import textfile
from eyebib.errors import Location, Problem
from eyebib.importers import importer_for
from eyebib.merge import merge
from eyebib.model import Bibliography, Entry, Settings, Sourced, Work

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
    text, _ = textfile.read(path, limit=LIMIT)  # its line ends are nobody's business here
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
    if entry.link.startswith(("http://", "https://")):
        variables["URL"] = Sourced(value=entry.link, source="entry")
    return replace(work, variables=variables)
