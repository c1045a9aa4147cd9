"""The figures as drawn: their width, no overlapping text, the same bytes on every run."""

import os
import re
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY, Run
from eyebib.figures.data import Labels
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.problem import UsageError
from eyebib.project.folder import Project
from slow import slow
from works import SETTINGS, bibliography, work

pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install matplotlib")

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from eyebib import figures
from eyebib.figures import sheet

OKABE_ITO = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442"}
GREYS = {"#cccccc", "#595959", "#999999"}


@pytest.fixture(scope="module")
def listed() -> Bibliography:
    return Project(REPOSITORY).bibliography()


def many(number: int) -> Bibliography:
    kinds = ["article-journal", "paper-conference", "article-journal", "book"]
    terms = ["CFP", "OCT", "B-ultrasound"]
    works = []
    for n in range(number):
        plain = work(
            f"w{n}",
            name=f"Retina-Model{n}",
            type=kinds[n % 4],
            issued={"date-parts": [[2019 + n % 6]]},
        )
        works.append(
            replace(plain, entry=replace(plain.entry, facets={"modalities": tuple(terms[: n % 4])}))
        )
    return bibliography(*works)


def physics(number: int) -> Bibliography:
    """A list with two facets and years from 1930; one in fifty works has no year."""
    works = []
    for n in range(number):
        issued = {} if n % 50 == 49 else {"date-parts": [[1930 + n * n % 90]]}
        plain = work(f"w{n}", name=f"Work {n}", issued=issued)
        facets = {"modalities": tuple(f"Field {m}" for m in range(n % 12)), "method": ("theory",)}
        works.append(replace(plain, entry=replace(plain.entry, facets=facets)))
    return bibliography(*works)


def named(name: str, citekey: str = "a") -> Work:
    plain = work(citekey)
    return replace(
        plain, entry=replace(plain.entry, name=name, facets={"modalities": ("CFP", name)})
    )


def pages(works: Bibliography, name: str, width: float, labels: Labels = "name") -> list[Figure]:
    facet = "modalities" if name == "modalities-timeline" else ""
    return figures.drawings(works, facet)[name](labels, width)


FIGURES = ("timeline", "modalities", "modalities-by-year", "modalities-timeline")


def boxes(page: Figure) -> list[tuple[str, Any]]:
    canvas: Any = FigureCanvasAgg(page)  # draw() has no types
    with sheet.plain_style():
        canvas.draw()
        renderer = canvas.get_renderer()
        return [(text.get_text(), text.get_window_extent(renderer)) for text in page.axes[0].texts]


CASES = {
    "the 13": lambda: Project(REPOSITORY).bibliography(),
    "60": lambda: many(60),
    "200": lambda: many(200),
    "two": lambda: many(2),
    "physics": lambda: physics(80),
    "long": lambda: bibliography(named("M" * 300), named("x" * 300, "b")),
    "markup": lambda: bibliography(named("$x_2$ <b>&amp;</b> \\frac"), named("{{%s}}", "b")),
}


@pytest.mark.parametrize("width", figures.WIDTHS.values(), ids=figures.WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("case", [slow(case) if case == "200" else case for case in CASES])
def test_no_text_is_small_clipped_or_over_another(case: str, name: str, width: float) -> None:
    for page in pages(CASES[case](), name, width):
        inches = page.get_size_inches()
        assert inches[0] * 72 == pytest.approx(width)
        assert inches[1] <= 9.02
        texts = boxes(page)
        assert min(float(text.get_fontsize()) for text in page.axes[0].texts) >= 6
        for index, (text, box) in enumerate(texts):
            assert box.x0 >= -0.5, text
            assert box.x1 <= page.bbox.x1 + 0.5, text
            assert box.y0 >= -0.5, text
            assert box.y1 <= page.bbox.y1 + 0.5, text
            for other_text, other in texts[index + 1 :]:
                is_apart = (
                    box.x1 <= other.x0
                    or other.x1 <= box.x0
                    or box.y1 <= other.y0
                    or other.y1 <= box.y0
                )
                assert is_apart, (text, other_text)


@pytest.mark.parametrize("name", ["timeline", "modalities"])
@pytest.mark.parametrize("labels", ["name", "citekey"])
@pytest.mark.parametrize("number", [60, slow(200)])
def test_every_work_is_labelled_once(name: str, labels: Labels, number: int) -> None:
    for works in (many(number), Project(REPOSITORY).bibliography()):
        texts = [
            t.get_text() for page in pages(works, name, 518.4, labels) for t in page.axes[0].texts
        ]
        for each in works.works:
            assert texts.count(each.entry.label if labels == "name" else each.citekey) == 1


@pytest.mark.parametrize("name", ["timeline", "modalities"])
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("眼科", "a"),
        ("مرحبا", "a"),
        ("Ретина α", "Ретина α"),
        ("$x$", "$x$"),
        ("M" * 300, "M" * 15 + "…"),
    ],
)
def test_citekey_replaces_a_label_that_the_font_cannot_draw(
    name: str, text: str, label: str
) -> None:
    [page] = pages(bibliography(named(text)), name, 518.4)
    texts = [each.get_text() for each in page.axes[0].texts]
    assert ("□" in "".join(texts)) == (label == "a" and name == "modalities")
    assert label in texts or any(t.startswith(label[:10]) and t.endswith("…") for t in texts)


def test_kinds_differ_in_colour_and_shape(listed: Bibliography) -> None:
    [page] = pages(listed, "timeline", 252.0)
    marks = [line for line in page.axes[0].lines if line.get_marker() not in ("None", "")]
    styles = {(str(line.get_color()).lower(), line.get_marker()) for line in marks}
    assert styles == {("#0072b2", "o"), ("#d55e00", "s"), ("#009e73", "^")}
    assert len(marks) == 13


def test_colours_are_those_of_okabe_and_ito() -> None:
    for name in FIGURES:
        for page in pages(many(40), name, 518.4):
            axes = page.axes[0]
            colours = {str(line.get_color()).lower() for line in axes.lines}
            colours |= {to_hex(patch.get_facecolor()) for patch in axes.patches}
            assert colours <= OKABE_ITO | GREYS


def test_matrix_has_a_square_for_each_modality_of_a_work(listed: Bibliography) -> None:
    [page] = pages(listed, "modalities", 252.0)
    [squares] = [line for line in page.axes[0].lines if line.get_marker() == "s"]
    assert np.size(squares.get_xdata()) == sum(
        len(each.entry.facets["modalities"]) for each in listed.works
    )
    texts = [text.get_text() for text in page.axes[0].texts]
    assert "OUS: ocular ultrasound" in texts
    assert "Works (n = 13)" in texts


def test_work_without_modalities_is_not_reported() -> None:
    [page] = pages(many(2), "modalities", 252.0)
    assert "not reported" in [text.get_text() for text in page.axes[0].texts]


def test_figures_of_an_empty_list() -> None:
    empty = bibliography(settings=SETTINGS)
    assert list(figures.drawings(empty)) == ["timeline"]
    assert len(pages(empty, "timeline", 252.0)) == 1


def test_figures_of_each_facet() -> None:
    works = physics(5)
    assert list(figures.drawings(works)) == [
        "timeline", "modalities", "modalities-by-year", "method", "method-by-year",
    ]  # fmt: skip
    assert list(figures.drawings(works, "method")) == [
        "method-timeline", "method", "method-by-year",
    ]  # fmt: skip
    with pytest.raises(UsageError, match=r"no paper has a `methods`; did you mean `method`\?"):
        figures.drawings(works, "methods")


def bars(page: Figure) -> dict[tuple[float, float], list[float]]:
    """The heights of the boxes of each bar, by the left and the width of the bar."""
    found: dict[tuple[float, float], list[float]] = {}
    for patch in page.axes[0].patches:
        assert isinstance(patch, Rectangle)
        if patch.get_width() > 6.5:  # not of the legend
            place = (round(patch.get_x(), 3), round(patch.get_width(), 3))
            found.setdefault(place, []).append(patch.get_height())
    return found


def test_bars_are_as_high_as_the_counts(listed: Bibliography) -> None:
    [page] = pages(listed, "modalities-by-year", 518.4)
    heights = [sum(parts) for _, parts in sorted(bars(page).items())]
    values: dict[int | None, int] = {}
    for each in listed.works:
        year = csl.year(each.item)
        values[year] = values.get(year, 0) + len(each.entry.facets["modalities"])
    unit = heights[0] / values[2023]
    assert len(heights) == 3
    texts = [text.get_text() for text in page.axes[0].texts]
    assert ("2" in texts, "5" in texts, "6" in texts) == (True, True, True)
    assert "7 others" in texts
    assert heights[0] / unit <= values[2023]


def test_many_years_are_spans() -> None:
    works = physics(80)
    [page] = pages(works, "modalities-by-year", 100.0)
    texts = [text.get_text() for text in page.axes[0].texts]
    assert any("papers per 5 years" in text for text in texts)
    assert any("1 without a year" in text for text in texts)


DRAW = """
import hashlib, itertools, sys
from pathlib import Path
from eyebib import figures
from eyebib import Project
drawings = figures.draw(Project(Path(sys.argv[1])).bibliography(), width="one")
for name, drawn in itertools.islice(drawings, int(sys.argv[2])):
    print(name, hashlib.sha256(drawn).hexdigest())
"""


@pytest.mark.parametrize("count", [3, slow(6)])
def test_the_same_bytes_whatever_the_environment(tmp_path: Path, count: int) -> None:
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 20\nsvg.hashsalt: other\nlines.marker: x\nsavefig.bbox: tight\n"
    )
    environments = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
        {
            "PYTHONHASHSEED": "2",
            "SOURCE_DATE_EPOCH": "1",
            "MATPLOTLIBRC": str(tmp_path),
            "LC_ALL": "C",
        },
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", DRAW, str(REPOSITORY), str(count)],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for environment in environments
    }
    assert len(outputs) == 1
    [lines] = outputs
    assert (
        re.findall(r"^\S+", lines, re.MULTILINE)
        == [
            f"{name}.{form}"
            for name in ("timeline", "modalities", "modalities-by-year")
            for form in ("pdf", "png", "svg")
        ][:count]
    )


def test_plot(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("entries", "eyebib.toml"):
        (folder / part).symlink_to(REPOSITORY / part)
    messages = run("plot", "--width", "one", "--labels", "citekey").stderr
    assert "wrote     output/figures/timeline.svg  (13 works)\n" in messages
    assert (
        "unchanged output/figures/timeline.svg"
        in run("plot", "--width", "one", "--labels", "citekey").stderr
    )
    png = (folder / "output/figures/timeline.png").read_bytes()
    assert struct.unpack(">I", png[16:20]) == (1050,)
    assert b"/MediaBox [ 0 0 252 " in (folder / "output/figures/timeline.pdf").read_bytes()
    pdf = (folder / "output/figures/modalities.pdf").read_bytes()
    assert b"CreationDate" not in pdf
    assert b"/Type3" not in pdf
    svg = (folder / "output/figures/modalities.svg").read_text(encoding="utf-8")
    assert "<text" not in svg
    assert "<dc:date>" not in svg
    (folder / "output/figures/timeline-2.pdf").touch()
    (folder / "output/figures/other-2.pdf").touch()
    messages = run("plot", "--facet", "modalities").stderr
    assert "output/figures/modalities-timeline.svg" in messages
    assert "output/figures/timeline.svg" not in messages
    messages = run("plot").stderr
    [message] = [line for line in messages.splitlines() if line.startswith("old")]
    assert "output/figures/timeline-2.pdf" in message
    monkeypatch.chdir(REPOSITORY)
    for name in ("timeline.png", "timeline.svg", "modalities.png", "modalities.svg"):
        assert (REPOSITORY / "output/figures" / name).is_file()


def test_error_without_matplotlib_says_what_to_install(folder: Path) -> None:
    (folder / "entries").symlink_to(REPOSITORY / "entries")
    script = (
        "import sys; sys.modules['matplotlib'] = None; from eyebib.cli import cli; cli(['plot'])"
    )
    process = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert process.returncode == 1
    assert process.stderr == "eyebib: figures need matplotlib: pip install 'eyebib[plot]'\n"


def test_colours_of_the_sheet_are_those_of_okabe_and_ito() -> None:
    marks = (sheet.BLUE, sheet.VERMILION, sheet.GREEN, sheet.PURPLE)
    colours = (*marks, sheet.ORANGE, sheet.SKY, sheet.YELLOW)
    assert {colour.lower() for colour in colours} == OKABE_ITO
