"""Formulas of a .bib file are printed as before by those of the file that is written from it."""

import random
from pathlib import Path

import pytest

from eyebib.exporters import export
from eyebib.exporters.losses import losses
from eyebib.importers import conversion
from eyebib.model.bibliography import Bibliography
from eyebib.text import nocase, tex_formula
from formulas import LEXEMES
from readers.conftest import need
from readers.documents import NEEDED, typeset_biblatex, typeset_classic
from readers.registry import readers
from readers.tex_readers import run
from works import bibliography, work

pytestmark = pytest.mark.readers

TITLES = [
    r"a bound on $x^n$ and $\frac{a}{b}$",
    r"the {$L^p$} norm, {The $L^q$ norm}, {$\Delta x^k$}",
    r"on \(a_{i-1}\) and \ensuremath{\sqrt{n}}, {$T_{\rm c}$} of $\mathrm{YBa}_2\mathrm{O}_{7-\delta}$",
    r"the $(11\bar{2}0)$ and $\vec{x}$, {${\cal O}(n^{k})$}, $\left(x_i\right)^2$, $f''_i$",
    r"$n\log_b n \leq \sum_{i=1}^n x_i$ and $\alpha$, $x^2$, $e^{i\pi}$, 5\textsuperscript{th}",
    r"\ifmmode \acute{n}\else \'{n}\fi{} {V}\textsubscript{max} $p\bar{p} \to \mu^+\mu^-$ $\hat{\rho}^{\dagger}_{ij}$",
]
"""Without capitals outside of braces, which styles change; `eyebib` protects some more of them."""

SOURCE = "\n".join(
    f"@article{{k{number}, title = {{{title}}}, author = {{Ann Wu}}, journal = {{J}}, year = 2020}}"
    for number, title in enumerate(TITLES)
)


@pytest.fixture
def source(tmp_path: Path) -> Bibliography:
    path = tmp_path / "source.bib"
    path.write_text(SOURCE, encoding="utf-8")
    works, problems = conversion.bibliography(path)
    assert problems == []
    return works


def _printed(items: dict[str, str]) -> dict[str, str]:
    """The items without spaces and line breaks, which depend on the height of formulas."""
    return {citekey: "".join(text.split()) for citekey, text in items.items()}


def test_classic_bibtex_prints_the_same(source: Bibliography, tmp_path: Path) -> None:
    need("bibtex", *NEEDED["pdflatex"])
    before = typeset_classic("pdflatex", "plain", SOURCE, tmp_path)
    after = typeset_classic("pdflatex", "plain", export(source, "bibtex"), tmp_path)
    assert _printed(after) == _printed(before)


def test_biblatex_prints_the_same(source: Bibliography, tmp_path: Path) -> None:
    need("biber", "biblatex.sty", *NEEDED["pdflatex"])
    before = typeset_biblatex("pdflatex", "numeric", SOURCE, tmp_path)
    after = typeset_biblatex("pdflatex", "numeric", export(source, "biblatex"), tmp_path)
    assert _printed(after) == _printed(before)


def made(number: int) -> list[str]:
    """Formulas of LaTeX alone that are written, of lexemes in any order."""
    chance = random.Random(7)  # noqa: S311 - a sample
    formulas: dict[str, None] = {}
    while len(formulas) < number:
        source = "".join(chance.choices(LEXEMES, k=chance.randint(1, 9)))
        if (latex := tex_formula.written(source)) and not tex_formula.NEEDS_AMS.search(latex):
            formulas[latex] = None
    return list(formulas)


def test_whatever_is_written_is_a_formula_of_latex(tmp_path: Path) -> None:
    """Every command of the tables, without a package, and formulas that are made by chance."""
    need("bibtex", *NEEDED["pdflatex"])
    commands = (*tex_formula.ARGUMENTS.values(), *tex_formula.WORDS.values())
    formulas = [f"\\{name}" for name in tex_formula.NAMES]
    formulas += [f"{command}{{a}}{{b}}" for command in dict.fromkeys(commands)]
    formulas = [each for each in formulas if not tex_formula.NEEDS_AMS.search(each)] + made(600)
    works = bibliography(
        *(
            work(f"k{number:04}", title=f"A {nocase.tex_span(f'${latex}$')} b")
            for number, latex in enumerate(formulas)
        )
    )
    assert len(typeset_classic("pdflatex", "plain", export(works, "bibtex"), tmp_path)) == len(
        formulas
    )


def test_symbols_of_ams_are_in_its_packages(tmp_path: Path) -> None:
    need(*NEEDED["pdflatex"], "amssymb.sty", "amsmath.sty")
    symbols = " ".join(f"${latex}$" for latex in map(r"\{}".format, tex_formula.AMS))
    body = rf"{symbols} $\mathbb{{R}}\mathfrak{{g}}\boldsymbol{{\beta}}$"
    document = rf"\documentclass{{article}}\usepackage{{amsmath,amssymb}}\begin{{document}}{body}\end{{document}}"
    (tmp_path / "ams.tex").write_text(document, encoding="utf-8")
    run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "ams"], tmp_path)


READ = {
    r"$x^n$": {"zotero": "x^n", "pandoc": "x^n", "bibtex-parser": "xⁿ", "citation-js": "xⁿ"},
    r"$\ell_q$": {"zotero": r"\ell_q", "pandoc": "ℓ_q", "bibtex-parser": "ℓ<sub>q</sub>"},
    r"$a_{i-1}$": {"zotero": "<sub>i-1</sub>", "pandoc": "a_(i-1)"},
    r"$\frac{a}{b}$": {"zotero": r"\fracab", "pandoc": "a/b", "citation-js": r"\fracab"},
    r"$(11\bar{2}0)$": {"zotero": r"(11\bar20)", "pandoc": "(112̄0)"},
    r"\textsuperscript{th}": {"zotero": r"\textsuperscriptth", "pandoc": "th"},
}
"""What readers of .bib files make of formulas; `losses` names those that Zotero reads in part."""


def test_readers_of_bib_files() -> None:
    spans = {f"k{number}": latex for number, latex in enumerate(READ)}
    works = bibliography(
        *(work(key, title=f"of {nocase.tex_span(latex)} y") for key, latex in spans.items())
    )
    text = export(works, "bibtex")
    for name, read in readers("bibtex", list(spans)).items():
        titles = {spans[key]: facts.title for key, facts in read(text).items()}
        for latex, expected in READ.items():
            if name in expected:
                assert titles[latex].casefold() == f"of {expected[name]} y"
    lost = [loss for loss in losses(works, "bibtex") if loss.variable == "title"]
    named = {key for loss in lost for key in loss.citekeys}
    assert named == {key for key, latex in spans.items() if READ[latex]["zotero"] != "x^n"}


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml", "ris", "zotero-rdf"])
def test_other_readers_have_the_text(name: str) -> None:
    titles = {f"k{number}": nocase.tex_span(latex) for number, latex in enumerate(READ)}
    works = bibliography(*(work(key, title=f"of {span} y") for key, span in titles.items()))
    for read in readers(name, list(titles)).values():
        facts = read(export(works, name))
        assert {key: each.title for key, each in facts.items()} == {
            each.citekey: each.item["title"] for each in works.works
        }
