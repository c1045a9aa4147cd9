r"""What a LaTeX table is set in: its columns' widths, its headings, rules and ends of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
r"""The shortest lines in em of `\footnotesize`, upright and turned, of the classes a layout is for.

A `table*` is for two columns (IEEEtran, elsarticle 5p), the others also for one (llncs, 12 pt).
"""

_GAP = {True: 2, False: 4}
r"""`\tabcolsep` in points with and without columns of ticks."""

_POINTS_PER_EM = 8.5

_SPARE = 0.4
"""What fonts may differ by on a line, in em; LaTeX puts the rest between the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A table's columns with their widths, as one layout sets them."""

    layout: Layout
    columns: Sequence[Column]
    widths: Sequence[Width]
    line: float

    @property
    def is_bare(self) -> bool:
        """Whether packages are forbidden."""
        return self.layout == "hline"

    @property
    def wraps(self) -> bool:
        """Whether any column has lines."""
        return any(width.wraps for width in self.widths)

    @property
    def gap(self) -> int:
        r"""`\tabcolsep` in points."""
        return _GAP[any(column.narrow for column in self.columns)]


def frame(table: Table) -> Frame:
    """The widths of a table's columns, from everything that stands in them."""
    layout, columns = table.view.layout, table.columns
    line = _LINES[layout][table.view.landscape]
    texts = [[_heading_seen(column)] for column in columns]
    for cells in (*(row.cells for row in table.rows), table.totals):
        for column, seen, cell in zip(columns, texts, cells, strict=False):
            seen.append(latex_cell.plain(cell, column))
    unset = Frame(layout=layout, columns=columns, widths=(), line=line)
    return Frame(layout=layout, columns=columns, widths=_widths(unset, texts), line=line)


def _heading_seen(column: Column) -> str:
    return "✓" if column.narrow else column.heading


def _widths(frame: Frame, texts: Sequence[Sequence[str]]) -> list[Width]:
    unique = [dict.fromkeys(column) for column in texts]
    naturals = [max(map(latex_width.ems, column)) for column in unique]
    floors = [min(max(map(latex_width.longest_word, column)), WORD) for column in unique]
    narrow = [column.narrow for column in frame.columns]
    gaps = 2 * frame.gap * (len(narrow) - 1) / _POINTS_PER_EM
    ticks = sum(natural for natural, is_narrow in zip(naturals, narrow, strict=True) if is_narrow)
    wide = [place for place, is_narrow in enumerate(narrow) if not is_narrow]
    fitted = latex_width.fit(
        [naturals[place] for place in wide],
        [floors[place] for place in wide],
        max(frame.line - gaps - ticks - _SPARE, WORD),
    )
    set_ = dict(zip(wide, fitted, strict=True))
    return [
        set_.get(place, Width(em=natural, share=0, assumed=natural))
        for place, natural in enumerate(naturals)
    ]


def spec(frame: Frame) -> str:
    """The columns for `tabular*` or `longtable`, which fill the line."""
    parts = []
    for column, width in zip(frame.columns, frame.widths, strict=True):
        if width.wraps:
            start = "" if frame.is_bare else r">{\eyebibcell}"
            share = f"{int(width.share * 1000) / 1000:.3f}"
            parts.append(rf"{start}p{{\dimexpr {width.em:.1f}em+{share}\eyebibflex\relax}}")
        else:
            parts.append("c" if column.narrow else "l")
    return rf"@{{\extracolsep{{\fill}}}}{''.join(parts)}@{{}}"


def flex(frame: Frame) -> str:
    """What is left of the line when every column has its words; nothing if no column asks."""
    if not frame.wraps:
        return ""
    em = sum(round(width.em, 1) for width in frame.widths) + _SPARE
    gaps = 2 * (len(frame.widths) - 1)
    return rf"\eyebibflex=\dimexpr\linewidth-{em:.1f}em-{gaps}\tabcolsep\relax"


def headings(frame: Frame) -> str:
    """The row of headings; those of ticks are turned, or numbers where that needs a package."""
    numbers = iter(range(1, len(frame.columns) + 1))
    cells = []
    for column, width in zip(frame.columns, frame.widths, strict=True):
        if not column.narrow:
            cells.append(_started(frame, latex_cell.fitted(column.heading, width), width))
        elif frame.is_bare:
            cells.append(str(next(numbers)))
        else:
            cells.append(rf"\rotatebox{{90}}{{{tex.escape(column.heading)}}}")
    return ended(frame, cells)


def numbered(frame: Frame) -> list[tuple[str, str]]:
    """What the numbers mean that stand for headings."""
    narrow = [column.heading for column in frame.columns if column.narrow and frame.is_bare]
    return [(str(number), heading) for number, heading in enumerate(narrow, 1)]


def cells(frame: Frame, row: Sequence[Cell]) -> str:
    """A row of cells."""
    made = (
        _started(frame, latex_cell.printed(cell, column, width), width)
        for cell, column, width in zip(row, frame.columns, frame.widths, strict=True)
    )
    return ended(frame, made)


def _started(frame: Frame, text: str, width: Width) -> str:
    """A cell whose lines are ragged: without the package `array`, each must say so."""
    return rf"\eyebibcell {text}" if frame.is_bare and width.wraps else text


def ended(frame: Frame, cells: Iterable[str]) -> str:
    """A row of LaTeX with its end."""
    row = " & ".join(cells)
    start = "{}" if row.startswith(("[", "*")) else ""  # the row above would take it for its own
    return rf"{start}{row} {end(frame)}"


def end(frame: Frame) -> str:
    r"""The end of a row; in a ragged cell `\\` would end a line."""
    return r"\tabularnewline" if frame.is_bare else r"\\"


def across(frame: Frame, text: str) -> str:
    """A text over a whole row, in as many lines as it needs; without its end.

    For TeX it has no width, or the last column would grow until the row is as wide.
    """
    box = rf"\makebox[0pt][l]{{\parbox[t]{{\linewidth}}{{\raggedright {text}}}}}"
    return rf"\multicolumn{{{len(frame.columns)}}}{{@{{}}l@{{}}}}{{{box}}}"


_BARE_RULES = {
    "top": r"\hline\noalign{\smallskip}",
    "mid": r"\noalign{\smallskip}\hline\noalign{\smallskip}",
    "bottom": r"\noalign{\smallskip}\hline",
}


def rule(frame: Frame, name: str) -> str:
    """A rule of booktabs, or LaTeX's own with as much room around it."""
    return _BARE_RULES[name] if frame.is_bare else rf"\{name}rule"


def height(frame: Frame, row: Row) -> int:
    """How many lines a row takes on the shortest line."""
    places = zip(row.cells, frame.columns, frame.widths, strict=True)
    return max(latex_width.lines(latex_cell.plain(cell, column), w) for cell, column, w in places)


def heading_height(frame: Frame) -> int:
    """How many lines the headings take."""
    turned = [latex_width.ems(c.heading) for c in frame.columns if c.narrow and not frame.is_bare]
    places = zip(frame.columns, frame.widths, strict=True)
    flat = (latex_width.lines(column.heading, width) for column, width in places)
    return max(int(max(turned, default=0)) + 1, *flat)
