"""HTML: a self-contained page that sorts, filters, searches and copies.

It is readable without scripts, too. The content security policy allows only the style and script of
the page, by their hashes, so that the page makes no requests. Rows hold COinS for Zotero.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from math import fsum
from string import Template

from eyebib.model import csl
from eyebib.tables.html import row as html_row
from eyebib.tables.html.controls import controls
from eyebib.tables.html.row import PAPER, Frame
from eyebib.tables.html.tag import Markup, lines, tag
from eyebib.tables.table import Cell, Table

FILE = "table.html"

SNIPPETS = True

DOWNLOADS = {
    "BibTeX": "references.bib",
    "CSL-JSON": "references.json",
    "RIS": "references.ris",
    "Zotero RDF": "references.rdf",
}
"""Files of the bibliography, in the same folder as the page."""

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath "
    "d='M1 8q7-9 14 0q-7 9-14 0z' fill='none' stroke='%232f6f8f' stroke-width='1.5'/%3E%3Ccircle "
    "cx='8' cy='8' r='2.6' fill='%232f6f8f'/%3E%3C/svg%3E"
)


def render(table: Table) -> str:
    """The page."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: Table) -> Iterator[str]:
    """The page in pieces, because putting rows into elements copies them each time."""
    frame = _frame(table)
    title = table.title or "Papers"
    style, script = Markup(_style(table, frame)), Markup(_file("table.js"))
    yield from ("<!DOCTYPE html>", '<html lang="en">', _head(title, style, script))
    yield from ("<body>", "<main>", _header(table, title), controls(table, frame.terms))
    yield tag("p", _paper_count(len(table.rows)), id="counter", role="status")
    yield from _table(table, frame)
    yield tag("p", id="said", role="status")
    yield from _legend(table)
    yield from ("</main>", tag("script", script), "</body>", "</html>")


def _head(title: str, style: Markup, script: Markup) -> Markup:
    return lines(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content="eyebib"),
        tag("title", title),
        tag("link", rel="icon", href=_ICON),
        tag("style", style),
    )


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _file(name: str) -> str:
    return files("eyebib.tables.html").joinpath(name).read_text(encoding="utf-8")


def _frame(table: Table) -> Frame:
    cells = zip(*(row.cells for row in table.rows), strict=True)
    kinds = [html_row.kind(column) for column in cells] or [""] * len(table.columns)
    terms = [(used.facet.name, term.term) for used in table.facets for term in used.terms]
    return Frame(
        columns=table.columns,
        kinds=kinds,
        terms={term: place for place, term in enumerate(terms)},
        symbols=dict(table.legend),
    )


def _style(table: Table, frame: Frame) -> str:
    """The style sheet; on a screen that is too narrow for the columns, a row becomes a card."""
    first, *others = (
        _width(heading.heading, [row.cells[place] for row in table.rows], frame.kinds[place])
        for place, heading in enumerate(table.columns)
    )
    names = [(first[0] * _BOLD, first[1])] if frame.has_names else []
    tracks = [*names, (_PAPER_WIDTH, 4.0), *others]
    columns = " ".join(f"minmax({least:.4g}rem,{share:.3g}fr)" for least, share in tracks)
    width = fsum(least for least, _ in tracks) + len(tracks) * _GAP + _MARGINS
    return Template(_file("table.css")).substitute(
        columns=columns,
        needed=f"{width:.4g}rem",
        page="landscape" if width > _PORTRAIT_WIDTH else "auto",
    )


_BOLD = 1.15
"""How much wider bold text is."""

_PORTRAIT_WIDTH = 72.0
"""The widest table, in rem, that fits a sheet of paper in portrait; print is smaller."""

_PAPER_WIDTH, _TICK_WIDTH, _GAP, _MARGINS = 20.0, 1.25, 0.5, 4.0
"""Minimum widths of the paper's column and of ticks, gap between columns, margins; in rem."""


def _width(heading: str, cells: Sequence[Cell], kind: str) -> tuple[float, float]:
    """The minimum width of a column in rem, so that no word breaks, and its share of the rest."""
    if kind == "tick":
        return _TICK_WIDTH, 0.0
    texts = [cell.citekey or cell.text for cell in cells]
    words = (len(word) for text in texts for word in re.split(r"[\s-]", text))
    word = max([len(heading) + 2, *words])
    longest = max([word, *map(len, texts)])
    return min(max(word, min(longest, 10)), 20) * 0.6 + _GAP, min(longest / 20, 1.5)


def _header(table: Table, title: str) -> Markup:
    years = sorted(filter(None, (csl.year(row.work.item) for row in table.rows)))
    span = f", {years[0]}–{years[-1]}" if years and years[0] != years[-1] else ""
    downloads = (
        tag("li", tag("a", name, href=file, download=True)) for name, file in DOWNLOADS.items()
    )
    about = [tag("p", f"{_paper_count(len(table.rows))}{span}", class_="about")]
    if table.url:
        about += [tag("p", html_row.link(table.url.partition("://")[2] or table.url, table.url))]
    return lines(
        "header",
        tag("h1", tag("bdi", title)),
        *about,
        lines("ul", *downloads, class_="downloads", aria_label="Download the bibliography"),
    )


def _table(table: Table, frame: Frame) -> Iterator[str]:
    first, *others = table.columns
    headings = [_heading(first.heading)] if frame.has_names else []
    headings.append(_heading(PAPER))
    headings += [
        _heading(column.heading, html_row.classes(kind, column))
        for column, kind in zip(others, frame.kinds[1:], strict=True)
    ]
    yield f'<table role="table"{_LONG if len(table.rows) > _MANY else ""}>'
    yield tag("thead", tag("tr", *headings, role="row"), role="rowgroup")
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        yield '<tbody role="rowgroup">'
        if group:
            yield html_row.heading(group, len(headings))
        yield from (html_row.render(row, frame) for row in rows)
        yield "</tbody>"
    if table.totals:
        yield tag("tfoot", html_row.totals(table.totals, frame), role="rowgroup")
    yield "</table>"


def _heading(text: str, classes: str = "") -> Markup:
    names = classes or False
    return tag("th", tag("span", text), scope="col", role="columnheader", class_=names)


_LONG, _MANY = ' class="long"', 500
"""The class of a long table, of which the browser lays out only the visible rows.

Shorter tables do not have it, because screen readers then read only the visible rows.
"""


def _legend(table: Table) -> Iterator[Markup]:
    terms = (
        tag("div", tag("dt", tag("bdi", term)), tag("dd", tag("bdi", name)))
        for term, name in table.legend
    )
    if table.legend:
        yield lines("section", tag("h2", "Legend"), lines("dl", *terms), class_="legend")


def _paper_count(count: int) -> str:
    return f"{count} paper" if count == 1 else f"{count} papers"
