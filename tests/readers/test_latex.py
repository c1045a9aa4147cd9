"""Documents that cite everything compile and print the facts that their style supports."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from eyebib.exporters import bib_file, bib_name, biblatex, bibtex
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.text import tex, title_case
from readers.conftest import need
from readers.corpora import awkward, hostile, recorded, thirteen
from readers.documents import NEEDED, letters, typeset_biblatex, typeset_classic
from works import bibliography
from works import work as make

pytestmark = pytest.mark.readers

FULL = frozenset({"title", "authors", "volume", "pages", "arXiv"})
STYLES = {
    **dict.fromkeys("plain unsrt alpha abbrv apalike acm".split(), FULL),
    "splncs04": FULL | {"DOI"},
    "elsarticle-num": FULL | {"DOI"},
    "IEEEtran": FULL - {"authors"},  # prints a dash for the same authors as in the item before
    "vancouver": FULL - {"authors", "pages"},  # prints six authors, and 753-62
    "naturemag": FULL - {"authors"},  # prints five authors
}
"""The facts that a style prints for every work that has them."""

ABBREVIATING = frozenset(STYLES) - {"plain", "unsrt"}
"""Styles that shorten names or make labels from them by bytes, which breaks names in other scripts."""

ENTRIES = ("article", "inproceedings")
"""Entry types whose volume and pages every style prints."""


def everything() -> Bibliography:
    corpora = (thirteen(), awkward(), hostile())
    return bibliography(*(work for corpus in corpora for work in corpus.works))


def texts(work: Work) -> Iterator[str]:
    """The texts of a work that may be printed."""
    for variable, value in work.item.items():
        if variable in csl.NAME_VARIABLES:
            yield from map(csl.display_name, value)
        elif variable not in ("abstract", "keyword", "custom"):
            yield str(value)


def is_printable(work: Work, engine: str, style: str = "") -> bool:
    """Whether the engine and the style can print a work; the exceptions are known limits of TeX."""
    text = "\n".join(texts(work))
    if "\N{REPLACEMENT CHARACTER}" in text:  # an error of the source, and fatal in lualatex
        return False
    if engine == "pdflatex" and tex.unsupported(text):
        return False
    if engine == "pdflatex" and style == "biblatex" and re.search("[\u0300-\u036f]", text):
        return False  # biber composes accents to characters, some of which pdflatex lacks
    names = [
        bib_name.name(n, accented=True)
        for role in ("author", "editor")
        for n in work.item.get(role, ())
    ]
    return style not in ABBREVIATING or not re.search(r"(?:^|[\s{~-])[^ -~]", "\n".join(names))


def printable(works: Bibliography, engine: str, style: str = "") -> Bibliography:
    return bibliography(*(w for w in works.works if is_printable(w, engine, style)))


def facts(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    """The facts of a work that should be printed, with their texts."""
    item = work.item
    yield "title", item["title"]
    yield from (("authors", csl.family(name)) for name in item.get("author", ()))
    yield "DOI", bib_file.doi(item.get("DOI", ""))
    if work.is_preprint and work.eprint:
        yield "arXiv", work.eprint.value
    if kind in ENTRIES:
        yield "volume", item.get("volume", "")
        yield "pages", csl.pages(item)


def not_printed(works: Bibliography, items: dict[str, str], names: frozenset[str]) -> list[str]:
    """The facts, out of `names`, whose letters are missing in the printed item of their work."""
    assert sorted(items) == sorted(work.citekey for work in works.works)
    return [
        f"{work.citekey}: {fact} {text}"
        for work in works.works
        for fact, text in facts(work, bibtex.entry_type(work.item))
        if fact in names and letters(text) not in letters(items[work.citekey])
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("engine", NEEDED)
def test_everything_in_a_classic_style(engine: str, style: str, tmp_path: Path) -> None:
    need("bibtex", f"{style}.bst", *NEEDED[engine])
    works = printable(everything(), engine, style)
    items = typeset_classic(engine, style, bibtex.export(works), tmp_path)
    assert not_printed(works, items, STYLES[style]) == []


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
    items = typeset_classic(engine, style, bibtex.export(works), tmp_path)
    assert not_printed(works, items, STYLES[style]) == []


@pytest.mark.parametrize("style", ["numeric", "authoryear,dashed=false"])
@pytest.mark.parametrize("engine", NEEDED)
def test_everything_in_biblatex(engine: str, style: str, tmp_path: Path) -> None:
    need("biber", "biblatex.sty", *NEEDED[engine])
    works = printable(everything(), engine, "biblatex")
    items = typeset_biblatex(engine, style, biblatex.export(works), tmp_path)
    assert not_printed(works, items, FULL | {"DOI"}) == []


def test_recorded_works_in_biblatex(tmp_path: Path) -> None:
    need("biber", "biblatex.sty", *NEEDED["lualatex"])
    works = printable(recorded(), "lualatex")
    items = typeset_biblatex("lualatex", "numeric", biblatex.export(works), tmp_path)
    assert not_printed(works, items, FULL | {"DOI"}) == []


@pytest.mark.parametrize("engine", NEEDED)
def test_hostile_text_is_printed_literally(engine: str, tmp_path: Path) -> None:
    need("bibtex", *NEEDED[engine])
    works = printable(hostile(), engine)
    items = typeset_classic(engine, "unsrt", bibtex.export(works), tmp_path)
    for work in works.works:
        page = "".join(items[work.citekey].split()).casefold()
        page = page.translate(str.maketrans("’‘”˜ˆ", "'`\"~^"))
        assert "".join(work.item["title"].split()).casefold() in page


ODD_NAMES = [
    *("`a`", "``Bob''", "`&", "‘&", "‘{a", "Ann ``b", "-`{b}", "`\\x", "'`{x", "<x", "Ann <b", "Ann-<b"),
    *("|a", "< >", "α", "Ωmega", "Ann Ω", "x−y", "′x", "$x", "{a", "}", "_a", "#b", "%b", "H₂", "^{a}"),
]  # fmt: skip
"""Names whose first character is a sign, a formula or a command for biber."""


@pytest.mark.parametrize("engine", NEEDED)
def test_initials_of_odd_names_do_not_stop_the_document(engine: str, tmp_path: Path) -> None:
    need("biber", "biblatex.sty", *NEEDED[engine])
    works = bibliography(
        *(
            make(f"k{number:02}", author=[{"family": "Wu", "given": name}], editor=[{"family": name, "given": name}])
            for number, name in enumerate(ODD_NAMES)
            if engine == "lualatex" or not tex.unsupported(name, formulas=False)
        )
    )  # fmt: skip
    items = typeset_biblatex(engine, "numeric,giveninits=true", biblatex.export(works), tmp_path)
    assert not_printed(works, items, frozenset({"title", "DOI"})) == []


@pytest.mark.parametrize("style", ["plain", "IEEEtran", "splncs04"])
def test_proper_nouns_keep_their_capital(style: str, tmp_path: Path) -> None:
    """Proper nouns of titles in sentence case, and all words of titles in other languages."""
    need("bibtex", f"{style}.bst", *NEEDED["pdflatex"])
    works = printable(recorded(), "pdflatex", style)
    items = typeset_classic("pdflatex", style, bibtex.export(works), tmp_path)
    lowered = []
    for each in works.works:
        printed, title = set(re.findall(r"\w+", items[each.citekey])), each.item["title"]
        nouns = {*title_case.proper_nouns(title)}
        if title_case.is_foreign(title, str(each.item.get("language", ""))):
            nouns = {word for word in re.findall(r"\w+", title) if word.istitle()}
        lowered += [
            (each.citekey, noun) for noun in nouns if noun.isascii() and noun not in printed
        ]
    assert lowered == []
