"""Markdown: a pipe table, as GitHub and pandoc read it; works are cited as `[@key]`."""

import re
from urllib.parse import quote

from eyebib.table import SYMBOLS, Cell, Table

FILE = "table.md"

_URL = "/:?=&%#~+,;@!-._"
"""What stays as it is in a link; `)`, `|`, spaces and quotes would end it."""

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~!&$@^])")


def render(table: Table) -> str:
    """The table and, under it, its legend."""
    headings = [_escape(column.heading) for column in table.columns]
    cells = [headings, *([_cell(cell) for cell in row.cells] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    head, *body = (_line(row, widths) for row in cells)
    rule = _line(["-" * width for width in widths], widths)
    legend = "; ".join(f"{_escape(term)}: {_escape(name)}" for term, name in table.legend)
    return "\n".join([head, rule, *body, *(["", f"{legend}."] if legend else []), ""])


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _cell(cell: Cell) -> str:
    if cell.state != "known":
        return SYMBOLS[cell.state]
    if cell.citekey:
        return f"[@{cell.citekey}]"
    if cell.tick:
        return "✓"
    if cell.link:
        return f"[{_escape(cell.text)}]({quote(cell.link, safe=_URL)})"
    return _escape(cell.text)


def _escape(text: str) -> str:
    """Text that stays text: every character that could start markup, a tag or a cell."""
    return _MARKUP.sub(r"\\\1", text)
