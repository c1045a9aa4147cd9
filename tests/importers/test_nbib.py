"""PubMed's format."""

from pathlib import Path

import pytest

from eyebib.importers import nbib
from eyebib.model.bibliography import Entry

HERE = Path("a.nbib")

FILE = """
PMID- 19910308
OWN - NLM
STAT- MEDLINE
IS  - 1460-2105 (Electronic)
IS  - 0027-8874 (Linking)
VI  - 22
IP  - 7981
PG  - 156-163
DP  - 2023 Sep 13
TI  - A foundation model for eyes
      in two lines.
LID - 10.1038/s41586-023-06555-x [doi]
LID - 123 [pii]
AB  - BACKGROUND: We do.
      More.
FAU - Zhou, Yukun
AU  - Zhou Y
FAU - Smith, Joe Jr
AU  - Smith J Jr
CN  - WHO Group
LA  - eng
PT  - Journal Article
TA  - Nature
JT  - Nature medicine
PMC - PMC3531190
MH  - *Retina
OT  - eye
GN  - A note
SO  - Nature. 2023.
"""


def read_one(text: str) -> tuple[Entry, list[str]]:
    [entry], problems = nbib.read(text, HERE)
    return entry, [problem.rule for problem in problems]


def test_a_record_is_read_exactly() -> None:
    entry, rules = read_one(FILE)
    assert (entry.citekey, rules) == ("zhou-2023", [])
    assert entry.title == "A foundation model for eyes in two lines"
    assert (str(entry.paper), entry.tags) == ("doi:10.1038/s41586-023-06555-x", ("eye", "Retina"))
    assert entry.abstract == "BACKGROUND: We do. More."
    assert entry.csl == {
        "type": "article-journal",
        "author": [
            {"family": "Zhou", "given": "Yukun"},
            {"family": "Smith", "given": "Joe Jr"},
            {"literal": "WHO Group"},
        ],
        "container-title": "Nature medicine",
        "container-title-short": "Nature",
        "volume": "22",
        "issue": "7981",
        "page": "156-163",
        "issued": {"date-parts": [[2023, 9, 13]]},
        "ISSN": "1460-2105",
        "language": "eng",
        "PMID": "19910308",
        "PMCID": "PMC3531190",
        "note": "A note",
    }


@pytest.mark.parametrize(
    ("lines", "variables"),
    [
        ("AU  - de la Cruz JM", {"author": [{"family": "de la Cruz", "given": "JM"}]}),
        ("DP  - 2018 Nov-Dec", {"issued": {"date-parts": [[2018, 11], [2018, 12]]}}),
        ("DP  - 2001 Spring", {"issued": {"date-parts": [[2001]], "season": 1}}),
        ("AID - e1003 [pii]", {"number": "e1003"}),
        ("PT  - Preprint", {"type": "article", "genre": "preprint"}),
        ("PB  - Springer\nISBN- 978-3-16-148410-0", {"type": "book", "publisher": "Springer"}),
    ],
)
def test_tags(lines: str, variables: dict[str, object]) -> None:
    entry, rules = read_one(f"PMID- 1\nTI  - T.\n{lines}\n")
    assert (variables.items() <= dict(entry.csl).items(), rules) == (True, []), entry.csl


def test_every_record_is_read_and_unknown_tags_are_named() -> None:
    text = "PMID- 1\nTI  - T\nXYZ - a\n\nPMID- 2\nTI  - U\nXYZ - b\n\nPMID- 3\n"
    entries, problems = nbib.read(text, HERE)
    assert [entry.title for entry in entries] == ["T", "U"]
    assert [str(problem) for problem in problems] == [
        "a.nbib:9:1: missing title; the item was not imported [title]",
        "a.nbib:3:1: tag `XYZ` was ignored: `a`; also on line 7 [not-read]",
    ]


def test_keys_are_made_of_author_and_year() -> None:
    record = "PMID- {}\nTI  - T\nFAU - Wu, Ann\nDP  - 2024\n\n"
    entries, problems = nbib.read("".join(map(record.format, (1, 2))), HERE)
    assert [(entry.citekey, entry.stem) for entry in entries] == [
        ("wu-2024", "wu-2024"),
        ("wu-2024-2", "wu-2024-2"),
    ]
    assert problems == []
