"""The cells of each column of a table."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, Work
from eyebib.model.facet import MODALITIES
from eyebib.model.identifier import Identifier
from eyebib.model.identity import address
from eyebib.model.settings import Settings
from eyebib.tables.table import SYMBOLS, Cell, State
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link

STATES: dict[str, State] = {
    word: state for state, symbol in SYMBOLS.items() for word in (state, symbol.casefold())
}
"""States by the words and symbols that a curator writes for them, in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a cell is made from: a work, its modalities as terms of the vocabulary, the settings."""

    work: Work
    modalities: tuple[str, ...]
    settings: Settings


def subject(work: Work, settings: Settings) -> Subject:
    """A work with its modalities as terms of the vocabulary, or as written if they are unknown."""
    words = work.entry.facets.get(MODALITIES, ())
    terms = dict.fromkeys(map(clean, settings.facet(MODALITIES).terms(words)))
    return Subject(work=work, modalities=tuple(terms), settings=settings)


def cell(subject: Subject, column: str) -> Cell:
    """The cell of a built-in column or of an own column; `column` is in lower case."""
    built_in = CELLS.get(column)
    cell = built_in(subject) if built_in else _own(_own_text(subject, column))
    text = clean(cell.text)  # the text of a lock file was not cleaned
    return cell if text == cell.text else replace(cell, text=text)


def _own_text(subject: Subject, column: str) -> str:
    own = subject.work.entry.table.items()
    return next((text for name, text in own if name.casefold() == column), "")


def words(subject: Subject, column: str) -> tuple[str, ...]:
    """The values of a cell that a condition can compare: text, citekey, modalities or state."""
    value = cell(subject, column)
    if value.state != "known":
        return SYMBOLS[value.state], value.state
    if column == MODALITIES:
        return subject.modalities
    return tuple(dict.fromkeys(filter(None, (value.citekey, value.text))))


def tick(subject: Subject, term: str) -> Cell:
    """The cell that says whether a work has a modality; not reported if it lists none."""
    if not subject.modalities:
        return Cell(state="not reported")
    return Cell(tick=True) if term in subject.modalities else Cell()


def _own(text: str) -> Cell:
    if not text:
        return Cell(state="not reported")
    if state := STATES.get(text.casefold()):
        return Cell(state=state)
    return _linked(text) if is_web_link(text) and not re.search(r"\s", text) else Cell(text=text)


def _text_or(text: str, state: State) -> Cell:
    return Cell(text=text) if text else Cell(state=state)


def _title(subject: Subject) -> Cell:
    return _text_or(str(subject.work.item.get("title", "")), "unknown")


def _authors(subject: Subject) -> Cell:
    return _text_or(_byline(subject.work), "unknown")


def _byline(work: Work) -> str:
    """`Wu`, `Wu and Li`, `Wu et al.`."""
    names = [csl.family(name) for name in work.item.get("author", ())]
    is_short = len(names) > 2 or (names and "author" in work.incomplete)
    return f"{names[0]} et al." if is_short else " and ".join(names)


def _year(subject: Subject) -> Cell:
    return _text_or(str(csl.year(subject.work.item) or ""), "unknown")


def _listed(subject: Subject) -> Cell:
    return _text_or(str(subject.work.entry.listed or ""), "not reported")


def _venue(subject: Subject) -> Cell:
    return _text_or(venue(subject.work, subject.settings), "unknown")


_YEAR = re.compile(r"(?:19|20)\d\d")
_ACRONYM = re.compile(r"(?![IVXLC]++\b)[A-Z](?=[a-z-]*+[A-Z])[A-Za-z-]*+")
"""A word with two capitals, but not a Roman number such as `II`, which numbers a part."""
_ENCLOSED = re.compile(
    rf"[(–:-]\s*({_ACRONYM.pattern})(?:\s*['’]?(?:{_YEAR.pattern}|\d\d))?\s*\)?$"
)

_LONGEST = 100
"""Characters of an acronym and a year."""


def venue(work: Work, settings: Settings) -> str:
    """The venue of a work, as short as possible.

    This is the acronym and year of the event for a conference paper, else the short name in the
    record, else the short name in the settings, else the full name.
    """
    item = work.item
    container = item.get("container-title", "")
    return str(
        (item.get("type") == "paper-conference" and _event(work))
        or item.get("container-title-short")
        or settings.venues.get(container)
        or container
        or item.get("event-title")
        or item.get("publisher", "")
    )


def _event(work: Work) -> str:
    """`MICCAI 2024` if the event or the proceedings end with it, else an empty string."""
    item = work.item
    for name in (str(item.get("event-title", "")), str(item.get("container-title", ""))):
        years = _YEAR.findall(name)
        bare = _YEAR.sub("", name).strip()
        enclosed = _ENCLOSED.search(name[-_LONGEST:])
        acronym = bare if _ACRONYM.fullmatch(bare) else enclosed[1] if enclosed else ""
        if acronym:
            day = csl.date_parts(item.get("event-date"))
            year = years[-1] if years else day[0] if day else csl.year(item)
            return f"{acronym} {year or ''}".strip()
    return ""


def _modalities(subject: Subject) -> Cell:
    return _text_or(", ".join(subject.modalities), "not reported")


_HOSTS = {"github.com": "GitHub", "gitlab.com": "GitLab", "huggingface.co": "Hugging Face"}


def _code(subject: Subject) -> Cell:
    code = subject.work.entry.code
    if code is None:
        return Cell(state="not reported")
    return Cell(state="none") if code == NO_CODE else _linked(code)


def _linked(url: str) -> Cell:
    """A link whose text is the name of its host."""
    host = url.partition("://")[2].partition("/")[0].removeprefix("www.")
    return Cell(text=_HOSTS.get(host.lower(), host), link=url)


def _doi(subject: Subject) -> Cell:
    doi = str(subject.work.item.get("DOI", ""))
    if not doi:
        return Cell(state="none")
    return Cell(text=doi, link=Identifier(scheme="doi", value=doi).url)


def _reference(subject: Subject) -> Cell:
    work = subject.work
    text = " ".join(filter(None, (_byline(work), str(csl.year(work.item) or ""))))
    return Cell(citekey=work.citekey, text=text or work.citekey, link=address(work))


CELLS: Mapping[str, Callable[[Subject], Cell]] = {
    "model": lambda subject: Cell(text=subject.work.entry.label),
    "title": _title,
    "authors": _authors,
    "year": _year,
    "listed": _listed,
    "venue": _venue,
    MODALITIES: _modalities,
    "code": _code,
    "doi": _doi,
    "reference": _reference,
}
"""The function that makes the cell of each built-in column of `model.settings.COLUMNS`."""

DEFAULT = ("model", "year", "venue", MODALITIES, "code", "reference")
"""The columns, unless the view or `eyebib.toml` names others."""


def terms(subjects: Sequence[Subject], settings: Settings) -> tuple[str, ...]:
    """Every modality of the works, in the order of the vocabulary; unknown ones are last."""
    used = dict.fromkeys(term for subject in subjects for term in subject.modalities)
    vocabulary = [clean(modality.term) for modality in settings.facet(MODALITIES).values]
    return tuple(dict.fromkeys(term for term in vocabulary if term in used) | used)
