import json
from pathlib import Path
from typing import Any

import pytest

from eyebib.exporters import csl_json as exporter
from eyebib.importers import csl_json
from eyebib.model.bibliography import Bibliography, Entry, Record
from eyebib.model.identifier import identify
from eyebib.model.merge import merge
from eyebib.project import entry_file, entry_writer

HERE = Path("refs.json")

RETFOUND = """\
[
  {
    "id": "Zhou2023",
    "type": "article-journal",
    "title": "A foundation model for <i>generalizable</i> disease detection &amp; CO<sub>2</sub>",
    "author": [
      {"family": "Zhou", "given": "Yukun"},
      {"family": "Wijngaarden", "given": "Peter", "non-dropping-particle": "van"},
      {"literal": "UK Biobank Eye & Vision Consortium"}
    ],
    "container-title": "Nature",
    "volume": 622,
    "issue": "7981",
    "page": "156-163",
    "version": 7.10,
    "issued": {"date-parts": [["2023", 9, "13"]]},
    "accessed": {"raw": "2024-01-02"},
    "DOI": "10.1038/s41586-023-06555-x",
    "URL": "https://doi.org/10.1038/s41586-023-06555-x",
    "abstract": "<jats:p>Medical AI.</jats:p><jats:p>It works.</jats:p>",
    "custom": {
      "name": "RETFound",
      "code": "https://github.com/rmaphoh/RETFound_MAE",
      "modalities": ["CFP", "OCT"],
      "facets": {"task": ["grading"]},
      "tags": ["retina"],
      "listed": "2023",
      "arxiv": "2305.13714",
      "sources": {"title": "crossref"}
    }
  }
]
"""

RETFOUND_ENTRY = Entry(
    citekey="Zhou2023",
    title="A foundation model for generalizable disease detection & CO₂",
    name="RETFound",
    paper=identify("10.1038/s41586-023-06555-x"),
    preprint=identify("arxiv:2305.13714"),
    link="doi:10.1038/s41586-023-06555-x",
    code="https://github.com/rmaphoh/RETFound_MAE",
    listed=2023,
    facets={"modalities": ("CFP", "OCT"), "task": ("grading",)},
    tags=("retina",),
    abstract="Medical AI.\nIt works.",
    csl={
        "type": "article-journal",
        "author": [
            {"family": "Zhou", "given": "Yukun"},
            {"family": "Wijngaarden", "given": "Peter", "non-dropping-particle": "van"},
            {"literal": "UK Biobank Eye & Vision Consortium"},
        ],
        "container-title": "Nature",
        "volume": "622",
        "issue": "7981",
        "page": "156-163",
        "version": "7.10",
        "URL": "https://doi.org/10.1038/s41586-023-06555-x",
        "issued": {"date-parts": [[2023, 9, 13]]},
        "accessed": {"date-parts": [[2024, 1, 2]]},
    },
)


def read_one(**variables: object) -> tuple[Entry, list[str]]:
    """The entry of one item, and the rules of its problems."""
    text = json.dumps([{"id": "x", "title": "T", **variables}])
    (entry,), problems = csl_json.read(text, HERE)
    return entry, [problem.rule for problem in problems]


def problems_of(text: str) -> list[tuple[int, int, str, str]]:
    _, problems = csl_json.read(text, HERE)
    return [(p.location.line, p.location.column, p.rule, p.severity.value) for p in problems]


@pytest.mark.parametrize(
    "text", [RETFOUND, f'{{"items": {RETFOUND}}}'], ids=["array", "object with items"]
)
def test_an_item_becomes_an_entry(text: str) -> None:
    assert csl_json.read(text, HERE) == ([RETFOUND_ENTRY], [])


def test_an_entry_round_trips_through_its_file(tmp_path: Path) -> None:
    file = tmp_path / "Zhou2023.yaml"
    file.write_text(entry_writer.dump(RETFOUND_ENTRY), encoding="utf-8")
    assert entry_file.read(file) == (RETFOUND_ENTRY, [])


DOI = "10.1038/s41586-023-06555-x"


@pytest.mark.parametrize(
    ("variables", "paper", "preprint", "overrides"),
    [
        ({"DOI": DOI}, f"doi:{DOI}", None, {}),
        ({"DOI": f"https://doi.org/{DOI}"}, f"doi:{DOI}", None, {}),
        ({"DOI": "10.48550/arXiv.2405.11338"}, "arxiv:2405.11338", None, {}),
        ({"number": "arXiv:2405.11338 [cs]"}, "arxiv:2405.11338", None, {}),
        ({"custom": {"arxiv": "2405.11338"}}, "arxiv:2405.11338", None, {}),
        (
            {"URL": "https://arxiv.org/abs/2405.11338"},
            "arxiv:2405.11338",
            None,
            {"URL": "https://arxiv.org/abs/2405.11338"},
        ),
        (
            {"URL": "https://x.org/a?b=1"},
            "url:https://x.org/a?b=1",
            None,
            {"URL": "https://x.org/a?b=1"},
        ),
        (
            {"DOI": DOI, "URL": f"https://doi.org/{DOI}"},
            f"doi:{DOI}",
            None,
            {"URL": f"https://doi.org/{DOI}"},
        ),
        ({"DOI": DOI, "URL": "https://x.org"}, f"doi:{DOI}", None, {"URL": "https://x.org"}),
        ({"DOI": DOI, "number": "arXiv:2405.11338"}, f"doi:{DOI}", "arxiv:2405.11338", {}),
        ({"DOI": DOI, "number": "e12"}, f"doi:{DOI}", None, {"number": "e12"}),
        ({}, None, None, {"type": "document"}),
        ({"type": "book"}, None, None, {"type": "book"}),
    ],
)
def test_identifiers(
    variables: dict[str, object], paper: str | None, preprint: str | None, overrides: dict[str, str]
) -> None:
    entry, rules = read_one(**variables)
    assert [str(i) if i else None for i in (entry.paper, entry.preprint)] == [paper, preprint]
    assert (entry.csl, rules) == (overrides, [])


NAMES: list[tuple[object, list[dict[str, str]], list[str]]] = [
    (
        [{"family": "Berg", "comma-suffix": True, "suffix": "Jr."}],
        [{"family": "Berg", "suffix": "Jr."}],
        [],
    ),
    ([{"family": "Berg", "given": ""}], [{"family": "Berg"}], []),
    ([{"given": "Plato"}], [{"literal": "Plato"}], []),
    ([{"family": "A", "literal": "B"}], [{"family": "A"}], ["name"]),
    ([{"family": "A", "role": "x"}], [{"family": "A"}], ["name"]),
    ([{"family": "A"}, {"suffix": "Jr."}], [{"family": "A"}], ["name", "name"]),
    (["A. Smith"], [], ["name"]),
    ("A. Smith", [], ["name"]),
]


@pytest.mark.parametrize(("author", "names", "rules"), NAMES)
def test_names(author: object, names: list[dict[str, str]], rules: list[str]) -> None:
    entry, reported = read_one(author=author)
    assert (entry.csl.get("author", []), reported) == (names, rules)


@pytest.mark.parametrize(
    ("issued", "parts", "rules"),
    [
        ({"date-parts": [[2024, 10, 23]]}, [[2024, 10, 23]], []),
        ({"date-parts": [["2024", "10"]]}, [[2024, 10]], []),
        ({"date-parts": [[2024, 1], [2024, 2]]}, [[2024, 1], [2024, 2]], []),
        ({"date-parts": [[476]]}, [[476]], []),
        ({"raw": "2024-10-23"}, [[2024, 10, 23]], []),
        ({"literal": "2024"}, [[2024]], []),
        ("2024-10-23T10:00:00Z", [[2024, 10, 23]], []),
        ({"date-parts": [[2024]], "circa": True}, [[2024]], ["date"]),
        ({"date-parts": [[2024]], "season": 1}, [[2024]], []),
        ({"date-parts": [[None]]}, None, ["date"]),
        ({"date-parts": [[2024], [None]]}, None, ["date"]),
        ({"date-parts": [[2024, 13]]}, None, ["date"]),
        ({"date-parts": [[-44]]}, None, ["date"]),
        ({"literal": "Spring 2024"}, [[2024]], []),
        ({"literal": "c. 2024"}, [[2024]], ["date"]),
        ({"literal": "in press"}, None, ["date"]),
        ([2024], None, ["date"]),
    ],
)
def test_dates(issued: object, parts: list[list[int]] | None, rules: list[str]) -> None:
    entry, reported = read_one(issued=issued)
    assert (entry.csl.get("issued", {}).get("date-parts"), reported) == (parts, rules)


@pytest.mark.parametrize(
    ("variables", "overrides", "rules"),
    [
        ({"volume": 12}, {"volume": "12"}, []),
        ({"volume": 1.50}, {"volume": "1.5"}, []),
        ({"volume": ""}, {}, []),
        ({"container-title": None}, {}, []),
        ({"container-title": "Med. <b>A</b> &amp; B"}, {"container-title": "Med. A & B"}, []),
        ({"URL": "https://x.org/?a&lt;=1", "DOI": DOI}, {"URL": "https://x.org/?a&lt;=1"}, []),
        ({"ISSN": ["1361-8415"]}, {}, ["value"]),
        ({"volume": True}, {}, ["value"]),
        ({"abstract": ["A"]}, {}, ["value"]),
        ({"type": "artcle"}, {}, ["type"]),
        ({"contianer-title": "Nature"}, {}, ["not-read"]),
        ({"categories": ["x"]}, {}, ["not-read"]),
        ({"DOI": "none"}, {}, ["identifier"]),
        ({"custom": {"colour": "red"}}, {}, ["not-read"]),
        ({"custom": {"listed": "soon"}}, {}, ["not-read"]),
        ({"custom": {"code": "ask"}}, {}, ["not-read"]),
        ({"custom": {"tags": "a, b"}}, {}, ["not-read"]),
        ({"custom": "x"}, {}, ["not-read"]),
    ],
)
def test_variables(variables: dict[str, Any], overrides: dict[str, str], rules: list[str]) -> None:
    entry, reported = read_one(**variables)
    csl = {variable: value for variable, value in entry.csl.items() if variable != "type"}
    assert (csl, reported) == (overrides, rules)


def test_an_address_with_another_scheme_is_reported_and_ignored() -> None:
    entry, rules = read_one(DOI=DOI, URL="javascript:alert(1)")
    assert (entry.csl, rules) == ({}, ["identifier"])


def test_an_unknown_variable_gets_a_suggestion() -> None:
    _, (problem,) = csl_json.read('[\n{"id": "x", "title": "T", "titel-short": "t"}]', HERE)
    assert str(problem) == (
        "refs.json:2:1: unknown variable `titel-short` was ignored; did you mean `title-short`? [not-read]"
    )


@pytest.mark.parametrize(
    ("item", "citekey"),
    [
        ({"id": "Zhou_2023"}, "Zhou_2023"),
        ({"id": 17}, "17"),
        ({"id": "http://zotero.org/users/1/items/AB", "citation-key": "zhou"}, "zhou"),
        ({}, "a-long-title-of"),
    ],
)
def test_citekeys(item: dict[str, object], citekey: str) -> None:
    (entry,), _ = csl_json.read(json.dumps([{**item, "title": "A long title of five"}]), HERE)
    assert entry.citekey == citekey


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1, "json", "error")]),
        ('[\n  {"id" 1}\n]', [(2, 9, "json", "error")]),
        ("[" * 100_000, [(1, 1, "json", "error")]),
        ("{}", [(1, 1, "json", "error")]),
        ("null", [(1, 1, "json", "error")]),
        ("[]", []),
        ("[1]", [(1, 1, "title", "error")]),
        ('[\n{"id": "a"},\n{"id": "b"}\n]', [(2, 1, "title", "error"), (3, 1, "title", "error")]),
        (
            '[\n{"id": "a", "title": "T"},\n{"id": "a", "title": "T", "type": "x"}\n]',
            [(3, 1, "repeated-entry", "warning")],
        ),
        ('[{"id": "a", "title": "T", "title": "U"}]', [(1, 1, "duplicate-key", "warning")]),
    ],
)
def test_problems_are_located(text: str, expected: list[tuple[int, int, str, str]]) -> None:
    assert problems_of(text) == expected


def test_an_item_without_a_line_is_identified_by_its_index() -> None:
    _, (problem,) = csl_json.read('[\n{"id": "a", "title": "T"},\n{"type": "book"}\n]', HERE)
    assert problem.message == "[1]: missing title; the item was not imported"


def test_an_export_of_eyebib_is_read_back() -> None:
    paper = identify("arxiv:2405.11338")
    item = {
        "type": "article",
        "title": "EyeFound: A Multimodal Generalist Foundation Model",
        "author": [{"family": "Shi", "given": "Danli"}],
        "issued": {"date-parts": [[2024, 5, 18]]},
        "genre": "preprint",
        "publisher": "arXiv",
    }
    entry = Entry(
        citekey="eyefound",
        name="EyeFound",
        title="EyeFound: A Multimodal Generalist Foundation Model",
        paper=paper,
        code="none",
        listed=2024,
        facets={"modalities": ("CFP", "OCT"), "task": ("grading",)},
        tags=("new",),
    )
    work = merge(entry, [Record(identifier=paper, source="arxiv", item=item)])
    (reread,), problems = csl_json.read(exporter.export(Bibliography(works=(work,))), HERE)
    assert problems == []
    assert (reread.citekey, reread.name, reread.title) == ("eyefound", "EyeFound", entry.title)
    assert (reread.paper, reread.code, reread.listed) == (paper, "none", 2024)
    assert (reread.facets, reread.tags) == (entry.facets, ("new",))
    assert {name: reread.csl[name] for name in item if name != "title"} == {
        name: value for name, value in item.items() if name != "title"
    }


def test_the_parts_of_a_name_are_in_one_order() -> None:
    """Whatever the order in the file and the seed of Python's hashes."""
    name = {"suffix": "Jr.", "given": "Peter", "family": "Keane", "dropping-particle": "van"}
    text = json.dumps([{"id": "a", "title": "T", "author": [name]}])
    [entry], _ = csl_json.read(text, HERE)
    assert [*entry.csl["author"][0]] == sorted(name)


def test_software_comes_back() -> None:
    """It is written as a document of this genre, because Zotero refuses a file with software."""
    [entry], problems = csl_json.read(
        '[{"id": "a", "type": "document", "genre": "software", "title": "A tool"}]', HERE
    )
    assert (entry.csl, problems) == ({"type": "software"}, [])
