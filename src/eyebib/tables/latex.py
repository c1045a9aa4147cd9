r"""LaTeX: a longtable with booktabs' rules; `\cite` takes the keys of the .bib file."""

import re
from collections.abc import Iterable, Iterator

from eyebib import tex
from eyebib.table import SYMBOLS, Cell, Column, State, Table

FILE = "table.tex"

PACKAGES = ("booktabs", "longtable", "array", "amssymb", "graphicx", "hyperref")
"""What the table's commands come from."""

_SYMBOLS: dict[State, str] = {"none": "--", "not reported": "NR", "unknown": "?"}

_TICK = r"\providecommand{\eyebibtick}{\ensuremath{\checkmark}}"


def render(table: Table) -> str:
    r"""The table with its legend under it, a file to `\input` in the paper."""
    return "\n".join(filter(None, _lines(table))) + "\n"


def _lines(table: Table) -> Iterator[str]:
    yield rf"% In the preamble: \usepackage{{{','.join(PACKAGES)}}}"
    yield r"% The keys are those of references.bib: \bibliography{references}"
    yield _TICK
    gap = "2pt" if any(column.narrow for column in table.columns) else "4pt"
    yield rf"\begingroup\footnotesize\setlength{{\tabcolsep}}{{{gap}}}"
    yield rf"\begin{{longtable}}{{@{{}}{''.join(map(_spec, table.columns))}@{{}}}}"
    yield rf"\caption{{{tex.escape(table.title)}}}\label{{tab:eyebib}}\\" if table.title else ""
    headings = _row(map(_heading, table.columns))
    yield from (r"\toprule", headings, r"\midrule", r"\endfirsthead")
    yield from (r"\toprule", headings, r"\midrule", r"\endhead")
    yield from (r"\bottomrule", r"\endfoot", r"\bottomrule")
    yield _legend(table)
    yield r"\endlastfoot"
    yield from (_row(map(_cell, row.cells)) for row in table.rows)
    yield r"\end{longtable}"
    yield r"\endgroup"


def _legend(table: Table) -> str:
    if not table.legend:
        return ""
    terms = (f"{tex.escape(term)}: {tex.escape(name)}" for term, name in _printable(table.legend))
    text = rf"\raggedright {'; '.join(terms)}."
    width = r"p{\dimexpr\linewidth-2\tabcolsep\relax}"
    return (
        rf"\multicolumn{{{len(table.columns)}}}{{@{{}}{width}@{{}}}}{{\rule{{0pt}}{{3ex}}{text}}}\\"
    )


def _printable(legend: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    symbols = {symbol: _SYMBOLS[state] for state, symbol in SYMBOLS.items()}
    return ((symbols.get(term, term), name) for term, name in legend)


def _spec(column: Column) -> str:
    """A column as wide as its words, or a ragged one as wide as its share of the line."""
    if column.narrow:
        return "c"
    if not column.width:
        return "l"
    return rf">{{\raggedright\arraybackslash}}p{{{column.width:g}\linewidth}}"


def _heading(column: Column) -> str:
    text = tex.escape(column.heading)
    return rf"\rotatebox{{90}}{{{text}}}" if column.narrow else text


def _row(cells: Iterable[str]) -> str:
    row = " & ".join(cells)
    start = "{}" if row.startswith(("[", "*")) else ""  # the row above would take it for its own
    return rf"{start}{row} \\"


def _cell(cell: Cell) -> str:
    if cell.state != "known":
        return _SYMBOLS[cell.state]
    if cell.citekey:
        return rf"\cite{{{cell.citekey}}}"
    if cell.tick:
        return r"\eyebibtick"
    text = tex.escape(cell.text)
    # the box keeps the frame that hyperref draws as high as the word, not as the row
    return rf"\mbox{{\href{{{_link(cell.link)}}}{{{text}}}}}" if cell.link else text


def _link(url: str) -> str:
    r"""A link as `\href` takes it in a table's cell, where `%`, `#` and `&` are commands."""
    return re.sub(r"([%#&_])", r"\\\1", tex.url(url))
