"""The HTML page: what stands in it, and that nothing in it is more than text."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from conftest import REPOSITORY
from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Bibliography, Sourced
from eyebib.model.merge import merge
from eyebib.model.settings import Modality, Settings
from eyebib.project.folder import Project
from eyebib.tables import TABLES, builder, table, tabulate
from eyebib.tables.builder import DEFAULT_VIEW
from eyebib.tables.html import page as html
from eyebib.tables.html import row as html_row
from eyebib.tables.table import Cell, View
from eyebib.text.clean import clean
from page import Element, read
from works import ARTICLE, bibliography, entry, record

REAL = Project(REPOSITORY).bibliography()

MODEL = merge(
    entry(
        "retfound",
        name="RETFound",
        listed=2023,
        code="https://github.com/a/b?c=1&d=2",
        modalities=("B-ultrasound", "CFP"),
    ),
    [record("doi:10.1038/x", ARTICLE | {"abstract": "First.\nSecond & last."})],
)


def page(made: Bibliography, view: View = DEFAULT_VIEW) -> Element:
    return read(str(tabulate(made, "html", view)))


def test_a_row() -> None:
    row = page(bibliography(MODEL)).one("tr", "work")
    assert row.attributes == {
        "id": "work-retfound",
        "role": "row",
        "class": "work",
        "data-year": "2024",
        "data-modalities": "1 0",
    }
    assert row.one("th").text == "RETFound"
    title = row.one("a", "title")
    assert (title.text, title.attributes["href"]) == ("A model", "https://doi.org/10.1038/x")
    assert row.one("span", "by").text == "Wu"
    assert [p.text for p in row.all("p", "abstract")] == ["First.", "Second & last."]
    assert row.one("p", "reference").text == (
        "Wu, J. (2024). A model. Nature, 622, 1–9. https://doi.org/10.1038/x"
    )
    assert row.one("pre").text.startswith("@article{retfound,\n  author = {Wu, Jian},\n")
    assert row.one("pre").text.endswith("\n}")
    cells = {cell.attributes.get("data-label"): cell for cell in row.all("td")[1:]}
    assert [(heading, cell.text) for heading, cell in cells.items()] == [
        ("Year", "2024"),
        ("Venue", "Nature"),
        ("Modalities", "OUSCFP"),
        ("Code", "GitHub"),
        ("Reference", "retfound"),
    ]
    terms = cells["Modalities"].one("ul").all("abbr")
    assert [(term.text, term.attributes["title"]) for term in terms] == [
        ("OUS", "ocular ultrasound"),
        ("CFP", "color fundus photography"),
    ]
    assert cells["Code"].one("a").attributes["href"] == "https://github.com/a/b?c=1&d=2"
    buttons = row.one("span", "copy").all("button")
    assert [button.attributes["aria-label"] for button in buttons] == [
        "Copy BibTeX of RETFound",
        "Copy citation of RETFound",
    ]


def test_what_is_not_known_is_said_and_spelled_out() -> None:
    found = page(bibliography(merge(entry(code="none"), [])))
    states = {cell.attributes["data-label"]: cell.one("abbr") for cell in found.all("td", "state")}
    assert {label: (abbr.text, abbr.attributes["title"]) for label, abbr in states.items()} == {
        "Year": ("?", "unknown"),
        "Venue": ("?", "unknown"),
        "Modalities": ("NR", "not reported"),
        "Code": ("–", "none, or not public"),
    }
    assert [dt.text for dt in found.all("dt")] == ["–", "NR", "?"]


def test_title_link_of_the_list_counts_filters_downloads() -> None:
    found = page(replace(REAL, settings=replace(REAL.settings, url="https://example.org/list")))
    assert found.one("h1").text == found.one("title").text == REAL.settings.title
    assert found.one("header").all("a")[0].attributes["href"] == "https://example.org/list"
    assert found.one("p", "about").text == "13 papers, 2023–2025"
    chips = [chip.text for chip in found.all("label", "chip")]
    assert chips[:3] == ["CFP 11", "OCT 7", "FFA 3"]
    assert len(chips) == 13
    years = [(year.attributes["value"], year.text) for year in found.one("select").all("option")]
    assert years == [("", "all"), ("2025", "2025 (6)"), ("2024", "2024 (5)"), ("2023", "2023 (2)")]
    files = [link.attributes["href"] for link in found.one("ul", "downloads").all("a")]
    assert files == ["references.bib", "references.json", "references.ris", "references.rdf"]
    assert set(files) <= {exporter.FILE for exporter in EXPORTERS.values()}


def test_the_bibtex_of_each_row_is_that_of_the_file() -> None:
    written = (REPOSITORY / "output" / "references.bib").read_text(encoding="utf-8")
    rows = page(REAL).all("tr", "work")
    assert len(rows) == 13
    for row in rows:
        assert f"\n{row.one('pre').text}\n" in written
        key = (row.attributes["id"] or "").removeprefix("work-")
        assert row.one("pre").text.partition(",")[0].endswith(f"{{{key}")


def test_the_matrix() -> None:
    found = page(REAL, View(matrix=True))
    ticks = found.all("th", "tick")
    assert [tick.text for tick in ticks][:2] == ["CFP", "OCT"]
    row = next(row for row in found.all("tr", "work") if row.attributes["id"] == "work-octcube-m")
    worn = [cell for cell in row.all("td", "tick") if "empty" not in cell.classes]
    assert [(cell.attributes["data-label"], cell.text) for cell in worn] == [("OCT", "✓")]


def test_totals() -> None:
    totals = page(REAL, View(matrix=True)).one("tr", "totals")
    counted = [(cell.attributes["data-label"], cell.text) for cell in totals.all("td", "tick")]
    assert totals.one("th").text == "Total"
    assert counted[:3] == [("CFP", "11"), ("OCT", "7"), ("FFA", "3")]
    assert [cell.attributes["data-term"] for cell in totals.all("td", "tick")][:2] == ["0", "1"]


def test_groups() -> None:
    found = page(REAL, View(group_by="listed"))
    bodies = found.all("tbody")
    assert [body.one("tr", "group").one("th").text for body in bodies] == ["2023", "2024", "2025"]
    assert [len(body.all("tr", "work")) for body in bodies] == [2, 6, 5]
    assert found.all("tr", "group")[0].one("th").attributes["colspan"] == "7"


def test_the_caption_is_the_title_and_own_columns_stand_in_the_page() -> None:
    work = merge(entry(table={"images": "1.6M"}), [record("doi:10.1038/x", ARTICLE)])
    found = page(bibliography(work), View(caption="Models", columns=("model", "images")))
    assert found.one("h1").text == "Models"
    cell = found.one("td", "number")
    assert (cell.attributes["data-label"], cell.text) == ("images", "1.6M")
    assert cell.attributes["data-sort"] == "1600000"


def test_no_control_stands_there_without_its_script() -> None:
    found = page(REAL)
    controls = found.one("form")
    assert "hidden" in controls.attributes
    inside = {id(element) for element in controls.all("*")}
    outside = [b for tag in ("button", "input", "select") for b in found.all(tag)]
    for control in (element for element in outside if id(element) not in inside):
        assert control.attributes["aria-label"].startswith("Copy ")  # type: ignore[union-attr]
    assert ".copy { display: none; }" in found.one("style").text


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else() -> None:
    found = page(REAL)
    (policy,) = [
        meta.attributes["content"]
        for meta in found.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    style, script = found.one("style").text, found.one("script").text
    assert (policy or "").split("; ") == [
        "default-src 'none'",
        f"style-src {hashed(style)}",
        f"script-src {hashed(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ]
    assert not re.search(r"url\(|@import", style)
    assert not [e for e in found.all("*") if {"src", "style", "srcset"} & e.attributes.keys()]
    (icon,) = found.all("link")
    assert (icon.attributes["href"] or "").startswith("data:image/svg+xml,")


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    '" onmouseover="alert(1)" x=\'',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "]]> --> <!-- <![CDATA[",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "safe\u202egnp.exe\u2066\u200b",
    "two\nlines\u2028three",
    "{{constructor}} ${alert(1)} `x` \\u003cb>",
    "\x00\x1b\ud800",
]


def hostile(text: str) -> Bibliography:
    """A list with the text in every place there is."""
    variables = {
        name: Sourced(value=text, source="entry")
        for name in (
            "title container-title container-title-short publisher volume page abstract DOI URL"
        ).split()
    }
    if len(text.splitlines()) > 1:  # an abstract keeps its paragraphs
        variables["abstract"] = Sourced(value="tame", source="entry")
    variables["author"] = Sourced(value=[{"family": text, "given": text}], source="entry")
    base = merge(
        entry(name=text, code=text, modalities=(text,)), [record("doi:10.1038/x", ARTICLE)]
    )
    work = replace(base, variables={**base.variables, **variables})
    settings = Settings(
        title=text,
        url=text,
        modalities=(Modality(term=text, name=f"{text} in full"),),
        venues={text: text},
    )
    return bibliography(work, settings=settings)


def rendered(made: Bibliography, text: str) -> Element:
    """The page with the text in what is copied and in the headings too."""
    snippets = {work.citekey: table.Snippet(bibtex=text, reference=text) for work in made.works}
    built = builder.build(made, snippets=snippets)
    columns = tuple(replace(column, heading=text) for column in built.columns)
    return read(html.render(replace(built, columns=columns)))


TAME = rendered(hostile("tame"), "tame")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    found = rendered(hostile(text), text)
    assert [e.tag for e in found.all("*")] == [e.tag for e in TAME.all("*")]
    assert [list(e.attributes) for e in found.all("*")] == [
        list(e.attributes) for e in TAME.all("*")
    ]
    shown = clean(text)
    for place in (
        found.one("h1"),
        found.one("tr", "work").one("th"),
        found.one("a", "title"),
        found.one("span", "by"),
        found.one("p", "reference"),
        found.one("dt"),
    ):
        assert place.text == shown
    for link in found.all("a"):
        target = link.attributes["href"] or ""
        assert target in html.DOWNLOADS.values() or target.startswith("https://doi.org/")
    assert not {*"\u202e\u2066\u200b\u2028\x00\x1b\ud800"} & {*found.text.replace("\ufffd", "")}


def test_bidirectional_text_is_kept_apart() -> None:
    title = "نموذج أساس لتصوير الشبكية"
    work = merge(entry(name="Amal"), [record("doi:10.1038/x", ARTICLE | {"title": title})])
    assert page(bibliography(work)).one("a", "title").one("bdi").text == title


def test_many_authors_and_a_long_title() -> None:
    names = [{"family": f"Family{n}", "given": "A"} for n in range(63)]
    item = ARTICLE | {"author": names, "title": "Word " * 60}
    row = page(bibliography(merge(entry(), [record("doi:10.1038/x", item)]))).one("tr", "work")
    assert row.one("span", "by").text == "Family0, Family1, Family2 et al."
    assert row.one("a", "title").text == ("Word " * 60).strip()


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([Cell(text="1.6M"), Cell(state="not reported")], "number"),
        ([Cell(text="1.6M"), Cell(text="many")], ""),
        ([Cell(tick=True), Cell()], "tick"),
        ([Cell(state="unknown")], ""),
        ([Cell(citekey="1")], ""),
        ([], ""),
    ],
)
def test_kind(cells: list[Cell], kind: str) -> None:
    assert html_row.kind(cells) == kind


def test_an_empty_list() -> None:
    found = page(bibliography())
    assert found.one("p", "about").text == "0 papers"
    assert found.all("tr", "work") == []


def test_one_paper_is_no_plural() -> None:
    assert page(bibliography(MODEL)).one("p", "about").text == "1 paper"


def test_every_process_writes_the_same_bytes() -> None:
    program = (
        "import sys; from eyebib import Project, tabulate;"
        "sys.stdout.buffer.write(tabulate(Project().bibliography(), 'html').encode())"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    }
    assert written == {(REPOSITORY / "output" / "table.html").read_bytes()}


def test_no_other_format_asks_for_what_is_copied() -> None:
    assert [name for name, module in TABLES.items() if module.SNIPPETS] == ["html"]
