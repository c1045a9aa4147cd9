"""The rows of the HTML page: cells, and data for the script and for Zotero."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eyebib.model import csl
from eyebib.model.identity import address
from eyebib.tables.html import coins
from eyebib.tables.html.tag import Markup, block, tag
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
    """Data shared by all rows: columns and their kinds, the index of each term, the legend.

    `modalities` is the index of the column with the modalities, or -1.
    """

    columns: Sequence[Column]
    kinds: Sequence[Kind]
    modalities: int
    terms: Mapping[str, int]
    legend: Mapping[str, str]


def render(row: Row, frame: Frame) -> Markup:
    """The row of a work, with its year and the indexes of its modalities for the filters."""
    first, *others = row.cells
    places = (str(frame.terms[term]) for term in row.modalities)
    return tag(
        "tr",
        tag("th", _content(first, row, frame, 0), scope="row", role="rowheader"),
        tag("td", *_paper(row), role="cell", class_="paper"),
        *(_cell(cell, place, row, frame) for place, cell in enumerate(others, 1)),
        id=f"work-{row.work.citekey}",
        role="row",
        class_="work",
        data_year=str(csl.year(row.work.item) or ""),
        data_modalities=" ".join(places),
    )


def heading(group: str, columns: int) -> Markup:
    """The row with the heading of a group."""
    cell = tag("th", tag("bdi", group), scope="rowgroup", role="rowheader", colspan=str(columns))
    return tag("tr", cell, role="row", class_="group")


def totals(cells: Sequence[Cell], frame: Frame) -> Markup:
    """The last row, with the number of ticks; the script counts `data-term` when it filters."""
    first, *others = cells
    headings = [column.heading for column in frame.columns[1:]]
    return tag(
        "tr",
        tag("th", first.text, scope="row", role="rowheader"),
        tag("td", role="cell", class_="paper"),
        *(
            tag(
                "td",
                cell.text,
                role="cell",
                class_=_classes(kind, cell),
                data_label=heading,
                data_term=str(frame.terms[heading]) if cell.text else False,
            )
            for cell, heading, kind in zip(others, headings, frame.kinds[1:], strict=True)
        ),
        role="row",
        class_="totals",
    )


def _cell(cell: Cell, place: int, row: Row, frame: Frame) -> Markup:
    kind = frame.kinds[place]
    value = number(cell.text) if kind == "number" else None
    return tag(
        "td",
        _content(cell, row, frame, place),
        role="cell",
        class_=_classes(kind, cell),
        data_label=frame.columns[place].heading,
        data_sort=False if value is None else f"{value:.15g}",
    )


def _classes(kind: Kind, cell: Cell) -> str | bool:
    state = "state" if cell.state != "known" else "empty" if cell == Cell() else ""
    return " ".join(filter(None, (kind, state))) or False


def _content(cell: Cell, row: Row, frame: Frame, place: int) -> Markup:
    if cell.state != "known":
        return _abbreviation(SYMBOLS[cell.state], frame)
    if cell.citekey:
        return tag("code", cell.citekey)
    if cell.tick:
        return Markup("✓")
    if cell.link:
        return link(cell.text, cell.link)
    if place == frame.modalities:
        terms = (tag("li", _abbreviation(term, frame), role="listitem") for term in row.modalities)
        return tag("ul", *terms, class_="terms", role="list")
    return tag("bdi", cell.text) if cell.text else Markup()


def _abbreviation(term: str, frame: Frame) -> Markup:
    name = frame.legend.get(term)
    return tag("abbr", term, title=name) if name else tag("bdi", term)


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
