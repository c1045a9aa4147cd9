"""What a format, or a reader of it, does not take of a bibliography.

The exporters' `LOSSES` say which CSL variables may be lost, and when. Whether one is lost of this
work is measured: the file of the work alone is the same without the variable, or without a part of
it. What stands in a file and is dropped by a reader of it is in the tables here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from eyebib.exporters import EXPORTERS, Exporter, bib_name, ris
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Sourced, Work
from eyebib.model.settings import DEFAULTS, Options
from eyebib.text import tex


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A variable that a format does not take whole, why or when, and of which works."""

    variable: str
    reason: str
    citekeys: tuple[str, ...]


def losses(bibliography: Bibliography, name: str, options: Options = DEFAULTS) -> list[Loss]:
    """What is lost of a bibliography in a format, in the order of the variables' names."""
    found: dict[tuple[str, str], list[str]] = {}
    for work in bibliography.works:
        alone = replace(bibliography, works=(work,))
        for loss in (*_unwritten(alone, work, EXPORTERS[name], options), *_unread(work, name)):
            found.setdefault(loss, []).append(work.citekey)
    return [
        Loss(variable=variable, reason=reason, citekeys=tuple(citekeys))
        for (variable, reason), citekeys in sorted(found.items())
    ]


def _unwritten(
    alone: Bibliography, work: Work, exporter: Exporter, options: Options
) -> Iterator[tuple[str, str]]:
    """Variables of a work, which is alone in the bibliography, that are not written whole."""
    written = exporter.export(alone, options)
    said_by_eprint = {"number"} if work.is_preprint and work.eprint else set[str]()
    for variable in sorted(exporter.LOSSES.keys() & work.variables.keys() - said_by_eprint):
        for less in _less(work, variable):
            if exporter.export(replace(alone, works=(less,)), options) == written:
                yield variable, exporter.LOSSES[variable]
                break


def _less(work: Work, variable: str) -> Iterator[Work]:
    """The work without a variable, and with less of it: one line, one number, a shorter date.

    An article number may stand in `page`, too: it is lost if both can go.
    """
    sourced = work.variables[variable]
    twins = {"number", "page"} if work.item.get("number") == work.item.get("page") else set[str]()
    gone = twins if variable in twins else {variable}
    rest = {name: said for name, said in work.variables.items() if name not in gone}
    if variable != "type":
        yield replace(work, variables=rest)
    for value in _shorter(sourced.value):
        if value != sourced.value:
            less = Sourced(value=value, source=sourced.source)
            yield replace(work, variables=rest | {variable: less})


def _shorter(value: Any) -> Iterator[Any]:  # noqa: ANN401 - a CSL value of any shape
    if isinstance(value, str):
        yield " ".join(value.split())
        yield value.partition(",")[0]
    elif csl.date_parts(value):
        first, *_ = value["date-parts"]
        yield {"date-parts": [first]}
        yield {"date-parts": [first[:2]]}
        yield {"date-parts": [first[:1]]}


IN_TEX = "title container-title collection-title publisher publisher-place".split()
"""Variables that LaTeX prints and Zotero reads as LaTeX."""

PEOPLE = ("author", "editor")
"""Names that .bib files hold."""

UNPRINTED = "pdflatex does not print {}; lualatex does"
CUT = "styles that abbreviate names cut it within a letter; biblatex and whole names do not"
DOLLARS = "Zotero takes what is between two dollars for a formula"
"""What readers do to them."""

_AS_ARTICLES = frozenset("GEN JFULL JOUR MGZN NEWS UNPB".split())
"""Types of RIS that Zotero takes for articles, which have no publisher there."""


def _unread(work: Work, name: str) -> Iterator[tuple[str, str]]:
    """Variables of a work that stand in the file, and that a reader of it drops or changes."""
    item = work.item
    if name in ("bibtex", "biblatex"):
        for variable in IN_TEX:
            text = str(item.get(variable, ""))
            if lost := tex.unsupported(text):
                yield variable, UNPRINTED.format(" ".join(sorted(lost)))
            if text.count("$") > 1:
                yield variable, DOLLARS
        yield from _unread_names(work, name)
    if name == "ris":
        kind = ris.TYPES[item["type"]]
        if "publisher" in item and kind in _AS_ARTICLES:
            yield "publisher", ris.LOSSES["publisher"]
        if "collection-number" in item and kind not in ("BOOK", "CHAP"):
            yield "collection-number", ris.LOSSES["collection-number"]


def _unread_names(work: Work, name: str) -> Iterator[tuple[str, str]]:
    """Names that pdflatex does not print, and those that BibTeX, which counts bytes, cuts."""
    for role in PEOPLE:
        people = work.item.get(role, ())
        if lost := tex.unsupported("".join(map(csl.display_name, people))):
            yield role, UNPRINTED.format(" ".join(sorted(lost)))
        written = " ".join(bib_name.name(person, accented=True) for person in people)
        if name == "bibtex" and re.search(r"(?:^|[\s{~-])[^ -~]", written):
            yield role, CUT
