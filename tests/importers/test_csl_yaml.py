"""CSL-YAML as pandoc and eyebib write it."""

from pathlib import Path

import pytest

from eyebib.importers import csl_yaml
from eyebib.model.bibliography import Entry

HERE = Path("a.yaml")

ITEM = r"""
- id: Zhou_2023
  type: article-journal
  title: "[RETFound]{.nocase} for H~2~O at 10^5^ *in vivo* \\*star\\* and a_b"
  author:
  - family: Zhou
    given: Yukun
  - literal: others
  issued: 2023-09-13
  container-title: Nature
  volume: 622
  page: 156-163
  DOI: 10.1000/a\_b
"""


def read_one(text: str) -> tuple[Entry, list[str]]:
    [entry], problems = csl_yaml.read(text, HERE)
    return entry, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        ITEM,
        f"references:{ITEM}",
        f"---\nreferences:{ITEM}...\n",
        f"---\nnocite: '@*'\nreferences:{ITEM}---\n",
        f"---\n{ITEM}",
        f"# comment\n{ITEM}",
    ],
)
def test_an_item_is_read_exactly(text: str) -> None:
    entry, problems = read_one(text)
    assert problems == []
    assert entry.title == "RETFound for H₂O at 10⁵ in vivo *star* and a_b"
    assert str(entry.paper) == "doi:10.1000/a_b"
    assert entry.csl == {
        "title": '<span class="nocase">RETFound</span> for H₂O at 10⁵ in vivo *star* and a_b',
        "type": "article-journal",
        "author": [{"family": "Zhou", "given": "Yukun"}],
        "custom": {"incomplete": ["author"]},
        "issued": {"date-parts": [[2023, 9, 13]]},
        "container-title": "Nature",
        "volume": "622",
        "page": "156-163",
    }


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2024-05", {"date-parts": [[2024, 5]]}),
        ("2024-21", {"date-parts": [[2024]], "season": 1}),
        ("{date-parts: [[2024, 5]]}", {"date-parts": [[2024, 5]]}),
        ("[{year: 2024, month: 5}, {year: 2025}]", {"date-parts": [[2024, 5], [2025]]}),
        ("[{year: 2024, season: 2}]", {"date-parts": [[2024]], "season": 2}),
    ],
)
def test_dates(issued: str, expected: object) -> None:
    entry, problems = read_one(f"- title: T\n  issued: {issued}\n")
    assert (entry.csl["issued"], problems) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("references: x", (1, "csl-yaml")),
        ("a: b", (1, "csl-yaml")),
        ("- a: [", (2, "yaml")),
        ("references:\n- id: a\n- id: b\n  title: T", (2, "title")),
        ("- title: T\n- id: a", (2, "title")),
        ("[" * 100_000, (1, "too-deep")),
        ("- &a {title: T}\n- *a", (2, "alias")),
    ],
)
def test_problems_are_located(text: str, expected: tuple[int, str]) -> None:
    _, [problem] = csl_yaml.read(text, HERE)
    assert (problem.location.line, problem.rule) == expected


def test_keys_are_kept() -> None:
    keys = ("Wu:1", "wu:1", "Wu:1")
    text = "".join(f"- id: {key}\n  title: T\n" for key in keys)
    entries, problems = csl_yaml.read(text, HERE)
    assert [(e.citekey, e.stem, e.aliases) for e in entries] == [
        ("Wu:1", "wu-1", ()),
        ("wu:1-2", "wu-1-2", ("wu:1",)),
    ]
    assert [problem.rule for problem in problems] == ["citekey", "repeated-entry"]


def test_private_characters_stay() -> None:
    [entry], _ = csl_yaml.read(
        'references:\n  - id: a\n    title: "\U000f0023 \\\\# *b*"\n', Path("a.yaml")
    )
    assert entry.title == "\U000f0023 # b"
