"""Incomplete lists of names, protected words and seasons of imported files are written again."""

import json

import pytest
import yaml

from eyebib.exporters import export
from eyebib.exporters.losses import UNMARKED, losses
from eyebib.exporters.reference import reference
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.merge import merge
from eyebib.tables import snippet, tabulate
from eyebib.tables.table import View
from works import bibliography, entry

TITLE = (
    'The <span class="nocase">Alzheimer</span> test of OCT in <span class="nocase">e</span>Books'
)


def incomplete(**variables: object) -> Work:
    item = {
        "type": "article-journal",
        "container-title": "Nature",
        "title": "The Alzheimer test of OCT in eBooks",
        "author": [{"family": "Wu", "given": "Jian"}],
        "issued": {"date-parts": [[2024]], "season": 2},
        "custom": {"incomplete": ["author"]},
    }
    return merge(entry(csl=item | variables), [])


@pytest.fixture
def works() -> Bibliography:
    return bibliography(incomplete(title=TITLE))


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_bib_files(works: Bibliography, name: str) -> None:
    text = export(works, name)
    assert "author = {Wu, Jian and others}" in text
    assert "title = {The {Alzheimer} test of {OCT} in {e}Books}" in text
    assert ("month = {Summer}" if name == "bibtex" else "date = {2024-22}") in text


def test_csl_files(works: Bibliography) -> None:
    [item] = json.loads(export(works, "csl-json"))
    assert item["author"] == [{"family": "Wu", "given": "Jian"}, {"literal": "others"}]
    assert (item["title"], item["issued"]) == (TITLE, {"date-parts": [[2024]], "season": 2})
    [again] = yaml.safe_load(export(works, "csl-yaml"))["references"]
    assert (again["title"], again["author"]) == (TITLE, item["author"])


@pytest.mark.parametrize("name", ["ris", "zotero-rdf", "cff"])
def test_other_formats_say_that_they_lose_the_mark(works: Bibliography, name: str) -> None:
    text = export(works, name)
    assert "Alzheimer test of OCT in eBooks" in text
    assert "others" not in text
    lost = [(loss.variable, loss.reason) for loss in losses(works, name)]
    assert ("author", UNMARKED) in lost


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json", "csl-yaml"])
def test_formats_that_keep_it_do_not(works: Bibliography, name: str) -> None:
    assert UNMARKED not in [loss.reason for loss in losses(works, name)]


def test_references_and_tables_say_that_names_are_missing(works: Bibliography) -> None:
    [work] = works.works
    assert reference(work).startswith("Jian Wu and others. The Alzheimer test")
    assert snippet.reference(work).startswith("Wu, J., et al. (2024).")
    table = tabulate(works, "markdown", View(columns=("authors",)))
    assert "Wu et al." in table
