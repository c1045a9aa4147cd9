"""`eyebib add` for what no source knows: a BibTeX entry, or title, authors and year."""

from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.project import lock_file
from replay import Replay

PMLR = "https://proceedings.mlr.press/v139/example21a.html"

BIB = """\
@InProceedings{pmlr-v139-example21a,
  title = {Learning to See}, author = {Example, Ann and Doe, Jane}, year = {2021},
  booktitle = {Proceedings of the 38th International Conference on Machine Learning},
  pages = {1--9}, publisher = {PMLR}, url = {https://proceedings.mlr.press/v139/example21a.html},
  keywords = {vision}, abstract = {We see.}
}
"""

HEADER = "# yaml-language-server: $schema=entry.schema.json\n"
KNOWN = "no paper with this title at Crossref or arXiv; the facts at hand are cited"

pytestmark = pytest.mark.usefixtures("server", "folder")


def entry(stem: str) -> str:
    return Path(f"entries/{stem}.yaml").read_text(encoding="utf-8").removeprefix(HEADER)


@pytest.mark.parametrize("file", ["cite.bib", "cite.txt", "-"])
def test_the_entry_of_a_site(run: Run, write: Write, file: str) -> None:
    write("cite.bib", BIB)
    write("cite.txt", BIB)
    printed = run("add", PMLR, "--bibtex", file, "--code", "none", stdin=BIB).stderr
    assert printed == (f"wrote     entries/example2021learning.yaml\nnot resolved: {KNOWN}\n")
    assert entry("example2021learning") == (
        f"title: Learning to See\npaper: {PMLR}\ncode: none\nlisted: 2021\ntags: [vision]\n"
    )
    [record] = lock_file.read(Path("entries/locked/example2021learning.json"))
    assert (record.source, str(record.identifier)) == ("imported", f"url:{PMLR}")
    assert record.evidence == ("<stdin>:1" if file == "-" else f"{file}:1",)
    assert record.item["abstract"] == "We see."
    assert run("check", "--strict").stderr == "1 entry checked: no problems\n"
    assert "booktitle = {Proceedings" in run("export", "--format", "bibtex", "-o", "-").stdout


def test_a_name_and_a_title_of_ones_own(run: Run, write: Write) -> None:
    write("cite.bib", BIB)
    run(
        "add",
        PMLR,
        "--bibtex",
        "cite.bib",
        "--name",
        "Seer",
        "--title",
        "Learning to see",
        "--modalities",
        "OCT",
    )
    assert entry("seer").startswith("name: Seer\ntitle: Learning to see\n")
    assert "modalities: [OCT]\n" in entry("seer")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cite.bib: expected one BibTeX entry, found 0"),
        (BIB + BIB.replace("pmlr", "x"), "found 2; `eyebib import` reads several"),
        ("@misc{a, title={T}, doi={10.1000/other}}", "the BibTeX entry is of doi:10.1000/other, but the link is of doi:10.1000/x"),
    ],
)  # fmt: skip
def test_files_that_are_refused(run: Run, write: Write, text: str, message: str) -> None:
    write("cite.bib", text)
    assert message in run("add", "10.1000/x", "--bibtex", "cite.bib", code=2).stderr
    assert not Path("entries").exists()


def test_what_a_source_says_comes_first(run: Run, write: Write) -> None:
    """Both records are kept, and the contradiction is named."""
    write(
        "cite.bib",
        "@article{a, title={A foundation model for generalizable disease detection from retinal "
        "images}, author={Zhou, Yukun}, year=2023, volume=999, doi={10.1038/s41586-023-06555-x}}",
    )
    link = "https://example.org/a-page"
    printed = run("add", link, "--bibtex", "cite.bib", "--name", "RETFound").stderr
    assert "found     RETFound: Zhou et al. 2023" in printed
    assert "cite.bib:1 says volume 999; crossref says 622, which is cited [imported]" in printed
    assert f"paper: {link}\nidentifier: doi:10.1038/s41586-023-06555-x\n" in entry("retfound")
    records = lock_file.read(Path("entries/locked/retfound.json"))
    assert [record.source for record in records] == ["crossref", "imported"]


def test_the_records_of_both_versions_are_fetched(run: Run, write: Write) -> None:
    write(
        "cite.bib",
        "@article{a, title={Development and Validation of a Multimodal Multitask Vision Foundation "
        "Model for Generalist Ophthalmic Artificial Intelligence}, author={Qiu, Jianing}, "
        "eprint={2310.04992}, doi={10.1056/AIoa2300221}}",
    )
    run("add", "10.1056/AIoa2300221", "--bibtex", "cite.bib", "--name", "VisionFM")
    records = lock_file.read(Path("entries/locked/visionfm.json"))
    assert [record.source for record in records] == ["crossref", "arxiv", "imported"]
    assert "preprint: arxiv:2310.04992\n" in entry("visionfm")


def test_a_bibtex_entry_of_another_paper(run: Run, write: Write) -> None:
    write("cite.bib", BIB)
    printed = run("add", "arxiv:2405.11338", "--bibtex", "cite.bib", code=1).stderr
    assert 'nothing was written: arxiv:2405.11338 is "EyeFound' in printed
    assert not Path("entries").exists()


def test_title_authors_and_year(run: Run) -> None:
    options = ["--title", "On the Eyes", "--author", "Jane van Doe", "--author", "{Eye Lab}"]
    printed = run("add", "https://example.org/thesis", *options, "--year", "2020").stderr
    assert printed == f"wrote     entries/vandoe2020eyes.yaml\nnot resolved: {KNOWN}\n"
    assert entry("vandoe2020eyes") == (
        "title: On the Eyes\n"
        "paper: https://example.org/thesis\n"
        "listed: 2020\n"
        "csl:\n"
        "  author:\n"
        "  - {family: Doe, given: Jane, non-dropping-particle: van}\n"
        "  - {literal: Eye Lab}\n"
        "  issued: '2020'\n"
    )
    assert run("check", "--strict").stderr == "1 entry checked: no problems\n"


def test_a_web_page_without_a_date(run: Run) -> None:
    printed = run(
        "add", "https://example.org/card", "--title", "A card", "--author", "{Meta AI}"
    ).stderr
    assert printed == f"wrote     entries/metaaicard.yaml\nnot resolved: {KNOWN}\n"
    lines = entry("metaaicard").splitlines()
    assert lines[2:4] == ["csl:", "  type: webpage"]
    assert lines[4].startswith("  accessed: '20")
    assert run("check", "--strict").stderr == "1 entry checked: no problems\n"


def test_authors_and_year_do_not_override_a_source(run: Run) -> None:
    run("add", "arxiv:2405.11338", "--author", "Doe, Jane", "--year", "1999")
    assert entry("shi2024eyefound").endswith("paper: arxiv:2405.11338\nlisted: 2024\n")


def test_authors_and_year_if_the_source_cannot_be_reached(run: Run, server: Replay) -> None:
    server.misbehave("html", source="arxiv")
    run(
        "add",
        "arxiv:2405.11338",
        "--title",
        "Eyes",
        "--author",
        "Doe, Jane",
        "--year",
        "1999",
        code=3,
    )
    assert "listed: 1999\ncsl:\n  author:" in entry("doe1999eyes")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--bibtex", "-", "--year", "2020"], "`--bibtex` cannot be used with `--author` or `--year`"),
        (["--year", "20"], "`20` is not a year"),
        (["--author", "Doe, Jane"], "the paper can only be found by its title"),
        (["--bibtex", "absent.bib"], "File 'absent.bib' does not exist"),
    ],
)  # fmt: skip
def test_options_that_are_refused(run: Run, options: list[str], message: str) -> None:
    assert message in run("add", "https://example.org/a", *options, code=2).stderr


def test_a_long_key(run: Run) -> None:
    group = "{The Consortium for the Study of Everything that Has Eyes}"
    options = ["--title", "A report", "--author", group, "--year", "2020"]
    run("add", "https://example.org/a/long/link", *options)
    assert [path.stem for path in Path("entries").glob("*.yaml")] == [
        "theconsortiumforthes2020report"
    ]
