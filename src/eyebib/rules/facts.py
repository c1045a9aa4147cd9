"""Rules about the merged metadata of a work: is it complete, is its text intact?"""

import re
from collections.abc import Iterable, Iterator

from eyebib.model import csl
from eyebib.model.bibliography import Work, keys_of
from eyebib.model.name import holds_et_al
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.rules.place import error, keys_for, warning
from eyebib.text import tex
from eyebib.text.nocase import beside_formulas

_REQUIRED: dict[str, tuple[str, ...]] = {
    "article": ("publisher|container-title", "number|DOI|URL"),
    "article-journal": ("container-title",),
    "article-magazine": ("container-title",),
    "article-newspaper": ("container-title",),
    "book": ("publisher",),
    "chapter": ("container-title", "publisher"),
    "paper-conference": ("container-title|event-title",),
    "report": ("publisher",),
    "thesis": ("publisher",),
    "webpage": ("URL",),
}
"""Variables that each type needs besides title, authors and date; `a|b` is met by either."""

_EXPECTED: dict[str, tuple[str, ...]] = {
    "article-journal": ("volume", "page|number", "DOI|URL"),
    "chapter": ("page",),
    "paper-conference": ("page|number", "publisher"),
}
"""Variables that each type usually has; a warning if absent."""

_BYLINE = {
    **dict.fromkeys(("book", "collection"), "author|editor"),
    **dict.fromkeys(
        (
            *("dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia"),
            *("periodical", "report", "software", "standard", "webpage"),
        ),
        "author|editor|authority|publisher",
    ),
}
"""Variables that may stand in for the author, by type: a standard has a publisher, say."""

_YEARS_APART = 2
"""A preprint often appears in a journal one or two years later; a wider gap is suspicious."""

_LOST = "\N{REPLACEMENT CHARACTER}"
_MAX_CHARACTERS = 8
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8}[0-9]{0,2});")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_CAPITAL_WORDS = {"title": 2, "container-title": 2, **dict.fromkeys(csl.NAME_VARIABLES, 1)}
"""How many long words in capitals make a text all-caps: `PNAS` alone does not, `J. SMITH` does."""


def missing_facts(work: Work, _: Settings) -> Iterator[Problem]:
    """Variables that works of this type need or usually have.

    An imported file may lack what the work does not have, so what is usual is not missed in it.
    Before a paper is resolved, the rule `unresolved` says that its facts are missing.
    """
    if work.entry.paper and not work.records and not work.entry.csl:
        return
    kind = str(work.item.get("type", ""))
    dates = [] if csl.is_undated(work.item) else ["issued"]
    required = ["title", *dates, *_REQUIRED.get(kind, ())]
    expected = [*_EXPECTED.get(kind, ())]
    (expected if _is_fetched(work) else required).append(_BYLINE.get(kind, "author"))
    keys = keys_of(work.entry, work.cited)
    if work.is_imported:
        required, expected = [], required
    for names in _absent(work, required):
        yield error(work, f"missing {names} ({kind})", "missing-fact", *keys)
    for names in _absent(work, expected):
        yield warning(work, f"missing {names} ({kind})", "missing-fact", *keys)


def _absent(work: Work, facts: Iterable[str]) -> Iterator[str]:
    """The variables, quoted and joined by `or`, of each fact that the work lacks."""
    for fact in facts:
        variables = fact.split("|")
        if not any(variable in work.variables for variable in variables):
            *others, last = (f"`{variable}`" for variable in variables)
            yield f"{', '.join(others)} or {last}" if others else last


def placeholder_title(work: Work, _: Settings) -> Iterator[Problem]:
    """A title that is only the identifier or the link, which `add` writes without a network."""
    if work.entry.is_untitled:
        message = (
            f"`{work.entry.title}` is an identifier, not a title; "
            "run `eyebib resolve` to fetch the title, or write it"
        )
        yield error(work, message, "placeholder-title", "title")


def _is_fetched(work: Work) -> bool:
    """Whether a source answered for the cited identifier: it may know a work without authors."""
    return any(r.identifier == work.cited and r.is_fetched for r in work.records)


def incomplete_names(work: Work, _: Settings) -> Iterator[Problem]:
    """Lists of names that end in "et al." in what was imported, until a source has all names."""
    for variable in sorted(work.incomplete):
        message = f"{variable}: names are missing at the end of the list (et al.)"
        yield warning(work, message, "incomplete-names", *keys_for(work, variable))


def suspicious_text(work: Work, _: Settings) -> Iterator[Problem]:
    """Damaged text: entities, replacement characters, text in capitals, `et al.` as a name.

    Of several names with the same damage the first is quoted and the others are counted.
    """
    for variable, sourced in work.variables.items():
        messages: dict[str, list[str]] = {}
        for text in csl.texts(sourced.value):
            for rule, message in _damage(variable, text):
                messages.setdefault(rule, []).append(message)
        for rule, (message, *others) in messages.items():
            more = f", and {len(others)} more" if others else ""
            whole = f"{variable} ({sourced.source}): {message}{more}"
            yield warning(work, whole, rule, *keys_for(work, variable))


def _damage(variable: str, text: str) -> Iterator[tuple[str, str]]:
    if _LOST in text:
        at = text.index(_LOST)
        context = text[max(at - 15, 0) : at + 16]
        yield "replacement-character", f"a character was lost (U+FFFD) in `{context}`"
    if "&" in text and (entity := _ENTITY.search(text)):
        yield "entity", f"`{entity.group()}` is an HTML entity"
    is_acronym = variable in csl.NAME_VARIABLES and " " not in text
    if not is_acronym and _is_all_caps(text, long_words=_CAPITAL_WORDS.get(variable, 0)):
        yield "all-caps", f"`{text[:40]}` is all in capitals"
    if variable in csl.NAME_VARIABLES and holds_et_al(text):
        yield "et-al", f"`{text[:40]}` is in place of the names that are missing"


def _is_all_caps(text: str, *, long_words: int) -> bool:
    """Whether all of a text is in capitals; Arabic and Chinese have none."""
    if not long_words or text != text.upper():
        return False
    return len([word for word in _LONG_WORD.findall(text) if word.isupper()]) >= long_words


def unprintable(work: Work, _: Settings) -> Iterator[Problem]:
    """Characters that pdflatex cannot print; the exported files hold them unchanged."""
    for variable in ("title", "container-title", "publisher"):
        text = str(work.item.get(variable, ""))
        if variable == "title":
            text = beside_formulas(work.rich_title)
        if lost := sorted(tex.unsupported(text) - {_LOST}):
            more = " ..." if len(lost) > _MAX_CHARACTERS else ""
            characters = f"{' '.join(lost[:_MAX_CHARACTERS])}{more}"
            message = f"{variable}: pdflatex cannot print {characters}; use lualatex"
            yield warning(work, message, "unprintable", *keys_for(work, variable))


def listed_year(work: Work, _: Settings) -> Iterator[Problem]:
    """A year of issue far from the year that the entry is listed under."""
    year, listed = csl.year(work.item), work.entry.listed
    if year and listed and abs(year - listed) > _YEARS_APART:
        message = f"issued in {year} but listed under {listed}"
        yield warning(work, message, "year", "listed")
