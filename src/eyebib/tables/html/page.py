"""HTML: a self-contained page that sorts, filters, searches and copies.

It is readable without scripts, too. The content security policy allows only the style and script of
the page, by their hashes, so that the page makes no requests. Rows hold COinS for Zotero.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from math import fsum
from string import Template

from eyebib.model import csl
from eyebib.model.facet import MODALITIES
from eyebib.tables.html import row as html_row
from eyebib.tables.html.row import PAPER, Frame
from eyebib.tables.html.tag import Markup, tag
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
    yield from ("<body>", "<main>", _header(table, title), _controls(table))
    yield tag("p", _paper_count(len(table.rows)), id="counter", role="status")
    yield from _table(table, frame)
    yield tag("p", id="said", role="status")
    yield from _legend(table)
    yield from ("</main>", tag("script", script), "</body>", "</html>")


def _head(title: str, style: Markup, script: Markup) -> Markup:
    return _block(
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


def _block(name: str, *children: Markup, **attributes: str | bool) -> Markup:
    """An element with each child on a line of its own."""
    newline = Markup("\n")
    lines = (part for child in children for part in (child, newline))
    return tag(name, newline, *lines, **attributes)


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
    terms = {term: place for place, term in enumerate(table.terms)}
    names = () if table.view.matrix else table.view.columns
    return Frame(
        columns=table.columns,
        kinds=kinds,
        modalities=names.index(MODALITIES) if MODALITIES in names else -1,
        terms=terms,
        legend=dict(table.legend),
    )


def _style(table: Table, frame: Frame) -> str:
    """The style sheet; on a screen that is too narrow for the columns, a row becomes a card."""
    first, *others = (
        _width(heading.heading, [row.cells[place] for row in table.rows], frame.kinds[place])
        for place, heading in enumerate(table.columns)
    )
    tracks = [(first[0] * _BOLD, first[1]), (_PAPER_WIDTH, 4.0), *others]
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
    return _block(
        "header",
        tag("h1", tag("bdi", title)),
        *about,
        _block("ul", *downloads, class_="downloads", aria_label="Download the bibliography"),
    )


def _controls(table: Table) -> Markup:
    """The form with search and filters, which the script makes visible."""
    counts = Counter(term for row in table.rows for term in row.modalities)
    names = dict(table.legend)
    chips = (
        _chip(str(place), term, names.get(term, ""), counts[term])
        for place, term in enumerate(table.terms)
    )
    search = tag("input", type="search", id="search", autocomplete="off", spellcheck="false")
    return _block(
        "form",
        tag("p", tag("label", "Search", for_="search"), search, class_="search"),
        tag("p", tag("label", "Year", for_="year"), _years(table), class_="year"),
        tag("p", tag("button", "Reset", type="reset")),
        _block("fieldset", tag("legend", "With modalities"), *chips) if counts else Markup(),
        id="controls",
        role="search",
        aria_label="Papers",
        hidden=True,
    )


def _chip(value: str, term: str, name: str, count: int) -> Markup:
    label = tag("abbr", term, title=name) if name else tag("bdi", term)
    box = tag("input", type="checkbox", name="modality", value=value)
    return tag(
        "label", box, tag("span", label, Markup(" "), tag("small", str(count))), class_="chip"
    )


def _years(table: Table) -> Markup:
    counts = Counter(csl.year(row.work.item) for row in table.rows)
    years = sorted(filter(None, counts), reverse=True)
    options = [tag("option", f"{year} ({counts[year]})", value=str(year)) for year in years]
    return tag("select", tag("option", "all", value=""), *options, id="year")


def _table(table: Table, frame: Frame) -> Iterator[str]:
    first, *others = (column.heading for column in table.columns)
    kinds = ["", "", *frame.kinds[1:]]
    headings = (
        tag("th", tag("span", heading), scope="col", role="columnheader", class_=kind or False)
        for heading, kind in zip([first, PAPER, *others], kinds, strict=True)
    )
    yield f'<table role="table"{_LONG if len(table.rows) > _MANY else ""}>'
    yield tag("thead", tag("tr", *headings, role="row"), role="rowgroup")
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        yield '<tbody role="rowgroup">'
        if group:
            yield html_row.heading(group, len(kinds))
        yield from (html_row.render(row, frame) for row in rows)
        yield "</tbody>"
    if table.totals:
        yield tag("tfoot", html_row.totals(table.totals, frame), role="rowgroup")
    yield "</table>"


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
        yield _block("section", tag("h2", "Legend"), _block("dl", *terms), class_="legend")


def _paper_count(count: int) -> str:
    return f"{count} paper" if count == 1 else f"{count} papers"
