"""The signs that TeX acts on, as people and programs write them: read, and written for every reader.

The rows were measured with Zotero, Better BibTeX, pandoc, citation-js, biber and TeX; what pdflatex
prints is the text.
"""

import re

import pytest

from eyebib.text import tex, tex_reader
from shared import SHARED

MATRIX = SHARED / "escape-matrix.md"

FORMS = [
    (r"a \& b", "a & b"),
    (r"a {\&} b", "a & b"),
    (r"5\% x", "5% x"),
    (r"cost {\textdollar}10", "cost $10"),
    (r"a{\textunderscore}b", "a_b"),
    (r"a \{b\} c", "a {b} c"),
    (r"a\~{}b", "a˜b"),
    (r"a{\textasciitilde}b", "a~b"),
    (r"a\^{}b", "aˆb"),
    (r"a\textbackslash{}b", r"a\b"),
    (r"a {\textquotedbl}b{\textquotedbl} c", 'a "b" c'),
    (r"90$^\circ$", "90°"),
    (r"90$^{\circ}$ C", "90° C"),
    (r"H$_{2}$O", "H₂O"),
    (r"$O(n^2)$ x", "O(n²) x"),
]


@pytest.mark.parametrize(("latex", "text"), FORMS)
def test_forms_are_read(latex: str, text: str) -> None:
    assert tex_reader.plain_text(latex) == (text, [])


def _rows() -> list[tuple[str, str, list[str]]]:
    """LaTeX, what pdflatex prints, and what each reader of .bib files makes of it."""
    rows = []
    for line in MATRIX.read_text(encoding="utf-8").splitlines()[2:] if MATRIX.exists() else ():
        cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        if len(cells) == 10 and cells[7].strip() == "0":  # pdflatex runs without an error
            rows.append((cells[1].strip()[1:-1].replace(r"\|", "|"), cells[9].strip(), cells[2:6]))
    return rows


def _printed(text: str) -> str:
    """The text as the style and the engine print it: lower case, curly quotes, plain scripts."""
    signs = str.maketrans(
        {"`": "‘", "'": "’", "²": "2", "₂": "2", "°": "◦", "\u00a0": " ", "~": "˜"}
    )
    return re.sub(r"\s", "", text.translate(signs).replace("…", "...").replace("^", "ˆ")).casefold()


@pytest.mark.skipif(not MATRIX.exists(), reason="../shared/data is missing")
def test_every_row_is_read_as_it_is_printed() -> None:
    rows = _rows()
    assert len(rows) > 100
    read = {latex: tex_reader.plain_text(latex)[0] for latex, _, _ in rows}
    printed = {latex: text.replace("~", "˜").replace("^", "ˆ") for latex, text, _ in rows}
    assert [
        (latex, read[latex], text)
        for latex, text in printed.items()
        if _printed(read[latex]) != _printed(text)
    ] == []


@pytest.mark.skipif(not MATRIX.exists(), reason="../shared/data is missing")
def test_what_is_written_is_read_by_every_reader_or_by_most() -> None:
    """For each text, no row of the matrix is read by more readers than the form we write."""
    readers = {latex: sum(cell.strip() == "ok" for cell in cells) for latex, _, cells in _rows()}
    texts: dict[str, list[str]] = {}
    for latex, _, _ in _rows():
        texts.setdefault(tex_reader.plain_text(latex)[0], []).append(latex)
    assert sum(tex.escape(text) in readers for text in texts) >= 30
    worse = {
        text: (written, readers[written], best)
        for text, forms in texts.items()
        if (written := tex.escape(text)) in readers
        and readers[written] < (best := max(readers[form] for form in forms))
    }
    assert worse == {}
