"""The list that is written from entries: its form, the round trip, and escaping for GitHub."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ftfy
import pytest
from hypothesis import strategies

from conftest import REPOSITORY, Run
from eyebib.exporters import awesome_list as exporter
from eyebib.exporters import export, readme
from eyebib.importers import awesome_list as importer
from eyebib.model.bibliography import Bibliography, Entry, Record
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError
from eyebib.model.settings import Options, Settings
from eyebib.text.clean import clean, clean_lines
from eyebib.text.markdown import contents, destination, inline, paragraphs
from properties import holds_for
from rendered import ALLOWED, rendered
from shared import SHARED
from slow import slow
from works import ARTICLE, bibliography, entry, record, work

LIST = SHARED / "awesome-list.md"
SMALL = REPOSITORY / "tests/payloads/list/small.md"

Write = Callable[[str, str | bytes], Path]


def listed(*entries: Entry, settings: Settings | None = None) -> Bibliography:
    works = (merge(each, ()) for each in entries)
    return bibliography(*works, settings=settings or Settings(title="Awesome Eyes"))


def read(text: str) -> dict[str, Entry]:
    entries, problems = importer.read(text, Path("list.md"))
    assert {problem.rule for problem in problems} <= {"account"}
    return {each.citekey: each for each in entries}


def test_small_list_is_unchanged_after_import_and_export() -> None:
    text = SMALL.read_text(encoding="utf-8")
    assert export(listed(*read(text).values()), "list") == text


def test_entries_are_unchanged_after_export_and_import() -> None:
    before = read(SMALL.read_text(encoding="utf-8"))
    assert read(export(listed(*before.values()), "list")) == before


@pytest.fixture(scope="module")
def real() -> str:
    if not LIST.is_file():
        pytest.skip("../shared/data is missing: it has the real list")
    return ftfy.fix_encoding(LIST.read_text(encoding="utf-8"))


def chunks(text: str) -> dict[str, str]:
    """The entries of a list by their bold line, each with the year of its heading."""
    text = text[text.index("### 2025") :].partition("\n---\n\n## License")[0]
    entries, year = {}, ""
    for chunk in re.split(r"\n---\n", text):
        heading = re.match(r"\s*### (\d{4})\n", chunk)
        year = heading[1] if heading else year
        body = chunk[heading.end() if heading else 0 :].strip("\n")
        entries[body.partition("\n")[0]] = f"{year}\n{body}"
    return entries


def test_entries_of_the_real_list_are_unchanged_after_export_and_import(real: str) -> None:
    before = read(real)
    text = export(listed(*before.values()), "list")
    assert read(text) == before
    assert len(before) == 13


REASONS = {
    "1.6\u2009million": "a thin space, which the importer reads as a space",
    "mechanisms. ": "a space at the end of a paragraph",
    "imaging. ": "likewise",
    "datasets. ": "likewise",
    "model. ": "likewise",
}
"""Differences between the exported and the original list, besides the order within a year."""


def test_all_but_five_lines_of_the_real_list_are_unchanged(real: str) -> None:
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


def test_entries_of_a_year_are_sorted_by_name(real: str) -> None:
    text = export(listed(*read(real).values()), "list")
    names = [re.findall(r"\(([^()]+)\)\*\*", year) for year in text.split("### ")[1:]]
    assert names == [
        ["EyeCLIP", "FLAIR", "RETFound-Green", "RetinaVLM-Specialist", "VisionUnite"],
        ["DERETFound", "DINORET", "EyeFound", "OCTCube-M", "RET-CLIP", "UrFound"],
        ["RETFound", "VisionFM"],
    ]


def test_prose_of_the_real_list_is_kept_when_it_is_filled_in(real: str, write: Write) -> None:
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


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_literally(text: str) -> None:
    hostile = entry(
        "a",
        title=text,
        name=text.strip(),
        modalities=(text, "OCT"),
        abstract=f"{text}\n{text}",
        listed=2024,
    )
    works = listed(hostile, entry("b", title="A model", name="Zed", listed=2024))
    page = rendered(export(works, "list"))
    line = " ".join(text.split())
    assert page.tags <= ALLOWED
    assert set(page.links) == {"#models", "#2024", "https://doi.org/10.1038/x"}
    blocks = [block.strip() for block in page.blocks]
    has_name = f"{line} ({line})" in blocks
    assert has_name or {line, f"Name: {line}"} <= {*blocks}
    assert f"Modalities: {line}, OCT" in blocks
    assert blocks.count(line) == 2 + (not has_name)
    assert "A model (Zed)" in blocks


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("in_ascii", [False, True])
def test_hostile_text_is_read_back(text: str, in_ascii: bool) -> None:  # noqa: FBT001 - a column of the table
    hostile = entry("a", title=text, abstract=text, modalities=(text,), listed=2024)
    document = export(listed(hostile), "list", Options(ascii=in_ascii))
    assert "**" in document
    assert document.isascii() or not in_ascii


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
    page = rendered(export(listed(any_entry, entry("z", listed=2024)), "list"))
    blocks = {" ".join(block.split()) for block in page.blocks}
    assert page.tags <= ALLOWED
    assert set(page.links) == {"#models", "#2024", "https://doi.org/10.1038/x"}
    lines = [*(f"Modality: {each}" for each in words), *abstract.split("\n")]
    assert blocks >= {f"{title} (N)", *lines}


def test_prose_without_markup_is_unchanged() -> None:
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
    assert rendered(f"[x]({expected})").links == [expected]
    with_link = replace(entry("a", paper="https://x.org/a", listed=2024), link=url)
    assert f"[📄 Paper]({expected})" in export(listed(with_link), "list")


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


def test_entry_without_year_or_abstract_shows_those_of_its_record() -> None:
    text = export(bibliography(work(abstract="We present.")), "list")
    assert "### 2024" in text
    assert "\n\nWe present.\n\n</details>" in text


@pytest.mark.parametrize(
    ("name", "records", "line"),
    [
        ("UNI", [record("doi:10.1038/x", ARTICLE)], "**A model (UNI)**"),
        ("UNI", [], "**UNI**"),
        ("", [], "**a**"),
    ],
)
def test_a_placeholder_title_is_never_listed(name: str, records: list[Record], line: str) -> None:
    waiting = bibliography(merge(entry(name=name, title="doi:10.1038/x"), records))
    text = export(waiting, "list")
    assert line in text
    assert "**doi:" not in text
    assert list(exporter.verify(text, waiting)) == []


def test_the_curators_link_is_kept_beside_the_identifier() -> None:
    found = entry(paper="https://x.org/a", link="https://x.org/a", identifier="doi:10.1038/x")
    text = export(bibliography(merge(found, [record("doi:10.1038/x", ARTICLE)])), "list")
    assert "[📄 Paper](https://x.org/a)" in text


def test_entry_without_link_is_listed() -> None:
    no_link = replace(entry("a", title="No link", listed=2024), paper=None)
    only_csl = replace(no_link, csl={"URL": "https://x.org/a"})
    assert "[📄 Paper](https://x.org/a)" in export(listed(only_csl), "list")
    assert "**No link**" in export(listed(no_link, entry("b", listed=2024)), "list")


def test_verify_reports_changes() -> None:
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


def test_contents_link_to_headings_by_the_anchors_of_github() -> None:
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
        ("prose\n", ["1:1: missing `<!-- eyebib:list -->`: add it and, below it, `<!-- /eyebib:list -->` where"]),
        (HERE + HERE, ["3:1: duplicate `<!-- eyebib:list -->`, also on line 1; delete one of them", "4:1: duplicate `<!-- /eyebib:list -->`, also on line 2"]),
        ("<!-- eyebib:list -->\n", ["1:1: missing closing marker of `<!-- eyebib:list -->`; add `<!-- /eyebib:list -->` below"]),
        ("\n<!-- /eyebib:list -->\n", ["2:1: missing opening marker of `<!-- /eyebib:list -->`; add `<!-- eyebib:list -->` above it"]),
        ("<!-- eyebib:toc -->\n" + HERE, ["1:1: missing closing marker of `<!-- eyebib:toc -->`"]),
        (HERE + "<!-- eyebib:lst -->\n", ["3:1: unknown marker `<!-- eyebib:lst -->`; did you mean `list`?"]),
        (HERE + "<!-- eyebib:cite -->\n<!-- /eyebib:cite -->\n", ["3:1: missing authors of the list: add `authors`"]),
    ],
)  # fmt: skip
def test_wrong_markers(write: Write, text: str, problems: list[str]) -> None:
    path = write("L.md", text)
    with pytest.raises(EyebibError) as error:
        readme.into(path, listed(entry("a", listed=2024)))
    assert len(error.value.problems) == len(problems)
    for problem, expected in zip(error.value.problems, problems, strict=True):
        assert str(problem).startswith(f"{path.as_posix()}:{expected}")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_bytes_outside_the_markers_are_unchanged(
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
