"""The lists in `examples/`, built as their curators would: every format, table and figure."""

import shutil
from pathlib import Path

import pytest

from conftest import REPOSITORY, Run
from eyebib.exporters import EXPORTERS
from eyebib.project.folder import Project
from eyebib.tables import TABLES

LISTS = sorted(path.parent for path in REPOSITORY.glob("examples/*/eyebib.toml"))

FOREIGN = ("Model", "Modalit", "ophthalm", "retina")
"""Words of the list in this repository, which is about models and eyes."""


@pytest.fixture(params=LISTS, ids=lambda path: path.name)
def example(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A copy of a list, in which the test is."""
    folder = tmp_path / request.param.name
    shutil.copytree(request.param, folder)
    monkeypatch.chdir(folder)
    return Project(folder)


def test_there_is_a_list() -> None:
    assert LISTS


@pytest.mark.usefixtures("example")
def test_check_has_nothing_to_say_but_that_records_are_transcribed(run: Run) -> None:
    before = files(Path())
    lines = run("check").stdout.splitlines()
    assert [line for line in lines if not line.endswith("[unconfirmed]")] == []
    assert files(Path()) == before, "run `eyebib check` in the folder of the list"


def test_every_file_is_written_with_every_paper(example: Project, run: Run) -> None:
    for verb in (("export", "--all"), ("table",), ("plot",)):
        run(*verb)
    bibliography = example.bibliography()
    written = files(Path("output"))
    assert {each.FILE for each in TABLES.values()} <= written.keys()
    assert {each.FILE for each in EXPORTERS.values()} <= written.keys()
    assert {f"figures/timeline.{suffix}" for suffix in ("pdf", "png", "svg")} <= written.keys()
    for name in ("references.bib", "references.json", "table.html", "table.tex", "table.csv"):
        text = written[name].decode()
        assert [each.citekey for each in bibliography.works if each.citekey not in text] == []
    for name in ("table.html", "table.tex", "table.md", "table.csv"):
        text = written[name].decode()
        assert [facet for facet in bibliography.settings.facets if facet.heading not in text] == []
        assert [word for word in FOREIGN if word in text] == []


def test_tables_and_groups_of_every_facet(example: Project, run: Run) -> None:
    for facet in example.bibliography().settings.facets:
        options = ("--matrix", facet.name, "--group-by", facet.name, "--format", "markdown")
        text = run("table", *options, "-o", "-").stdout
        assert [value.term for value in facet.values if f"{value.term} " not in text] == []


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their paths in it."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
