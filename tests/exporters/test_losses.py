"""The tables of a format cover the whole vocabulary and agree with what the format writes."""

import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import strategies as st

from conftest import REPOSITORY, Run
from eyebib.exporters import EXPORTERS, bib_name
from eyebib.exporters.losses import (
    CUT,
    DOLLARS,
    FORMULAS,
    IN_TEX,
    PARTLY,
    PEOPLE,
    SHARED,
    UNPRINTED,
    Loss,
    advice,
    losses,
    unfit,
)
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.model.csl import Item
from eyebib.model.merge import merge
from eyebib.model.settings import DEFAULTS, Options
from eyebib.text.nocase import tex_span
from golden_file import GOLDEN, renewed
from properties import holds_for
from readers.facts import VARIABLES
from readers.limits import written_as
from readers.losses import OF_READER
from slow import every
from works import AWKWARD, PREPRINT, bibliography, entry, record, work

BASE: Item = {
    "title": "A title",
    "author": [{"family": "Wu", "given": "Jian"}],
    "editor": [{"family": "Dou", "given": "Qi"}],
    "issued": csl.date("2024"),
    "container-title": "A Container",
    "publisher": "A Publisher",
    "URL": "https://example.org/stated",
}

VALUES: dict[str, Any] = {
    "DOI": "10.5555/zed",
    "ISBN": "978-3-16-148410-0",
    "ISSN": "1941-6016",
    "URL": "https://example.org/zed",
    "page": "11-13",
}


def value(variable: str) -> Any:  # noqa: ANN401 - a CSL value of any shape
    if variable in csl.NAME_VARIABLES:
        return [{"family": "Zed", "given": "Zoe"}]
    return csl.date("2001-02-03") if variable in csl.DATE_VARIABLES else VALUES.get(variable, "77")


def work_of(item: Item) -> Work:
    listed = entry("a", title="As listed", paper="https://example.org/a")
    return merge(listed, [record("https://example.org/a", item)])


@pytest.mark.parametrize("name", EXPORTERS)
def test_tables_cover_every_type_and_variable(name: str) -> None:
    exporter = EXPORTERS[name]
    assert set(exporter.TYPES) == csl.TYPES
    assert exporter.WRITTEN | exporter.LOSSES.keys() == csl.VARIABLES
    assert all(exporter.TYPES.values())
    assert all(exporter.LOSSES.values())


NOT_OF_A_WORK = {"type", "id", "citation-key", "categories", "custom"}


@pytest.mark.parametrize("kind", every(5, sorted(csl.TYPES)))
@pytest.mark.parametrize("name", EXPORTERS)
def test_variable_without_losses_is_written_for_every_type(name: str, kind: str) -> None:
    """The file must change if the variable is added or removed."""
    exporter = EXPORTERS[name]
    kinds = {"type": kind}
    whole = exporter.export(bibliography(work_of(BASE | kinds)))
    missing = []
    for variable in csl.VARIABLES - NOT_OF_A_WORK - exporter.LOSSES.keys():
        changed = {v: other for v, other in BASE.items() if v != variable} | kinds
        if variable not in BASE:
            changed[variable] = value(variable)
        if exporter.export(bibliography(work_of(changed))) == whole:
            missing.append(variable)
    assert missing == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_variable_of_written_is_written_for_some_type(name: str) -> None:
    exporter = EXPORTERS[name]
    options = Options(journal="abbreviated", abstracts=True)
    missing = set(exporter.WRITTEN - NOT_OF_A_WORK)
    without = [
        {v: other for v, other in BASE.items() if v != removed}
        for removed in ("editor", "container-title")
    ]
    for base, kind in product((BASE, *without), sorted(csl.TYPES)):
        for variable in sorted(missing):
            rest = {v: other for v, other in base.items() if v != variable} | {"type": kind}
            both = (rest, rest | {variable: value(variable)})
            files = {exporter.export(bibliography(work_of(item)), options) for item in both}
            if len(files) > 1:
                missing.discard(variable)
    assert missing == set()


@pytest.mark.parametrize("name", EXPORTERS)
def test_variable_outside_written_is_never_written(name: str) -> None:
    exporter = EXPORTERS[name]
    variables = exporter.LOSSES.keys() - exporter.WRITTEN - NOT_OF_A_WORK
    for kind in sorted(csl.TYPES):
        item = BASE | {"type": kind, **{variable: value(variable) for variable in variables}}
        whole, without = bibliography(work_of(item)), bibliography(work_of(BASE | {"type": kind}))
        assert exporter.export(whole) == exporter.export(without)


def reasons(work: Work, name: str, options: Options = DEFAULTS) -> dict[str, str]:
    return {loss.variable: loss.reason for loss in losses(bibliography(work), name, options)}


@pytest.mark.parametrize(
    ("name", "variables", "variable", "reason"),
    [
        ("bibtex", {"issue": "4", "type": "book"}, "issue", "not for books"),
        ("bibtex", {"issue": "4"}, "issue", ""),
        ("bibtex", {"issued": csl.date("2024-05-07")}, "issued", "year and month"),
        ("bibtex", {"issued": csl.date("2024-05")}, "issued", ""),
        ("bibtex", {"abstract": "a\nb"}, "abstract", "only with `--abstracts`"),
        ("biblatex", {"abstract": "a\nb"}, "abstract", "paragraphs are joined"),
        ("biblatex", {"abstract": "a"}, "abstract", ""),
        ("biblatex", {"ISSN": "0028-0836, 1476-4687"}, "ISSN", "only the first valid one"),
        ("biblatex", {"ISSN": "0028-0836"}, "ISSN", ""),
        ("biblatex", {"page": "7", "number": "7"}, "number", ""),
        ("biblatex", {"page": "7", "number": "7"}, "page", ""),
        ("biblatex", {"title": "眼 of a model"}, "title", "pdflatex does not print 眼; lualatex does"),
        ("bibtex", {"title": "A ≤ μγ"}, "title", "Zotero reads the formula of ≤ as letters"),
        ("bibtex", {"title": "A μγ"}, "title", ""),
        ("bibtex", {"title": f"A {tex_span(r'$x_{ij}$')} b"}, "title", "only parts of the formula x_ij"),
        ("bibtex", {"title": f"A {tex_span('$x^n$')} b"}, "title", ""),
        ("bibtex", {"title": tex_span(r"$(11\bar{2}0)$")}, "title", "only parts of the formula (112̄0)"),
        ("csl-json", {"title": f"A {tex_span('$x^n$')} b"}, "title", ""),
        ("bibtex", {"title": "From $5 to $6"}, "title", "Zotero reads text between two dollar"),
        ("bibtex", {"title": "From $5"}, "title", ""),
        ("bibtex", {"author": [{"family": "Иванов", "given": "A."}]}, "author", "split a letter"),
        ("bibtex", {"author": [{"family": "Öz", "given": "Émile"}]}, "author", ""),
        ("biblatex", {"author": [{"family": "李", "given": "A."}]}, "author", "not print 李"),
        ("ris", {"publisher": "P"}, "publisher", "Zotero drops it for articles"),
        ("ris", {"publisher": "P", "type": "book"}, "publisher", ""),
        ("ris", {"collection_number": "7"}, "collection-number", "Zotero drops it"),
        ("ris", {"issued": csl.date("2024-05-07/2024-06-01")}, "issued", "only the start of a range"),
        ("ris", {"accessed": csl.date("2024-05-07/2024-06-01")}, "accessed", "only the start"),
        ("ris", {"abstract": "a\nb"}, "abstract", "paragraphs are joined"),
        ("ris", {"abstract": "a"}, "abstract", ""),
        ("ris", {"author": [{"literal": "A, B and C"}]}, "author", "a comma in a name"),
        ("ris", {"author": [{"literal": "A and B"}]}, "author", ""),
        ("ris", {"version": "2.0", "edition": "3"}, "version", "the tag has another value"),
        ("ris", {"version": "3", "edition": "3"}, "version", ""),
        ("ris", {"number": "7", "note": "N", "type": "webpage"}, "note", ""),
        ("ris", {"page": "7", "number_of_pages": "90", "type": "book"}, "page", "the tag has another value"),
        ("bibtex", {"language": "de"}, "language", "styles use the language of the document"),
        ("biblatex", {"language": "de"}, "language", ""),
        ("biblatex", {"issued": csl.date("2024-02-31")}, "issued", "not a day that does not exist"),
        ("biblatex", {"issued": csl.date("2024-02-28")}, "issued", ""),
        ("zotero-rdf", {"issued": csl.date("2024-05-07/2024-06-01")}, "issued", ""),
    ],
)  # fmt: skip
def test_losses(name: str, variables: dict[str, Any], variable: str, reason: str) -> None:
    text = reasons(work(**variables), name).get(variable, "")
    assert reason in text
    assert bool(reason) == bool(text)


def test_advice_is_one_line_for_each_remedy() -> None:
    works = bibliography(
        work("a", title="Of ả and Ṭ"),
        work("b", author=[{"family": "Иванов", "given": "И."}]),
        work("c"),
    )
    assert [*advice("bibtex", [unfit(works, "bibtex")])] == [
        "bibtex: pdflatex does not print И а в н о Ṭ ả; compile with lualatex",
        "bibtex: BibTeX cuts initials that are not Latin letters (b); use biblatex",
    ]
    assert len([*advice("biblatex", [unfit(works, "biblatex")])]) == 1
    assert [*advice("ris", [unfit(works, "ris")])] == []
    formulas = bibliography(*(work(key, title=tex_span(r"$\mathbb{R}^n$")) for key in "abcde"))
    assert [*advice("biblatex", [unfit(formulas, "biblatex")])] == [
        r"biblatex: formulas (a, b, c and 2 more) need \usepackage{amsmath,amssymb}"
    ]


def test_options_change_the_losses() -> None:
    abstract = work(abstract="a", container_title_short="Nat.")
    assert {"abstract", "container-title-short"} <= reasons(abstract, "bibtex").keys()
    options = Options(abstracts=True, journal="abbreviated")
    assert not {"abstract", "container-title-short"} & reasons(abstract, "bibtex", options).keys()


def test_number_of_a_preprint_is_not_lost_if_it_is_the_eprint() -> None:
    preprint = merge(entry("a", paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])
    assert "number" not in reasons(preprint, "biblatex")


def test_losses_of_awkward_works() -> None:
    assert losses(AWKWARD, "csl-json") + losses(AWKWARD, "zotero-rdf") == []
    [isbn] = [loss for loss in losses(AWKWARD, "biblatex") if loss.variable == "ISBN"]
    assert isbn == Loss(
        variable="ISBN", reason=EXPORTERS["biblatex"].LOSSES["ISBN"], citekeys=("chapter-lncs",)
    )


def test_export_losses(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    output = run("export", "--losses", "--format", "bibtex").stdout
    assert output.startswith("bibtex\n  PMCID ")
    assert "  abstract               all 13  only with `--abstracts`" in output
    assert "\n                                 ret-clip, urfound\n" in output
    run("export", "--losses", "--check", code=2)
    assert run("export", "--losses", "--format", "csl-json").stdout == "csl-json: nothing is lost\n"
    alone = run("export", "--losses", "--format", "ris", "eyefound").stdout
    assert alone == "ris\n  publisher  all 1  Zotero drops it for articles and manuscripts\n"


def document() -> str:
    """The text of `docs/losses.md`: a table for each format with a row for each reason."""
    lines = [
        "# What each format loses",
        "",
        "CSL variables that a format does not hold completely, or that readers of the format drop.",
        "`eyebib export --losses` lists those that concern your works. A second table lists what",
        "readers do to facts that are right in the file. This page is generated from the tables in",
        "the code; tests run every reader and find each of its losses, and no others.",
    ]
    for name, exporter in EXPORTERS.items():
        lines += ["", f"## {name} (`{exporter.FILE}`)", ""]
        rows: dict[str, list[str]] = {}
        for variable in sorted(exporter.LOSSES):
            rows.setdefault(exporter.LOSSES[variable], []).append(variable)
        if name in ("bibtex", "biblatex"):
            rows[UNPRINTED.format("Chinese, Cyrillic, Arabic, emoji and similar characters")] = [
                *IN_TEX,
                *PEOPLE,
            ]
            rows[DOLLARS] = IN_TEX
            rows[PARTLY.format("formulas with braces or commands")] = ["title"]
            rows[FORMULAS.format("θ, ι, ω, Ω and signs such as ≤, ∞ and ∑")] = IN_TEX
        if name == "bibtex":
            rows[CUT] = [*PEOPLE]
        if name == "ris":
            rows[SHARED] = ["variables with one tag"]
        lines_of_types = list(type_lines(name))
        heading = "| variables | what is kept, or why it is lost |"
        lines += [heading, "|---|---|"] if rows or lines_of_types else ["No losses."]
        lines += [f"| {', '.join(variables)} | {reason} |" for reason, variables in rows.items()]
        lines += [*lines_of_types, *reader_lines(name)]
    return "\n".join([*lines, ""])


TYPED = ("bibtex", "biblatex", "cff", "csl-json", "csl-yaml", "ris")
"""Formats that readers find the CSL type in; Zotero RDF has it in Extra, a list has none."""

PARTS: Item = {"author": 1, "editor": 1, "container-title": "C", "URL": "U", "note": "N"}
WITH_OR_WITHOUT = {
    **{f" without {name}": PARTS | {name: ""} for name in PARTS},
    " with container-title and page": PARTS | {"page": "1"},
}


def type_lines(name: str) -> Iterator[str]:
    """The CSL types that are written alike, and those that depend on another variable."""
    kinds = EXPORTERS[name].TYPES if name in TYPED else {}
    rows = {("", kind): [t for t in sorted(kinds) if kinds[t] == kind] for kind in kinds.values()}
    rows = {row: alike for row, alike in rows.items() if len(alike) > 1}
    for condition, item in WITH_OR_WITHOUT.items() if name in ("bibtex", "biblatex") else ():
        for kind in sorted(kinds):
            usual, other = (written_as(name, parts | {"type": kind}) for parts in (PARTS, item))
            if usual != other:
                rows.setdefault((condition, other), []).append(kind)
    for (condition, kind), types in rows.items():
        yield f"| type | {', '.join(types)}{condition}: written as {kind} |"


def test_every_cause_in_the_benchmark_is_on_the_page() -> None:
    page = (REPOSITORY / "docs/losses.md").read_text(encoding="utf-8")
    sections = {text.split(" ", 1)[0]: text for text in page.split("\n## ")}
    benchmark = (REPOSITORY / "benchmarks/fidelity.md").read_text(encoding="utf-8")
    pattern = r"(?m)^\| (\S+) by eyebib \| (\w+) \| (.+) \| (format|reader|) \| (.+) \|$"
    rows = re.findall(pattern, benchmark)
    assert len(rows) > 30
    missing = []
    for name, fact, causes, where, counts in rows:
        readers = re.findall(r"(\S+) \d+", counts) if where == "reader" else [VARIABLES[fact]]
        for first, cause in product(readers, causes.split(" / ")):
            lines = [line for line in sections[name].splitlines() if cause in line]
            second = fact if where == "reader" else ""
            if not any(first in line and second in line for line in lines):
                missing.append((name, first, fact, cause))
    assert missing == []


def reader_lines(name: str) -> Iterator[str]:
    """A table of what readers do to facts that are right in the file; test_facts.py shows each."""
    rows = [
        f"| {reader} | {', '.join(loss.facts.split())} | {loss.reason} |"
        for (format_, reader), losses in OF_READER.items()
        if format_ == name
        for loss in losses
    ]
    kinds = json.loads((GOLDEN / "zotero-types.json").read_text(encoding="utf-8")).get(name, {})
    for kind in dict.fromkeys(kinds.values()):
        types = ", ".join(csl_type for csl_type, other in kinds.items() if other == kind)
        rows.append(f"| zotero | type | {types}: read as {kind} |")
    if rows:
        yield from ("", "| reader | facts | what the reader does |", "|---|---|---|", *rows)


def test_page_is_up_to_date() -> None:
    text = document()
    assert text == renewed("../../docs/losses.md", text)


def test_a_letter_with_a_mark_that_no_command_has_is_cut() -> None:
    author = [{"family": "Wu", "given": "\u1ea1\u0309"}]  # the dot has a command, the hook has none
    assert unfit(bibliography(work("a", author=author)), "bibtex").cut == ("a",)


@holds_for(
    st.lists(
        st.text(st.sampled_from("aÉả’'´ –-~{}_И中Łø\u0301\u0323"), min_size=1),
        min_size=2,
        max_size=2,
    )
)
def test_a_cut_name_begins_with_what_is_no_command(parts: list[str]) -> None:
    """The shortcut over the first letters finds what is in the written name."""
    name: csl.Name = {"family": parts[0], "given": parts[1]}
    cut = re.search(r"(?:^|[\s{~-])[^ -~]", bib_name.name(name, accented=True)) is not None
    keys = unfit(bibliography(work("a", author=[name])), "bibtex").cut
    assert bool(keys) == cut
