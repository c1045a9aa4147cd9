"""The literature table of a survey: which cells, in which order, whatever they are printed as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eyebib import csl
from eyebib.model import NO_CODE, Bibliography, Settings, Work

State = Literal["known", "none", "not reported", "unknown"]
"""Three ways of having nothing to show differ: there is none, nobody said, we do not know."""

SYMBOLS: dict[State, str] = {"none": "–", "not reported": "NR", "unknown": "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: plain text, where it links to, the work it cites, or why it is empty."""

    text: str = ""
    link: str = ""
    citekey: str = ""
    tick: bool = False
    state: State = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `width` is its share of the line, 0 as wide as its words.

    The heading of a `narrow` one is turned, so that a tick needs no more room than it takes.
    """

    heading: str
    width: float = 0.0
    narrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One work and its cells, as many as there are columns."""

    work: Work
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns, a row a work, and the legend: abbreviations and symbols spelled out."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...]


def build(bibliography: Bibliography, *, matrix: bool = False) -> Table:
    """One row a work, by listed year and then name; `matrix` gives each modality a column."""
    works = sorted(bibliography.works, key=_order)
    settings = bibliography.settings
    terms = _terms(works, settings)
    ticks = [Column(heading=term, narrow=True) for term in terms]
    columns = (
        Column(heading="Model", width=0.17),
        Column(heading="Year"),
        Column(heading="Venue", width=0.14 if matrix else 0.18),
        *(ticks if matrix else [Column(heading="Modalities", width=0.27)]),
        Column(heading="Code", narrow=matrix),
        Column(heading="Reference", narrow=matrix),
    )
    rows = tuple(
        Row(work=work, cells=tuple(_cells(work, settings, terms if matrix else None)))
        for work in works
    )
    return Table(
        title=settings.title,
        columns=columns,
        rows=rows,
        legend=tuple(_legend(rows, terms, settings)),
    )


def _order(work: Work) -> tuple[int, str, str]:
    listed = work.entry.listed or csl.year(work.item) or 9999
    return listed, work.entry.label.casefold(), work.citekey


def _cells(work: Work, settings: Settings, terms: Sequence[str] | None) -> Iterator[Cell]:
    year = csl.year(work.item)
    yield Cell(text=work.entry.label)
    yield Cell(text=str(year)) if year else Cell(state="unknown")
    yield _text_or(venue(work, settings), "unknown")
    worn = _worn_terms(work, settings)
    if terms is None:
        yield _text_or(", ".join(worn), "not reported")
    else:
        yield from (Cell(tick=True) if term in worn else Cell() for term in terms)
    yield _code(work)
    yield Cell(citekey=work.citekey)


def _text_or(text: str, state: State) -> Cell:
    return Cell(text=text) if text else Cell(state=state)


def venue(work: Work, settings: Settings) -> str:
    """The short name of where a work appeared: the list's own, the record's, or the whole name."""
    item = work.item
    container = item.get("container-title", "")
    return str(
        settings.venues.get(container)
        or item.get("container-title-short")
        or container
        or item.get("event-title")
        or item.get("publisher", "")
    )


def _worn_terms(work: Work, settings: Settings) -> list[str]:
    """The modalities of a work in the words of the vocabulary, else in the curator's."""
    found = [(settings.modality(word), word) for word in work.entry.modalities]
    terms = [modality.term if modality else word for modality, word in found]
    return list(dict.fromkeys(terms))


def _terms(works: Sequence[Work], settings: Settings) -> list[str]:
    """Every modality that a work has, in the order of the vocabulary; strangers at the end."""
    used = dict.fromkeys(term for work in works for term in _worn_terms(work, settings))
    known = [modality.term for modality in settings.modalities if modality.term in used]
    return known + [term for term in used if term not in known]


_HOSTS = {"github.com": "GitHub", "gitlab.com": "GitLab", "huggingface.co": "Hugging Face"}


def _code(work: Work) -> Cell:
    code = work.entry.code
    if code is None:
        return Cell(state="not reported")
    if code == NO_CODE:
        return Cell(state="none")
    host = code.partition("://")[2].partition("/")[0].removeprefix("www.")
    return Cell(text=_HOSTS.get(host.lower(), host), link=code)


def _legend(
    rows: Sequence[Row], terms: Sequence[str], settings: Settings
) -> Iterator[tuple[str, str]]:
    names = {modality.term: modality.name for modality in settings.modalities}
    for term in terms:
        if names.get(term, term).casefold() != term.casefold():
            yield term, names[term]
    states = {cell.state for row in rows for cell in row.cells}
    yield from ((symbol, _MEANINGS[state]) for state, symbol in SYMBOLS.items() if state in states)


_MEANINGS: dict[State, str] = {
    "none": "none, or not public",
    "not reported": "not reported",
    "unknown": "unknown",
}
