"""The rows of the HTML page: cells, and data for the script and for Zotero."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eyebib.model import csl
from eyebib.model.facet import Term
from eyebib.model.identity import address
from eyebib.tables.html import coins
from eyebib.tables.html.tag import Markup, block, tag, text
from eyebib.tables.table import SYMBOLS, Cell, Column, Row, number
from eyebib.text.link import url

PAPER = "Paper"
"""The heading of the second column, with title, authors, abstract and snippets."""

Kind = Literal["", "number", "tick"]

_MAX_NAMES = 3


def kind(cells: Sequence[Cell]) -> Kind:
    """Whether all known cells of a column are ticks or numbers; an empty string if neither."""
    values = [cell for cell in cells if cell != Cell() and cell.state == "known"]
    if values and all(cell.tick for cell in values):
        return "tick"
    is_numeric = values and all(number(cell.text) is not None for cell in values)
    return "number" if is_numeric else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Data shared by all rows: columns and their kinds, the index of each term of a facet.

    `symbols` has the meaning of the symbol of each state.
    """

    columns: Sequence[Column]
    kinds: Sequence[Kind]
    terms: Mapping[tuple[str, str], int]
    symbols: Mapping[str, str]

    @property
    def has_names(self) -> bool:
        """Whether a column is before that of the papers; not if the first has their titles."""
        return self.columns[0].name != "title"


def render(row: Row, frame: Frame) -> Markup:
    """The row of a work, with its year and the indexes of its terms for the filters."""
    first, *others = row.cells
    places = (
        str(frame.terms[name, term.term]) for name, terms in row.facets.items() for term in terms
    )
    return tag(
        "tr",
        *_head(_content(first, frame), _paper(row), frame),
        *(_cell(cell, place, frame) for place, cell in enumerate(others, 1)),
        id=f"work-{row.work.citekey}",
        role="row",
        class_="work",
        data_year=str(csl.year(row.work.item) or ""),
        data_terms=" ".join(places),
    )


def _head(name: Markup, paper: Iterable[Markup], frame: Frame) -> Iterator[Markup]:
    """The first cells of a row: the name and the paper, or the paper alone."""
    if frame.has_names:
        yield tag("th", name, scope="row", role="rowheader")
        yield tag("td", *paper, role="cell", class_="paper")
    else:
        yield tag("th", *paper, scope="row", role="rowheader", class_="paper")


def heading(group: str, columns: int) -> Markup:
    """The row with the heading of a group."""
    cell = tag("th", tag("bdi", group), scope="rowgroup", role="rowheader", colspan=str(columns))
    return tag("tr", cell, role="row", class_="group")


def totals(cells: Sequence[Cell], frame: Frame) -> Markup:
    """The last row, with the number of ticks; the script counts `data-term` when it filters."""
    first, *others = cells
    return tag(
        "tr",
        *_head(text(first.text), [text("" if frame.has_names else first.text)], frame),
        *(
            tag(
                "td",
                cell.text,
                role="cell",
                class_=classes(kind, column, cell) or False,
                data_label=column.heading,
                data_term=str(frame.terms[column.name, column.term]) if cell.text else False,
            )
            for cell, column, kind in zip(others, frame.columns[1:], frame.kinds[1:], strict=True)
        ),
        role="row",
        class_="totals",
    )


def _cell(cell: Cell, place: int, frame: Frame) -> Markup:
    kind = frame.kinds[place]
    value = number(cell.text) if kind == "number" else None
    return tag(
        "td",
        _content(cell, frame),
        role="cell",
        class_=classes(kind, frame.columns[place], cell) or False,
        data_label=frame.columns[place].heading,
        data_sort=False if value is None else f"{value:.15g}",
    )


def classes(kind: Kind, column: Column, cell: Cell | None = None) -> str:
    """The classes of a cell, or of the heading of a column; may be empty."""
    state = ""
    if cell is not None:
        state = "state" if cell.state != "known" else "empty" if cell == Cell() else ""
    return " ".join(filter(None, (kind, "right" if column.is_right else "", state)))


def _content(cell: Cell, frame: Frame) -> Markup:
    if cell.state != "known":
        symbol = SYMBOLS[cell.state]
        return tag("abbr", symbol, title=frame.symbols[symbol])
    if cell.citekey:
        return tag("code", cell.citekey)
    if cell.tick:
        return Markup("✓")
    if cell.link:
        return link(cell.text, cell.link)
    if cell.terms:
        terms = (tag("li", abbreviation(term), role="listitem") for term in cell.terms)
        return tag("ul", *terms, class_="terms", role="list")
    return tag("bdi", cell.text) if cell.text else Markup()


def abbreviation(term: Term) -> Markup:
    """A term, with its full name as a tooltip if it has another."""
    is_short = term.is_abbreviation
    return tag("abbr", term.term, title=term.name) if is_short else tag("bdi", term.term)


def link(text: str, address: str, class_: str = "") -> Markup:
    """A link, or plain text if the address is not a web address."""
    name = tag("bdi", text)
    if href := url(address):
        return tag("a", name, href=href, class_=class_ or False, rel="noreferrer")
    return tag("span", name, class_=class_ or False)


def _paper(row: Row) -> Iterator[Markup]:
    work = row.work
    yield link(str(work.item.get("title", "")), address(work), "title")
    names = [csl.family(name) for name in work.item.get("author", ())]
    is_short = len(names) > _MAX_NAMES or "author" in work.incomplete
    more = " et al." if is_short else ""
    yield tag("span", ", ".join(names[:_MAX_NAMES]) + more, class_="by")
    yield from _citation(row)
    yield tag("span", class_=coins.CLASS, title=coins.context_object(work))


def _citation(row: Row) -> Iterator[Markup]:
    """Two buttons for copying, and the folded abstract, reference and BibTeX entry."""
    name = row.work.entry.label
    if row.snippet:
        yield tag(
            "span",
            "Copy",
            tag("button", "BibTeX", type="button", aria_label=f"Copy BibTeX of {name}"),
            tag("button", "citation", type="button", aria_label=f"Copy citation of {name}"),
            class_="copy",
        )
    abstract = str(row.work.item.get("abstract", "")).splitlines()
    paragraphs = [tag("p", tag("bdi", s), class_="abstract") for s in abstract if s.strip()]
    content = [*paragraphs, *_snippet(row)]
    summary = " and ".join([*["Abstract"][: len(paragraphs)], *["citation"][: bool(row.snippet)]])
    if content:
        yield tag("details", tag("summary", summary.capitalize()), *content)


def _snippet(row: Row) -> Iterator[Markup]:
    if row.snippet:
        yield tag("p", tag("bdi", row.snippet.reference), class_="reference")
        yield tag("pre", block(row.snippet.bibtex))
