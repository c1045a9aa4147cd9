"""The awesome list with citations, and the awesome list between the markers of a user's file."""

from pathlib import Path

from eyebib import importers
from eyebib.exporters import awesome_list, bibtex_entries, export, markers, prove
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import EyebibError, Location, Problem, UsageError
from eyebib.model.settings import DEFAULTS, Options
from eyebib.project import text_file
from eyebib.text import markdown

LIST, CONTENTS, HOW_TO_CITE = "list", "toc", "cite"
"""The names of the markers."""


def citations(bibliography: Bibliography, options: Options = DEFAULTS) -> dict[str, str]:
    """The BibTeX entry of each work by citekey.

    Raises:
        UsageError: The layout of the list has no place for them.
    """
    if not awesome_list.layout_for(bibliography, options).HAS_FOLDS:
        raise UsageError("a table has no place for citations; use another `--layout`")
    return bibtex_entries(export(bibliography, "bibtex", options), bibliography)


def document(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The list as `export` writes it, with a collapsed BibTeX entry under each entry."""
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
    """The text of a file with the list between its markers; the rest is unchanged.

    The markers `eyebib:list` are required; `eyebib:toc` (a table of contents of the whole file) and
    `eyebib:cite` (how to cite the list) are optional.

    Raises:
        EyebibError: the file cannot be read, a marker is missing or wrong, or `eyebib:cite` is used
            and the authors of the list are unknown; the problems have locations.
    """
    text = text_file.read_exactly(path, limit=importers.LIMIT)
    places = _places(text, path)
    entries = citations(bibliography, options) if with_citation else {}
    listing = awesome_list.listing(bibliography, options, entries)
    prove(f"# {LIST}\n\n{listing}\n", bibliography, LIST, options)
    blocks = {places[LIST]: _encode(listing, options)}
    if HOW_TO_CITE in places:
        request = awesome_list.how_to_cite(bibliography.settings)
        if not request:
            raise _unknown_authors(path, places[HOW_TO_CITE].line)
        blocks[places[HOW_TO_CITE]] = _encode(request, options)
    return _with_contents(markers.fill(text, blocks), path)


def _places(text: str, path: Path) -> dict[str, markers.Place]:
    return markers.places(text, path, (LIST, CONTENTS, HOW_TO_CITE), required=LIST)


def _encode(block: str, options: Options) -> str:
    return awesome_list.in_ascii(block) if options.ascii else block


def _with_contents(text: str, path: Path) -> str:
    place = _places(text, path).get(CONTENTS)
    if place is None:
        return text
    return markers.fill(text, {place: markdown.contents(text, above=text[: place.start])})


def _unknown_authors(path: Path, line: int) -> EyebibError:
    message = "missing authors of the list: add `authors` under `[list]` in eyebib.toml"
    location = Location(path=path, line=line)
    return EyebibError(problems=[Problem(location=location, message=message, rule="list-authors")])
