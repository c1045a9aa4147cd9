r"""Typesetting a document that cites everything with pdflatex or lualatex, and reading its text."""

import contextlib
import re
import unicodedata
from pathlib import Path

from readers.tex_readers import run, run_bibtex

_FONTS = {
    "pdflatex": r"""
\usepackage[T1]{fontenc}
\usepackage{lmodern,textcomp}
\input{glyphtounicode}\pdfgentounicode=1
""",
    "lualatex": r"""
\usepackage{fontspec}
\directlua{luaotfload.add_fallback("any", {"[unifont.otf]:mode=node;", "[unifont_upper.otf]:mode=node;"})}
\setmainfont{Latin Modern Roman}[RawFeature={fallback=any}]
""",
}
NEEDED = {
    "pdflatex": ("pdflatex", "lmodern.sty", "pdftotext"),
    "lualatex": ("lualatex", "lmodern.sty", "fontspec.sty", "unifont.otf", "pdftotext"),
}
"""What each engine needs for a document; Unifont has the letters of every script."""

_DOCUMENT = r"""\documentclass{article}
%(fonts)s
\usepackage[paperwidth=80cm,paperheight=200cm,margin=1cm]{geometry}
\usepackage{hyperref}
%(preamble)s
\pagestyle{empty}\hyphenpenalty=10000 \exhyphenpenalty=10000 \sloppy
\begin{document}
\nocite{*}
%(bibliography)s
\end{document}
"""

_CLASSIC = r"""\newcommand{\doi}[1]{\href{https://doi.org/\detokenize{#1}}{\nolinkurl{https://doi.org/#1}}}
\renewcommand{\bibitem}[2][]{\item[#1]@@#2@@ }
"""
_BIBLATEX = r"""\usepackage[style=%s,maxnames=999,useprefix=true]{biblatex}
\addbibresource{read.bib}
\renewbibmacro*{begentry}{@@\thefield{entrykey}@@ }
"""


def typeset_classic(engine: str, style: str, text: str, folder: Path) -> dict[str, str]:
    """The printed text of each work of references.bib by citekey, in a style of classic BibTeX."""
    (folder / "read.bib").write_text(text, encoding="utf-8")
    run_bibtex(style, "read", folder)
    bibliography = f"\\bibliographystyle{{{style}}}\n\\bibliography{{read}}"
    return _typeset(engine, folder, _CLASSIC, bibliography)


def typeset_biblatex(engine: str, style: str, text: str, folder: Path) -> dict[str, str]:
    """The printed text of each work of references.biblatex.bib by citekey, in a biblatex style."""
    (folder / "read.bib").write_text(text, encoding="utf-8")
    preamble = _BIBLATEX % style
    _write(engine, folder, preamble, "\\printbibliography")
    run([engine, "-interaction=nonstopmode", "-draftmode", "read"], folder)
    run(["biber", "--quiet", "read"], folder)
    return _typeset(engine, folder, preamble, "\\printbibliography")


def _write(engine: str, folder: Path, preamble: str, bibliography: str) -> None:
    parts = {"fonts": _FONTS[engine], "preamble": preamble, "bibliography": bibliography}
    (folder / "read.tex").write_text(_DOCUMENT % parts, encoding="utf-8")


def _typeset(engine: str, folder: Path, preamble: str, bibliography: str) -> dict[str, str]:
    """The printed text by citekey; raises RuntimeError if the log has errors or missing letters."""
    _write(engine, folder, preamble, bibliography)
    for old in folder.glob("read.pdf"):
        old.unlink()
    with contextlib.suppress(RuntimeError):  # the log has better messages
        run([engine, "-interaction=nonstopmode", "-no-shell-escape", "read"], folder)
    log = (folder / "read.log").read_text(encoding="utf-8", errors="replace")
    if errors := re.findall(r"(?m)^(?:!.*\n(?:.*\n){0,3}|Missing character.*)", log):
        raise RuntimeError("\n".join(errors[:30]))
    page = run("pdftotext -raw -enc UTF-8 read.pdf -".split(), folder)
    items = page.split("@@")[1:]
    return dict(zip(items[::2], items[1::2], strict=True))


def letters(text: str) -> str:
    """The letters and digits of a text, which are the same in a field and on a page."""
    text = text.replace("ı", "i").replace("∆", "Δ")
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, folded))
