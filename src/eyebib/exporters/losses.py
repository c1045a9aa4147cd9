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
from eyebib.text import nocase, tex, tex_title


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

    A language may decide how a title is written and still be lost: another is as foreign.
    An article number may also be in `page`, and is lost only if the file does not need either.
    """
    sourced = work.variables[variable]
    twins = {"number", "page"} if csl.is_article_number(work.item) else set[str]()
    removed = twins if variable in twins else {variable}
    rest = {name: other for name, other in work.variables.items() if name not in removed}
    if variable != "type":
        yield replace(work, variables=rest)
    other_language = [f"x{sourced.value}"] if variable == "language" else []
    for value in (*_shortened(sourced.value), *other_language):
        if value != sourced.value:
            shorter = Sourced(value=value, source=sourced.source)
            yield replace(work, variables=rest | {variable: shorter})


def _shortened(value: Any) -> Iterator[Any]:  # noqa: ANN401 - a CSL value of any shape
    if isinstance(value, str):
        yield " ".join(value.split())
        yield value.partition(",")[0]
    elif isinstance(value, list):
        yield [{part: text.replace(",", ";") for part, text in name.items()} for name in value]
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
PARTLY = "Zotero reads only parts of {}"
DOLLARS = "Zotero reads text between two dollar signs as a formula"
SHARED = "the tag has another value, too; readers take one of them"
"""Reasons for losses by readers."""

_READ = frozenset("αβγδεζηκλμνξπρςστυφχψϑϕϖϱϵΓΔΘΛΞΠΣΦΨ")
"""Characters whose formulas Zotero reads as these characters."""

_UNPUBLISHED = frozenset("GEN JFULL JOUR MANSCPT MGZN NEWS".split())
"""RIS types that Zotero imports as articles and manuscripts, which have no publisher in Zotero."""


def _unread(work: Work, name: str) -> Iterator[tuple[str, str]]:
    """Variables of a work that are in the file but that readers drop or change."""
    item = work.item
    if name in ("bibtex", "biblatex"):
        texts = {variable: str(item.get(variable, "")) for variable in IN_TEX}
        texts["title"] = nocase.beside_formulas(work.rich_title)
        yield from ((variable, why) for variable in texts for why in _unread_text(texts[variable]))
        yield from (
            ("title", PARTLY.format(f"the formula {formula}")) for formula in _unread_formulas(work)
        )
        yield from _unread_names(work, name)
    if name == "ris":
        kind = ris.TYPES[item["type"]]
        if "publisher" in item and kind in _UNPUBLISHED:
            yield "publisher", ris.LOSSES["publisher"]
        yield from ((variable, SHARED) for variable in ris.hidden(item))
        if "PMID" in item and work.eprint:
            yield "PMID", ris.LOSSES["PMID"]
        if "collection-number" in item and kind not in ("BOOK", "CHAP"):
            yield "collection-number", ris.LOSSES["collection-number"]


def _unread_text(text: str) -> Iterator[str]:
    if characters := tex.unsupported(text):
        yield UNPRINTED.format(" ".join(sorted(characters)))
    if characters := tex.signs(text) - _READ:
        yield FORMULAS.format(" ".join(sorted(characters)))
    if text.count("$") > 1:
        yield DOLLARS


def _unread_formulas(work: Work) -> Iterator[str]:
    """The text of each formula of the title with braces or commands."""
    for latex in nocase.formulas(work.rich_title)[1::2]:
        if "{" in latex or "\\" in latex:
            yield nocase.without_spans(nocase.tex_span(latex))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """What of some works LaTeX prints only with help.

    Characters, and the citekeys of works with formulas of AMS's packages and of those whose names
    BibTeX cuts.
    """

    characters: frozenset[str] = frozenset()
    ams: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


def unfit(bibliography: Bibliography, name: str) -> Unfit:
    """What LaTeX prints of a .bib file only with help."""
    if name not in ("bibtex", "biblatex"):
        return Unfit()
    works = bibliography.works
    pairs = [(work.citekey, reason) for work in works for _, reason in _unread(work, name)]
    start, end = UNPRINTED.split("{}")
    texts = [reason[len(start) : -len(end)] for _, reason in pairs if reason.endswith(end)]
    return Unfit(
        characters=frozenset(char for text in texts for char in text.split()),
        ams=tuple(work.citekey for work in works if tex_title.needs_ams(work.rich_title)),
        cut=tuple(dict.fromkeys(key for key, reason in pairs if reason == CUT)),
    )


def advice(name: str, works: Sequence[Unfit]) -> Iterator[str]:
    """A line each about what LaTeX prints only with help, and about names that BibTeX cuts."""
    if characters := sorted(frozenset().union(*(each.characters for each in works))):
        shown = " ".join(characters[:12]) + (" ..." if len(characters) > 12 else "")
        yield f"{name}: pdflatex does not print {shown}; compile with lualatex"
    if keys := sorted(key for each in works for key in each.ams):
        yield f"{name}: formulas ({_shown(keys)}) need \\usepackage{{amsmath,amssymb}}"
    if keys := sorted(key for each in works for key in each.cut):
        cut = f"BibTeX cuts initials that are not Latin letters ({_shown(keys)})"
        yield f"{name}: {cut}; use biblatex"


def _shown(keys: Sequence[str]) -> str:
    return ", ".join(keys[:3]) + (f" and {len(keys) - 3} more" if len(keys) > 3 else "")


def _unread_names(work: Work, name: str) -> Iterator[tuple[str, str]]:
    """Names that pdflatex cannot print, and those that BibTeX cuts because it counts bytes."""
    for role in PEOPLE:
        people = work.item.get(role, ())
        text = "".join(part for person in people for part in person.values())
        if characters := tex.unsupported(text, formulas=name == "bibtex"):
            yield role, UNPRINTED.format(" ".join(sorted(characters)))
        if name == "bibtex" and any(map(_is_cut, people)):
            yield role, CUT


_FIRST = re.compile("(?<![^\\W_])[^ -~][\u0300-\u036f]*")
"""Characters outside ASCII that begin a part of a name, with their marks."""


def _is_cut(name: csl.Name) -> bool:
    """Whether a part of a name begins with a letter that is not written as a command."""
    first = (sign for part in name.values() for sign in _FIRST.findall(str(part)))
    if all(tex.accents(sign).isascii() for sign in first):
        return False  # a shortcut for speed: so are most names
    return bool(re.search(r"(?:^|[\s{~-])[^ -~]", bib_name.name(name, accented=True)))
