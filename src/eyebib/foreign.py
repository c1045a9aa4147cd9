"""Files that other tools made, as bibliographies of their own: no entries, no locks, no network."""

from dataclasses import replace
from pathlib import Path

from eyebib.errors import Problem
from eyebib.merge import merge
from eyebib.model import Bibliography, Entry, Settings, Sourced, Work
from eyebib.project import read_foreign


def bibliography(path: Path) -> tuple[Bibliography, list[Problem]]:
    """The works of a file in citekey order, and what of it could not be read.

    Raises as `project.read_foreign`.
    """
    found, problems = read_foreign(path, as_is=True)
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
