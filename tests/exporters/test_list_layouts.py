"""Lists in every layout: what was imported is written, and read again gives the same entries."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import strategies as st

from eyebib.exporters import awesome_list as exporter
from eyebib.exporters import export
from eyebib.exporters.awesome_list import LAYOUTS
from eyebib.importers import awesome_list
from eyebib.model.bibliography import Bibliography, Entry
from eyebib.model.facet import MODALITIES, SECTION, Facet, Term
from eyebib.model.identifier import identify
from eyebib.model.merge import merge
from eyebib.model.problem import UsageError
from eyebib.model.settings import ListLayout, Options, Settings
from eyebib.text.clean import clean
from golden_file import renewed
from properties import holds_for
from rendered import ALLOWED, rendered
from shared import SHARED
from slow import slow
from works import AWKWARD, bibliography, entry

LISTS = "medllms-guide multimodal-medical thunlp-plm xmindflow-medical yutinghe-healthcare".split()
HERE = Path("list.md")
URL = "https://arxiv.org/abs/2405.11330"


def listed(*entries: Entry) -> Bibliography:
    works = sorted((merge(each, ()) for each in entries), key=lambda work: work.citekey)
    return bibliography(*works, settings=Settings(title="A list"))


def facts(entry: Entry) -> dict[str, Any]:
    """What a list says of a paper; citekeys are made from names and titles, in its order."""
    own = {field.name: getattr(entry, field.name) for field in fields(entry) if field.compare}
    return own | {"citekey": ""}


def read(text: str) -> dict[object, dict[str, Any]]:
    """The facts of each entry by its paper."""
    return {each.paper: facts(each) for each in awesome_list.read(text, HERE)[0]}


@pytest.mark.parametrize("layout", [None, *map(slow, LAYOUTS)])
@pytest.mark.parametrize("name", LISTS)
def test_a_real_list_is_written_and_read_again(name: str, layout: ListLayout | None) -> None:
    """In its own layout (None), and in every other."""
    path = SHARED / "lists" / f"{name}.md"
    if not path.is_file():
        pytest.skip("../shared/data is missing: it has the real lists")
    original = path.read_text(encoding="utf-8")
    layout = layout or awesome_list.layout_of(original)
    entries, _ = awesome_list.read(original, HERE)
    text = export(listed(*entries), "list", Options(layout=layout))
    assert awesome_list.layout_of(text) == layout
    assert read(text) == {each.paper: facts(each) for each in entries}


HOSTILE = (
    *"ab *_`[]()<>&;#:!|~$\\-+=.1/'\"\n{}@^%é眼,·",
    *"** __ [x](https://x.org/y) ![i](u) <b> </b> </details> <br> &lt; &amp;amp; <!-- --> $x$ ``` www.x.org".split(),
    *"https://arxiv.org/abs/2405.11339 arXiv:2405.11339 doi:10.1038/y :smile: (II) (2024) \\alpha <https://x.org>".split(),
    *"[Nature 2023]; Code ; Paper; not public; Ann Lee, Bo Wu, Cy Roe; et al. ; We see our ;. In ICML; (a study)".split(";"),
    *" 2021 ; ICLR'24; and ; eyes ; Segment anything; _Scale:_ ; Modality: ; Untitled".split(";"),
)  # fmt: skip
"""Signs of Markdown, HTML and GitHub, and words that mean something beside a title."""
TEXTS = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=10).map("".join).map(clean)
SOME = TEXTS.filter(bool)
WORDS = st.lists(SOME, max_size=2, unique=True).map(tuple)
PLAIN = "Surveys", "Vision", "Language", "R&D: eyes", "C#", "R & D | all", "眼科", "Data (public)"
SECTIONS = st.lists(st.sampled_from(PLAIN), max_size=4, unique=True).map(tuple)
COLUMNS = "Scale", "Weights", "Param|eters", "a: *b*", "Dataset", "Released"
"""Some are read as names and dates, unless a table has other columns for these."""
CELLS = st.dictionaries(
    st.sampled_from(COLUMNS), SOME | st.just("https://x.org/w?a=b_c"), max_size=3
)
CODES = st.sampled_from([None, "none", "https://github.com/x/y_z", "https://x.org/code(1)"])
LINKS = st.sampled_from(["https://x.org/a", "arxiv:2405.11336", "doi:10.1038/x"])
ENTRIES = st.builds(
    entry,
    title=SOME,
    name=TEXTS,
    paper=LINKS,
    code=CODES,
    listed=st.sampled_from([None, 1850, 1999, 2024]),
    abstract=st.just("") | st.just("We see.\nIt works."),
    table=CELLS,
    facets=st.builds(
        lambda words, sections: {MODALITIES: words, SECTION: sections}, WORDS, SECTIONS
    ),
)


def stated(layout: ListLayout, entry: Entry) -> dict[str, Any]:
    """The facts of an entry that a layout holds."""
    link = entry.paper.url if entry.paper else ""
    shown = replace(entry, link=link, abstract="" if layout == "table" else entry.abstract)
    own = {
        column: text
        for column, text in entry.table.items()
        if any(map(str.isalnum, text)) and (layout == "table" or column != "Released")
    }
    facets = {name: words for name, words in entry.facets.items() if words}
    return facts(replace(shown, facets=facets, table=own))


@holds_for(ENTRIES, st.sampled_from([*LAYOUTS]), examples=600)
def test_whatever_an_entry_says_is_read_again(hostile: Entry, layout: ListLayout) -> None:
    other = entry("z", title="Another title", paper=URL, listed=2001)
    text = export(listed(hostile, other), "list", Options(layout=layout))
    assert read(text)[hostile.paper] == stated(layout, hostile)


@holds_for(ENTRIES, st.sampled_from([*LAYOUTS]), examples=300)
def test_no_text_becomes_an_element_or_a_link(hostile: Entry, layout: ListLayout) -> None:
    other = entry("z", title="Another title", paper=URL, listed=2001)
    page = rendered(export(listed(hostile, other), "list", Options(layout=layout)))
    assert page.tags <= ALLOWED
    paper = hostile.paper.url if hostile.paper else ""
    links = {paper, hostile.code, "https://x.org/w?a=b_c", URL}
    assert {link for link in page.links if link and not link.startswith("#")} <= links


GENERAL = listed(
    entry(
        "retfound",
        name="RETFound",
        title="A foundation model for generalizable disease detection from retinal images",
        paper="doi:10.1038/s41586-023-06555-x",
        preprint="arxiv:2305.00001",
        code="https://github.com/x/retfound",
        listed=2023,
        table={"Scale": "300M", "Weights": "https://x.org/w"},
        facets={MODALITIES: ("CFP", "OCT"), SECTION: ("Vision", "Diagnosis")},
        csl={"container-title": "Nature"},
    ),
    entry(
        "segment",
        title="Segment | anything *now*: <b>eyes</b> (a study)",
        paper="arxiv:2405.11336",
        published="doi:10.1000/x",
        code="none",
        listed=2024,
        facets={SECTION: ("Vision", "Diagnosis", "Surveys")},
    ),
    entry(
        "eyedata",
        name="EyeData",
        title="EyeData",
        paper="https://x.org/data.pdf",
        listed=1899,
        abstract="We collect eyes.",
        table={"Scale": "1,000 ~ 2,000 eyes"},
        facets={SECTION: ("Data",)},
    ),
    entry("survey", name="华佗", title="A survey", paper="arxiv:2405.11338", facets={SECTION: ("Surveys",)}),
    entry("vision", title="No section", paper="arxiv:2405.11339", listed=2020, facets={SECTION: ("Vision",)}),
    replace(entry("nolink", title="No link at all", name="NoLink"), paper=None),
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_goldens(layout: ListLayout) -> None:
    text = export(GENERAL, "list", Options(layout=layout))
    assert text == renewed(f"list-{layout}.md", text)
    awkward = export(AWKWARD, "list", Options(layout=layout))
    assert awkward == renewed(f"awkward-list-{layout}.md", awkward)


@pytest.mark.parametrize("layout", ["bullets", "table"])
def test_versions_are_read_again(layout: ListLayout) -> None:
    entries = {
        each.paper: each
        for each in awesome_list.read(export(GENERAL, "list", Options(layout=layout)), HERE)[0]
    }
    works = {work.entry.paper: work.entry for work in GENERAL.works}
    for paper in map(identify, ("doi:10.1038/s41586-023-06555-x", "arxiv:2405.11336")):
        assert entries[paper].identifiers == works[paper].identifiers


def headings(text: str) -> list[str]:
    """The headings below that of the whole list, with their levels."""
    return re.findall(r"^##(#+ .*)", text.partition("## Models")[2], re.MULTILINE)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("", ["# Data", "# Vision", "## Diagnosis", "# Surveys"]),
        ("section", ["# Data", "# Vision", "## Diagnosis", "# Surveys"]),
        ("Listed", ["# 2024", "# 2023", "# 2020", "# 1899", "# Undated"]),
        ("year", ["# 2024", "# 2023", "# 2020", "# 1899", "# Undated"]),
        ("venue", ["# arXiv", "# Nature", "# Venue unknown"]),
        ("modalities", ["# CFP", "# OCT", "# Modalities not reported"]),
        ("scale", ["# 1,000 &#126; 2,000 eyes", "# 300M", "# Scale not reported"]),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_groups(by: str, expected: list[str], layout: ListLayout) -> None:
    assert headings(export(GENERAL, "list", Options(layout=layout, group_by=by))) == expected


def test_an_unknown_group_is_named() -> None:
    with pytest.raises(UsageError, match="unknown column `scales`; did you mean `scale`"):
        export(GENERAL, "list", Options(group_by="Scales"))


def test_sections_follow_the_vocabulary() -> None:
    terms = (Term(term="Vision", name="Vision"), Term(term="Data", name="Data"))
    settings = Settings(title="A list", facets=(Facet(name=SECTION, values=terms),))
    text = export(bibliography(*GENERAL.works, settings=settings), "list")
    assert headings(text) == ["# Vision", "## Diagnosis", "# Data", "# Surveys"]


def test_the_layout_of_the_settings_is_used_unless_an_option_says_another() -> None:
    works = bibliography(*GENERAL.works, settings=Settings(title="A list", layout="table"))
    assert awesome_list.layout_of(export(works, "list")) == "table"
    assert awesome_list.layout_of(export(works, "list", Options(layout="bullets"))) == "bullets"


def test_changes_are_noticed() -> None:
    for layout, old, new in (
        ("bullets", "(RETFound)", "(RETLost)"), ("bullets", "300M", "400M"), ("bullets", "### Data", "### Date"),
        ("table", "| EyeData |", "| EarData |"), ("table", "not public", ""), ("details", "_Year:_ 2023", ""),
    ):  # fmt: skip
        options = Options(layout=cast("ListLayout", layout))
        text = export(GENERAL, "list", options)
        assert list(exporter.verify(text, GENERAL, options)) == []
        assert list(exporter.verify(text.replace(old, new), GENERAL, options))
