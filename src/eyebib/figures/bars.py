"""The papers per year by the values of a facet, as stacked bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from eyebib.figures.data import Labels, Mark
from eyebib.figures.grouping import NOT_REPORTED, Grouping, by_facet
from eyebib.figures.sheet import (
    BLUE,
    GREEN,
    GREY,
    LINE,
    ORANGE,
    PURPLE,
    SKY,
    SMALL,
    SMALL_LINE,
    VERMILION,
    YELLOW,
    Page,
    fit_label,
    joined_lines,
    legend_lines,
    page,
    plain_style,
    text_width,
    write,
)
from eyebib.figures.yearly import Yearly, yearly
from eyebib.model.bibliography import Bibliography
from eyebib.model.facet import Facet

_COLOURS = (BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, YELLOW)
_RARE, _SILENT = "#999999", LINE
"""Colours: of values in their order, of rare values together, and of works without a value."""

_PLOT = 130.0
"""Height of the highest bar in points."""
_TOP, _AXIS, _PAD, _LINE = 12.0, 14.0, 4.0, 10.0
"""Heights in points: above the bars, of the years, space between parts, a line of the legend."""
_NARROWEST, _WIDEST = 4.0, 48.0
"""Minimal and maximal distance of bars in points."""
_BAR = 0.8
"""The part of this distance that a bar fills."""
_LONGEST = 120.0
"""Maximal width of a value in the legend in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where bars are: the left of the first, their distance, and the points that are one work."""

    left: float
    step: float
    unit: float

    def y(self, count: int) -> float:
        """The height at which a number of works is, from the top of the page."""
        return _TOP + _PLOT - count * self.unit


def pages(
    bibliography: Bibliography,
    facet: Facet,
    labels: Labels,  # noqa: ARG001 - the interface of every figure; bars have no labels
    width: float,
) -> list[Page]:
    """The bars of a facet on one page, `width` points wide."""
    grouping = by_facet(bibliography, facet, len(_COLOURS))
    with plain_style():
        left = text_width(str(len(bibliography.works))) + 2 * _PAD
        counts = yearly(bibliography, grouping, int((width - left) / _NARROWEST))
        return [_page(counts, grouping, facet, (left, width))]


def _page(counts: Yearly, grouping: Grouping, facet: Facet, sides: tuple[float, float]) -> Page:
    left, width = sides
    heights = [sum(column) for column in zip(*counts.counts.values(), strict=True)]
    step = min((width - left - _PAD) / max(len(counts.works), 1), _WIDEST)
    scale = _Scale(left=left, step=step, unit=_PLOT / max([*heights, 1]))
    right = left + len(counts.works) * step
    is_beside = right + 4 * _PAD + max(map(_need, grouping.names), default=0) <= width
    rows = [] if is_beside else list(_legend_rows(grouping.names, width))
    notes = joined_lines(_notes(counts, grouping, facet, scale), width - _PAD)
    below = [*notes, *legend_lines(grouping.legend, width - _PAD)]
    bottom = _TOP + _PLOT + _AXIS + _PAD
    end = bottom + len(rows) * _LINE
    figure, axes = page(width, end + _PAD + len(below) * SMALL_LINE + _PAD)
    _draw_axis(axes, scale, max(heights, default=0), right)
    _draw_bars(axes, counts, grouping, scale)
    _draw_years(axes, counts, scale)
    if is_beside:
        rows, bottom = [[name] for name in reversed(grouping.names)], _TOP
    start = right + 4 * _PAD if is_beside else 2.0
    for row, names in enumerate(rows):
        _draw_legend(axes, names, grouping, (start, bottom + (row + 0.5) * _LINE))
    for row, line in enumerate(below):
        y = end + _PAD + (row + 0.5) * SMALL_LINE
        write(axes, 2, y, line, color=GREY, fontsize=SMALL)
    return figure


def _draw_axis(axes: Axes, scale: _Scale, highest: int, right: float) -> None:
    """Draw the numbers of works at the left, with a line across at each."""
    for count in _ticks(highest):
        y = scale.y(count)
        axes.plot([scale.left, right], [y, y], color=LINE, linewidth=0.5, zorder=0)
        write(axes, scale.left - _PAD, y, str(count), ha="right", color=GREY)


def _ticks(highest: int) -> list[int]:
    """Round numbers from 0 to the highest, at most six."""
    powers = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    step = next(power for power in powers if highest / power <= 5)
    return list(range(0, highest + 1, step))


def _draw_bars(axes: Axes, counts: Yearly, grouping: Grouping, scale: _Scale) -> None:
    """Draw the bars, with the number of works above each if there is room."""
    has_numbers = _has_numbers(counts, scale)
    for index, number in enumerate(counts.works):
        base = 0
        x = scale.left + (index + (1 - _BAR) / 2) * scale.step
        for name, of_group in counts.counts.items():
            size = (scale.step * _BAR, of_group[index] * scale.unit)
            base += of_group[index]
            _draw_box(axes, (x, scale.y(base)), size, _colour(grouping, name))
        if number and has_numbers:
            middle = scale.left + (index + 0.5) * scale.step
            y = scale.y(base) - _PAD - 1
            write(axes, middle, y, str(number), ha="center", color=GREY, fontsize=SMALL)


def _has_numbers(counts: Yearly, scale: _Scale) -> bool:
    """Whether there is room for the number of works above each bar."""
    return text_width(str(max([*counts.works, 0])), SMALL) + 2 <= scale.step


def _draw_box(
    axes: Axes, corner: tuple[float, float], size: tuple[float, float], colour: str
) -> None:
    """Draw a box with a white edge that does not fill it."""
    edge = min(0.4, size[0] / 10, size[1] / 10)
    axes.add_patch(Rectangle(corner, *size, facecolor=colour, edgecolor="white", linewidth=edge))


def _draw_years(axes: Axes, counts: Yearly, scale: _Scale) -> None:
    """Draw the first year of each span, or of every second, fifth, ... if they are narrow."""
    number = len(counts.works)
    labels = [counts.label(index) for index in range(number)]
    room = max(map(text_width, labels), default=0) + 4
    every = next(k for k in (1, 2, 5, 10, 20, 50, 100, 1000) if k * scale.step >= room)
    for index, label in enumerate(labels):
        if int(label) // counts.span % every == 0 or number == 1:
            middle = scale.left + (index + 0.5) * scale.step
            half = text_width(label) / 2
            if half <= middle <= axes.get_xlim()[1] - half:
                write(axes, middle, _TOP + _PLOT + _AXIS / 2 + 2, label, ha="center")


def _colour(grouping: Grouping, name: str) -> str:
    if name == NOT_REPORTED:
        return _SILENT
    return _RARE if name == grouping.rare else _COLOURS[grouping.names.index(name)]


def _notes(counts: Yearly, grouping: Grouping, facet: Facet, scale: _Scale) -> Iterator[str]:
    number = len(grouping.groups)
    period = "year" if counts.span == 1 else f"{counts.span} years"
    yield f"{facet.heading}: papers per {period} (n = {number})"
    if any(len(names) > 1 for names in grouping.groups.values()):
        once = ", but once in the number above a bar" if _has_numbers(counts, scale) else ""
        yield f"a paper with several values counts for each{once}"
    if counts.undated:
        yield f"{counts.undated} without a year are not shown"


def _legend_rows(names: Sequence[str], width: float) -> Iterator[list[str]]:
    """The groups in rows that fit in the width."""
    row: list[str] = []
    for name in names:
        if row and sum(map(_need, [*row, name])) > width:
            yield row
            row = []
        row.append(name)
    if row:
        yield row


def _title(name: str) -> str:
    return fit_label(Mark(citekey=name, label=name), _LONGEST)


def _need(name: str) -> float:
    """The width of a group in the legend in points."""
    return 10 + text_width(_title(name)) + 10


def _draw_legend(
    axes: Axes, names: Sequence[str], grouping: Grouping, start: tuple[float, float]
) -> None:
    x, y = start
    for name in names:
        _draw_box(axes, (x, y - 3), (6, 6), _colour(grouping, name))
        write(axes, x + 9, y, _title(name))
        x += _need(name)
