"""`eyebib cited`, and `eyebib export --cited-in`."""

from pathlib import Path

import pytest

from conftest import Run, Write

ENTRY = """\
title: A Model of %(name)s
aliases: [old-%(name)s]
paper: https://example.org/%(name)s
csl: {type: webpage, author: [{family: Example, given: Ann}], issued: "2024-01-02"}
"""
BIB = """@misc{a, title = {A}, ids = {older}}
@misc{Müller:2020, note = {no title}}
@xdata{x, title = {X}}
"""
JSON = '[{"id": "c", "title": "C"}]'


@pytest.fixture
def _entries(write: Write) -> None:
    for name in ("retfound", "flair", "eyeclip"):
        write(f"entries/{name}.yaml", ENTRY % {"name": name})


@pytest.mark.usefixtures("_entries")
def test_unknown_keys_and_works_never_cited(run: Run, write: Write) -> None:
    write("main.tex", "\\cite{retfond, old-flair}\n\\input{one}")
    write("one.tex", "\\cite{retfound}")
    printed = run("cited", "main.tex", code=1)
    assert printed.stdout.splitlines() == [
        "entries/eyeclip.yaml:1:8: note: `eyeclip` is never cited [never-cited]",
        "main.tex:1:7: error: `retfond` is not in the bibliography; did you mean `retfound`? [unknown-citation]",
    ]
    assert printed.stderr == "2 of 3 works cited, 1 unknown key\n"


@pytest.mark.usefixtures("_entries")
def test_all_is_well(run: Run, write: Write) -> None:
    write("main.tex", "\\nocite{*}")
    printed = run("cited", "main.tex")
    assert printed.stdout == ""
    assert printed.stderr == "3 of 3 works cited, 0 unknown keys\n"


@pytest.mark.usefixtures("_entries")
def test_several_documents_and_types(run: Run, write: Write) -> None:
    write("main.aux", "\\citation{retfound}\n")
    write("supplement.md", "See [@flair; @old-eyeclip].\n")
    assert run("cited", "main.aux", "supplement.md").stdout == ""


def test_another_bibliography_needs_no_entries(run: Run, write: Write) -> None:
    """Keys are as LaTeX has them; an entry needs no title."""
    write("refs.bib", BIB)
    write("more.json", JSON)
    write("main.tex", "\\cite{older, Müller:2020, c, x}")
    named = ("--bibliography", "refs.bib", "--bibliography", "more.json")
    printed = run("cited", "main.tex", *named, code=1)
    assert printed.stdout.splitlines() == [
        "main.tex:1:30: error: `x` is not in the bibliography [unknown-citation]"
    ]
    assert printed.stderr == "3 of 3 works cited, 1 unknown key\n"


def test_works_of_a_file_that_are_never_cited(run: Run, write: Write) -> None:
    write("refs.bib", BIB)
    write("main.tex", "\\cite{a}")
    assert run("cited", "main.tex", "--bibliography", "refs.bib").stdout == (
        "refs.bib:2:1: note: `Müller:2020` is never cited [never-cited]\n"
    )


def test_errors_in_the_bibliography_are_printed(run: Run, write: Write) -> None:
    write("refs.bib", "@misc{a, title = {A}}\n@misc{b, title = {B\n")
    write("main.tex", "\\cite{a}")
    printed = run("cited", "main.tex", "--bibliography", "refs.bib", code=1)
    assert "refs.bib:2:1: error: invalid BibTeX" in printed.stdout


def test_without_a_list(run: Run, write: Write) -> None:
    write("main.tex", "\\cite{a}")
    assert "no folder `entries/` here" in run("cited", "main.tex", code=2).stderr
    assert "unknown type of document" in run("cited", str(write("a.docx", "")), code=2).stderr


@pytest.mark.usefixtures("_entries")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("main.aux", "\\citation{flair}\n\\citation{old-retfound}\n"),
        ("main.tex", "\\cite{flair,old-retfound}"),
        ("main.qmd", "@flair @old-retfound @fig-x"),
        ("main.typ", "@flair @old-retfound @fig = H <fig>"),
    ],
)
def test_only_the_works_that_a_document_cites_are_exported(
    run: Run, write: Write, name: str, text: str
) -> None:
    write(name, text)
    printed = run("export", "--cited-in", name, "--format", "biblatex", "-o", "-").stdout
    assert [line for line in printed.splitlines() if line.startswith("@")] == [
        "@online{flair,",
        "@online{retfound,",
    ]


@pytest.mark.usefixtures("_entries")
def test_all_formats_of_the_works_that_a_document_cites(run: Run, write: Write) -> None:
    write("main.aux", "\\citation{flair}\n\\citation{nope}\n")
    printed = run("export", "--cited-in", "main.aux", code=1)
    assert "main.aux:2:11: error: `nope` is not in the bibliography" in printed.stderr
    assert "output/references.bib  (1 work)" in printed.stderr
    assert "retfound" not in Path("output/references.bib").read_text(encoding="utf-8")
    write("main.aux", "\\citation{flair}\n")
    run("export", "--cited-in", "main.aux", "--check")
    run("export", "--check", code=1)


@pytest.mark.usefixtures("_entries")
def test_a_document_that_cites_no_work(run: Run, write: Write) -> None:
    write("main.aux", "\\relax\n")
    printed = run("export", "--cited-in", "main.aux", code=1)
    assert printed.stderr.splitlines()[-1] == (
        "main.aux:1:1: error: no work of the bibliography is cited [unknown-citation]"
    )
    assert not Path("output").exists()


@pytest.mark.usefixtures("_entries")
def test_citation_keys_and_a_document(run: Run, write: Write) -> None:
    write("main.aux", "\\citation{flair}\n")
    printed = run("export", "--cited-in", "main.aux", "-o", "-", "flair", code=2)
    assert "citation keys and `--cited-in` cannot be used together" in printed.stderr
