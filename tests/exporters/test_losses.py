"""Every table of a format is total, and says no less than what is measured."""

from itertools import product
from typing import Any

import pytest

from conftest import REPOSITORY, Run
from eyebib.exporters import EXPORTERS
from eyebib.exporters.losses import CUT, DOLLARS, IN_TEX, PEOPLE, UNPRINTED, Loss, losses
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.model.csl import Item
from eyebib.model.merge import merge
from eyebib.model.settings import DEFAULTS, Options
from golden_file import renewed
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


NOT_OF_A_WORK = {"type", "id", "citation-key", "categories", "custom"}


def value(variable: str) -> Any:  # noqa: ANN401 - a CSL value of any shape
    if variable in csl.NAME_VARIABLES:
        return [{"family": "Zed", "given": "Zoe"}]
    return csl.date("2001-02-03") if variable in csl.DATE_VARIABLES else VALUES.get(variable, "77")


def made(item: Item) -> Work:
    listed = entry("a", title="As listed", paper="https://example.org/a")
    return merge(listed, [record("https://example.org/a", item)])


@pytest.mark.parametrize("name", EXPORTERS)
def test_tables_are_total(name: str) -> None:
    exporter = EXPORTERS[name]
    assert set(exporter.TYPES) == csl.TYPES
    assert exporter.WRITTEN | exporter.LOSSES.keys() == csl.VARIABLES
    assert all(exporter.TYPES.values())
    assert all(exporter.LOSSES.values())


NOT_OF_A_WORK = {"type", "id", "citation-key", "categories", "custom"}


@pytest.mark.parametrize("kind", every(5, sorted(csl.TYPES)))
@pytest.mark.parametrize("name", EXPORTERS)
def test_what_no_table_calls_lost_is_written(name: str, kind: str) -> None:
    """Of every type: the file is another without the variable."""
    exporter = EXPORTERS[name]
    kinds = {"type": kind}
    whole = exporter.export(bibliography(made(BASE | kinds)))
    silent = []
    for variable in csl.VARIABLES - NOT_OF_A_WORK - exporter.LOSSES.keys():
        changed = {v: said for v, said in BASE.items() if v != variable} | kinds
        if variable not in BASE:
            changed[variable] = value(variable)
        if exporter.export(bibliography(made(changed))) == whole:
            silent.append(variable)
    assert silent == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_what_a_table_calls_written_is_seen_somewhere(name: str) -> None:
    """And the other way round: each of WRITTEN is in the file of one type at least."""
    exporter = EXPORTERS[name]
    options = Options(journal="abbreviated", abstracts=True)
    unseen = set(exporter.WRITTEN - NOT_OF_A_WORK)
    without = [
        {v: said for v, said in BASE.items() if v != gone} for gone in ("editor", "container-title")
    ]
    for base, kind in product((BASE, *without), sorted(csl.TYPES)):
        for variable in sorted(unseen):
            rest = {v: said for v, said in base.items() if v != variable} | {"type": kind}
            both = (rest, rest | {variable: value(variable)})
            files = {exporter.export(bibliography(made(item)), options) for item in both}
            if len(files) > 1:
                unseen.discard(variable)
    assert unseen == set()


@pytest.mark.parametrize("name", EXPORTERS)
def test_what_a_table_calls_lost_altogether_is_never_written(name: str) -> None:
    exporter = EXPORTERS[name]
    lost = exporter.LOSSES.keys() - exporter.WRITTEN - NOT_OF_A_WORK
    for kind in sorted(csl.TYPES):
        item = BASE | {"type": kind, **{variable: value(variable) for variable in lost}}
        whole, without = bibliography(made(item)), bibliography(made(BASE | {"type": kind}))
        assert exporter.export(whole) == exporter.export(without)


def found(work: Work, name: str, options: Options = DEFAULTS) -> dict[str, str]:
    return {loss.variable: loss.reason for loss in losses(bibliography(work), name, options)}


@pytest.mark.parametrize(
    ("name", "variables", "variable", "reason"),
    [
        ("bibtex", {"issue": "4", "type": "book"}, "issue", "not of a book"),
        ("bibtex", {"issue": "4"}, "issue", ""),
        ("bibtex", {"issued": csl.date("2024-05-07")}, "issued", "year and month"),
        ("bibtex", {"issued": csl.date("2024-05")}, "issued", ""),
        ("bibtex", {"abstract": "a\nb"}, "abstract", "only with `--abstracts`"),
        ("biblatex", {"abstract": "a\nb"}, "abstract", "paragraphs are run together"),
        ("biblatex", {"abstract": "a"}, "abstract", ""),
        ("biblatex", {"ISSN": "0028-0836, 1476-4687"}, "ISSN", "of several the first"),
        ("biblatex", {"ISSN": "0028-0836"}, "ISSN", ""),
        ("biblatex", {"page": "7", "number": "7"}, "number", ""),
        ("biblatex", {"page": "7", "number": "7"}, "page", ""),
        ("biblatex", {"title": "眼 of a model"}, "title", "pdflatex does not print 眼; lualatex does"),
        ("bibtex", {"title": "From $5 to $6"}, "title", "Zotero takes"),
        ("bibtex", {"title": "From $5"}, "title", ""),
        ("bibtex", {"author": [{"family": "Иванов", "given": "A."}]}, "author", "within a letter"),
        ("bibtex", {"author": [{"family": "Öz", "given": "Émile"}]}, "author", ""),
        ("biblatex", {"author": [{"family": "李", "given": "A."}]}, "author", "not print 李"),
        ("ris", {"publisher": "P"}, "publisher", "dropped by Zotero of an article"),
        ("ris", {"publisher": "P", "type": "book"}, "publisher", ""),
        ("ris", {"collection_number": "7"}, "collection-number", "dropped by Zotero"),
        ("ris", {"issued": csl.date("2024-05-07/2024-06-01")}, "issued", "of a range the beginning"),
        ("zotero-rdf", {"issued": csl.date("2024-05-07/2024-06-01")}, "issued", ""),
    ],
)  # fmt: skip
def test_losses(name: str, variables: dict[str, Any], variable: str, reason: str) -> None:
    told = found(work(**variables), name).get(variable, "")
    assert reason in told
    assert bool(reason) == bool(told)


def test_options_change_what_is_lost() -> None:
    abstract = work(abstract="a", container_title_short="Nat.")
    assert {"abstract", "container-title-short"} <= found(abstract, "bibtex").keys()
    kept = found(abstract, "bibtex", Options(abstracts=True, journal="abbreviated"))
    assert not {"abstract", "container-title-short"} & kept.keys()


def test_a_preprint_loses_no_number_that_is_its_eprint() -> None:
    preprint = merge(entry("a", paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])
    assert "number" not in found(preprint, "biblatex")


def test_losses_of_works_that_are_awkward() -> None:
    listed = losses(AWKWARD, "csl-json") + losses(AWKWARD, "zotero-rdf")
    assert listed == []
    [edition] = [loss for loss in losses(AWKWARD, "biblatex") if loss.variable == "ISBN"]
    assert edition == Loss(
        variable="ISBN", reason=EXPORTERS["biblatex"].LOSSES["ISBN"], citekeys=("chapter-lncs",)
    )


def test_the_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    printed = run("export", "--losses", "--format", "bibtex").stdout
    assert printed.startswith("bibtex\n  PMCID ")
    assert "  abstract               all 13  only with `--abstracts`" in printed
    assert "\n                                 ret-clip, urfound\n" in printed
    run("export", "--losses", "--check", code=2)
    assert run("export", "--losses", "--format", "csl-json").stdout == "csl-json: nothing is lost\n"
    alone = run("export", "--losses", "--format", "ris", "eyefound").stdout
    assert alone == "ris\n  publisher  all 1  dropped by Zotero of an article\n"


def document() -> str:
    """`docs/losses.md`: the tables of the exporters, variables of one reason in one row."""
    lines = [
        "# What is lost where",
        "",
        "What a format, or a reader of it, does not take of a CSL variable. `eyebib export --losses`",
        "says which of it concerns your works. This page is made of the tables in the code.",
    ]
    for name, exporter in EXPORTERS.items():
        lines += ["", f"## {name} (`{exporter.FILE}`)", ""]
        rows: dict[str, list[str]] = {}
        for variable in sorted(exporter.LOSSES):
            rows.setdefault(exporter.LOSSES[variable], []).append(variable)
        if name in ("bibtex", "biblatex"):
            rows[UNPRINTED.format("Chinese, Cyrillic, Arabic, emoji and their like")] = [
                *IN_TEX,
                *PEOPLE,
            ]
            rows[DOLLARS] = IN_TEX
        if name == "bibtex":
            rows[CUT] = [*PEOPLE]
        lines += ["| variables | what is kept, or why not |", "|---|---|"] if rows else ["Nothing."]
        lines += [f"| {', '.join(variables)} | {reason} |" for reason, variables in rows.items()]
    return "\n".join([*lines, ""])


def test_the_page_is_current() -> None:
    text = document()
    assert text == renewed("../../docs/losses.md", text)
