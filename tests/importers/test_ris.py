"""RIS as several programs write it."""

from pathlib import Path
from typing import Any

import pytest

from eyebib.importers import ris
from eyebib.model.bibliography import Entry

HERE = Path("a.ris")

FILE = """TY  - JOUR
ID  - Zhou_2023
TI  - A foundation model for {RETFound}: H<sub>2</sub>O
AU  - Zhou, Yukun
AU  - Smith, Joe, Jr.
AU  - UK Biobank Eye & Vision Consortium
AU  - WHO,
JO  - Nature
JA  - Nat.
VL  - 622
IS  - 7981
SP  - 156
EP  - 163
PY  - 2023
DA  - 2023/09/13/
SN  - 0028-0836
DO  - 10.1038/s41586-023-06555-x
UR  - https://www.nature.com/articles/s41586-023-06555-x
AB  - Two
lines.
KW  - modality:OCT
KW  - retina
KW  - retina
N1  - A note
AN  - arXiv:2305.13714
L2  - https://github.com/a/b
ER  -
"""


def read_one(text: str) -> tuple[Entry, list[str]]:
    [entry], problems = ris.read(text, HERE)
    return entry, [problem.rule for problem in problems]


def test_a_record_is_read_exactly() -> None:
    entry, rules = read_one(FILE)
    title = "A foundation model for {RETFound}: H₂O"
    assert (entry.citekey, entry.title, rules) == ("Zhou_2023", title, [])
    assert (str(entry.paper), str(entry.preprint)) == (
        "doi:10.1038/s41586-023-06555-x",
        "arxiv:2305.13714",
    )
    assert (entry.abstract, entry.tags) == ("Two lines.", ("retina",))
    assert entry.facets == {"modalities": ("OCT",)}
    assert entry.code == "https://github.com/a/b"
    assert entry.csl == {
        "type": "article-journal",
        "author": [
            {"family": "Zhou", "given": "Yukun"},
            {"family": "Smith", "given": "Joe", "suffix": "Jr."},
            {"literal": "UK Biobank Eye & Vision Consortium"},
            {"literal": "WHO"},
        ],
        "container-title": "Nature",
        "container-title-short": "Nat.",
        "volume": "622",
        "issue": "7981",
        "page": "156-163",
        "issued": {"date-parts": [[2023, 9, 13]]},
        "ISSN": "0028-0836",
        "note": "A note",
        "URL": "https://www.nature.com/articles/s41586-023-06555-x",
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "TY  - CONF\nTI  - T\nC3  - Proc\nT2  - MICAI\nCY  - Paris\nC1  - Cham",
            {"type": "paper-conference", "container-title": "Proc", "event-title": "MICAI", "event-place": "Paris", "publisher-place": "Cham"},
        ),
        (
            "TY  - CHAP\nTI  - T\nT2  - Book\nA2  - Dou, Qi\nPB  - P\nCY  - Cham\nSN  - 978-3-16-148410-0",
            {"type": "chapter", "container-title": "Book", "editor": [{"family": "Dou", "given": "Qi"}], "publisher": "P", "publisher-place": "Cham", "ISBN": "978-3-16-148410-0"},
        ),
        (
            "TY  - BOOK\nT1  - T\nA1  - Wu, J\nT2  - S\nSP  - 300\nY1  - 1999///Spring",
            {"type": "book", "author": [{"family": "Wu", "given": "J"}], "collection-title": "S", "number-of-pages": "300", "issued": {"date-parts": [[1999]], "season": 1}},
        ),
        ("TY  - RPRT\nTI  - T\nSN  - 7\nM3  - Memo", {"type": "report", "number": "7", "genre": "Memo"}),
        ("TY  - THES\nTI  - T\nAU  - Ann Bee\nPB  - MIT", {"type": "thesis", "author": [{"family": "Bee", "given": "Ann"}], "publisher": "MIT"}),
        ("TY  - MANSCPT\nTI  - T\nM3  - preprint\nAN  - bio 7", {"type": "article", "genre": "preprint", "number": "bio 7"}),
        ("TY  - MANSCPT\nTI  - T\nM1  - 7", {"type": "manuscript", "number": "7"}),
        ("TY  - UNPD\nTI  - T\nM3  - Preprint", {"type": "article", "genre": "Preprint"}),
        ("TY  - JOUR\nTI  - T\nPY  - 2018\nDA  - 2018 Nov-Dec", {"type": "article-journal", "issued": {"date-parts": [[2018, 11], [2018, 12]]}}),
        ("TY  - JOUR\nTI  - T\nAU  - Wu, J\nAU  - et al.", {"type": "article-journal", "author": [{"family": "Wu", "given": "J"}], "custom": {"incomplete": ["author"]}}),
        ("TY  - JOUR\nTI  - T\nJO  - J\nT2  - J\nC7  - e12\nAN  - 19910308", {"type": "article-journal", "container-title": "J", "number": "e12", "PMID": "19910308"}),
    ],
)  # fmt: skip
def test_types_and_tags(lines: str, expected: dict[str, Any]) -> None:
    entry, rules = read_one(f"{lines}\nER  - \n")
    assert (entry.csl, rules) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("junk\nTY  - JOUR\nTI  - T\n", [(1, "not-read")]),
        ("TY  - JOUR\nAU  - Wu, J\nER  - ", [(1, "title")]),
        ("TY  - NONE\nTI  - T\nER  - ", [(1, "type")]),
        ("TY  - JOUR\nTI  - T\nXX  - a\nXX  - b\nTI  - U", [(3, "not-read"), (5, "not-read")]),
        ("TY  - JOUR\nTI  - T\nPY  - soon", [(1, "date")]),
        (
            "TY  - JOUR\nID  - a\nTI  - T\nER  - \n\nTY  - JOUR\nID  - a\nTI  - U\n",
            [(6, "repeated-entry")],
        ),
    ],
)
def test_problems_are_located(text: str, expected: list[tuple[int, str]]) -> None:
    _, problems = ris.read(text, HERE)
    assert sorted((p.location.line, p.rule) for p in problems) == expected


def test_a_record_that_is_not_closed_is_kept() -> None:
    entries, problems = ris.read("TY  - JOUR\nTI  - T\nTY  - BOOK\nTI  - U", HERE)
    assert ([entry.title for entry in entries], problems) == (["T", "U"], [])


def test_a_record_without_key_is_named_by_author_and_year() -> None:
    text = "TY  - JOUR\nTI  - T\nAU  - Müller, A\nPY  - 2020\nER  - \n"
    entries, problems = ris.read(text * 2, HERE)
    assert ([entry.citekey for entry in entries], problems) == (
        ["muller-2020", "muller-2020-2"],
        [],
    )


def test_keys_are_kept() -> None:
    keys = ("Wu:1", "wu:1", "a b", "Wu:1")
    text = "".join(f"TY  - JOUR\nID  - {key}\nTI  - T\nER  - \n" for key in keys)
    entries, problems = ris.read(text, HERE)
    assert [(e.citekey, e.stem, e.aliases) for e in entries] == [
        ("Wu:1", "wu-1", ()),
        ("wu:1-2", "wu-1-2", ("wu:1",)),
        ("a-b", "a-b", ()),
    ]
    assert [problem.rule for problem in problems] == ["citekey", "citekey", "repeated-entry"]
