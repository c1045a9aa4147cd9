"""What stands in a LaTeX table: texts that break where they must, links, citations, symbols."""

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
    """A cell as a reader sees it, to measure; a citation as long as most numbers are."""
    if cell.state != "known":
        return _SYMBOLS[cell.state]
    if _is_tick(cell, column):
        return "✓"
    return "[100]" if cell.citekey else cell.text


def _is_tick(cell: Cell, column: Column) -> bool:
    """A link in a column with no room for a word is a tick, too."""
    return cell.tick or (column.narrow and cell.link != "" and not cell.citekey)


def printed(cell: Cell, column: Column, width: Width) -> str:
    """A cell in LaTeX."""
    if cell.state != "known":
        return _SYMBOLS[cell.state]
    if cell.citekey:
        return rf"\cite{{{cell.citekey}}}"
    text = TICK if _is_tick(cell, column) else fitted(cell.text, width)
    if not (link := url(cell.link)):
        return text
    # the box keeps the frame that hyperref draws as high as the word, not as the row
    whole = rf"\href{{{_link(link)}}}{{{text}}}"
    return whole if _BREAK in text else rf"\mbox{{{whole}}}"


def _link(url: str) -> str:
    r"""A link as `\href` takes it in a table's cell, where `%`, `#` and `&` are commands."""
    return re.sub(r"([%#&_])", r"\\\1", url)


_BREAK = r"\allowbreak "


def fitted(text: str, width: Width) -> str:
    """A text in a column; where it has lines, words that are wider than it may break."""
    return breakable(text, width.assumed) if width.wraps else tex.escape(text)


def breakable(text: str, limit: float) -> str:
    """A text that may break within words that are wider than `limit` em."""
    return _BREAK.join(map(tex.escape, pieces(text, limit)))


def legend(terms: Iterable[tuple[str, str]]) -> str:
    """Abbreviations and symbols spelled out, as one sentence."""
    told = (f"{breakable(_PRINTED.get(t, t), 30)}: {breakable(name, 30)}" for t, name in terms)
    return "; ".join(told) + "."


def boxes(text: str) -> Iterator[str]:
    r"""Lines that make pdflatex print a box for each character that none of its fonts has.

    It would stop at them else. They hold within the group they stand in; `\DeclareUnicodeCharacter`
    is for preambles alone.
    """
    if missing := "".join(sorted(tex.unsupported(text))):
        yield "% pdflatex has no letters for some of this text and prints boxes; lualatex has,"
        yield "% with a font that holds them."
        yield r"\ifdefined\directlua\else\ifdefined\XeTeXversion\else"
        yield r"\def\eyebibbox#1{\expandafter\def\csname u8:\detokenize{#1}\endcsname{%"
        yield r"  {\fboxsep0pt\fbox{\rule{0pt}{1ex}\rule{.4em}{0pt}}}}}"
        yield from (rf"\eyebibbox{{{char}}}" for char in missing)
        yield r"\fi\fi"
