"""The cells of a LaTeX table: text that may break, links, citations, symbols."""

import re
from collections.abc import Iterable, Iterator

from eyebib.tables.latex.width import Width, pieces
from eyebib.tables.table import SYMBOLS, Cell, Column, State
from eyebib.text import tex
from eyebib.text.link import url

_SYMBOLS: dict[State, str] = {"none": "–", "not reported": "NR", "unknown": "?"}
_PRINTED = {symbol: _SYMBOLS[state] for state, symbol in SYMBOLS.items()}

TICK = r"\eyebibtick"


def plain(cell: Cell, column: Column) -> str:
    """A cell as plain text for measuring; a citation counts as `[100]`."""
    if cell.state != "known":
        return _SYMBOLS[cell.state]
    if _is_tick(cell, column):
        return "✓"
    return "[100]" if cell.citekey else cell.text


def _is_tick(cell: Cell, column: Column) -> bool:
    """Whether a cell is a tick; a link in a narrow column is one, too."""
    return cell.tick or (column.narrow and cell.link != "" and not cell.citekey)


def render(cell: Cell, column: Column, width: Width) -> str:
    """The LaTeX of a cell."""
    if cell.state != "known":
        return _SYMBOLS[cell.state]
    if cell.citekey:
        return _citation(cell.citekey)
    text = TICK if _is_tick(cell, column) else fit(cell.text, width)
    if not (link := url(cell.link)):
        return text
    # in a box, the frame that hyperref draws is as high as the word, not as the row
    anchor = rf"\href{{{_link(link)}}}{{{text}}}"
    return anchor if _BREAK in text else rf"\mbox{{{anchor}}}"


def _link(url: str) -> str:
    r"""A link as an argument of `\href` in a table, where `%`, `#`, `&` and `_` are escaped."""
    return re.sub(r"([%#&_])", r"\\\1", url)


_BREAK = r"\allowbreak "


def fit(text: str, width: Width) -> str:
    """The text of a cell; in a column that wraps, words that are too wide may break."""
    return breakable(text, width.assumed) if width.wraps else tex.escape(text)


def breakable(text: str, limit: float) -> str:
    """The text with possible breaks in words that are wider than `limit` em."""
    return _BREAK.join(map(tex.escape, pieces(text, limit)))


def legend(terms: Iterable[tuple[str, str]]) -> str:
    """The legend as one sentence."""
    entries = (f"{breakable(_PRINTED.get(t, t), 30)}: {breakable(name, 30)}" for t, name in terms)
    return "; ".join(entries) + "."


def boxes(text: str) -> Iterator[str]:
    r"""Lines that make pdflatex print a box for each character that its fonts do not have.

    Without them pdflatex stops. They are local to the group of the table, unlike
    `\DeclareUnicodeCharacter`, which is allowed only in the preamble.
    """
    if missing := "".join(sorted(tex.unsupported(text))):
        yield "% pdflatex has no letters for some of this text and prints boxes; lualatex has,"
        yield "% with a font that holds them."
        yield r"\ifdefined\directlua\else\ifdefined\XeTeXversion\else"
        yield r"\def\eyebibbox#1{\expandafter\def\csname u8:\detokenize{#1}\endcsname{%"
        yield r"  {\fboxsep0pt\fbox{\rule{0pt}{1ex}\rule{.4em}{0pt}}}}}"
        yield from (rf"\eyebibbox{{{char}}}" for char in missing)
        yield r"\fi\fi"


def _citation(citekey: str) -> str:
    r"""A `\cite`, in braces if the key has an `&`, at which natbib would end the cell."""
    cite = rf"\cite{{{citekey}}}"
    return f"{{{cite}}}" if "&" in citekey else cite
