import csv as csv_reader
import gc
import io
import itertools
import re
import time
from dataclasses import replace
from typing import get_args

import pytest

from eyebib.model.bibliography import Bibliography
from eyebib.model.merge import merge
from eyebib.tables import TABLES, builder, tabulate
from eyebib.tables.table import Layout, View
from eyebib.text.clean import clean
from golden_file import renewed
from slow import slow
from table_works import COLUMNS, HOSTILE, WORKS, hostile
from works import bibliography, entry


def rendered(name: str, view: View = View(), works: Bibliography | None = None) -> str:  # noqa: B008 - it is frozen
    """A table in a text format."""
    content = TABLES[name].render(builder.build(works or WORKS, view))
    assert isinstance(content, str)
    return content


VIEWS = {
    "table.md": ("markdown", View()),
    "table-matrix.md": ("markdown", View(matrix="modalities", group_by="listed")),
    "table-pandoc.md": ("markdown", View(citations="pandoc", caption="Models | all")),
    "table.csv": ("csv", View()),
    "table-grouped.csv": ("csv", View(group_by="listed", columns=("model", "images", "code"))),
    "table.tex": ("latex", View()),
    "table-matrix.tex": ("latex", View(matrix="modalities", group_by="listed", landscape=True)),
    "table-star.tex": ("latex", View(layout="table*", label="tab:models", caption="Models & more")),
    "table-hline.tex": ("latex", View(layout="hline", matrix="modalities")),
}


@pytest.mark.parametrize("file", VIEWS)
def test_golden(file: str) -> None:
    name, view = VIEWS[file]
    text = rendered(name, view)
    assert text == renewed(file, text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("matrix", ["", "modalities"])
def test_hostile_text_in_markdown(text: str, matrix: str) -> None:
    view = View(columns=COLUMNS, matrix=matrix, group_by="venue")
    lines = rendered("markdown", view, hostile(text)).splitlines()
    pipes = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines[: 4 + bool(matrix)]}
    assert pipes == {len(COLUMNS) + 1}
    [row] = (line for line in lines if "(https://x.org/" in line)
    bare = re.sub(r"\]\(https://[^\s()<>|]+\)", "", re.sub(r"\\[\W_]", "", row))
    assert bare.count("[") == 2
    assert not re.search(r"[]<>`$~^!&@*_#{}]", bare)
    assert "\u202e" not in "".join(lines)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("view", [
    View(columns=COLUMNS), View(matrix="modalities", layout="table*", group_by="venue"),
    View(layout="hline", matrix="modalities", caption="c"), View(landscape=True, group_by="modalities"),
])  # fmt: skip
def test_hostile_text_in_latex(text: str, view: View) -> None:
    latex = rendered("latex", view, hostile(text))
    assert r"\input{/etc" not in latex
    assert "\u202e" not in latex
    start = r"(?s)^.*?\\setlength{\\tabcolsep}.*?\n(?:% pdflatex.*?\\fi\\fi\n)?"
    body = re.sub(r"\\[&%#]", "", re.sub(start, "", latex))
    assert body.count("{") == body.count("}")
    assert not re.search("[%#]", body)
    assert body.count(r"\end{longtable}") == (view.layout == "longtable")
    columns = len(builder.build(hostile(text), view).columns)
    cited = [line for line in body.splitlines() if r"\cite{retfound}" in line]
    assert [line.count("&") for line in cited] == [columns - 1]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_csv(text: str) -> None:
    view = View(columns=(*COLUMNS, text), group_by="venue")
    head, row = csv_reader.reader(io.StringIO(rendered("csv", view, hostile(text))[1:]))
    cleaned = clean(text)
    assert len(head) == len(row) == len(COLUMNS) + 2
    assert {cell.removeprefix("'") for cell in (*row[:6], row[6], row[-1])} == {cleaned}
    for cell in (*head, *row):
        assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)


def test_formats_end_with_a_newline_and_have_different_files() -> None:
    for name in TABLES.keys() - {"xlsx"}:
        assert rendered(name).endswith("\n")
    assert len({module.FILE for module in TABLES.values()}) == len(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES.keys() - {"xlsx"}))
def test_empty_table(name: str) -> None:
    assert rendered(name, View(), bibliography()).count("Name")


def test_comments_of_a_latex_table_name_its_packages() -> None:
    packages = {
        "longtable": r"\begin{longtable}", "booktabs": r"\toprule", "array": ">{", "pdflscape": r"\begin{landscape}",
        "amssymb": r"\checkmark", "graphicx": r"\rotatebox", "rotating": r"\begin{sidewaystable*}",
    }  # fmt: skip
    for layout in get_args(Layout):
        for matrix, landscape in itertools.product(("", "modalities"), (False, True)):
            if layout == "hline" and landscape:
                continue
            text = rendered("latex", View(layout=layout, matrix=matrix, landscape=landscape))
            comment = re.search(r"^%   (?:\\usepackage\{(.*)\}|no package)$", text, re.MULTILINE)
            assert comment
            used = {package for package, command in packages.items() if command in text}
            assert set((comment[1] or "").split(",")) - {""} == used


def test_a_latex_table_with_many_columns_says_that_words_break() -> None:
    table = {f"column{number}": f"longword{number}" for number in range(12)}
    crowded = bibliography(merge(entry(table=table), []))
    views = (View(), View(landscape=True), View(layout="hline"))
    for view, is_turnable in zip(views, (True, False, False), strict=True):
        text = rendered("latex", view, crowded)
        [comment] = [line for line in text.splitlines() if line.startswith("% Words break")]
        assert ("--landscape" in comment) == is_turnable
    assert "% Words break" not in rendered("latex")


def test_numbers_are_at_the_right_in_latex_and_markdown() -> None:
    works = [
        merge(entry(f"w{n}", name=f"W{n}", table={"images": text}), [])
        for n, text in enumerate(("1,600,000", "904k"))
    ]
    view = View(columns=("name", "images"))
    assert "{@{\\extracolsep{\\fill}}lr@{}}" in rendered("latex", view, bibliography(*works))
    assert rendered("markdown", view, bibliography(*works)).splitlines()[:4] == [
        "| Name |    images |",
        "| ---- | --------: |",
        "| W0   | 1,600,000 |",
        "| W1   |      904k |",
    ]


@pytest.mark.parametrize("layout", ["table*", "hline"])
def test_floats_fit_a_page(layout: Layout) -> None:
    works = [merge(entry(f"w{number:03}", name=f"W{number}"), []) for number in range(200)]
    text = rendered("latex", View(layout=layout, caption="C"), bibliography(*works))
    parts = text.split(r"\begin{table*}")[1:]
    assert sum(part.count(r"\cite") for part in parts) == 200
    assert max(part.count(r"\cite") for part in parts) < 60
    assert [part.count(r"\caption") for part in parts] == [1] + [0] * (len(parts) - 1)
    assert all(r"\ref{tab:eyebib} (continued)" in part for part in parts[1:])


@pytest.mark.parametrize("papers", [1_000, slow(10_000)])
@pytest.mark.parametrize("name", TABLES)
def test_time_is_linear(name: str, papers: int) -> None:
    """Four times as many papers take less than eight times as long."""
    quarter, whole = (_seconds(name, count) for count in (papers // 4, papers))
    assert whole < 20
    assert whole < 8 * quarter + 0.2


def _seconds(name: str, count: int) -> float:
    """CPU time for papers whose cells are all different, except for the venue."""
    works = [
        replace(
            work,
            entry=replace(
                work.entry,
                citekey=f"w{number}",
                name=f"Model {number}",
                table={"images": f"{number} million images of eyes"},
            ),
        )
        for number, work in enumerate(itertools.islice(itertools.cycle(WORKS.works), count))
    ]
    many = bibliography(*works)
    view = View(columns=COLUMNS, group_by="venue", matrix="modalities", sort=("images",))
    gc.collect()
    gc.disable()  # collection time depends on the objects of other tests
    try:
        start = time.process_time()
        tabulate(many, name, view)
        return time.process_time() - start
    finally:
        gc.enable()
