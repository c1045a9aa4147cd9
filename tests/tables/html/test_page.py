"""The HTML page: its content, and that texts are not markup."""

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
from eyebib.model.facet import Facet, Term
from eyebib.model.merge import merge
from eyebib.model.settings import Settings
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


def page(works: Bibliography, view: View = DEFAULT_VIEW) -> Element:
    return read(str(tabulate(works, "html", view)))


def test_row() -> None:
    row = page(bibliography(MODEL)).one("tr", "work")
    assert row.attributes == {
        "id": "work-retfound",
        "role": "row",
        "class": "work",
        "data-year": "2024",
        "data-terms": "1 0",
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


def test_states_of_missing_values() -> None:
    columns = ("name", "year", "venue", "modalities", "code", "reference")
    document = page(bibliography(merge(entry(code="none"), [])), View(columns=columns))
    states = {
        cell.attributes["data-label"]: cell.one("abbr") for cell in document.all("td", "state")
    }
    assert {label: (abbr.text, abbr.attributes["title"]) for label, abbr in states.items()} == {
        "Year": ("?", "unknown"),
        "Venue": ("?", "unknown"),
        "Modalities": ("NR", "not reported"),
        "Code": ("–", "none, or not public"),
    }
    assert [dt.text for dt in document.all("dt")] == ["–", "NR", "?"]


def test_header_and_filters() -> None:
    document = page(replace(REAL, settings=replace(REAL.settings, url="https://example.org/list")))
    assert document.one("h1").text == document.one("title").text == REAL.settings.title
    assert document.one("header").all("a")[0].attributes["href"] == "https://example.org/list"
    assert document.one("p", "about").text == "13 papers, 2023–2025"
    chips = [chip.text for chip in document.all("label", "chip")]
    assert chips[:3] == ["CFP 11", "OCT 7", "FFA 3"]
    assert len(chips) == 13
    years = [(year.attributes["value"], year.text) for year in document.one("select").all("option")]
    assert years == [("", "all"), ("2025", "2025 (6)"), ("2024", "2024 (5)"), ("2023", "2023 (2)")]
    files = [link.attributes["href"] for link in document.one("ul", "downloads").all("a")]
    assert files == ["references.bib", "references.json", "references.ris", "references.rdf"]
    assert set(files) <= {exporter.FILE for exporter in EXPORTERS.values()}


def test_bibtex_of_each_row_is_that_of_references_bib() -> None:
    exported = (REPOSITORY / "output" / "references.bib").read_text(encoding="utf-8")
    rows = page(REAL).all("tr", "work")
    assert len(rows) == 13
    for row in rows:
        assert f"\n{row.one('pre').text}\n" in exported
        key = (row.attributes["id"] or "").removeprefix("work-")
        assert row.one("pre").text.partition(",")[0].endswith(f"{{{key}")


def test_matrix() -> None:
    document = page(REAL, View(matrix="modalities"))
    ticks = document.all("th", "tick")
    assert [tick.text for tick in ticks][:2] == ["CFP", "OCT"]
    row = next(
        row for row in document.all("tr", "work") if row.attributes["id"] == "work-octcube-m"
    )
    with_tick = [cell for cell in row.all("td", "tick") if "empty" not in cell.classes]
    assert [(cell.attributes["data-label"], cell.text) for cell in with_tick] == [("OCT", "✓")]


def test_totals() -> None:
    totals = page(REAL, View(matrix="modalities")).one("tr", "totals")
    counts = [(cell.attributes["data-label"], cell.text) for cell in totals.all("td", "tick")]
    assert totals.one("th").text == "Total"
    assert counts[:3] == [("CFP", "11"), ("OCT", "7"), ("FFA", "3")]
    assert [cell.attributes["data-term"] for cell in totals.all("td", "tick")][:2] == ["0", "1"]


def test_groups() -> None:
    document = page(REAL, View(group_by="listed"))
    bodies = document.all("tbody")
    assert [body.one("tr", "group").one("th").text for body in bodies] == ["2023", "2024", "2025"]
    assert [len(body.all("tr", "work")) for body in bodies] == [2, 6, 5]
    assert document.all("tr", "group")[0].one("th").attributes["colspan"] == "7"


def test_filters_of_every_facet() -> None:
    many = {f"section {number:02}": (f"section {number:02}",) for number in range(50)}
    works = [
        merge(entry(f"w{n}", facets={"section": words, "design": ("cohort",)}), [])
        for n, words in enumerate(many.values())
    ]
    design = Facet(name="design", title="Study design", many=False)
    document = page(bibliography(*works, settings=Settings(facets=(design,))))
    [fieldset] = document.all("fieldset")
    assert fieldset.one("legend").text == "With study design"
    assert "data-any" in fieldset.attributes
    assert [chip.text for chip in fieldset.all("label", "chip")] == ["cohort 50"]
    choice = document.one("select", "facet")
    [label] = [e for e in document.all("label") if e.attributes.get("for") == "facet-section"]
    assert (choice.attributes["id"], label.text) == ("facet-section", "Section")
    assert [o.text for o in choice.all("option")][:2] == ["all", "section 00 (1)"]
    values = [o.attributes["value"] for o in choice.all("option")]
    row = next(row for row in document.all("tr", "work") if row.attributes["id"] == "work-w0")
    assert (row.attributes["data-terms"] or "").split() == ["0", values[1]]


def test_papers_without_names_are_the_first_column() -> None:
    document = page(bibliography(merge(entry(), [record("doi:10.1038/x", ARTICLE)])))
    assert [th.text for th in document.one("thead").all("th")] == [
        "Paper", "Year", "Venue", "Reference",
    ]  # fmt: skip
    row = document.one("tr", "work")
    assert row.one("th", "paper").one("a", "title").text == "A model"
    assert len(row.all("td")) == 3


def test_numbers_are_aligned_and_lists_are_lists() -> None:
    works = [
        merge(entry(f"w{n}", table={"images": text, "loss": ("Dice", "BCE")}), [])
        for n, text in enumerate(("1,600", "904k"))
    ]
    document = page(bibliography(*works), View(columns=("name", "images", "loss")))
    assert [cell.text for cell in document.all("td", "right")] == ["1,600", "904k"]
    assert document.one("th", "right").text == "images"
    assert [li.text for li in document.all("tr", "work")[0].one("ul").all("li")] == ["Dice", "BCE"]


def test_caption_and_own_columns() -> None:
    work = merge(entry(table={"images": "1.6M"}), [record("doi:10.1038/x", ARTICLE)])
    document = page(bibliography(work), View(caption="Models", columns=("model", "images")))
    assert document.one("h1").text == "Models"
    cell = document.one("td", "number")
    assert (cell.attributes["data-label"], cell.text) == ("images", "1.6M")
    assert cell.attributes["data-sort"] == "1600000"


def test_controls_are_hidden_without_script() -> None:
    document = page(REAL)
    controls = document.one("form")
    assert "hidden" in controls.attributes
    inside = {id(element) for element in controls.all("*")}
    outside = [b for tag in ("button", "input", "select") for b in document.all(tag)]
    for control in (element for element in outside if id(element) not in inside):
        assert control.attributes["aria-label"].startswith("Copy ")  # type: ignore[union-attr]
    assert ".copy { display: none; }" in document.one("style").text


def hash_source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_policy_allows_only_the_style_and_script_of_the_page() -> None:
    document = page(REAL)
    (policy,) = [
        meta.attributes["content"]
        for meta in document.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    style, script = document.one("style").text, document.one("script").text
    assert (policy or "").split("; ") == [
        "default-src 'none'",
        f"style-src {hash_source(style)}",
        f"script-src {hash_source(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ]
    assert not re.search(r"url\(|@import", style)
    assert not [e for e in document.all("*") if {"src", "style", "srcset"} & e.attributes.keys()]
    (icon,) = document.all("link")
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
    """A list with the text in every field."""
    variables = {
        name: Sourced(value=text, source="entry")
        for name in (
            "title container-title container-title-short publisher volume page abstract DOI URL"
        ).split()
    }
    if len(text.splitlines()) > 1:  # an abstract can have paragraphs
        variables["abstract"] = Sourced(value="tame", source="entry")
    variables["author"] = Sourced(value=[{"family": text, "given": text}], source="entry")
    base = merge(
        entry(name=text, code=text, modalities=(text,)), [record("doi:10.1038/x", ARTICLE)]
    )
    work = replace(base, variables={**base.variables, **variables})
    settings = Settings(
        title=text,
        url=text,
        facets=(Facet(name="modalities", values=(Term(term=text, name=f"{text} in full"),)),),
        venues={text: text},
    )
    return bibliography(work, settings=settings)


def rendered(works: Bibliography, text: str) -> Element:
    """The page with the text in snippets and headings, too."""
    snippets = {work.citekey: table.Snippet(bibtex=text, reference=text) for work in works.works}
    with_snippets = builder.build(works, snippets=snippets)
    columns = tuple(replace(column, heading=text) for column in with_snippets.columns)
    return read(html.render(replace(with_snippets, columns=columns)))


TAME = rendered(hostile("tame"), "tame")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    document = rendered(hostile(text), text)
    assert [e.tag for e in document.all("*")] == [e.tag for e in TAME.all("*")]
    assert [list(e.attributes) for e in document.all("*")] == [
        list(e.attributes) for e in TAME.all("*")
    ]
    cleaned = clean(text)
    for place in (
        document.one("h1"),
        document.one("tr", "work").one("th"),
        document.one("a", "title"),
        document.one("span", "by"),
        document.one("p", "reference"),
        document.one("dt"),
    ):
        assert place.text == cleaned
    for link in document.all("a"):
        target = link.attributes["href"] or ""
        assert target in html.DOWNLOADS.values() or target.startswith("https://doi.org/")
    assert not {*"\u202e\u2066\u200b\u2028\x00\x1b\ud800"} & {*document.text.replace("\ufffd", "")}


def test_bidirectional_text_is_isolated() -> None:
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


def test_empty_list() -> None:
    document = page(bibliography())
    assert document.one("p", "about").text == "0 papers"
    assert document.all("tr", "work") == []


def test_singular() -> None:
    assert page(bibliography(MODEL)).one("p", "about").text == "1 paper"


def test_bytes_are_reproducible() -> None:
    program = (
        "import sys; from eyebib import Project, tabulate;"
        "sys.stdout.buffer.write(tabulate(Project().bibliography(), 'html').encode())"
    )
    contents = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    }
    assert contents == {(REPOSITORY / "output" / "table.html").read_bytes()}


def test_only_html_has_snippets() -> None:
    assert [name for name, module in TABLES.items() if module.SNIPPETS] == ["html"]
