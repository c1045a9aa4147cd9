"""A page to draw on, with points from its upper left corner as coordinates, and text on it.

The font is DejaVu Sans, which matplotlib includes, so that figures do not depend on installed
fonts; no text is smaller than 6 points. The colours are those of Okabe and Ito
(https://jfly.uni-koeln.de/color/), which people with any colour vision can distinguish.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from eyebib.figures.data import Mark

Width = Literal["one", "two"]
WIDTHS: dict[Width, float] = {"one": 252.0, "two": 518.4}
"""Width of one and of two columns in points: 3.5 and 7.2 inches."""

HEIGHT = 648.0
"""Maximal height of a page in points: 9 inches."""

FORMATS = ("pdf", "png", "svg")

BLUE, VERMILION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
SKY, ORANGE, YELLOW = "#56B4E9", "#E69F00", "#F0E442"
BLACK, GREY, PALE, LINE = "#000000", "#595959", "#f2f2f2", "#cccccc"

SIZE, SMALL = 7.0, 6.0
"""Font sizes in points: of labels, and of explanations."""
SMALL_LINE = 8.0
"""Height in points of a line of explanations."""

_FONT = Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
_METADATA: dict[str, dict[str, str | None]] = {
    "pdf": {"CreationDate": None, "Creator": "eyebib", "Producer": "matplotlib"},
    "png": {"Software": "eyebib"},
    "svg": {"Date": None, "Creator": "eyebib"},
}
_PARAMETERS: Any = {
    "font.family": "DejaVu Sans",
    "pdf.fonttype": 42,  # journals refuse Type 3
    "svg.fonttype": "path",
    "svg.hashsalt": "eyebib",
    "text.hinting": "none",  # hinting would make text wider than `text_width`
    "text.parse_math": False,
    "text.usetex": False,
}

Page = Figure


def page(width: float, height: float) -> tuple[Page, Axes]:
    """A white page, and axes with points as units; y grows downwards."""
    figure = Figure(figsize=(width / 72, height / 72), facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return figure, axes


def write(axes: Axes, x: float, y: float, text: str, **style: Any) -> None:  # noqa: ANN401 - matplotlib's
    """Draw text from a point to the right, vertically centred, unless the style differs."""
    defaults: dict[str, Any] = {
        "fontsize": SIZE,
        "va": "center_baseline",
        "ha": "left",
        "color": BLACK,
    }
    axes.text(x, y, _drawable(text), parse_math=False, **(defaults | style))


@cache
def text_width(text: str, size: float = SIZE) -> float:
    """The width of a text in points."""
    text = _drawable(text)
    if not text.strip():
        return 0.0
    font = FontProperties(fname=str(_FONT), size=size)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def fit_label(mark: Mark, room: float) -> str:
    """The label of a mark, shortened with `…` to `room` points.

    If the font lacks a character of the label, the citekey takes its place.
    """
    label = mark.label if _drawable(mark.label) == mark.label else mark.citekey
    if text_width(label) <= room:
        return label
    start = label
    while start and text_width(f"{start}…") > room:
        start = start[:-1]
    return f"{start.rstrip()}…"


def legend_lines(legend: Iterable[tuple[str, str]], room: float) -> Iterator[str]:
    """Small lines such as `SEG: segmentation; ...` that fit in `room` points."""
    return joined_lines((f"{term}: {name}" for term, name in legend), room)


def joined_lines(parts: Iterable[str], room: float) -> Iterator[str]:
    """The parts, with semicolons between them, as small lines that fit in `room` points."""
    line = ""
    for part in parts:
        longer = f"{line}; {part}" if line else part
        if line and text_width(longer, SMALL) > room:
            yield f"{line};"
            longer = part
        line = longer
    if line:
        yield line


def to_bytes(figure: Page, form: str) -> bytes:
    """The bytes of a page, without dates and versions, so that they are the same on every run."""
    buffer = io.BytesIO()
    with plain_style():
        figure.savefig(buffer, format=form, dpi=300, metadata=_METADATA[form])
    return buffer.getvalue()


@contextmanager
def plain_style() -> Iterator[None]:
    """Use the defaults of matplotlib and of this module instead of the user's `matplotlibrc`."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_PARAMETERS)
        yield


def _drawable(text: str) -> str:
    """The text with `□` for each character that the font cannot draw."""
    return "".join(character if _is_drawn(character) else "□" for character in text)


@cache
def _font() -> FT2Font:
    return FT2Font(str(_FONT))


def _is_drawn(character: str) -> bool:
    """Whether the font has a character; those of scripts from right to left would need shaping."""
    is_shaped = unicodedata.bidirectional(character) in {"R", "AL", "NSM"}
    return not is_shaped and _font().get_char_index(ord(character)) != 0
