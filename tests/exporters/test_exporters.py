"""Requirements on every format of the bibliography."""

import re
from dataclasses import replace
from typing import Any

import pytest
import yaml

from conftest import REPOSITORY
from exported import HOSTILE, REFERENCES
from eyebib.exporters import EXPORTERS, prove
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.facet import Facet, Term
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError
from eyebib.project.folder import Project
from readers.corpora import recorded
from works import ARTICLE, PREPRINT, SETTINGS, bibliography, entry, record, work


@pytest.fixture(scope="module")
def listed() -> Bibliography:
    return Project(REPOSITORY).bibliography()


@pytest.mark.parametrize("name", EXPORTERS)
def test_list_of_this_repository_is_read_back(listed: Bibliography, name: str) -> None:
    text = EXPORTERS[name].export(listed)
    assert list(EXPORTERS[name].verify(text, listed)) == []
    assert text.endswith("\n")
    assert "\r" not in text
    for listed_work in listed.works:
        assert (listed_work.citekey if name in REFERENCES else listed_work.entry.label) in text


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back_and_does_not_change_the_next_entry(name: str, text: str) -> None:
    hostile: dict[str, Any] = {
        "title": text, "container_title": text, "publisher": text, "volume": text, "page": text,
        "author": [{"family": text, "given": text}, {"literal": text}], "abstract": text,
    }  # fmt: skip
    works = bibliography(work("a", **hostile), work("b"), settings=SETTINGS)
    file = EXPORTERS[name].export(works)
    assert list(EXPORTERS[name].verify(file, works)) == []


TASK = Facet(name="task", values=(Term(term="SEG", name="segmentation"),))
FACETED = bibliography(
    merge(
        entry(
            facets={
                "site": ("Basel",),
                "task": ("Segmentation", "grading"),
                "modalities": ("oct",),
            },
            tags=("eyes",),
        ),
        [record("doi:10.1038/x", ARTICLE)],
    ),
    settings=replace(SETTINGS, facets=(*SETTINGS.facets, TASK)),
)
TAGS = ["modality:OCT", "task:SEG", "task:grading", "site:Basel", "eyes"]


def test_facets_are_tags() -> None:
    ris = EXPORTERS["ris"].export(FACETED)
    assert re.findall(r"(?m)^KW  - (.*)$", ris) == TAGS
    rdf = EXPORTERS["zotero-rdf"].export(FACETED)
    assert re.findall(r"<dc:subject>(.*)</dc:subject>", rdf) == TAGS
    biblatex = EXPORTERS["biblatex"].export(FACETED)
    assert "keywords = {eyes, OCT, SEG, grading, Basel}" in biblatex


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml"])
def test_facets_are_facts_of_a_csl_item(name: str) -> None:
    [item] = yaml.safe_load(EXPORTERS[name].export(FACETED).removeprefix("references:\n"))
    assert item["custom"]["modalities"] == ["oct"]
    assert item["custom"]["facets"] == {"site": ["Basel"], "task": ["Segmentation", "grading"]}


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("kind", sorted(csl.TYPES))
def test_every_type(name: str, kind: str) -> None:
    works = bibliography(work(type=kind, publisher="P", number="7"))
    file = EXPORTERS[name].export(works)
    assert list(EXPORTERS[name].verify(file, works)) == []


@pytest.mark.parametrize("name", REFERENCES)
@pytest.mark.parametrize(
    ("old", "new"),
    [("Wu", "Mo"), ("10.1038/x", "10.1038/y"), ("A model", "A modal"), ("622", "623")],
)
def test_verify_reports_a_changed_file(name: str, old: str, new: str) -> None:
    works = bibliography(work())
    file = EXPORTERS[name].export(works)
    assert old in file
    assert list(EXPORTERS[name].verify(file.replace(old, new), works))


@pytest.mark.parametrize("name", EXPORTERS)
def test_verify_reports_a_missing_item(name: str) -> None:
    both = bibliography(work("a"), work("b"))
    file = EXPORTERS[name].export(bibliography(work("a")))
    assert list(EXPORTERS[name].verify(file, both))


def test_prove_raises_an_error_with_all_differences() -> None:
    text = EXPORTERS["csl-json"].export(bibliography(work()))
    with pytest.raises(EyebibError) as error:
        prove(text.replace("622", "623").replace("Wu", "Mo"), bibliography(work()), "csl-json")
    assert str(error.value) == (
        "csl-json: internal check failed: the file differs when read back and was not written\n"
        "  a: author differs\n"
        "  a: volume differs"
    )


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize(
    "variables",
    [
        {"number": "12-345"},
        {"number": "12-345", "page": "12-345"},
        {"number": "7", "page": "7", "type": "classic"},
        {"author": [{"family": "\u200b", "given": "\u200d"}, {"family": "\u200b", "given": "Plato"}]},
        {"author": [{"literal": "\u00ad"}], "note": "\u200b"},
        {"author": [{"family": "Wu", "given": "`{a"}, {"family": "<b", "given": "``c"}]},
    ],
)  # fmt: skip
def test_unusual_facts_are_not_refused(name: str, variables: dict[str, Any]) -> None:
    works = bibliography(work("a", **variables), work("b"))
    file = EXPORTERS[name].export(works)
    assert list(EXPORTERS[name].verify(file, works)) == []


def test_invisible_names_are_absent() -> None:
    invisible = {"family": "\u200b", "given": "\u200d"}
    item = work(author=[invisible, {"family": "\u200b", "given": "Plato"}], editor=[invisible]).item
    assert item["author"] == [{"family": "Plato"}]
    assert "editor" not in item


def test_zotero_rdf_is_refused_if_a_field_has_moved() -> None:
    """The same text elsewhere in the item does not count."""
    works = bibliography(work(volume="7", issue="7"))
    file = EXPORTERS["zotero-rdf"].export(works)
    changed = file.replace("<prism:volume>7</prism:volume>", "")
    assert list(EXPORTERS["zotero-rdf"].verify(changed, works)) == ["a: volume differs"]


def test_file_names_differ() -> None:
    assert len({module.FILE for module in EXPORTERS.values()}) == len(EXPORTERS)


@pytest.mark.parametrize("name", EXPORTERS)
def test_recorded_works_are_proven(name: str) -> None:
    """Every 16th of 958 real works; `test_every_work.py` takes all of them."""
    works = recorded(16)
    assert list(EXPORTERS[name].verify(EXPORTERS[name].export(works), works)) == []


def test_a_preprint_keeps_its_identifier_in_every_format() -> None:
    preprint = merge(
        entry("a", paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT, "arxiv")]
    )
    for module in EXPORTERS.values():
        assert "2310.04992" in module.export(bibliography(preprint))


def test_authors_keep_their_order() -> None:
    names = [{"family": f"Name{letter}", "given": "X."} for letter in "CABZ"]
    for name in REFERENCES:
        text = EXPORTERS[name].export(bibliography(work(author=names, title=ARTICLE["title"])))
        places = [text.index(str(n["family"])) for n in names]
        assert places == sorted(places), name


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml"])
def test_facts_of_the_entry_are_proven_in_csl_items(name: str) -> None:
    bare = replace(FACETED, works=tuple(replace(w, entry=entry()) for w in FACETED.works))
    differences = list(EXPORTERS[name].verify(EXPORTERS[name].export(bare), FACETED))
    assert differences == ["a: custom differs"]


@pytest.mark.parametrize("paper", [None, "https://example.org/a"])
def test_what_the_reader_of_lists_does_not_read_is_proven(paper: str | None) -> None:
    """It reads no item without a link, and no brackets of others."""
    whole = bibliography(merge(replace(entry(abstract="(.)"), paper=None, link=paper or ""), ()))
    part = bibliography(merge(replace(entry(), paper=None, link=paper or ""), ()))
    text = EXPORTERS["list"].export(part)
    assert "the lines of the items differ" in list(EXPORTERS["list"].verify(text, whole))
