"""The works of files as they are, for `eyebib convert`: no entries, no records."""

from dataclasses import replace
from pathlib import Path

from eyebib.importers import STDIN
from eyebib.importers.join import join
from eyebib.model.bibliography import Bibliography, Entry, Sourced, Work
from eyebib.model.merge import merge
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link


def bibliography(*paths: Path) -> tuple[Bibliography, list[Problem]]:
    """The works of files, in citekey order, and the problems of the files.

    Raises the same errors as `join`.
    """
    read = join(paths, _work)
    works = sorted(read.works, key=lambda work: work.citekey)
    names = ["standard input" if path == STDIN else clean(path.name) for path in paths]
    bibliography = Bibliography(
        works=tuple(works),
        settings=Settings(title=Path(names[0]).stem),
        origin=", ".join(names),
    )
    return bibliography, list(read.problems)


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
