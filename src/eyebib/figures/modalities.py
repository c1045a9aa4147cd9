"""The modality matrix: works under one another, modalities from left to right, a square a yes.

Under it stands how many works there are of each modality, and what the abbreviations mean. What
is more than a page holds goes on on a further one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

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
    Page,
    fitted,
    measured,
    page,
    plain_style,
    write,
)
from eyebib.model.bibliography import Bibliography

_T = TypeVar("_T")

_ROW, _PAD = 11.0, 4.0
"""Points: of a line of the matrix, and around its parts."""
_NARROWEST, _WIDEST = 9.0, 36.0
"""Points that a modality may take from left to right."""
_LONGEST = 100.0
"""Points that a label, or the name of a modality, may take."""
_YEAR = 40.0
"""Points of the years, left of the labels."""
_LEGEND = 8.0
"""Points of a line of the legend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Points: the width, where the modalities begin, how high their names are; and the legend.

    The legend stands in the corner above the labels, if it has room there, else below.
    """

    width: float
    left: float
    head: float
    corner: Sequence[str] = ()
    below: Sequence[str] = ()

    @property
    def foot(self) -> float:
        """The points from the last work to the end of the page."""
        return _ROW + 2 * _PAD + len(self.below) * _LEGEND


def pages(bibliography: Bibliography, labels: Labels, width: float) -> list[Page]:
    """The matrix of a bibliography, `width` points wide."""
    shown = data.matrix(bibliography, labels)
    with plain_style():
        layout = _layout(shown, width)
        across = max(int((width - layout.left - _PAD) / _NARROWEST), 1)
        down = max(int((HEIGHT - layout.head - layout.foot) / _ROW), 1)
        return [
            _page(shown, rows, terms, layout)
            for rows in _parts(shown.rows, down)
            for terms in _parts(shown.terms, across)
        ]


def _parts(items: Sequence[_T], size: int) -> list[Sequence[_T]]:
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def _layout(shown: Matrix, width: float) -> _Layout:
    labels = [measured(fitted(row.mark, _LONGEST)) for row in shown.rows]
    left = _YEAR + max(labels, default=0) + 2 * _PAD
    head = max([measured(_term(term)) for term in shown.terms], default=0) + 2 * _PAD
    said = [f"{term}: {name}" for term, name in shown.legend]
    widest = max([measured(line, SMALL) for line in said], default=0)
    if len(said) * _LEGEND <= head and widest + 2 <= left:
        return _Layout(width=width, left=left, head=head, corner=said)
    return _Layout(width=width, left=left, head=head, below=list(_wrapped(said, width - 2 * _PAD)))


def _term(term: str) -> str:
    return fitted(Mark(citekey=term, label=term), _LONGEST)


def _wrapped(said: Sequence[str], room: float) -> Iterator[str]:
    """Lines of `CFP: color fundus photography; ...` that the width holds."""
    line = ""
    for part in said:
        longer = f"{line}; {part}" if line else part
        if line and measured(longer, SMALL) > room:
            yield f"{line};"
            longer = part
        line = longer
    if line:
        yield line


def _page(shown: Matrix, rows: Sequence[MatrixRow], terms: Sequence[str], layout: _Layout) -> Page:
    head, end = layout.head, layout.head + len(rows) * _ROW
    step = min((layout.width - layout.left - _PAD) / max(len(terms), 1), _WIDEST)
    right = layout.left + step * len(terms)
    centres = [layout.left + (index + 0.5) * step for index in range(len(terms))]
    figure, axes = page(layout.width, end + layout.foot)
    _draw_shades(axes, rows, (head, right))
    for index, row in enumerate(rows):
        _draw_row(axes, row, head + (index + 0.5) * _ROW, terms, centres)
    axes.plot([0, right], [end + _PAD / 2] * 2, color=GREY, linewidth=0.6)
    total = end + _PAD + _ROW / 2
    write(axes, _YEAR, total, f"Works (n = {len(shown.rows)})", color=GREY)
    for x, term in zip(centres, terms, strict=True):
        style = {"rotation": 90, "ha": "center", "va": "bottom", "rotation_mode": "default"}
        write(axes, x, head - _PAD, _term(term), **style)
        write(axes, x, total, str(shown.totals[term]), ha="center")
    _draw_legend(axes, layout.corner, _PAD)
    _draw_legend(axes, layout.below, end + _ROW + 2 * _PAD)
    return figure


def _draw_row(
    axes: Axes, row: MatrixRow, y: float, terms: Sequence[str], centres: Sequence[float]
) -> None:
    write(axes, _YEAR, y, fitted(row.mark, _LONGEST))
    if not row.terms and centres:
        write(axes, centres[0] - 3, y, "not reported", color=GREY, fontsize=SMALL)
        return
    for x, term in zip(centres, terms, strict=True):
        if term in row.terms:
            axes.plot(x, y, "s", color=BLUE, markersize=6, markeredgewidth=0)
        else:
            axes.plot(x, y, ".", color=LINE, markersize=2, markeredgewidth=0)


def _draw_shades(axes: Axes, rows: Sequence[MatrixRow], box: tuple[float, float]) -> None:
    """The years at the left, and a shade behind every other one."""
    top, right = box
    for index, year in enumerate(dict.fromkeys(row.year for row in rows)):
        height = sum(row.year == year for row in rows) * _ROW
        if index % 2 == 0:
            axes.fill_between([0, right], top, top + height, color=PALE, linewidth=0)
        write(axes, 2, top + _ROW / 2, year, weight="bold")
        top += height


def _draw_legend(axes: Axes, lines: Sequence[str], top: float) -> None:
    for index, line in enumerate(lines):
        y = top + (index + 0.5) * _LEGEND
        write(axes, 2, y, line, color=GREY, fontsize=SMALL)
