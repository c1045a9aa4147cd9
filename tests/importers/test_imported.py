"""What a file says of a paper becomes a record; the entry keeps what is the curator's."""

from pathlib import Path

import pytest

from eyebib.importers import bibtex, imported
from eyebib.model.identifier import NO_IDENTIFIER

BIB = """@article{Zhou2023,
  title = {A {Model} of eyes}, author = {Zhou, Y}, journal = {Nature}, year = 2023,
  doi = {10.1038/x}, url = {https://doi.org/10.1038/x}, keywords = {retina, OCT},
  abstract = {We present.}
}
@phdthesis{B, title = {Thesis}, author = {Zhou, Y}, school = {MIT}, year = 2020}
@misc{C, title = {Card}, url = {https://x.org/card}}
"""


def test_the_facts_become_a_record() -> None:
    entries, _ = bibtex.read(BIB, Path("refs/old.bib"))
    article, thesis, card = (imported.work(entry, today="2026-01-02") for entry in entries)
    [record] = article.records
    assert (record.source, record.retrieved) == ("imported", "2026-01-02")
    assert record.evidence == ("refs/old.bib:1",)
    assert str(record.identifier) == "doi:10.1038/x"
    assert record.item == {
        "type": "article-journal",
        "title": 'A <span class="nocase">Model</span> of eyes',
        "author": [{"family": "Zhou", "given": "Y"}],
        "container-title": "Nature",
        "issued": {"date-parts": [[2023]]},
        "abstract": "We present.",
    }
    entry = article.entry
    assert (entry.csl, entry.abstract, entry.tags) == ({}, "", ("retina", "OCT"))
    assert (article.rich_title, entry.title) == (record.item["title"], "A Model of eyes")
    assert thesis.records[0].identifier == NO_IDENTIFIER
    assert thesis.item["publisher"] == "MIT"
    assert str(card.records[0].identifier) == "url:https://x.org/card"
    assert card.item["URL"] == "https://x.org/card"


@pytest.mark.parametrize(
    ("path", "place"),
    [("a/b.bib", "a/b.bib:1"), ("/refs/b.bib", "b.bib:1"), ("<stdin>", "<stdin>:1")],
)
def test_the_place_has_no_folder_of_a_machine(path: str, place: str) -> None:
    [entry], _ = bibtex.read("@misc{a, title={A}}", Path(path))
    assert imported.work(entry, today="2026-01-02").records[0].evidence == (place,)


def test_an_address_that_is_no_link() -> None:
    text = "@article{a, title={A}, journal={J}, url={https://////www.who.int/publications/1}}"
    [entry], _ = bibtex.read(text, Path("a.bib"))
    record = imported.work(entry, today="2026-01-02").records[0]
    assert record.item["container-title"] == "J"
