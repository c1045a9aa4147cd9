"""The awesome list with citations, and between the markers of a file of the user's."""

from pathlib import Path

from eyebib import importers
from eyebib.exporters import awesome_list, bibtex_entries, export, markers, prove
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import EyebibError, Location, Problem
from eyebib.model.settings import DEFAULTS, Options
from eyebib.project import text_file
from eyebib.text import markdown

LIST, CONTENTS, HOW_TO_CITE = "list", "toc", "cite"
"""The names of the markers."""


def citations(bibliography: Bibliography, options: Options = DEFAULTS) -> dict[str, str]:
    """The BibTeX entry of each work by citekey."""
    return bibtex_entries(export(bibliography, "bibtex", options), bibliography)


def document(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The list as `project.export` writes it, and under each entry its BibTeX, folded."""
    text = awesome_list.export(bibliography, options, citations(bibliography, options))
    prove(text, bibliography, LIST, options)
    return text


def into(
    path: Path,
    bibliography: Bibliography,
    options: Options = DEFAULTS,
    *,
    with_citation: bool = False,
) -> str:
    """The text of a file with the list between its markers; all else is as it was.

    `eyebib:list` must be there. `eyebib:toc`, a table of contents of the whole file, and
    `eyebib:cite`, how to cite the list, may.

    Raises:
        EyebibError: the file cannot be read, a marker is missing or wrong, or nothing is known that
            could stand between two; located.
    """
    text = text_file.read_exactly(path, limit=importers.LIMIT)
    places = _places(text, path)
    found = citations(bibliography, options) if with_citation else {}
    listed = awesome_list.listing(bibliography, found)
    prove(f"{listed}\n", bibliography, LIST, options)
    blocks = {places[LIST]: _written(listed, options)}
    if HOW_TO_CITE in places:
        how = awesome_list.how_to_cite(bibliography.settings)
        if not how:
            raise _unknown_authors(path, places[HOW_TO_CITE].line)
        blocks[places[HOW_TO_CITE]] = _written(how, options)
    return _with_contents(markers.fill(text, blocks), path)


def _places(text: str, path: Path) -> dict[str, markers.Place]:
    return markers.places(text, path, (LIST, CONTENTS, HOW_TO_CITE), needed=LIST)


def _written(block: str, options: Options) -> str:
    return awesome_list.in_ascii(block) if options.ascii else block


def _with_contents(text: str, path: Path) -> str:
    place = _places(text, path).get(CONTENTS)
    if place is None:
        return text
    return markers.fill(text, {place: markdown.contents(text, above=text[: place.start])})


def _unknown_authors(path: Path, line: int) -> EyebibError:
    message = "who wrote the list is not known: add `authors` under `[list]` in eyebib.toml"
    where = Location(path=path, line=line)
    return EyebibError(problems=[Problem(location=where, message=message, rule="list-authors")])
