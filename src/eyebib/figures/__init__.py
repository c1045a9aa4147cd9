"""Figures for a survey, drawn with matplotlib.

A new figure is a module here and a line in `FIGURES`.
"""

import re
from collections.abc import Callable, Iterator

from eyebib.figures import modalities, sheet, timeline
from eyebib.figures.data import Labels
from eyebib.figures.sheet import FORMATS, WIDTHS, Width
from eyebib.model.bibliography import Bibliography

__all__ = ["FIGURES", "FORMATS", "WIDTHS", "draw", "is_page"]

FIGURES: dict[str, Callable[[Bibliography, Labels, float], list[sheet.Page]]] = {
    "timeline": timeline.pages,
    "modalities": modalities.pages,
}
"""By file name, the function that draws the pages; its arguments are the bibliography, the labels
and the width in points."""


def draw(
    bibliography: Bibliography, *, labels: Labels = "name", width: Width = "two"
) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every figure in every format; the same on every run.

    A figure that does not fit on one page continues in `timeline-2`, `timeline-3`, ...
    """
    for name, pages in FIGURES.items():
        for number, page in enumerate(pages(bibliography, labels, WIDTHS[width]), 1):
            stem = name if number == 1 else f"{name}-{number}"
            for form in FORMATS:
                yield f"{stem}.{form}", sheet.to_bytes(page, form)


def is_page(name: str) -> bool:
    """Whether a file name is that of a second or later page of a figure."""
    return bool(re.fullmatch(rf"({'|'.join(FIGURES)})-\d+\.({'|'.join(FORMATS)})", name))
