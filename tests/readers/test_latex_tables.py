r"""Tables compile in common document classes, every citation resolves, and no box overflows."""

import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from conftest import REPOSITORY
from eyebib.exporters import export
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.merge import merge
from eyebib.project.folder import Project
from eyebib.tables.builder import build
from eyebib.tables.latex import document
from eyebib.tables.table import Layout, View
from readers.conftest import need
from works import ARTICLE, KEYS, SETTINGS, bibliography, entry, record, work

pytestmark = pytest.mark.readers


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document class as authors use it, with a bibliography style."""

    head: str
    style: str
    columns: int = 1
    files: tuple[str, ...] = ()


PAPERS = {
    "article": Paper(head=r"\documentclass{article}", style="plain"),
    "elsarticle": Paper(
        head=r"\documentclass[preprint,12pt]{elsarticle}",
        style="elsarticle-num",
        files=("elsarticle.cls", "elsarticle-num.bst"),
    ),
    "elsarticle-5p": Paper(
        head=r"\documentclass[5p,twocolumn]{elsarticle}",
        style="elsarticle-num",
        columns=2,
        files=("elsarticle.cls", "elsarticle-num.bst"),
    ),
    "IEEEtran": Paper(
        head=r"\documentclass[journal]{IEEEtran}",
        style="IEEEtran",
        columns=2,
        files=("IEEEtran.cls", "IEEEtran.bst", "ptmr8t.tfm"),
    ),
    "llncs": Paper(
        head=r"\documentclass[runningheads]{llncs}"
        r"\newcommand{\doi}[1]{\href{https://doi.org/\detokenize{#1}}{\nolinkurl{https://doi.org/#1}}}",
        style="splncs04",
        files=("llncs.cls", "splncs04.bst"),
    ),
}

LIST = Project(REPOSITORY).bibliography()
EXAMPLE = Project(REPOSITORY / "examples/life-under-water").bibliography()

AUTHORS = [{"family": f"Family{number}", "given": "A."} for number in range(63)]

RTL = "نموذج أساسي لصور العين"


def _awkward(citekey: str, title: str, **fields: object) -> Work:
    item = ARTICLE | {"title": title, "author": AUTHORS, "container-title": "V" * 40}
    return merge(entry(citekey, title=title, **fields), [record("doi:10.1038/x", item)])


AWKWARD = Bibliography(
    works=(
        _awkward(
            "a", "Long " * 60, name="Q" * 40, table={"images": r"\input{x} & | # % $ _ ^ ~ } {"}
        ),
        _awkward("b", "W" * 40, modalities=(r"\input{/etc/passwd}", "OCT"), code="none"),
        _awkward("c", RTL, name=RTL, code="https://" + "x" * 50 + ".org/%20#a&b_c~d^e"),
        _awkward("d", "=cmd|'/c calc'!A0 <script>", table={"images": "none", "data": "unknown"}),
        _awkward(
            "e", "[x] * y", name="[x]", modalities=("A term that no vocabulary has, too long",)
        ),
    ),
    settings=SETTINGS,
)

NUMBERS = Bibliography(
    works=tuple(
        _awkward(f"n{number}", "Long " * 9, table={"numbers of images": text, "losses": ("a", "b")})
        for number, text in enumerate(("1,600,000", "904k", "3.4M", "none"))
    ),
    settings=SETTINGS,
)

OWN = (
    "model",
    "title",
    "authors",
    "year",
    "venue",
    "modalities",
    "images",
    "data",
    "code",
    "doi",
    "reference",
)


def _many(count: int) -> Bibliography:
    works = LIST.works * (count // len(LIST.works) + 1)
    return Bibliography(works=works[:count], settings=LIST.settings)


def _tables(layout: Layout, *, bare: bool) -> dict[str, str]:
    """Every kind of table in one layout, by label."""
    views: dict[str, tuple[Bibliography, View]] = {
        "plain": (LIST, View()),
        "matrix": (LIST, View(matrix="modalities")),
        "year": (LIST, View(group_by="year", matrix="modalities")),
        "modality": (LIST, View(group_by="modalities")),
        "venue": (
            _many(150),
            View(group_by="venue", columns=("model", "year", "code", "reference")),
        ),
        "many": (_many(150), View()),
        "title": (LIST, View(columns=("model", "title", "authors", "venue", "reference"))),
        "example": (EXAMPLE, View()),
        "facets": (EXAMPLE, View(matrix="method", group_by="habitat")),
        "awkward": (AWKWARD, View()),
        "keys": (KEYS, View()),
        "own": (AWKWARD, View(columns=OWN)),
        "numbers": (NUMBERS, View(columns=("name", "numbers of images", "losses"))),
        "crowded": (NUMBERS, View(columns=(*OWN[1:6], "numbers of images", *OWN[8:]))),
        "ticks": (AWKWARD, View(matrix="modalities")),
    }
    if not bare:
        views["turned"] = (LIST, View(matrix="modalities", landscape=True))
        views["turned-own"] = (AWKWARD, View(columns=OWN, landscape=True))
        views["turned-many"] = (_many(120), View(landscape=True))
    return {
        f"tab:{name}": document.render(build(works, _with(view, layout, f"tab:{name}")))
        for name, (works, view) in views.items()
    }


def _with(view: View, layout: Layout, label: str) -> View:
    return replace(
        view,
        layout=layout,
        label=label,
        caption=f"{label} of a list, a caption that needs more than one line in any class because it is long",
    )


def _document(paper: Paper, tables: dict[str, str], *, hyperref: bool) -> str:
    """A paper with these tables and the packages that they require."""
    packages = {
        line
        for text in tables.values()
        for line in re.findall(r"^%   (\\usepackage\S+)", text, re.MULTILINE)
    }
    packages.discard(r"\usepackage{hyperref}")
    keys = ",".join(
        work.citekey for works in (LIST, AWKWARD, NUMBERS, KEYS) for work in works.works
    )
    return "\n".join(
        [
            paper.head,
            r"\usepackage{iftex}\ifpdftex\usepackage[T1]{fontenc}\usepackage{textcomp}\fi",
            *sorted(packages),
            r"\usepackage[hidelinks]{hyperref}"
            if hyperref
            else r"\usepackage{url}\providecommand{\nolinkurl}[1]{#1}\newcommand{\href}[2]{#2}",
            r"\begin{document}",
            rf"Text.\nocite{{{keys}}}",
            *(
                rf"\clearpage See Table~\ref{{{label}}}. \input{{{label.replace(':', '-')}}}"
                for label in tables
            ),
            r"\clearpage",
            r"\hbadness=10000 \hfuzz=\maxdimen \vfuzz=\maxdimen",
            rf"\bibliographystyle{{{paper.style}}}\bibliography{{references,awkward}}",
            r"\end{document}",
        ]
    )


def _compile(folder: Path, engine: str) -> str:
    """The log of the last run."""
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    for step in (command, ["bibtex", "paper"], command, command, command):
        process = subprocess.run(step, cwd=folder, capture_output=True, check=False, timeout=300)
        output = process.stdout.decode("utf-8", errors="replace")
        assert process.returncode == 0, output[-3000:]
    return (folder / "paper.log").read_bytes().decode("utf-8", errors="replace")


WRONG = re.compile(
    r"^(?:!|Overfull|(?!LaTeX Font).*undefined|.*Float too large|.*multiply.defined|.*Missing \\endgroup).*(?:\n.*){2}",
    re.MULTILINE,
)


LAYOUTS: dict[int, tuple[Layout, ...]] = {1: ("longtable", "hline"), 2: ("table*", "hline")}
"""Layouts by the columns of a paper: longtable requires one column, table* is for two."""

CASES = [(name, layout) for name, paper in PAPERS.items() for layout in LAYOUTS[paper.columns]]


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize(("name", "layout"), CASES)
def test_tables_compile(name: str, layout: Layout, engine: str, tmp_path: Path) -> None:
    paper = PAPERS[name]
    need(engine, "bibtex", "booktabs.sty", "pdflscape.sty", *paper.files)
    tables = _tables(layout, bare=layout == "hline")
    for label, text in tables.items():
        (tmp_path / f"{label.replace(':', '-')}.tex").write_text(text, encoding="utf-8")
    shutil.copy(REPOSITORY / "output" / "references.bib", tmp_path)
    others = (*EXAMPLE.works, *AWKWARD.works, *NUMBERS.works, *KEYS.works)
    cited = bibliography(*(work(each.citekey) for each in others))
    (tmp_path / "awkward.bib").write_text(export(cited, "bibtex"), encoding="utf-8")
    (tmp_path / "paper.tex").write_text(
        _document(paper, tables, hyperref=layout != "hline"), encoding="utf-8"
    )
    log = _compile(tmp_path, engine)
    errors = WRONG.findall(log)
    assert not errors, "\n".join(errors)
