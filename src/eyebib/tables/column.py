"""The cells of each column of a table."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from eyebib.exporters import venue
from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, CellValue, Work
from eyebib.model.facet import Term
from eyebib.model.identifier import Identifier
from eyebib.model.identity import address
from eyebib.tables.subject import Subject
from eyebib.tables.table import SYMBOLS, Cell, State
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link

STATES: dict[str, State] = {
    word: state for state, symbol in SYMBOLS.items() for word in (state, symbol.casefold())
}
"""States by the words and symbols that a curator writes for them, in lower case."""


def cell(subject: Subject, column: str) -> Cell:
    """The cell of a built-in column, a facet or an own column; `column` is in lower case."""
    if column in CELLS:
        cell = CELLS[column](subject)
    elif column in subject.facets:
        cell = _listed_terms(subject.facets[column])
    else:
        cell = _own(_own_value(subject, column))
    text = clean(cell.text)  # the text of a lock file was not cleaned
    return cell if text == cell.text else replace(cell, text=text)


def _own_value(subject: Subject, column: str) -> CellValue:
    own = subject.work.entry.table.items()
    return next((value for name, value in own if name.casefold() == column), "")


def compared(subject: Subject, column: str) -> Cell:
    """The cell by which rows are sorted and grouped: the venue is that of the cited version."""
    if column == "venue" and (shown := clean(venue.short(subject.work, subject.settings))):
        return Cell(text=shown)
    return cell(subject, column)


def words(subject: Subject, column: str) -> tuple[str, ...]:
    """The values of a cell that a condition can compare: text, citekey, terms or state."""
    value = compared(subject, column)
    if value.state != "known":
        return SYMBOLS[value.state], value.state
    if value.terms:
        return tuple(term.term for term in value.terms)
    return tuple(dict.fromkeys(filter(None, (value.citekey, value.text))))


def tick(subject: Subject, facet: str, term: str) -> Cell:
    """The cell that says whether a work has a term; not reported if it states no term."""
    terms = subject.facets[facet]
    if not terms:
        return Cell(state="not reported")
    return Cell(tick=True) if any(each.term == term for each in terms) else Cell()


def _listed_terms(terms: Sequence[Term]) -> Cell:
    text = ", ".join(term.term for term in terms)
    return Cell(text=text, terms=tuple(terms)) if text else Cell(state="not reported")


def _own(text: CellValue) -> Cell:
    if not isinstance(text, str):
        return _listed_terms([Term(term=word, name=word) for word in text])
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
    """`Nature`, `MICCAI 2024`; `arXiv; NEJM AI, details pending` for a preprint that is cited."""
    shown = venue.short(subject.work, subject.settings)
    pending = venue.pending(subject.work, subject.settings)
    parts = filter(None, (shown, pending and f"{pending}, details pending"))
    return _text_or("; ".join(parts), "unknown")


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
    "name": lambda subject: Cell(text=subject.work.entry.label),
    "title": _title,
    "authors": _authors,
    "year": _year,
    "listed": _listed,
    "venue": _venue,
    "code": _code,
    "doi": _doi,
    "reference": _reference,
}
"""The function that makes the cell of each built-in column of `model.settings.COLUMNS`."""
