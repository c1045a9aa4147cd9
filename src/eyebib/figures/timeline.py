"""The timeline: years from left to right, groups from top to bottom, a mark for each work.

Groups are kinds of venue or values of a facet, and differ in place, shape and colour. Years that
exceed the width continue in another row, and rows that exceed the height on another page.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from matplotlib.axes import Axes

from eyebib.figures import data
from eyebib.figures.data import Labels, Mark, Slice, Timeline
from eyebib.figures.grouping import KINDS, Grouping
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
    SMALL_LINE,
    VERMILION,
    Page,
    fit_label,
    legend_lines,
    page,
    plain_style,
    text_width,
    write,
)
from eyebib.model.bibliography import Bibliography

_SHAPES = (("o", BLUE), ("s", VERMILION), ("^", GREEN), ("D", PURPLE))
"""Shapes and colours of kinds of venue; those of other groups are these in turn."""

_ROW, _PAD, _HEAD = 11.0, 4.0, 14.0
"""Heights in points: a line of labels, the space above and below a group, the headings."""
_BETWEEN = 10.0
"""Points between two rows of years."""
_MARK, _AFTER = 9.0, 6.0
"""Widths in points: from the left of a year to its labels, and after the labels."""
_LONGEST, _WIDEST = 110.0, 90.0
"""Maximal widths in points: of a label, and of the name of a group."""

_LOWEST = 3
"""The fewest marks below one another for which a year is split into slices."""

_Row = Sequence[Slice]


def pages(
    bibliography: Bibliography, grouping: Grouping, labels: Labels, width: float
) -> list[Page]:
    """The timeline of a bibliography, `width` points wide."""
    with plain_style():
        gutter = _gutter(grouping.names)
        timeline = _lowest(bibliography, grouping, labels, width - gutter)
        rows = list(_rows(timeline.slices, width - gutter))
        return [_page(timeline, part, width, gutter) for part in _page_rows(timeline, rows)]


def _lowest(
    bibliography: Bibliography, grouping: Grouping, labels: Labels, room: float
) -> Timeline:
    """The timeline with the lowest stacks for which it fits in one row, else with the highest."""
    highest = _highest(len(grouping.names))
    for stack in range(min(_LOWEST, highest), highest):
        timeline = data.timeline(bibliography, grouping, labels, stack=stack)
        if fsum(map(_need, timeline.slices)) <= room:
            return timeline
    return data.timeline(bibliography, grouping, labels, stack=highest)


def _highest(groups: int) -> int:
    """The most marks below one another for which a row of years and a legend fit a page."""
    if groups <= len(_SHAPES):
        return data.STACK
    room = HEIGHT - _HEAD - groups * SMALL_LINE - _PAD
    return int((room / groups - 2 * _PAD) / _ROW)


def _title(name: str) -> str:
    """The name of a group, shortened; that of a kind of venue with a capital."""
    title = name.capitalize() if name in KINDS else name
    return fit_label(Mark(citekey=title, label=title), _WIDEST)


def _gutter(names: Iterable[str]) -> float:
    return max([text_width(_title(name)) for name in names], default=0) + 10


def _need(part: Slice) -> float:
    """The width that a slice needs, in points."""
    labels = (fit_label(mark, _LONGEST) for marks in part.marks.values() for mark in marks)
    widest = max(map(text_width, labels), default=0)
    return max(_MARK + widest + _AFTER, text_width(part.heading) + 2 * _AFTER)


def _rows(slices: Sequence[Slice], room: float) -> Iterator[_Row]:
    """The slices in rows that fit in the width."""
    row: list[Slice] = []
    for part in slices:
        if row and fsum(map(_need, row)) + _need(part) > room:
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _lines(row: _Row, name: str) -> int:
    return max([len(part.marks.get(name, ())) for part in row], default=0)


def _height(timeline: Timeline, row: _Row) -> float:
    return _HEAD + fsum(_band(row, name) for name in timeline.counts)


def _band(row: _Row, name: str) -> float:
    """The height of a group in points, with room for its name and the number of works."""
    lines = _lines(row, name)
    return max(lines * _ROW, 2 * _ROW - 2) + 2 * _PAD if lines else 0.0


def _page_rows(timeline: Timeline, rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """The rows of each page, limited by the maximal height; an empty timeline is one page."""
    part: list[_Row] = []
    height = 0.0
    for row in rows:
        if part and height + _height(timeline, row) > HEIGHT - _legend_height(timeline):
            yield part
            part, height = [], 0.0
        part.append(row)
        height += _height(timeline, row) + _BETWEEN
    yield part


def _legend_height(timeline: Timeline) -> float:
    """An upper bound for the height of the legend in points."""
    return len(timeline.legend) * SMALL_LINE + _PAD if timeline.legend else 0.0


def _page(timeline: Timeline, rows: Sequence[_Row], width: float, gutter: float) -> Page:
    heights = [_height(timeline, row) for row in rows]
    end = max(fsum(heights) + _BETWEEN * (len(rows) - 1), 20.0) + 1
    legend = list(legend_lines(timeline.legend, width - _PAD))
    figure, axes = page(width, end + (len(legend) * SMALL_LINE + _PAD if legend else 0))
    top = 0.0
    for row, height in zip(rows, heights, strict=True):
        _draw_row(axes, timeline, row, (gutter, top, width - 1))
        top += height + _BETWEEN
    for index, line in enumerate(legend):
        y = end + _PAD + (index + 0.5) * SMALL_LINE
        write(axes, 3, y, line, color=GREY, fontsize=SMALL)
    return figure


def _draw_row(axes: Axes, timeline: Timeline, row: _Row, box: tuple[float, float, float]) -> None:
    left, top, right = box
    tops = _draw_bands(axes, timeline, row, box)
    spare = max(right - left - fsum(map(_need, row)), 0.0) / len(row)
    before = ""
    for part in row:
        width = _need(part) + spare
        if part.heading != before:
            write(axes, left + _MARK - 6, top + 6, part.heading, weight="bold")
            axes.plot([left, left], [top + 1, tops[-1]], color=LINE, linewidth=0.6)
        for name, marks in part.marks.items():
            for line, mark in enumerate(marks):
                y = tops[list(timeline.counts).index(name)] + _PAD + (line + 0.5) * _ROW
                shape, colour = _shape(timeline, name)
                axes.plot(left + 5.5, y, shape, color=colour, markersize=4, markeredgewidth=0)
                write(axes, left + _MARK + 1, y, fit_label(mark, min(_LONGEST, width - _MARK - 1)))
        left, before = left + width, part.heading


def _shape(timeline: Timeline, name: str) -> tuple[str, str]:
    names = KINDS if name in KINDS else tuple(timeline.counts)
    return _SHAPES[names.index(name) % len(_SHAPES)]


def _draw_bands(
    axes: Axes, timeline: Timeline, row: _Row, box: tuple[float, float, float]
) -> list[float]:
    """Draw the names of the groups with their numbers of works.

    Returns the top of each group and the bottom of the last.
    """
    _, top, right = box
    tops = [top + _HEAD]
    for index, name in enumerate(timeline.counts):
        height = _band(row, name)
        if height:
            colour = PALE if index % 2 == 0 else "white"
            axes.fill_between([0, right], tops[-1], tops[-1] + height, color=colour, linewidth=0)
            first = tops[-1] + _PAD + _ROW / 2
            write(axes, 3, first, _title(name), color=BLACK)
            number = f"n = {timeline.counts[name]}"
            write(axes, 3, first + _ROW - 1, number, color=GREY, fontsize=SMALL)
        tops.append(tops[-1] + height)
    return tops
