import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eyebib.model import csl
from eyebib.model.identifier import identify
from eyebib.model.problem import EyebibError, Severity
from eyebib.project import entry_file, entry_schema
from eyebib.project.yaml_file import MAX_PROBLEMS

Write = Callable[[str, str | bytes], Path]

WHOLE = """\
# yaml-language-server: $schema=entry.schema.json
name: VisionFM
title: "VisionFM: a Multi-Modal\\u00a0Model"
paper: https://arxiv.org/abs/2310.04992
published: doi:10.1056/AIoa2300221
code: https://github.com/ABILab-CUHK/VisionFM
listed: 2023
modalities: [CFP, B-ultrasound]
facets: {task: [grading, segmentation], kind: 3D}
tags: [generalist]
abstract: |
  First  line.

  Second line.
csl:
  author: [{family: Qiu, given: Jianing}, {literal: PINNACLE consortium}]
  issued: 2024-11
  volume: 1
table:
  images: 3.4M
"""


def test_a_whole_entry(write: Write) -> None:
    entry, warnings = entry_file.read(write("visionfm.yaml", WHOLE))
    assert warnings == []
    assert entry.citekey == "visionfm"
    assert entry.title == "VisionFM: a Multi-Modal Model"
    assert entry.link == "https://arxiv.org/abs/2310.04992"
    assert entry.identifiers == (identify("doi:10.1056/aioa2300221"), identify("arXiv:2310.04992"))
    assert (entry.code, entry.listed) == ("https://github.com/ABILab-CUHK/VisionFM", 2023)
    assert entry.tags == ("generalist",)
    assert entry.facets == {
        "modalities": ("CFP", "B-ultrasound"),
        "task": ("grading", "segmentation"),
        "kind": ("3D",),
    }
    assert entry.abstract == "First line.\nSecond line."
    assert entry.csl == {
        "author": [{"family": "Qiu", "given": "Jianing"}, {"literal": "PINNACLE consortium"}],
        "issued": {"date-parts": [[2024, 11]]},
        "volume": "1",
    }
    assert entry.table == {"images": "3.4M"}


def test_a_number_is_text(write: Write) -> None:
    entry, _ = entry_file.read(write("a.yaml", "title: T\npaper: 2310.04990\n"))
    assert entry.identifiers == (identify("arxiv:2310.04990"),)


def test_the_line_ending_of_a_block_is_not_part_of_its_value(write: Write) -> None:
    text = "title: T\npaper: >\n  doi:10.1000/x\ncode: >\n  https://x.org/a\nlisted: |\n  2024\ncsl:\n  issued: >\n    2024-10\n"
    entry, _ = entry_file.read(write("a.yaml", text))
    assert (entry.code, entry.listed) == ("https://x.org/a", 2024)
    assert entry.identifiers == (identify("doi:10.1000/x"),)
    assert entry.csl == {"issued": {"date-parts": [[2024, 10]]}}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["1:1: empty file; an entry needs `title` and `paper` [empty]"]),
        ("paper: arxiv:2310.04990\n", ["1:1: missing key `title` [missing-key]"]),
        (
            "title: T\npaper: arxiv:2310.04990\nmodalites: [CFP]\n",
            ["3:1: unknown key `modalites`; did you mean `modalities`? [unknown-key]"],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\nzzz: 1\n",
            ["3:1: unknown key `zzz` [unknown-key]"],
        ),
        (
            "title: T\narxiv: 2310.04990\n",
            [
                "2:1: unknown key `arxiv`; write `paper: arxiv:2310.04990` [unknown-key]",
            ],
        ),
        ("title: T\npaper: arxiv:2310.04990\nmodalities:\n", ["3:12: `modalities` is empty; expected a list, as in [first, second] [empty-value]"]),
        ("title: T\npaper: arxiv:2310.04990\ncsl:\n  author: [{family: Li}, {family: ' '}]\n", ["4:26: the name has only invisible characters [empty-value]"]),
        ("title: T\npaper: arxiv:2310.04990\ncsl:\n", ["3:5: `csl` is empty; expected CSL variables [empty-value]"]),
        ("title: T\npaper: arxiv:2310.04990\ncsl:\n  author: []\n", ["4:11: `csl.author` is empty; expected a list of names, as in [{family: Qiu, given: Jianing}] [empty-value]"]),
        ("title: T\npaper: arxiv:2310.04990\ncsl:\n  author: [{famly: Wu}]\n", ["4:13: unknown key `famly`; did you mean `family`? [unknown-key]"]),
        ("title: T\npaper: arxiv:2310.04990\ncsl:\n  DOI: https://x.org/a\n  URL: javascript:alert(1)\n", [
            "4:8: not a valid DOI: `https://x.org/a` [value]",
            "5:8: not an http(s) URL: `javascript:alert(1)` [value]",
        ]),
        ("title:\npaper: arxiv:2310.04990\n", ["1:7: `title` is empty; expected text [empty-value]"]),
        (
            "title: T\npaper: arxiv:2310.04990\nmodalities: CFP\n",
            ["3:13: `CFP` is not a list, as in [first, second] [value]"],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\nmodalities: [CFP, OCT, CFP]\n",
            ["3:13: `modalities` lists a term twice [value]"],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\nfacets: {task: {a: b}}\n",
            ["3:16: `{'a': 'b'}` is not a value, or a list as in [first, second] [value]"],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\nfacets:\n  Task: a\n  year: [b]\n",
            [
                "4:3: `Task` cannot name a facet; use lower-case letters, digits, `-` and `_` [unknown-key]",
                "5:3: `year` is a built-in column; choose another name [unknown-key]",
            ],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\nmodalities: [a]\nfacets: {modalities: [b]}\n",
            ["4:10: `modalities` is stated twice; delete one [value]"],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\nlisted: twenty\ncode: javascript:alert(1)\n",
            [
                "3:9: `twenty` is not a year of four digits [value]",
                "4:7: `javascript:alert(1)` is not an http(s) link, or `none` [value]",
            ],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\ncsl:\n  type: article-jurnal\n  authors: []\n",
            [
                "4:9: `article-jurnal` is not a CSL type; did you mean `article-journal`? [value]",
                "5:3: unknown key `authors`; did you mean `author`? [unknown-key]",
            ],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\ncsl:\n  issued: 2024-13-01\n",
            ["4:11: not a valid date: `2024-13-01` [value]"],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\ncsl:\n  author: [{family: Wu, gven: Jian}]\n",
            ["4:25: unknown key `gven`; did you mean `given`? [unknown-key]"],
        ),
        (
            "title: T\npaper: arxiv:2310.04990\ncsl:\n  author: [{given: Jian}]\n",
            [
                "4:12: `{'given': 'Jian'}` is not a name, as in {family: Qiu, given: Jianing} or {literal: PINNACLE consortium} [value]"
            ],
        ),
    ],
)  # fmt: skip
def test_problems(write: Write, text: str, problems: list[str]) -> None:
    path = write("a.yaml", text)
    with pytest.raises(EyebibError) as error:
        entry_file.read(path)
    assert [str(p) for p in sorted(error.value.problems)] == [f"{path}:{p}" for p in problems]


@pytest.mark.parametrize(
    "doi", ["10.1056/AIoa2300221", "doi:10.1056/AIoa2300221", "https://doi.org/10.1056/AIoa2300221"]
)
def test_a_doi_in_csl_is_stored_without_prefix(write: Write, doi: str) -> None:
    entry, _ = entry_file.read(write("a.yaml", f"title: T\ncsl:\n  DOI: {doi}\n"))
    assert entry.csl == {"DOI": "10.1056/AIoa2300221"}


@pytest.mark.parametrize(
    ("title", "place", "sign"),
    [
        ("A \u202emodel", "2:10", "U+202E (right-to-left override)"),
        ("foot\u00adnote", "2:12", "U+00AD (soft hyphen)"),
        ('"A \\x07 model"', "2:8", "U+0007 (a control character)"),
    ],
)
def test_an_invisible_character(write: Write, title: str, place: str, sign: str) -> None:
    path = write("a.yaml", f"paper: arxiv:2310.04990\ntitle: {title}\n")
    entry, [warning] = entry_file.read(path)
    assert entry.title in {"A model", "footnote"}
    message = f"invisible character {sign} was ignored; delete it [invisible]"
    assert str(warning) == f"{path}:{place}: {message}"
    assert warning.severity is Severity.WARNING


def test_the_number_of_problems_is_limited(write: Write) -> None:
    path = write("a.yaml", "title: T\npaper: x\nmodalities: [" + "{}," * 20_000 + "{}]\n")
    with pytest.raises(EyebibError) as error:
        entry_file.read(path)
    assert len(error.value.problems) == MAX_PROBLEMS


@pytest.mark.parametrize("link", ["see the paper", "file:///etc/passwd", "javascript:alert(1)"])
def test_not_a_link(write: Write, link: str) -> None:
    path = write("a.yaml", f"title: T\npaper: {link}\n")
    with pytest.raises(EyebibError, match=r"a\.yaml:2:8: .* \[identifier\]"):
        entry_file.read(path)


@pytest.mark.parametrize("stem", ["con", "COM1", "con.x", "-x", ".x", "é", "a b"])
def test_a_file_name_that_cannot_be_an_entry(write: Write, stem: str) -> None:
    path = write(f"{stem}.yaml", "title: T\npaper: arxiv:2310.04990\n")
    with pytest.raises(EyebibError, match=r"yaml:1:1: `.*rename the file \[citekey\]"):
        entry_file.read(path)


@pytest.mark.parametrize("value", ["[]", "{a: }"])
@pytest.mark.parametrize(
    "key", ["title", "paper", "modalities", "csl", "table", "csl: {author", "spam"]
)
def test_deep_nesting(write: Write, key: str, value: str) -> None:
    nested = f"{value[:-1] * 400}1{value[-1] * 400}{'}' * key.count('{')}"
    path = write("a.yaml", f"name: N\n{key}: {nested}\n")
    with pytest.raises(EyebibError, match=r":2:\d+: nested more than 20 levels deep \[too-deep\]"):
        entry_file.read(path)


def test_every_problem_of_a_file_is_reported_at_once(write: Write) -> None:
    path = write("Con.yaml", "titel: T\nlisted: x\n")
    with pytest.raises(EyebibError) as error:
        entry_file.read(path)
    rules = sorted(problem.rule for problem in error.value.problems)
    assert rules == ["citekey", "missing-key", "unknown-key", "value"]


def test_the_schema_knows_every_csl_variable() -> None:
    variables = set(entry_schema.SCHEMA["properties"]["csl"]["properties"])
    assert variables == csl.VARIABLES - {"id", "citation-key", "categories"}
    assert set(entry_schema.SCHEMA["properties"]["csl"]["properties"]["type"]["enum"]) == csl.TYPES


def test_every_key_of_the_schema_has_a_description() -> None:
    schema = json.loads(entry_schema.SCHEMA_TEXT)
    assert all(schema["properties"][key].get("description") for key in schema["properties"])


def test_the_mark_of_incomplete_lists_names_name_variables() -> None:
    marks = entry_schema.SCHEMA["properties"]["csl"]["properties"]["custom"]["properties"][
        "incomplete"
    ]
    assert set(marks["items"]["enum"]) == csl.NAME_VARIABLES
