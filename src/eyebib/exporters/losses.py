"""The variables of a bibliography that a format cannot hold, or that readers of the format drop.

The `LOSSES` of an exporter list the variables that may be lost, and when. Whether one is lost for a
given work is determined by writing the work without the variable, or without a part of it: if the
file stays the same, it is lost. The tables in this module list what readers drop or change.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eyebib.exporters import EXPORTERS, Exporter, bib_name, ris
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Sourced, Work
from eyebib.model.settings import DEFAULTS, Options
from eyebib.text import tex


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A variable that a format does not keep completely, the reason, and the works concerned."""

    variable: str
    reason: str
    citekeys: tuple[str, ...]


def losses(bibliography: Bibliography, name: str, options: Options = DEFAULTS) -> list[Loss]:
    """What a format loses from a bibliography, sorted by variable."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for work in bibliography.works:
        alone = replace(bibliography, works=(work,))
        for reason in (*_unwritten(alone, work, EXPORTERS[name], options), *_unread(work, name)):
            reasons.setdefault(reason, []).append(work.citekey)
    return [
        Loss(variable=variable, reason=reason, citekeys=tuple(citekeys))
        for (variable, reason), citekeys in sorted(reasons.items())
    ]


def _unwritten(
    alone: Bibliography, work: Work, exporter: Exporter, options: Options
) -> Iterator[tuple[str, str]]:
    """Variables of a work, the only one of the bibliography, that are not written completely."""
    text = exporter.export(alone, options)
    eprint = {"number"} if work.is_preprint and work.eprint else set[str]()
    for variable in sorted(exporter.LOSSES.keys() & work.variables.keys() - eprint):
        for reduced in _reductions(work, variable):
            if exporter.export(replace(alone, works=(reduced,)), options) == text:
                yield variable, exporter.LOSSES[variable]
                break
    for role in sorted(work.incomplete):
        complete = replace(work.variables[role], is_incomplete=False)
        marked = replace(work, variables={**work.variables, role: complete})
        if exporter.export(replace(alone, works=(marked,)), options) == text:
            yield role, UNMARKED


def _reductions(work: Work, variable: str) -> Iterator[Work]:
    """The work without a variable, then with less of it: one line, one number, a shorter date.

    An article number may also be in `page`, and is lost only if the file does not need either.
    """
    sourced = work.variables[variable]
    twins = {"number", "page"} if work.item.get("number") == work.item.get("page") else set[str]()
    removed = twins if variable in twins else {variable}
    rest = {name: other for name, other in work.variables.items() if name not in removed}
    if variable != "type":
        yield replace(work, variables=rest)
    for value in _shortened(sourced.value):
        if value != sourced.value:
            shorter = Sourced(value=value, source=sourced.source)
            yield replace(work, variables=rest | {variable: shorter})


def _shortened(value: Any) -> Iterator[Any]:  # noqa: ANN401 - a CSL value of any shape
    if isinstance(value, str):
        yield " ".join(value.split())
        yield value.partition(",")[0]
    elif csl.date_parts(value):
        first, *_ = value["date-parts"]
        yield {"date-parts": [first]}
        yield {"date-parts": [first[:2]]}
        yield {"date-parts": [first[:1]]}


IN_TEX = "title container-title collection-title publisher publisher-place".split()
"""Variables that LaTeX prints and that Zotero reads as LaTeX."""

PEOPLE = ("author", "editor")
"""Name variables in .bib files."""

UNPRINTED = "pdflatex does not print {}; lualatex does"
UNMARKED = "not that names are missing from the list"
CUT = "styles that abbreviate names split a letter; full names and biblatex are not affected"
FORMULAS = "Zotero reads the formula of {} as letters"
DOLLARS = "Zotero reads text between two dollar signs as a formula"
"""Reasons for losses by readers."""

_READ = frozenset("αβγδεζηκλμνξπρςστυφχψϑϕϖϱϵΓΔΘΛΞΠΣΦΨ")
"""Characters whose formulas Zotero reads as these characters."""

_UNPUBLISHED = frozenset("GEN JFULL JOUR MANSCPT MGZN NEWS".split())
"""RIS types that Zotero imports as articles and manuscripts, which have no publisher in Zotero."""


def _unread(work: Work, name: str) -> Iterator[tuple[str, str]]:
    """Variables of a work that are in the file but that readers drop or change."""
    item = work.item
    if name in ("bibtex", "biblatex"):
        for variable in IN_TEX:
            text = str(item.get(variable, ""))
            if characters := tex.unsupported(text):
                yield variable, UNPRINTED.format(" ".join(sorted(characters)))
            if characters := tex.signs(text) - _READ:
                yield variable, FORMULAS.format(" ".join(sorted(characters)))
            if text.count("$") > 1:
                yield variable, DOLLARS
        yield from _unread_names(work, name)
    if name == "ris":
        kind = ris.TYPES[item["type"]]
        if "publisher" in item and kind in _UNPUBLISHED:
            yield "publisher", ris.LOSSES["publisher"]
        if "PMID" in item and work.eprint:
            yield "PMID", ris.LOSSES["PMID"]
        if "collection-number" in item and kind not in ("BOOK", "CHAP"):
            yield "collection-number", ris.LOSSES["collection-number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """What of some works LaTeX cannot print: characters, and names by the citekeys of the works."""

    characters: frozenset[str] = frozenset()
    cut: tuple[str, ...] = ()


def unfit(bibliography: Bibliography, name: str) -> Unfit:
    """What pdflatex cannot print of a .bib file, and the works whose names BibTeX cuts."""
    if name not in ("bibtex", "biblatex"):
        return Unfit()
    found = [(work, _unread(work, name)) for work in bibliography.works]
    pairs = [(work.citekey, reason) for work, losses_ in found for _, reason in losses_]
    start, end = UNPRINTED.split("{}")
    texts = [reason[len(start) : -len(end)] for _, reason in pairs if reason.endswith(end)]
    return Unfit(
        characters=frozenset(char for text in texts for char in text.split()),
        cut=tuple(dict.fromkeys(key for key, reason in pairs if reason == CUT)),
    )


def advice(name: str, works: Sequence[Unfit]) -> Iterator[str]:
    """A line about what LaTeX cannot print of a .bib file, and one about names that BibTeX cuts."""
    if characters := sorted(frozenset().union(*(each.characters for each in works))):
        shown = " ".join(characters[:12]) + (" ..." if len(characters) > 12 else "")
        yield f"{name}: pdflatex does not print {shown}; compile with lualatex"
    if keys := sorted(key for each in works for key in each.cut):
        more = f" and {len(keys) - 3} more" if len(keys) > 3 else ""
        shown = ", ".join(keys[:3]) + more
        yield f"{name}: BibTeX cuts initials that are not Latin letters ({shown}); use biblatex"


def _unread_names(work: Work, name: str) -> Iterator[tuple[str, str]]:
    """Names that pdflatex cannot print, and those that BibTeX cuts because it counts bytes."""
    for role in PEOPLE:
        people = work.item.get(role, ())
        text = "".join(part for person in people for part in person.values())
        if characters := tex.unsupported(text, formulas=name == "bibtex"):
            yield role, UNPRINTED.format(" ".join(sorted(characters)))
        if name == "bibtex" and any(map(_is_cut, people)):
            yield role, CUT


def _is_cut(name: csl.Name) -> bool:
    """Whether a part of a name begins with a letter that is not written as a command."""
    if all(str(part).isascii() for part in name.values()):
        return False  # a shortcut for speed: most names are so
    return bool(re.search(r"(?:^|[\s{~-])[^ -~]", bib_name.name(name, accented=True)))
