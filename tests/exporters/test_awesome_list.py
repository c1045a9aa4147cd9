"""The list from the entries: its form, its way back, text that stays text for GitHub's readers."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import ftfy
import pytest
from hypothesis import strategies
from markdown_it import MarkdownIt

from conftest import REPOSITORY, Run
from eyebib.exporters import awesome_list as exporter
from eyebib.exporters import export, readme
from eyebib.importers import awesome_list as importer
from eyebib.model.bibliography import Bibliography, Entry
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Options, Settings
from eyebib.text.clean import clean, clean_lines
from eyebib.text.markdown import contents, destination, inline, paragraphs
from properties import holds_for
from shared import SHARED
from slow import slow
from works import bibliography, entry, record, work

LIST = SHARED / "awesome-list.md"
SMALL = REPOSITORY / "tests/payloads/list/small.md"

Write = Callable[[str, str | bytes], Path]


def listed(*entries: Entry, settings: Settings | None = None) -> Bibliography:
    works = (merge(one, ()) for one in entries)
    return bibliography(*works, settings=settings or Settings(title="Awesome Eyes"))


def read(text: str) -> dict[str, Entry]:
    found, problems = importer.read(text, Path("list.md"))
    assert problems == []
    return {one.citekey: one for one in found}


def test_the_small_list_comes_out_as_it_went_in() -> None:
    text = SMALL.read_text(encoding="utf-8")
    assert export(listed(*read(text).values()), "list") == text


def test_a_second_way_round_changes_nothing() -> None:
    before = read(SMALL.read_text(encoding="utf-8"))
    assert read(export(listed(*before.values()), "list")) == before


@pytest.fixture(scope="module")
def real() -> str:
    if not LIST.is_file():
        pytest.skip("the real list is not beside this checkout")
    return ftfy.fix_encoding(LIST.read_text(encoding="utf-8"))


def chunks(text: str) -> dict[str, str]:
    """The entries of a list by their bold line, each with the year it stands under."""
    text = text[text.index("### 2025") :].partition("\n---\n\n## License")[0]
    found, year = {}, ""
    for chunk in re.split(r"\n---\n", text):
        heading = re.match(r"\s*### (\d{4})\n", chunk)
        year = heading[1] if heading else year
        body = chunk[heading.end() if heading else 0 :].strip("\n")
        found[body.partition("\n")[0]] = f"{year}\n{body}"
    return found


def test_the_real_list_imported_and_exported_is_the_same_list(real: str) -> None:
    before = read(real)
    text = export(listed(*before.values()), "list")
    assert read(text) == before
    assert len(before) == 13


REASONS = {
    "1.6\u2009million": "a thin space, which the importer takes for a space",
    "mechanisms. ": "a space at the end of a paragraph",
    "imaging. ": "likewise",
    "datasets. ": "likewise",
    "model. ": "likewise",
}
"""What the exported list has otherwise than the original, besides the order in a year."""


def test_every_line_of_the_real_list_but_five_is_the_original(real: str) -> None:
    text = export(listed(*read(real).values()), "list")
    ours, theirs = chunks(text), chunks(real)
    assert ours.keys() == theirs.keys()
    pairs = [
        pair
        for title, chunk in theirs.items()
        for pair in zip(chunk.split("\n"), ours[title].split("\n"), strict=True)
    ]
    different = [(a, b) for a, b in pairs if a != b]
    assert len(pairs) > 100
    assert [b for _, b in different] == [a.replace("\u2009", " ").strip() for a, _ in different]
    assert all(any(reason in a for reason in REASONS) for a, _ in different)
    assert len(different) == len(REASONS)


def test_in_a_year_the_entries_stand_by_name(real: str) -> None:
    text = export(listed(*read(real).values()), "list")
    names = [re.findall(r"\(([^()]+)\)\*\*", year) for year in text.split("### ")[1:]]
    assert names == [
        ["EyeCLIP", "FLAIR", "RETFound-Green", "RetinaVLM-Specialist", "VisionUnite"],
        ["DERETFound", "DINORET", "EyeFound", "OCTCube-M", "RET-CLIP", "UrFound"],
        ["RETFound", "VisionFM"],
    ]


def test_the_real_list_filled_in_place_keeps_its_prose(real: str, write: Write) -> None:
    head, _, rest = real.partition("### 2025")
    tail = rest.partition("\n---\n\n## License")[2]
    toc = re.search(r"(?<=## Table of Contents\n).*?(?=\n---)", head, re.DOTALL)
    assert toc
    head = head.replace(toc[0], "<!-- eyebib:toc -->\n<!-- /eyebib:toc -->\n")
    middle = "<!-- eyebib:list -->\nold\n<!-- /eyebib:list -->\n"
    path = write("README.md", f"{head}{middle}## License{tail}")
    text = readme.into(path, listed(*read(real).values()))
    before, after = head.split("<!-- eyebib:toc -->")[0], f"<!-- /eyebib:list -->\n## License{tail}"
    assert text.startswith(before)
    assert text.endswith(after)
    assert f"<!-- eyebib:toc -->\n\n{toc[0].strip()}\n\n<!-- /eyebib:toc -->" in text
    assert "\nold\n" not in text
    assert read(text) == read(real)


class Seen(HTMLParser):
    """What a browser makes of a rendered list: tags, links, text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.blocks: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag in ("p", "br", "summary", "li", "h1", "h2", "h3", "hr"):
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


RENDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render
"""CommonMark with GitHub's tables and strikethrough."""

ALLOWED = set("h1 h2 h3 ul li a p br strong em hr details summary span".split())

HOSTILE = [
    "[click](javascript:alert(1))", "![x](https://evil.example/x.png)", "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>", "</details><b>out</b>", "a <details> b", "<!-- eyebib:list -->",
    "*bold* **bold** _em_ __em__ snake_case_name ***", "`code` ``code``", "~~gone~~", "~180k of ~200k",
    "# heading", "1. one", "2) two", "- item", "+ item", "* item", "> quote", "---", "===", "| a | b |",
    "&lt;b&gt; &amp;lt; &copy; AT&T", "[1] and [^1] and [x]: y", r"\* \_ \\ \input{x} C:\dir", "a\\",
    "p < 0.05 and 3>2, a<b", ":smile: at 10:30:00", "$10,000 and $14,000", "$x$ and $y^2$", "<https://evil.example>",
    "![", "](", "* * *", "``` fence", "~~~ fence", "    indented", "مرحبا بالعالم", "眼科 👁️", "Title (II)", "a, b", "()",
    "<a href='javascript:alert(1)'>x</a>", "[x][1]", "**", "__", "%00 &#0; &#x26;", "a&#42;b", "x" * 300,
]  # fmt: skip


def rendered(text: str) -> Seen:
    seen = Seen()
    seen.feed(RENDER(text))
    return seen


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_that_text(text: str) -> None:
    hostile = entry(
        "a",
        title=text,
        name=text.strip(),
        modalities=(text, "OCT"),
        abstract=f"{text}\n{text}",
        listed=2024,
    )
    works = listed(hostile, entry("b", title="A model", name="Zed", listed=2024))
    seen = rendered(export(works, "list"))
    shown = " ".join(text.split())
    assert seen.tags <= ALLOWED
    assert set(seen.links) == {"#models", "#2024", "https://doi.org/10.1038/x"}
    blocks = [block.strip() for block in seen.blocks]
    assert f"{shown} ({shown})" in blocks
    assert f"Modalities: {shown}, OCT" in blocks
    assert blocks.count(shown) == 2
    assert "A model (Zed)" in blocks


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("in_ascii", [False, True])
def test_hostile_text_is_read_back(text: str, in_ascii: bool) -> None:  # noqa: FBT001 - a table's column
    one = entry("a", title=text, abstract=text, modalities=(text,), listed=2024)
    written = export(listed(one), "list", Options(ascii=in_ascii))
    assert "**" in written
    assert written.isascii() or not in_ascii


SIGNS = [
    *"ab *_`[]()<>&;#:!|~$\\-+=.1/'\"\n{}@^%é眼,",
    *"</details> <details> <b> </b> &lt; ** <!-- --> $x$ <i> </i> <sub>2</sub> <p> \\alpha (II)".split(),
]
TEXTS = strategies.lists(strategies.sampled_from(SIGNS), max_size=12).map("".join)


@holds_for(TEXTS, TEXTS, TEXTS, examples=150)
def test_any_text_is_shown_as_that_text_and_read_back(title: str, word: str, abstract: str) -> None:
    title, words = clean(title) or "x", tuple(filter(None, [clean(word)]))
    abstract = clean_lines(abstract)
    any_entry = entry("a", title=title, name="N", modalities=words, abstract=abstract, listed=2024)
    seen = rendered(export(listed(any_entry, entry("z", listed=2024)), "list"))
    blocks = {" ".join(block.split()) for block in seen.blocks}
    assert seen.tags <= ALLOWED
    assert set(seen.links) == {"#models", "#2024", "https://doi.org/10.1038/x"}
    assert blocks >= {f"{title} (N)", *(f"Modality: {one}" for one in words), *abstract.split("\n")}


def test_prose_without_markup_is_left_as_it_is() -> None:
    prose = "We use ~180k images (p < 0.05, R&D), cost $10 – $20; a_b, 3*4? No: “x” [sic]."
    assert inline(prose) == prose.replace("*", "&#42;").replace("[", "&#91;")
    assert paragraphs("One.\n\nTwo.") == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/a(1)b", "https://x.org/a(1)b"),
        ("https://x.org/a(b", "https://x.org/a%28b"),
        ("https://x.org/a((b))", "https://x.org/a%28%28b%29%29"),
        ("https://x.org/a b<c>`d`\\", "https://x.org/a%20b%3Cc%3E%60d%60%5C"),
        ("https://x.org/%28?a=1&b=2#c", "https://x.org/%28?a=1&b=2#c"),
        ("https://x.org/?a&lt;b", "https://x.org/?a&lt%3Bb"),
        ("https://x.org/眼", "https://x.org/%E7%9C%BC"),
    ],
)
def test_links(url: str, expected: str) -> None:
    assert destination(url) == expected
    seen = rendered(f"[x]({expected})")
    assert seen.links == [expected]
    one = replace(entry("a", paper="https://x.org/a", listed=2024), link=url)
    assert f"[📄 Paper]({expected})" in export(listed(one), "list")


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"code": "none"}, "[📄 Paper](https://doi.org/10.1038/x) | [💻 Code]() 🔒 Code not publicly available"),
        ({"code": "https://x.org/c"}, "[📄 Paper](https://doi.org/10.1038/x) | [💻 Code](https://x.org/c)"),
        ({"code": "javascript:alert(1)"}, "[📄 Paper](https://doi.org/10.1038/x)"),
        ({"link": "javascript:alert(1)"}, "[📄 Paper](https://doi.org/10.1038/x)"),
        ({"link": "arxiv:2405.11338", "paper": "arxiv:2405.11338"}, "[📄 Paper](https://arxiv.org/abs/2405.11338)"),
        ({"link": "http://x.org/v1.pdf"}, "[📄 Paper](http://x.org/v1.pdf)"),
        ({"modalities": ("OCT",)}, "_Modality:_ OCT"),
        ({"modalities": ("OCT", "B-ultrasound")}, "_Modalities:_ OCT, B-ultrasound"),
        ({"listed": None}, "### Undated"),
        ({"listed": 2023}, "### 2023"),
    ],
)  # fmt: skip
def test_forms(fields: dict[str, Any], line: str) -> None:
    lines = export(listed(entry("a", **fields)), "list").split("\n")
    assert line in [text.rstrip() for text in lines]


def test_an_entry_without_year_or_abstract_takes_those_of_its_record() -> None:
    recorded = work(abstract="We present.")
    text = export(bibliography(recorded), "list")
    assert "### 2024" in text
    assert "\n\nWe present.\n\n</details>" in text


def test_an_entry_that_is_linked_nowhere_is_listed() -> None:
    alone = replace(entry("a", title="No link", listed=2024), paper=None)
    linked = replace(alone, csl={"URL": "https://x.org/a"})
    assert "[📄 Paper](https://x.org/a)" in export(listed(linked), "list")
    assert "**No link**" in export(listed(alone, entry("b", listed=2024)), "list")


def test_changes_are_found_out() -> None:
    works = listed(*read(SMALL.read_text(encoding="utf-8")).values())
    text = export(works, "list")
    for old, new in (
        ("2405.11338", "2405.11339"), ("EyeFound:", "EarFound:"), ("### 2024", "### 2022"),
        ("Code not publicly available", ""), ("_ CFP\n", "_ OCT\n"), ("cost $10", "cost $11"), ("jusiro", "julius"),
    ):  # fmt: skip
        assert old in text
        assert list(exporter.verify(text.replace(old, new), works))


CITED = Settings(
    title="Awesome *Eyes*",
    url="https://x.org/list",
    authors=({"family": "Wu", "given": "Jian"}, {"literal": "The Eye Group"}),
    version="2.1",
    date="2026-01-31",
)


def test_how_to_cite() -> None:
    text = export(listed(entry("a", listed=2024), settings=CITED), "list")
    assert "- [How to Cite](#how-to-cite)\n- [Models](#models)\n  - [2024](#2024)\n" in text
    assert (
        "> Jian Wu, The Eye Group. Awesome &#42;Eyes&#42;. Version 2.1, 2026-01-31. <https://x.org/list>"
    ) in text


@pytest.mark.usefixtures("folder")
def test_citations_are_the_bibtex_entries() -> None:
    hostile = record("doi:10.1038/x", {"title": "``` </details> @x{", "type": "article"})
    works = bibliography(work("a"), merge(entry("b", listed=2024), [hostile]))
    text = readme.document(works)
    assert text.count("<summary><strong>BibTeX</strong></summary>\n\n```bibtex\n@article{a,\n") == 1
    bib = export(works, "bibtex")
    assert f"\n{readme.citations(works)['b']}\n" in bib
    assert rendered(text).tags <= ALLOWED | {"pre", "code"}


def test_contents_are_the_headings_as_github_names_them() -> None:
    text = (
        "# Title\n## Table of Contents\n\n## What *is* this? \n```\n## code\n```\n## [A](https://x.org) b_c\n"
        "### 2025\n<!--\n## hidden\n-->\n#### deep\n## 📅 Other – more\n### 2025\n"
    )
    assert contents(text, above="# Title\n## Table of Contents\n") == (
        "- [What *is* this?](#what-is-this)\n- [A b_c](#a-b_c)\n  - [2025](#2025)\n"
        "- [📅 Other – more](#-other--more)\n  - [2025](#2025-1)"
    )


HERE = "<!-- eyebib:list -->\n<!-- /eyebib:list -->\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("prose\n", ["1:1: no `<!-- eyebib:list -->`: write it and, below it, `<!-- /eyebib:list -->`"]),
        (HERE + HERE, ["3:1: `<!-- eyebib:list -->` again, after line 1; delete one of them", "4:1: `<!-- /eyebib:list -->` again, after line 2"]),
        ("<!-- eyebib:list -->\n", ["1:1: `<!-- eyebib:list -->` is not closed; write `<!-- /eyebib:list -->` below"]),
        ("\n<!-- /eyebib:list -->\n", ["2:1: `<!-- /eyebib:list -->` closes nothing; write `<!-- eyebib:list -->` above it"]),
        ("<!-- eyebib:toc -->\n" + HERE, ["1:1: `<!-- eyebib:toc -->` is not closed"]),
        (HERE + "<!-- eyebib:lst -->\n", ["3:1: `<!-- eyebib:lst -->` is no marker; did you mean `list`?"]),
        (HERE + "<!-- eyebib:cite -->\n<!-- /eyebib:cite -->\n", ["3:1: who wrote the list is not known: add `authors`"]),
    ],
)  # fmt: skip
def test_markers_that_are_wrong(write: Write, text: str, problems: list[str]) -> None:
    path = write("L.md", text)
    with pytest.raises(EyebibError) as error:
        readme.into(path, listed(entry("a", listed=2024)))
    assert len(error.value.problems) == len(problems)
    for problem, expected in zip(error.value.problems, problems, strict=True):
        assert str(problem).startswith(f"{path.as_posix()}:{expected}")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_prose_around_the_markers_is_byte_for_byte_what_it_was(
    run: Run, write: Write, folder: Path, newline: str
) -> None:
    facts = "paper: arxiv:2310.04990\nlisted: 2023\ncsl: {author: [{literal: G}]}\n"
    write("entries/a.yaml", f"title: T\nname: N\n{facts}")
    write("eyebib.toml", '[list]\ntitle = "L"\nauthors = [{ literal = "G" }]\n')
    above = f"\ufeff# Mine \t{newline}  {newline}  <!--eyebib:list-->  "
    between = f"<!-- /eyebib:list -->{newline}# Cite{newline}<!-- eyebib:cite -->"
    below = f"<!-- /eyebib:cite -->{newline}Prose\u2009\x0b‚Äì, no line end"
    path = write("L.md", f"{above}{newline}{between}{newline}{below}".encode())
    run("export", "--format", "list", "--into", "L.md")
    listed_part = f"### 2023{newline}{newline}**T (N)**  {newline}[📄 Paper]"
    text = path.read_bytes().decode()
    assert text.startswith(f"{above}{newline}{newline}{listed_part}")
    assert f"{newline}{between}{newline}{newline}If you use this list" in text
    assert text.endswith(f"{newline}{newline}{below}")
    assert "unchanged" in run("export", "--format", "list", "--into", "L.md").stderr
    run("export", "--format", "list", "--into", "L.md", "--check")
    write("entries/b.yaml", f"title: U\n{facts}")
    assert "stale" in run("export", "--format", "list", "--into", "L.md", "--check", code=1).stderr
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("--into", "L.md"),
        ("--format", "bibtex", "--with-citation"),
        ("--format", "list", "--into", "L.md", "-o", "x"),
        ("--format", "list", "--losses", "--with-citation"),
        ("--all", "--with-citation"),
    ],
)
def test_usage(run: Run, write: Write, args: tuple[str, ...]) -> None:
    write("L.md", HERE)
    assert "--into" in run("export", *args, code=2).stderr


@pytest.mark.parametrize("count", [1_000, slow(10_000)])
def test_ten_thousand_entries(count: int) -> None:
    many = (
        entry(f"m{n}", title=f"Model {n}", name=f"M{n}", listed=2000 + n % 25) for n in range(count)
    )
    text = export(listed(*many), "list")
    assert text.count("\n**Model ") == count
