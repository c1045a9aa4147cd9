"""Formulas of titles: LaTeX from .bib to .bib, also by way of a list, and text everywhere else."""

import re
from pathlib import Path

import pytest

from conftest import Run
from eyebib.exporters import EXPORTERS, export
from eyebib.exporters.losses import advice, unfit
from eyebib.importers import conversion
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import Options
from golden_file import renewed

SOURCE = r"""
@article{bound, title = {A bound on $x^n$ and $\frac{a}{b}$}, author = {Wu, Ann}, journal = {J}, year = 2020}
@article{norm, title = {{The $L^p$ Norm} of $\mathbb{R}^n$}, author = {Wu, Ann}, journal = {J}, year = 2020}
@article{face, title = {Growth on $(11\bar{2}0)$ at 5$^\circ$ in $\mathrm{H}_2$ and \(T_{\rm c}\)}, author = {Wu, Ann}, journal = {J}, year = 2020}
@article{text, title = {Of $\alpha$, $x^2$ and {\$}5 for $k$}, author = {Wu, Ann}, journal = {J}, year = 2020}
@article{script, title = {The 5\textsuperscript{th} \LaTeX}, author = {Wu, Ann}, journal = {J}, year = 2020}
@article{hostile, title = {Of $\input{secret}^n$ and $x^n\write18{x}$}, author = {Wu, Ann}, journal = {J}, year = 2020}
"""

FORMATS = ["bibtex", "biblatex", "csl-json", "csl-yaml", "ris"]


@pytest.fixture
def source(tmp_path: Path) -> Bibliography:
    path = tmp_path / "source.bib"
    path.write_text(SOURCE, encoding="utf-8")
    works, problems = conversion.bibliography(path)
    assert {(problem.rule, problem.location.line) for problem in problems} == {("latex", 7)}
    return works


@pytest.mark.parametrize("options", [Options(), Options(ascii=True)], ids=["", "ascii"])
@pytest.mark.parametrize("name", FORMATS)
def test_formulas_in_each_format(name: str, options: Options, source: Bibliography) -> None:
    text = export(source, name, options)  # proven
    assert 'class="tex"' not in text.replace("\\", "")
    if not options.ascii:
        assert text == renewed(f"formulas.{EXPORTERS[name].FILE}", text)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_the_proof_sees_another_formula(name: str, source: Bibliography) -> None:
    text = export(source, name)
    for formula, other in [
        ("$x^n$", "$x^m$"),
        ("$x^n$", "x{\\textasciicircum}n"),
        ("{$L^p$}", "$L^p$"),
    ]:
        assert [*EXPORTERS[name].verify(text.replace(formula, other, 1), source)] != []


def test_packages_are_named(source: Bibliography) -> None:
    assert [*advice("bibtex", [unfit(source, "bibtex")])] == [
        r"bibtex: formulas (norm) need \usepackage{amsmath,amssymb}"
    ]


def test_a_list_keeps_formulas(
    run: Run, source: Bibliography, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Imported into entries and locks, and exported again, they are the same."""
    folder = tmp_path / "list"
    folder.mkdir()
    monkeypatch.chdir(folder)
    run("import", str(tmp_path / "source.bib"))
    entry = (folder / "entries" / "bound.yaml").read_text(encoding="utf-8")
    assert "title: A bound on x^n and a/b\n" in entry
    assert "tex" not in entry.replace("A bound", "")
    for name in ("bibtex", "biblatex"):
        exported = run("export", "--format", name, "-o", "-").stdout
        assert _titles(exported) == _titles(export(source, name))
    assert (
        "span"
        not in run("show", "bound").stdout + run("table", "--format", "csv", "-o", "-").stdout
    )
    assert "unchanged" in run("import", str(tmp_path / "source.bib")).stderr


def _titles(text: str) -> list[str]:
    return re.findall("  title = .*", text)
