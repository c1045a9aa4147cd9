"""Documents that cite everything compile, and print the facts that their style prints."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from eyebib.exporters import bib_file, bib_name, biblatex, bibtex
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.text import tex
from readers.conftest import need
from readers.corpora import awkward, hostile, recorded, thirteen
from readers.documents import NEEDED, letters, typeset_biblatex, typeset_classic
from works import bibliography

pytestmark = pytest.mark.readers

FULL = frozenset({"title", "authors", "volume", "pages", "arXiv"})
STYLES = {
    **dict.fromkeys("plain unsrt alpha abbrv apalike acm".split(), FULL),
    "splncs04": FULL | {"DOI"},
    "elsarticle-num": FULL | {"DOI"},
    "IEEEtran": FULL - {"authors"},  # a dash for those of the item before
    "vancouver": FULL - {"authors", "pages"},  # six authors; 753-62
    "naturemag": FULL - {"authors"},  # five authors
}
"""What a style prints of every work that has it."""

ABBREVIATING = frozenset(STYLES) - {"plain", "unsrt"}
"""Styles that shorten names, or make labels of them, byte by byte: names in other scripts break."""

ENTRIES = ("article", "inproceedings")
"""What has its volume and pages printed in every style."""


def everything() -> Bibliography:
    return bibliography(*(w for made in (thirteen, awkward, hostile) for w in made().works))


def texts(work: Work) -> Iterator[str]:
    """What is printed of a work."""
    for variable, value in work.item.items():
        if variable in csl.NAME_VARIABLES:
            yield from map(csl.display_name, value)
        elif variable not in ("abstract", "keyword", "custom"):
            yield str(value)


def is_printable(work: Work, engine: str, style: str = "") -> bool:
    """Whether TeX can take it: what it cannot is known, and left out of a document by its author."""
    text = "\n".join(texts(work))
    if "\N{REPLACEMENT CHARACTER}" in text:  # lost by the source already; an error in lualatex
        return False
    if engine == "pdflatex" and tex.unsupported(text):
        return False
    if engine == "pdflatex" and style == "biblatex" and re.search("[\u0300-\u036f]", text):
        return False  # biber makes characters of accents again, also those pdflatex has not
    names = [
        bib_name.name(n, accented=True)
        for role in ("author", "editor")
        for n in work.item.get(role, ())
    ]
    return style not in ABBREVIATING or not re.search(r"(?:^|[\s{~-])[^ -~]", "\n".join(names))


def printable(works: Bibliography, engine: str, style: str = "") -> Bibliography:
    return bibliography(*(w for w in works.works if is_printable(w, engine, style)))


def facts(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    """What should be printed of a work."""
    item = work.item
    yield "title", item["title"]
    yield from (("authors", csl.family(name)) for name in item.get("author", ()))
    yield "DOI", bib_file.doi(item.get("DOI", ""))
    if work.is_preprint and work.eprint:
        yield "arXiv", work.eprint.value
    if kind in ENTRIES:
        yield "volume", item.get("volume", "")
        yield "pages", csl.pages(item)


def not_printed(works: Bibliography, printed: dict[str, str], wanted: frozenset[str]) -> list[str]:
    """Facts whose letters and digits are not in the work's own item."""
    assert sorted(printed) == sorted(work.citekey for work in works.works)
    return [
        f"{work.citekey}: {fact} {text}"
        for work in works.works
        for fact, text in facts(work, bibtex.entry_type(work.item))
        if fact in wanted and letters(text) not in letters(printed[work.citekey])
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("engine", NEEDED)
def test_everything_in_a_classic_style(engine: str, style: str, tmp_path: Path) -> None:
    need("bibtex", f"{style}.bst", *NEEDED[engine])
    works = printable(everything(), engine, style)
    printed = typeset_classic(engine, style, bibtex.export(works), tmp_path)
    assert not_printed(works, printed, STYLES[style]) == []


@pytest.mark.parametrize(
    ("engine", "style"),
    [
        *(("pdflatex", style) for style in STYLES),
        ("lualatex", "plain"),
        ("lualatex", "elsarticle-num"),
    ],
)
def test_recorded_works_in_a_classic_style(engine: str, style: str, tmp_path: Path) -> None:
    need("bibtex", f"{style}.bst", *NEEDED[engine])
    works = printable(recorded(), engine, style)
    printed = typeset_classic(engine, style, bibtex.export(works), tmp_path)
    assert not_printed(works, printed, STYLES[style]) == []


@pytest.mark.parametrize("style", ["numeric", "authoryear,dashed=false"])
@pytest.mark.parametrize("engine", NEEDED)
def test_everything_in_biblatex(engine: str, style: str, tmp_path: Path) -> None:
    need("biber", "biblatex.sty", *NEEDED[engine])
    works = printable(everything(), engine, "biblatex")
    printed = typeset_biblatex(engine, style, biblatex.export(works), tmp_path)
    assert not_printed(works, printed, FULL | {"DOI"}) == []


def test_recorded_works_in_biblatex(tmp_path: Path) -> None:
    need("biber", "biblatex.sty", *NEEDED["lualatex"])
    works = printable(recorded(), "lualatex")
    printed = typeset_biblatex("lualatex", "numeric", biblatex.export(works), tmp_path)
    assert not_printed(works, printed, FULL | {"DOI"}) == []


@pytest.mark.parametrize("engine", NEEDED)
def test_hostile_text_is_printed_as_text(engine: str, tmp_path: Path) -> None:
    need("bibtex", *NEEDED[engine])
    works = printable(hostile(), engine)
    printed = typeset_classic(engine, "unsrt", bibtex.export(works), tmp_path)
    for work in works.works:
        page = "".join(printed[work.citekey].split()).casefold()
        page = page.translate(str.maketrans("’‘”˜ˆ", "'`\"~^"))
        assert "".join(work.item["title"].split()).casefold() in page
