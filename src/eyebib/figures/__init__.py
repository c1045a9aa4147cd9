"""Figures of a survey, by matplotlib. A new one is a module here and a line in `FIGURES`."""

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
"""Name of the file to what makes its pages of a bibliography, labels, and a width in points."""


def draw(
    bibliography: Bibliography, *, labels: Labels = "name", width: Width = "two"
) -> Iterator[tuple[str, bytes]]:
    """Every figure in every format: the name of the file, and its bytes, the same on every run.

    A figure that is higher than a page goes on in `timeline-2`, `timeline-3`, ...
    """
    for name, pages in FIGURES.items():
        for number, page in enumerate(pages(bibliography, labels, WIDTHS[width]), 1):
            stem = name if number == 1 else f"{name}-{number}"
            for form in FORMATS:
                yield f"{stem}.{form}", sheet.saved(page, form)


def is_page(name: str) -> bool:
    """Whether a file is named as a further page of a figure is."""
    return bool(re.fullmatch(rf"({'|'.join(FIGURES)})-\d+\.({'|'.join(FORMATS)})", name))
