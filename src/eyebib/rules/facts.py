"""Rules about the facts: are they all there, do they look right?"""

import re
from collections.abc import Iterator

from eyebib.model import csl
from eyebib.model.bibliography import Work, keys_of
from eyebib.model.name import holds_et_al
from eyebib.model.problem import Problem, suggestion
from eyebib.model.settings import Settings
from eyebib.rules.place import error, keys_for, warning
from eyebib.text import tex

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
"""What a type cannot be cited without, besides title, authors and date; `|`: one of them serves."""

_EXPECTED: dict[str, tuple[str, ...]] = {
    "article-journal": ("volume", "page|number", "DOI|URL"),
    "chapter": ("page",),
    "paper-conference": ("page|number", "publisher"),
}
"""What a type usually states; its absence is a warning."""

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
"""Who answers for a work, where a body may: a standard has no author, a periodical a publisher."""

_YEARS_APART = 2
"""A preprint is often published in the next year or the one after; further apart is suspicious."""

_LOST = "\N{REPLACEMENT CHARACTER}"
_SIGNS_TOLD = 8
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8}[0-9]{0,2});")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SHOUTED_WORDS = {"title": 2, "container-title": 2, **dict.fromkeys(csl.NAME_VARIABLES, 1)}
"""How many long words in capitals are no acronym any more: `PNAS` is one, `J. SMITH` is a name."""


def missing_facts(work: Work, _: Settings) -> Iterator[Problem]:
    """What the type of a work cannot do without, or usually states."""
    kind = str(work.item.get("type", ""))
    byline = _BYLINE.get(kind, "author")
    tables = (
        (("title", "issued", *_REQUIRED.get(kind, ())), error),
        ((byline,), warning if _is_answered(work) else error),
        (_EXPECTED.get(kind, ()), warning),
    )
    for facts, problem in tables:
        for fact in facts:
            if not any(variable in work.variables for variable in fact.split("|")):
                *some, last = fact.split("|")
                names = f"{', '.join(some)} or {last}" if some else last
                message = f"no {names} known ({kind})"
                yield problem(work, message, "missing-fact", *keys_of(work.entry, work.cited))


def _is_answered(work: Work) -> bool:
    """Whether a source was asked for what is cited: an author it does not know may not exist."""
    asked = (r for r in work.records if r.identifier == work.cited and r.source != "transcribed")
    return next(asked, None) is not None


def suspicious_text(work: Work, _: Settings) -> Iterator[Problem]:
    """Text that was damaged on its way: entities, replacement characters, capitals throughout.

    Of the names of a variable the first is told, and how many more there are.
    """
    for variable, sourced in work.variables.items():
        found: dict[str, list[str]] = {}
        for text in csl.texts(sourced.value):
            for rule, message in _damage(variable, text):
                found.setdefault(rule, []).append(message)
        for rule, (message, *more) in found.items():
            others = f", and {len(more)} more" if more else ""
            where = f"{variable} ({sourced.source}): {message}{others}"
            yield warning(work, where, rule, *keys_for(work, variable))


def _damage(variable: str, text: str) -> Iterator[tuple[str, str]]:
    if _LOST in text:
        at = text.index(_LOST)
        around = text[max(at - 15, 0) : at + 16]
        yield "replacement-character", f"a character was lost (U+FFFD) in `{around}`"
    if found := _ENTITY.search(text):
        yield "entity", f"`{found.group()}` is markup, not text"
    is_acronym = variable in csl.NAME_VARIABLES and " " not in text
    if not is_acronym and _is_shouted(text, long_words=_SHOUTED_WORDS.get(variable, 0)):
        yield "all-caps", f"`{text[:40]}` is in capitals throughout"
    if variable in csl.NAME_VARIABLES and holds_et_al(text):
        yield "et-al", f"`{text[:40]}` stands for names that are missing"


def _is_shouted(text: str, *, long_words: int) -> bool:
    """Whether text is in capitals and has words enough; Arabic and Chinese have no capitals."""
    if not long_words or text != text.upper():
        return False
    return len([word for word in _LONG_WORD.findall(text) if word.isupper()]) >= long_words


def unprintable(work: Work, _: Settings) -> Iterator[Problem]:
    """Characters that pdflatex will not print; they stay as they are in every file."""
    for variable in ("title", "container-title", "publisher"):
        if lost := sorted(tex.unsupported(str(work.item.get(variable, ""))) - {_LOST}):
            told = " ".join(lost[:_SIGNS_TOLD]) + (" ..." if len(lost) > _SIGNS_TOLD else "")
            message = f"{variable}: pdflatex does not print {told}; use lualatex"
            yield warning(work, message, "unprintable", *keys_for(work, variable))


def listed_year(work: Work, _: Settings) -> Iterator[Problem]:
    """A year of issue far from the year the entry is listed under."""
    year, listed = csl.year(work.item), work.entry.listed
    if year and listed and abs(year - listed) > _YEARS_APART:
        message = f"issued {year}, listed under {listed}"
        yield warning(work, message, "year", "listed")


def unknown_modality(work: Work, settings: Settings) -> Iterator[Problem]:
    """A modality that is not in the list's vocabulary, where there is one."""
    for index, word in enumerate(work.entry.modalities):
        if settings.modalities and settings.modality(word) is None:
            words = [w for m in settings.modalities for w in (m.term, m.name, *m.synonyms)]
            message = f"`{word}` is not in the vocabulary of eyebib.toml{suggestion(word, words)}"
            yield error(work, message, "modality", "modalities", index)
