r"""Every sign of a citekey is cited by biber and pandoc; `test_latex_tables` has classic BibTeX."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from eyebib.exporters import export
from eyebib.tables import markdown
from eyebib.tables.builder import build
from eyebib.tables.latex import document
from eyebib.tables.table import View
from readers import pandoc_reader
from readers.conftest import need
from readers.tex_readers import run
from works import KEYS, bibliography

pytestmark = pytest.mark.readers

ALIASED = bibliography(
    *(
        replace(work, entry=replace(work.entry, aliases=(f"old{work.citekey}", "ältere")))
        for work in KEYS.works[:1]
    ),
    *KEYS.works[1:],
)

BIBLATEX = r"""\documentclass{article}
\usepackage[T1]{fontenc}
%(packages)s
\usepackage{url}
\usepackage{biblatex}\addbibresource{references.biblatex.bib}
\begin{document}
\input{table}
\cite{%(alias)s}
\printbibliography
\end{document}
"""


def test_biber_cites_every_key_and_alias(tmp_path: Path) -> None:
    need("pdflatex", "biber", "biblatex.sty", "booktabs.sty")
    table = document.render(build(ALIASED, View()))
    packages = "\n".join(re.findall(r"^%   (\\usepackage\S+)", table, re.MULTILINE))
    text = BIBLATEX % {"packages": packages, "alias": ALIASED.works[0].entry.aliases[0]}
    (tmp_path / "paper.tex").write_text(text, encoding="utf-8")
    (tmp_path / "table.tex").write_text(table, encoding="utf-8")
    bib = export(ALIASED, "biblatex")
    (tmp_path / "references.biblatex.bib").write_text(bib, encoding="utf-8")
    latex_run = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper"]
    run(latex_run, tmp_path)
    assert "WARN" not in run(["biber", "paper"], tmp_path)
    run(latex_run, tmp_path)
    log = run(latex_run, tmp_path)
    assert not re.findall(r"(?m)^!.*|.*undefined.*", log)


def test_pandoc_cites_every_key(tmp_path: Path) -> None:
    view = View(citations="pandoc")
    path = tmp_path / "references.json"
    path.write_text(export(KEYS, "csl-json"), encoding="utf-8")
    text = markdown.render(build(KEYS, view))
    output = pandoc_reader.run(text, "--citeproc", f"--bibliography={path}", "--to=json")
    cited = re.findall(r'"citationId":("(?:[^"\\]|\\.)*")', output)
    assert sorted(map(json.loads, cited)) == sorted(work.citekey for work in KEYS.works)
