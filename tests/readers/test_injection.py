r"""Hostile metadata is compiled as its readers compile it: nothing is read, nothing written, no error.

A file `secret.tex` stands beside the document. In every style and class, under pdflatex and lualatex,
no page may show what it holds, and the folder may hold no file but those that TeX writes itself.
"""

import contextlib
from pathlib import Path

import pytest

from eyebib.exporters import biblatex, bibtex
from eyebib.model.bibliography import Bibliography
from eyebib.tables import tabulate
from eyebib.tables.table import Layout, View
from injected import COLUMNS, COMMANDS, SECRET, injected
from readers.conftest import need
from readers.documents import NEEDED, typeset_biblatex, typeset_classic
from readers.test_latex import STYLES
from readers.test_latex_tables import CASES, PAPERS
from readers.tex_readers import run
from slow import slow
from works import bibliography

pytestmark = pytest.mark.readers

KINDS = (
    "article",
    "article-journal",
    "book",
    "chapter",
    "paper-conference",
    "report",
    "software",
    "thesis",
)

OWN_FILES = frozenset("aux bbl bcf blg log lof lot out pdf run.xml spl tex bib bst".split())
"""Ends of the names of files that TeX, BibTeX and biber write, and of ours."""


LABELLED = {"alpha", "apalike"}
"""Styles that make a label of the first bytes of a name, within a command or not: people cannot be
called so there. Their works keep the names of an article, and are few: labels run out of letters."""


def everything(style: str = "") -> Bibliography:
    """Every command in every type that formats tell apart."""
    kinds = ("article-journal",) if style in LABELLED else KINDS
    works = [
        injected(kind, text, f"k{number}-{place}", has_names=style not in LABELLED)
        for number, text in enumerate(COMMANDS.values())
        for place, kind in enumerate(kinds)
    ]
    return bibliography(*works)


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A folder with a secret."""
    (tmp_path / "secret.tex").write_text(f"{SECRET}\n", encoding="utf-8")
    return tmp_path


def intruders(folder: Path) -> list[str]:
    """Files that nobody ordered."""
    return [
        path.name for path in folder.iterdir()
        if path.name.partition(".")[2] not in OWN_FILES or not path.name.startswith(("read", "secret", "facts", "table", "IEEE", "elsarticle", "llncs"))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("engine", "style"),
    [
        *(("pdflatex", style) for style in STYLES),
        ("lualatex", "plain"),
        *(slow("lualatex", style) for style in STYLES if style != "plain"),
    ],
)
def test_a_bibliography_in_a_classic_style(engine: str, style: str, watched: Path) -> None:
    need("bibtex", f"{style}.bst", *NEEDED[engine])
    printed = typeset_classic(engine, style, bibtex.export(everything(style)), watched)
    assert len(printed) == len(everything(style).works)
    assert SECRET not in "".join(printed.values())
    assert intruders(watched) == []


@pytest.mark.parametrize("engine", ["pdflatex", slow("lualatex")])
@pytest.mark.parametrize("style", sorted(LABELLED))
def test_names_in_a_style_that_makes_labels(engine: str, style: str, watched: Path) -> None:
    """A label of the first bytes of such a name may stop TeX, but makes no command of it."""
    need("bibtex", f"{style}.bst", *NEEDED[engine])
    commands = enumerate(COMMANDS.values())
    works = (injected("article-journal", text, f"k{number}") for number, text in commands)
    with contextlib.suppress(RuntimeError):  # errors of TeX
        printed = typeset_classic(engine, style, bibtex.export(bibliography(*works)), watched)
        assert SECRET not in "".join(printed.values())
    log = (watched / "read.log").read_text(encoding="utf-8", errors="replace")
    assert "(./read.bbl" in log
    assert "secret.tex" not in log
    assert intruders(watched) == []


@pytest.mark.parametrize("style", ["numeric", "authoryear"])
@pytest.mark.parametrize("engine", NEEDED)
def test_a_bibliography_in_biblatex(engine: str, style: str, watched: Path) -> None:
    need("biber", "biblatex.sty", *NEEDED[engine])
    printed = typeset_biblatex(engine, style, biblatex.export(everything()), watched)
    assert SECRET not in "".join(printed.values())
    assert intruders(watched) == []


@pytest.mark.parametrize(("name", "layout"), CASES)
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_a_table(engine: str, name: str, layout: Layout, watched: Path) -> None:
    paper = PAPERS[name]
    need(engine, "booktabs.sty", "pdftotext", *paper.files)
    table = tabulate(everything(), "latex", View(layout=layout, columns=COLUMNS, group_by="venue"))
    assert isinstance(table, str)
    (watched / "table.tex").write_text(table, encoding="utf-8")
    (watched / "read.tex").write_text(
        f"{paper.head}\n\\usepackage{{iftex}}\\ifpdftex\\usepackage[T1]{{fontenc}}\\usepackage{{textcomp}}\\fi\n"
        "\\usepackage{booktabs,array,longtable,rotating,hyperref}\n"
        "\\begin{document}\n\\input{table}\n\\end{document}\n",
        encoding="utf-8",
    )
    for _ in range(2):
        run([engine, "-interaction=nonstopmode", "-no-shell-escape", "read"], watched)
    page = run("pdftotext -raw -enc UTF-8 read.pdf -".split(), watched)
    assert "secret" in page
    assert SECRET not in page
    assert intruders(watched) == []
