"""The timeline: years from left to right, kinds of venue under one another, a mark a work.

A kind is told by its place, its shape and its colour. Years that are more than the width holds go
on in a further row, and rows that are more than a page holds on a further page.
"""

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes

from eyebib.figures import data
from eyebib.figures.data import Kind, Labels, Slice, Timeline
from eyebib.figures.sheet import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    LINE,
    PALE,
    PURPLE,
    SMALL,
    VERMILION,
    Page,
    fitted,
    measured,
    page,
    plain_style,
    write,
)
from eyebib.model.bibliography import Bibliography

_SHAPES: dict[Kind, tuple[str, str]] = {
    "journal": ("o", BLUE),
    "conference": ("s", VERMILION),
    "preprint": ("^", GREEN),
    "other": ("D", PURPLE),
}

_ROW, _PAD, _HEAD = 11.0, 4.0, 14.0
"""Points: of a line of labels, above and below the lines of a kind, of the headings."""
_BETWEEN = 10.0
"""Points between two rows of years."""
_MARK, _AFTER = 9.0, 6.0
"""Points: from the left of a year to its labels, and behind the labels."""
_LONGEST = 110.0
"""Points that a label may take."""

_LOWEST = 3
"""Marks under one another that are worth a further slice."""

_Row = Sequence[Slice]


def pages(bibliography: Bibliography, labels: Labels, width: float) -> list[Page]:
    """The timeline of a bibliography, `width` points wide."""
    with plain_style():
        gutter = _gutter(data.timeline(bibliography, labels))
        shown = _lowest(bibliography, labels, width - gutter)
        rows = list(_rows(shown.slices, width - gutter))
        return [_page(shown, list(some), width, gutter) for some in _paged(shown, rows)]


def _lowest(bibliography: Bibliography, labels: Labels, room: float) -> Timeline:
    """The timeline with the lowest stacks that the width holds in one row; else the highest."""
    for stack in range(_LOWEST, data.STACK):
        shown = data.timeline(bibliography, labels, stack=stack)
        if sum(map(_need, shown.slices)) <= room:
            return shown
    return data.timeline(bibliography, labels)


def _gutter(shown: Timeline) -> float:
    return max([measured(kind.capitalize()) for kind in shown.counts], default=0) + 10


def _need(part: Slice) -> float:
    """The points that a slice takes from left to right."""
    labels = (fitted(mark, _LONGEST) for marks in part.marks.values() for mark in marks)
    widest = max(map(measured, labels), default=0)
    return max(_MARK + widest + _AFTER, measured(part.heading) + 2 * _AFTER)


def _rows(slices: Sequence[Slice], room: float) -> Iterator[_Row]:
    """Slices in rows that the width holds."""
    row: list[Slice] = []
    for part in slices:
        if row and sum(map(_need, row)) + _need(part) > room:
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _lines(row: _Row, kind: Kind) -> int:
    return max([len(part.marks.get(kind, ())) for part in row], default=0)


def _height(shown: Timeline, row: _Row) -> float:
    return _HEAD + sum(_band(row, kind) for kind in shown.counts)


def _band(row: _Row, kind: Kind) -> float:
    """The points from the top to the bottom of a kind; room for its name and its number."""
    lines = _lines(row, kind)
    return max(lines * _ROW, 2 * _ROW - 2) + 2 * _PAD if lines else 0.0


def _paged(shown: Timeline, rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows in pages that are no higher than a page may be; an empty timeline is one page."""
    some: list[_Row] = []
    height = 0.0
    for row in rows:
        if some and height + _height(shown, row) > HEIGHT:
            yield some
            some, height = [], 0.0
        some.append(row)
        height += _height(shown, row) + _BETWEEN
    yield some


def _page(shown: Timeline, rows: Sequence[_Row], width: float, gutter: float) -> Page:
    heights = [_height(shown, row) for row in rows]
    figure, axes = page(width, max(sum(heights) + _BETWEEN * (len(rows) - 1), 20.0) + 1)
    top = 0.0
    for row, height in zip(rows, heights, strict=True):
        _draw_row(axes, shown, row, (gutter, top, width - 1))
        top += height + _BETWEEN
    return figure


def _draw_row(axes: Axes, shown: Timeline, row: _Row, box: tuple[float, float, float]) -> None:
    left, top, right = box
    tops = _draw_bands(axes, shown, row, box)
    spare = max(right - left - sum(map(_need, row)), 0.0) / len(row)
    before = ""
    for part in row:
        width = _need(part) + spare
        if part.heading != before:
            write(axes, left + _MARK - 6, top + 6, part.heading, weight="bold")
            axes.plot([left, left], [top + 1, tops[-1]], color=LINE, linewidth=0.6)
        for kind, marks in part.marks.items():
            for line, mark in enumerate(marks):
                y = tops[list(shown.counts).index(kind)] + _PAD + (line + 0.5) * _ROW
                shape, colour = _SHAPES[kind]
                axes.plot(left + 5.5, y, shape, color=colour, markersize=4, markeredgewidth=0)
                write(axes, left + _MARK + 1, y, fitted(mark, min(_LONGEST, width - _MARK - 1)))
        left, before = left + width, part.heading


def _draw_bands(
    axes: Axes, shown: Timeline, row: _Row, box: tuple[float, float, float]
) -> list[float]:
    """The names of the kinds with their numbers of works; where each begins, and the last ends."""
    _, top, right = box
    tops = [top + _HEAD]
    for index, kind in enumerate(shown.counts):
        height = _band(row, kind)
        if height:
            colour = PALE if index % 2 == 0 else "white"
            axes.fill_between([0, right], tops[-1], tops[-1] + height, color=colour, linewidth=0)
            first = tops[-1] + _PAD + _ROW / 2
            write(axes, 3, first, kind.capitalize(), color=BLACK)
            number = f"n = {shown.counts[kind]}"
            write(axes, 3, first + _ROW - 1, number, color=GREY, fontsize=SMALL)
        tops.append(tops[-1] + height)
    return tops
