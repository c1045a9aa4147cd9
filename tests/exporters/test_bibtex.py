from typing import Any

import pytest
from hypothesis import strategies as st

from eyebib.exporters import bibtex
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from eyebib.model.settings import Settings
from eyebib.text.clean import clean
from properties import holds_for
from works import PREPRINT, SETTINGS, bibliography, entry, record, work

GOLDEN = r"""% A List
% Written by eyebib: change the entries, not this file.
% DOIs with underscores: splncs04 needs the doi command of eyebib's README.

@article{retfound,
  author = {Wu, Jian},
  title = {{RETFound} \& friends: a {3D} model for {OCT}},
  journal = {Nature},
  volume = {622},
  number = {7981},
  pages = {1--9},
  publisher = {S\&B},
  year = {2024},
  month = may,
  doi = {10.1038/x_1},
  issn = {0028-0836},
  url = {https://x.org/a_b?c=1&d=%20#e},
  eprint = {2310.04992},
  eprinttype = {arxiv},
  archiveprefix = {arXiv},
  primaryclass = {cs.CV}
}

@misc{visionfm,
  author = {Wu, J.},
  title = {A model, early},
  howpublished = {arXiv:2310.04992},
  year = {2023},
  month = jan,
  url = {https://arxiv.org/abs/2310.04992},
  eprint = {2310.04992},
  eprinttype = {arxiv},
  archiveprefix = {arXiv},
  primaryclass = {cs.CV}
}
"""


def published(citekey: str) -> Work:
    item = work(
        citekey,
        title="RETFound & friends: a 3D model for OCT",
        issue="7981",
        publisher="S&B",
        ISSN="0028-0836",
        DOI="10.1038/x_1",
        URL="https://x.org/a_b?c=1&d=%20#e",
    ).item
    listed = entry(citekey, name="RETFound", preprint="arxiv:2310.04992")
    return merge(
        listed, [record("doi:10.1038/x", item), record("arxiv:2310.04992", PREPRINT, "arxiv")]
    )


def preprint(citekey: str = "visionfm") -> Work:
    return merge(entry(citekey, paper="arxiv:2310.04992"), [record("arxiv:2310.04992", PREPRINT)])


def fields(work: Work) -> dict[str, str]:
    """The fields of a work as written in the file: values with braces by name."""
    text = bibtex.export(bibliography(work, settings=Settings()))
    lines = [line.strip().rstrip(",") for line in text.splitlines() if line.startswith("  ")]
    return dict(line.split(" = ", 1) for line in lines)


def test_golden() -> None:
    assert bibtex.export(bibliography(published("retfound"), preprint())) == GOLDEN


LNCS = {
    "type": "paper-conference",
    "container_title": "MICCAI – 2024",
    "collection_title": "Lecture Notes in Computer Science",
    "volume": "15012",
    "publisher": "Springer",
    "publisher_place": "Cham",
    "editor": [{"family": "Dou", "given": "Qi"}],
    "issued": {"date-parts": [[2024]]},
}


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        (
            LNCS,
            {
                "booktitle": "{MICCAI – 2024}",
                "series": "{Lecture Notes in Computer Science}",
                "volume": "{15012}",
                "editor": "{Dou, Qi}",
                "publisher": "{Springer}",
                "address": "{Cham}",
                "year": "{2024}",
            },
        ),
        ({"page": None, "number": "6862"}, {"pages": "{6862}"}),
        ({"page": "753–762"}, {"pages": "{753--762}"}),
        ({"type": "thesis", "publisher": "ETH"}, {"school": "{ETH}", "type": "{Thesis}"}),
        ({"author": None, "title": "R&D in 3D"}, {"key": r"{R\&D in 3D}"}),
        ({"author": None, "title": "[A title]"}, {"key": "{[A title{]}}", "title": "{[A title]}"}),
        ({"author": [{"literal": "A [B]"}]}, {"author": "{{A [B{]}}}"}),
        ({"type": "periodical", "issue": "3"}, {"number": "{3}"}),
        (
            {"type": "paper-conference", "container_title": None, "event_title": "GSA 2018"},
            {"booktitle": "{GSA 2018}"},
        ),
        ({"type": "document", "container_title": "A Book"}, {"booktitle": "{A Book}", "pages": "{1--9}"}),
        ({"type": "report", "publisher": "WHO", "number": "7"}, {"institution": "{WHO}", "number": "{7}"}),
        ({"type": "dataset", "container_title": None, "publisher": "Zenodo"}, {"howpublished": "{Zenodo}"}),
        ({"type": "book", "volume": None, "collection_number": "3"}, {"volume": "{3}"}),
        ({"author": [{"literal": "Eye & Vision"}]}, {"author": r"{{Eye \& Vision}}"}),
        ({"author": [{"family": "Ércsi", "given": "Émile"}]}, {"author": r"{{\'E}rcsi, {\'E}mile}"}),
        ({"DOI": "10.1/a{b}%c"}, {"doi": r"{10.1/a\%7Bb\%7D\%25c}"}),
        ({"URL": "javascript:alert(1)"}, {"url": "{https://doi.org/10.1038/x}"}),
    ],
)  # fmt: skip
def test_fields(variables: dict[str, Any], expected: dict[str, str]) -> None:
    assert fields(work(**variables)).items() >= expected.items()


def test_every_csl_type_has_a_bibtex_type() -> None:
    assert set(bibtex.TYPES) == csl.TYPES


@pytest.mark.parametrize(
    ("genre", "expected"), [("Master's thesis", "mastersthesis"), ("PhD thesis", "phdthesis")]
)
def test_thesis(genre: str, expected: str) -> None:
    assert bibtex.entry_type({"type": "thesis", "genre": genre}) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "manuscript"}, "misc"),
        ({"type": "manuscript", "note": "In preparation"}, "unpublished"),
        ({"type": "paper-conference"}, "misc"),
        ({"type": "paper-conference", "event-title": "GSA"}, "inproceedings"),
        ({"type": "document", "container-title": "B"}, "misc"),
        ({"type": "document", "container-title": "B", "page": "7"}, "incollection"),
    ],
)
def test_type_has_the_fields_that_styles_require(item: csl.Item, expected: str) -> None:
    assert bibtex.entry_type(item) == expected


def test_header_cannot_start_an_entry() -> None:
    hostile = Settings(title="@article{x,\n}")
    text = bibtex.export(bibliography(preprint(), settings=hostile))
    assert text.startswith("% article x,\n% Written by eyebib")
    assert list(bibtex.verify(text, bibliography(preprint(), settings=hostile))) == []


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("{622}", "{623}", "pybtex reads a different volume"),
        ("Wu, Jian", "Wu, Jian and Wu, Jiang", "pybtex reads different names in author"),
        ("may", "{may", "bibtexparser reads different entries"),
        ("@article{a,", "@article{b,", "bibtexparser reads different entries"),
        ("may", "mai", "bibtexparser reads different fields"),
    ],
)
def test_verify_reports_a_difference(old: str, new: str, difference: str) -> None:
    works = bibliography(work(), settings=SETTINGS)
    text = bibtex.export(works)
    assert old in text
    assert difference in " ".join(bibtex.verify(text.replace(old, new), works))


name = st.fixed_dictionaries({"family": st.text(min_size=1), "given": st.text()})


@holds_for(st.text(min_size=1), st.lists(name, min_size=1, max_size=3), st.text(), examples=150)
def test_any_text_is_read_back(title: str, names: list[dict[str, str]], journal: str) -> None:
    author = [{part: clean(text) for part, text in n.items() if clean(text)} for n in names]
    author = [n for n in author if "family" in n]
    works = bibliography(
        work("a", title=clean(title), author=author, container_title=clean(journal)), work("b")
    )
    assert list(bibtex.verify(bibtex.export(works), works)) == []


@pytest.mark.parametrize(
    ("edition", "expected"),
    [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("4", "4th"), ("11", "11th"), ("112", "112th"),
     ("21", "21st"), ("Revised", "Revised"), ("2nd, revised", "2nd, revised")],
)  # fmt: skip
def test_edition_is_an_ordinal(edition: str, expected: str) -> None:
    text = bibtex.export(bibliography(work(type="book", publisher="P", edition=edition)))
    assert f"edition = {{{expected}}}" in text


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"type": "patent", "number": "US 7_1", "genre": "Patent"}, r"howpublished = {Patent US 7\_1},"),
        ({"type": "webpage", "URL": "https://x.org/a", "DOI": None, "publisher": "P"}, "howpublished = {P},"),
        ({"type": "report", "number": "7", "publisher": "P"}, "number = {7},"),
    ],
)  # fmt: skip
def test_styles_print_what_finds_the_work(variables: dict[str, Any], line: str) -> None:
    text = bibtex.export(bibliography(work(container_title=None, **variables)))
    assert line in text


def test_styles_print_the_address_of_a_page() -> None:
    address = "https://x.org/a_b"
    page = merge(entry("a", paper=address), [record(address, {"type": "webpage", "title": "T"})])
    text = bibtex.export(bibliography(page))
    assert r"howpublished = {https://x.org/a\_b}," in text
    assert "  url = {https://x.org/a_b}" in text
