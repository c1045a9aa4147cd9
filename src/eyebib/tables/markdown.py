"""Markdown: a pipe table for GitHub and pandoc.

Works are cited by a link, or by `[@key]` for pandoc.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from eyebib.tables.table import SYMBOLS, Cell, Citations, Column, Table
from eyebib.text import markdown
from eyebib.text.link import url

FILE = "table.md"

SNIPPETS = False


def render(table: Table) -> str:
    """The table with its legend below."""
    is_cited = table.view.citations == "pandoc"
    rows = [[markdown.cell(column.heading) for column in table.columns], *_rows(table)]
    columns = list(zip(*rows, strict=True))
    shares = [
        _share(texts, column) if is_cited else 0
        for texts, column in zip(columns, table.columns, strict=True)
    ]
    widths = [max(share, *map(len, texts)) for share, texts in zip(shares, columns, strict=True)]
    head, *body = (_line(row, widths, table.columns) for row in rows)
    dashes = [
        _dashes(share or width, column)
        for share, width, column in zip(shares, widths, table.columns, strict=True)
    ]
    rule = _line(dashes, widths, table.columns)
    legend = "; ".join(
        f"{markdown.cell(term)}: {markdown.cell(name)}" for term, name in table.legend
    )
    caption = f"{': ' if is_cited else ''}{markdown.cell(table.view.caption)}"
    return "\n".join(
        [
            *([caption, ""] if table.view.caption else []),
            *(head, rule, *body),
            *(["", f"{legend}."] if legend else []),
            "",
        ]
    )


def _rows(table: Table) -> Iterator[list[str]]:
    """The rows, with a row for the heading of each group, and the totals."""
    citations = table.view.citations
    for group, rows in groupby(table.rows, attrgetter("group")):
        if group:
            yield [f"**{markdown.cell(group)}**", *[""] * (len(table.columns) - 1)]
        yield from ([_cell(cell, citations) for cell in row.cells] for row in rows)
    if table.totals:
        yield [_cell(cell, citations) for cell in table.totals]


def _share(texts: Sequence[str], column: Column) -> int:
    """The number of dashes under a heading: pandoc's column widths if a line is long."""
    longest = max(len(_LINK.sub(r"\1", text)) for text in texts)
    return min(max(longest, _MIN_SHARE[column.narrow]), _MAX_SHARE)


_MIN_SHARE, _MAX_SHARE = {False: 11, True: 5}, 24
"""In characters, by whether a column is narrow; the minimum has room for most words."""

_LINK = re.compile(r"^\[(.*)\]\(.*\)$")


def _dashes(length: int, column: Column) -> str:
    """The dashes under a heading, with a colon at the end if the column is aligned there."""
    return f"{'-' * (length - 1)}:" if column.is_right else "-" * length


def _line(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    padded = (
        cell.rjust(width) if column.is_right else cell.ljust(width)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    )
    return f"| {' | '.join(padded)} |"


def _cell(cell: Cell, citations: Citations) -> str:
    if cell.state != "known":
        return SYMBOLS[cell.state]
    if cell.citekey and citations == "pandoc":
        return f"[{markdown.citation(cell.citekey)}]"
    if cell.tick:
        return "✓"
    if link := url(cell.link):
        return markdown.cell_link(cell.text, link)
    return markdown.cell(cell.text)
