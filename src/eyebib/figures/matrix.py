"""The matrix of a facet: a row for each work, a column for each term, a square where they meet.

Below it are the number of works of each term and the meaning of the abbreviations. What exceeds a
page continues on another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from matplotlib.axes import Axes

from eyebib.figures import data
from eyebib.figures.data import Labels, Mark, Matrix, MatrixRow
from eyebib.figures.sheet import (
    BLUE,
    GREY,
    HEIGHT,
    LINE,
    PALE,
    SMALL,
    SMALL_LINE,
    Page,
    fit_label,
    legend_lines,
    page,
    plain_style,
    text_width,
    write,
)
from eyebib.model.bibliography import Bibliography
from eyebib.model.facet import Facet

_T = TypeVar("_T")

_ROW, _PAD = 11.0, 4.0
"""In points: the height of a row, and the space around the parts of the matrix."""
_NARROWEST, _WIDEST = 9.0, 36.0
"""Minimal and maximal width of a column in points, if the numbers of works have room."""
_LONGEST = 100.0
"""Maximal width of a label or of a term in points."""
_YEAR = 40.0
"""Width in points of the years, left of the labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """In points: the width, the left of the first column, the height of the column heads.

    The lines of the legend are in the corner above the labels if they fit, else below the matrix.
    """

    width: float
    left: float
    head: float
    corner: Sequence[str] = ()
    below: Sequence[str] = ()

    @property
    def foot(self) -> float:
        """The height in points from the last row to the end of the page."""
        return _ROW + 2 * _PAD + len(self.below) * SMALL_LINE


def pages(bibliography: Bibliography, facet: Facet, labels: Labels, width: float) -> list[Page]:
    """The matrix of a facet, `width` points wide."""
    matrix = data.matrix(bibliography, facet, labels)
    with plain_style():
        layout = _layout(matrix, width)
        across = max(int((width - layout.left - _PAD) / _narrowest(matrix)), 1)
        down = max(int((HEIGHT - layout.head - layout.foot) / _ROW), 1)
        return [
            _page(matrix, rows, terms, layout)
            for rows in _parts(matrix.rows, down)
            for terms in _parts(matrix.terms, across)
        ]


def _narrowest(matrix: Matrix) -> float:
    """The minimal width of a column, in which the number of works has room."""
    widest = max([text_width(str(total)) for total in matrix.totals.values()], default=0)
    return widest + 2 if widest > _NARROWEST else _NARROWEST


def _parts(items: Sequence[_T], size: int) -> list[Sequence[_T]]:
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def _layout(matrix: Matrix, width: float) -> _Layout:
    labels = [text_width(fit_label(row.mark, _LONGEST)) for row in matrix.rows]
    left = _YEAR + max([*labels, text_width(_count(matrix))]) + 2 * _PAD
    head = max([text_width(_term(term)) for term in matrix.terms], default=0) + 2 * _PAD
    legend = [f"{term}: {name}" for term, name in matrix.legend]
    widest = max([text_width(line, SMALL) for line in legend], default=0)
    if len(legend) * SMALL_LINE <= head and widest + 2 <= left:
        return _Layout(width=width, left=left, head=head, corner=legend)
    below = list(legend_lines(matrix.legend, width - 2 * _PAD))
    return _Layout(width=width, left=left, head=head, below=below)


def _count(matrix: Matrix) -> str:
    return f"Works (n = {len(matrix.rows)})"


def _term(term: str) -> str:
    return fit_label(Mark(citekey=term, label=term), _LONGEST)


def _page(matrix: Matrix, rows: Sequence[MatrixRow], terms: Sequence[str], layout: _Layout) -> Page:
    head, end = layout.head, layout.head + len(rows) * _ROW
    step = min((layout.width - layout.left - _PAD) / max(len(terms), 1), _WIDEST)
    right = layout.left + step * len(terms)
    centres = [layout.left + (index + 0.5) * step for index in range(len(terms))]
    figure, axes = page(layout.width, end + layout.foot)
    _draw_shades(axes, rows, (head, right))
    for index, row in enumerate(rows):
        y = head + (index + 0.5) * _ROW
        write(axes, _YEAR, y, fit_label(row.mark, _LONGEST))
        if not row.terms and centres:
            write(axes, centres[0] - 3, y, "not reported", color=GREY, fontsize=SMALL)
    _draw_marks(axes, rows, head, dict(zip(terms, centres, strict=True)))
    axes.plot([0, right], [end + _PAD / 2] * 2, color=GREY, linewidth=0.6)
    total = end + _PAD + _ROW / 2
    write(axes, _YEAR, total, _count(matrix), color=GREY)
    for x, term in zip(centres, terms, strict=True):
        style = {"rotation": 90, "ha": "center", "va": "bottom", "rotation_mode": "default"}
        write(axes, x, head - _PAD, _term(term), **style)
        write(axes, x, total, str(matrix.totals[term]), ha="center")
    _draw_legend(axes, layout.corner, _PAD)
    _draw_legend(axes, layout.below, end + _ROW + 2 * _PAD)
    return figure


def _draw_marks(
    axes: Axes, rows: Sequence[MatrixRow], head: float, centres: Mapping[str, float]
) -> None:
    """Draw a square for each term of a work and a dot for each other term, all at once."""
    squares: list[tuple[float, float]] = []
    dots: list[tuple[float, float]] = []
    for index, row in enumerate(rows):
        for term, x in centres.items() if row.terms else ():
            place = (x, head + (index + 0.5) * _ROW)
            (squares if term in row.terms else dots).append(place)
    _draw_places(axes, dots, ".", LINE, 2)
    _draw_places(axes, squares, "s", BLUE, 6)


def _draw_places(
    axes: Axes, places: Sequence[tuple[float, float]], marker: str, colour: str, size: float
) -> None:
    if places:
        xs, ys = zip(*places, strict=True)
        style: dict[str, Any] = {"linestyle": "none", "markersize": size, "markeredgewidth": 0}
        axes.plot(xs, ys, marker=marker, color=colour, **style)


def _draw_shades(axes: Axes, rows: Sequence[MatrixRow], box: tuple[float, float]) -> None:
    """Draw the years at the left, and a shade behind every other year."""
    top, right = box
    for index, year in enumerate(dict.fromkeys(row.year for row in rows)):
        height = sum(row.year == year for row in rows) * _ROW
        if index % 2 == 0:
            axes.fill_between([0, right], top, top + height, color=PALE, linewidth=0)
        write(axes, 2, top + _ROW / 2, year, weight="bold")
        top += height


def _draw_legend(axes: Axes, lines: Sequence[str], top: float) -> None:
    for index, line in enumerate(lines):
        y = top + (index + 0.5) * SMALL_LINE
        write(axes, 2, y, line, color=GREY, fontsize=SMALL)
