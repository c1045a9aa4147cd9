r"""The frame of a LaTeX table: widths of the columns, headings, rules, ends of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from eyebib.tables.latex import cell as latex_cell
from eyebib.tables.latex import width as latex_width
from eyebib.tables.latex.width import WORD, Width
from eyebib.tables.table import Cell, Column, Layout, Row, Table
from eyebib.text import tex

_LINES: dict[Layout, tuple[float, float]] = {
    "longtable": (37.5, 54.5),
    "table*": (60, 80),
    "hline": (37.5, 54.5),
}
r"""Shortest lines in em of `\footnotesize`, in portrait and landscape, of the document classes.

A `table*` is for two columns (IEEEtran, elsarticle 5p), the others also for one (llncs, 12 pt).
"""

_GAP = {True: 2, False: 4}
r"""`\tabcolsep` in points, by whether the table has narrow columns."""

_POINTS_PER_EM = 8.5

_CROWDED = 4.0
"""Width in em of eight letters, which most words have."""

_SPARE = 0.4
"""Space in em that is left for differences between fonts; LaTeX puts it between columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The columns of a table and their widths; `line` is the width of a line in em."""

    layout: Layout
    columns: Sequence[Column]
    widths: Sequence[Width]
    line: float

    @property
    def is_bare(self) -> bool:
        """Whether the table must not use packages."""
        return self.layout == "hline"

    @property
    def wraps(self) -> bool:
        """Whether any column wraps."""
        return any(width.wraps for width in self.widths)

    @property
    def wraps_numbers(self) -> bool:
        """Whether any column of numbers wraps, which a long heading may do."""
        pairs = zip(self.columns, self.widths, strict=True)
        return any(width.wraps and column.is_right for column, width in pairs)

    @property
    def is_crowded(self) -> bool:
        """Whether a column is so narrow that short words break."""
        return any(width.wraps and width.assumed < _CROWDED for width in self.widths)

    @property
    def gap(self) -> int:
        r"""`\tabcolsep` in points."""
        return _GAP[any(column.narrow for column in self.columns)]


def frame(table: Table) -> Frame:
    """The frame of a table, with widths for the texts in its columns."""
    layout, columns = table.view.layout, table.columns
    line = _LINES[layout][table.view.landscape]
    texts = [[_visible_heading(column)] for column in columns]
    for cells in (*(row.cells for row in table.rows), table.totals):
        for column, column_texts, cell in zip(columns, texts, cells, strict=False):
            column_texts.append(latex_cell.plain(cell, column))
    frame = Frame(layout=layout, columns=columns, widths=(), line=line)
    return Frame(layout=layout, columns=columns, widths=_widths(frame, texts), line=line)


def _visible_heading(column: Column) -> str:
    return "✓" if column.narrow else column.heading


def _widths(frame: Frame, texts: Sequence[Sequence[str]]) -> list[Width]:
    unique = [dict.fromkeys(column) for column in texts]
    naturals = [max(map(latex_width.ems, column)) for column in unique]
    floors = [min(max(map(latex_width.longest_word, column)), WORD) for column in unique]
    narrow = [column.narrow for column in frame.columns]
    heads = [min(latex_width.longest_word(column[0]), WORD) for column in texts]
    gaps = 2 * frame.gap * (len(narrow) - 1) / _POINTS_PER_EM
    ticks = fsum(natural for natural, is_narrow in zip(naturals, narrow, strict=True) if is_narrow)
    wide = [place for place, is_narrow in enumerate(narrow) if not is_narrow]
    widths = latex_width.fit(
        [naturals[place] for place in wide],
        [floors[place] for place in wide],
        [heads[place] for place in wide],
        max(frame.line - gaps - ticks - _SPARE, WORD),
    )
    by_place = dict(zip(wide, widths, strict=True))
    return [
        by_place.get(place, Width(em=natural, share=0, assumed=natural))
        for place, natural in enumerate(naturals)
    ]


def spec(frame: Frame) -> str:
    """The column specification for `tabular*` or `longtable`; the columns fill the line."""
    parts = []
    for column, width in zip(frame.columns, frame.widths, strict=True):
        if width.wraps:
            start = "" if frame.is_bare else f">{{{_command(column)}}}"
            share = f"{int(width.share * 1000) / 1000:.3f}"
            parts.append(rf"{start}p{{\dimexpr {width.em:.1f}em+{share}\eyebibflex\relax}}")
        else:
            parts.append("c" if column.narrow else "r" if column.is_right else "l")
    return rf"@{{\extracolsep{{\fill}}}}{''.join(parts)}@{{}}"


def _command(column: Column) -> str:
    """The command that starts a cell of a column that wraps."""
    return r"\eyebibnumber" if column.is_right else r"\eyebibcell"


def flex(frame: Frame) -> str:
    """The command that sets the rest of the line, which columns that wrap share; or nothing."""
    if not frame.wraps:
        return ""
    em = fsum(round(width.em, 1) for width in frame.widths) + _SPARE
    gaps = 2 * (len(frame.widths) - 1)
    return rf"\eyebibflex=\dimexpr\linewidth-{em:.1f}em-{gaps}\tabcolsep\relax"


def headings(frame: Frame) -> str:
    """The row of headings; narrow ones are turned, or numbers if packages are forbidden."""
    numbers = iter(range(1, len(frame.columns) + 1))
    cells = []
    for column, width in zip(frame.columns, frame.widths, strict=True):
        if not column.narrow:
            cells.append(_start(frame, latex_cell.fit(column.heading, width), width, column))
        elif frame.is_bare:
            cells.append(str(next(numbers)))
        else:
            cells.append(rf"\rotatebox{{90}}{{{tex.escape(column.heading)}}}")
    return _row(frame, cells)


def numbered(frame: Frame) -> list[tuple[str, str]]:
    """The numbers that replace headings, and the headings."""
    narrow = [column.heading for column in frame.columns if column.narrow and frame.is_bare]
    return [(str(number), heading) for number, heading in enumerate(narrow, 1)]


def cells(frame: Frame, row: Sequence[Cell]) -> str:
    """A row of cells."""
    texts = (
        _start(frame, latex_cell.render(cell, column, width), width, column)
        for cell, column, width in zip(row, frame.columns, frame.widths, strict=True)
    )
    return _row(frame, texts)


def _start(frame: Frame, text: str, width: Width, column: Column) -> str:
    """A cell with its start; without the package `array`, each cell that wraps sets it itself."""
    return f"{_command(column)} {text}" if frame.is_bare and width.wraps else text


def _row(frame: Frame, cells: Iterable[str]) -> str:
    """A row of a LaTeX table."""
    text = " & ".join(cells)
    start = "{}" if text.startswith(("[", "*")) else ""  # else it is an argument of the row above
    return rf"{start}{text} {end(frame)}"


def end(frame: Frame) -> str:
    r"""The end of a row; in a ragged cell without `array`, `\\` would only end a line."""
    return r"\tabularnewline" if frame.is_bare else r"\\"


def across(frame: Frame, text: str) -> str:
    """A text across all columns, which may wrap; without the end of the row.

    Its box has no width for TeX, so that it does not widen the last column.
    """
    box = rf"\makebox[0pt][l]{{\parbox[t]{{\linewidth}}{{\raggedright {text}}}}}"
    return rf"\multicolumn{{{len(frame.columns)}}}{{@{{}}l@{{}}}}{{{box}}}"


_BARE_RULES = {
    "top": r"\hline\noalign{\smallskip}",
    "mid": r"\noalign{\smallskip}\hline\noalign{\smallskip}",
    "bottom": r"\noalign{\smallskip}\hline",
}


def rule(frame: Frame, name: str) -> str:
    r"""A rule of booktabs, or `\hline` with similar space around it."""
    return _BARE_RULES[name] if frame.is_bare else rf"\{name}rule"


def height(frame: Frame, row: Row) -> int:
    """The height of a row in lines, at the shortest line width."""
    places = zip(row.cells, frame.columns, frame.widths, strict=True)
    return max(latex_width.lines(latex_cell.plain(cell, column), w) for cell, column, w in places)


def heading_height(frame: Frame) -> int:
    """The height of the headings in lines."""
    lengths = [latex_width.ems(c.heading) for c in frame.columns if c.narrow and not frame.is_bare]
    places = zip(frame.columns, frame.widths, strict=True)
    flat = (latex_width.lines(column.heading, width) for column, width in places)
    return max(int(max(lengths, default=0)) + 1, *flat)
