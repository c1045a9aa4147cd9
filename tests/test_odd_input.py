"""Bad input ends in a message, never in a traceback."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import odd
from eyebib import importers
from eyebib.matching.version import missing_versions
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError
from eyebib.project import entry_writer
from eyebib.sources import arxiv, arxiv_name
from eyebib.sources.crossref import item
from works import PREPRINT, entry
from works import record as odd_record

LONG = "9" * 4301
"""An integer that Python does not convert; `int` and `json` raise `ValueError`."""

DEPTHS = (100, 500, 900, 940, 960, 980, 1000, 5000, 100_000)


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def record(fields: str) -> str:
    start = '{"version": 1, "records": [{"identifier": "doi:10.1/x", "source": "crossref"'
    return f"{start}, {fields}}}]}}"


def csl(variables: str) -> str:
    return f'[{{"id": "a", "title": "A", {variables}}}]'


DATES = [
    f'{{"date-parts": {parts}}}'
    for parts in (
        "[[Infinity]]", "[[NaN]]", "[[-Infinity]]", "[[2024], [Infinity]]", "[[2024, NaN]]", "[[1e400]]",
        '[["²"]]', '[["2024", "²"]]', "[[2024], []]", "[[2024], 5]", "5", '{"0": 1}', '"²"', "[[{}]]", "[{}]",
    )
]  # fmt: skip

ROWS = [
    ("settings file", f"[list]\ndate = {LONG}\n"),
    ("settings file", f"a = {LONG}"),
    ("settings file", f"[modalities]\nA = {{name = {LONG}}}"),
    ("settings file", "[list]\ndate = 1979-05-27T07:32:00+99:99"),
    ("settings file", "[list]\ndate = 2024-02-31"),
    ("settings file", "[list]\ndate = 9999-99-99"),
    *(("settings file", f"a = {nested(depth)}") for depth in DEPTHS),
    ("entry file", f"title: A\npaper: doi:10.1/x\nlisted: {LONG}"),
    ("entry file", "title: A\npaper: doi:10.1/x\nlisted: 20²4"),
    ("entry file", "title: A\npaper: doi:10.1/x\ncsl: {issued: ²}"),
    ("entry file", 'title: A\npaper: "doi:10.1/\\ud800"'),
    ("entry file", 'title: "\\ud800"\npaper: doi:10.1/x'),
    *(("entry file", f"title: A\npaper: doi:10.1/x\ncsl: {nested(depth)}") for depth in DEPTHS),
    ("lock file", f'{{"version": {LONG}, "records": []}}'),
    ("lock file", f'{{"version": 1, "records": [{LONG}]}}'),
    ("lock file", '{"version": Infinity, "records": []}'),
    ("lock file", '{"version": "²", "records": []}'),
    ("lock file", '{"\\ud800": 1}'),
    ("lock file", record('"item": {}, "²": 1')),
    ("lock file", record('"item": {"²": "x"}')),
    ("lock file", record(f'"item": {{"{LONG}": "x"}}')),
    ("lock file", record('"item": {"custom": {"²": 1}}')),
    ("lock file", record('"item": {"\\ud800": "x"}')),
    ("lock file", record('"item": {}, "relations": {"²": [1]}')),
    ("lock file", record('"item": {}, "relations": {"is-preprint-of": ["no identifier"]}')),
    ("lock file", record('"item": {}, "relations": {"is-preprint-of": ["doi:10.1/\\ud800"]}')),
    *(("lock file", record(f'"item": {{"issued": {date}}}')) for date in DATES),
    *(("lock file", f'{{"version": {nested(depth)}}}') for depth in DEPTHS),
    *(("lock file", nested(depth)) for depth in DEPTHS),
    *(("lock file", record(f'"item": {{"custom": {{"a": {nested(d)}}}}}')) for d in DEPTHS),
    *(("lock file", record(f'"item": {{"issued": {nested(d)}}}')) for d in DEPTHS),
    ("csl-json file", csl(f'"volume": {LONG}')),
    ("csl-json file", csl(f'"issued": {{"date-parts": [[{LONG}]]}}')),
    ("csl-json file", csl('"\\ud800": "x"')),
    ("csl-json file", csl('"number": "²"')),
    ("csl-json file", csl('"custom": {"listed": "²", "\\ud800": 1}')),
    *(("csl-json file", csl(f'"issued": {date}')) for date in DATES),
    *(("csl-json file", nested(depth)) for depth in DEPTHS),
    *(("csl-json file", csl(f'"issued": {nested(depth)}')) for depth in DEPTHS),
    *(("csl-json file", csl(f'"custom": {nested(depth)}')) for depth in DEPTHS),
    *(("csl-json file", csl(f'"author": {nested(depth)}')) for depth in DEPTHS),
    ("bib file", f"@article{{a, title = {{A}}, year = {LONG}, month = ², edition = ²}}"),
    ("bib file", f"@article{{a, title = {{A}}, year = 2024, month = ²{LONG}}}"),
    ("bib file", "@article{a, title = {A}, author = {" + "{" * 100 + "}" * 100 + "}}"),
    ("bib file", "@article{a, title = {A}, author = {" + "{" * 5000 + "}" * 5000 + "}}"),
    ("bib file", "@article{a, title = " + "{\\a" * 5000 + "}" * 5000 + "}"),
    ("list file", f"### ²\n\n### {LONG}\n\n**A**  \n[Paper](https://x.org)\n"),
]


@pytest.mark.parametrize(("reader", "text"), ROWS, ids=lambda value: str(value)[:60])
def test_a_reader_refuses_bad_input(reader: str, text: str) -> None:
    """It raises our error or reports problems; any other exception fails the test."""
    with suppress(EyebibError):
        odd.READERS[reader](text)


VALUES: list[Any] = [
    float("inf"), float("nan"), "²", "\ud800", "\u200b", "{" * 100, [[float("inf")]], {"a": float("nan")},
    [None], [[]], True, -1, 10**30,
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_message_may_hold_anything(value: object) -> None:
    for name, known in odd.message("x").items():
        values: list[Any] = [value, [value], {"date-parts": value}, {"date-parts": [[value]]}]
        if isinstance(known, list) and isinstance(known[0], dict):
            values += [[{part: value}] for part in known[0]]
        for sent in values:
            found = item.item({"title": "A", name: sent})
            json.dumps(found, ensure_ascii=False).encode()
            item.relations({name: sent})
            item.updates({name: sent})


NAMES = [
    "{" * 101,
    "}" * 101,
    "{" * 101 + "}" * 101,
    "a {" * 50,
    ",,,,",
    "{,}",
    "²",
    "\u200b",
    "and and",
]


@pytest.mark.parametrize("name", NAMES)
def test_an_author_may_be_called_anything(name: str) -> None:
    assert isinstance(arxiv_name.names(name), list)
    assert arxiv.records(odd.feed(name), today="2026-01-01")


@pytest.mark.parametrize("sign", ["\ud800", "\u200b", "\x7f", "\u202e", "\uffff"])
def test_an_imported_item_can_be_written(tmp_path: Path, sign: str) -> None:
    """Surrogates and invisible characters in any text of an item."""
    text = f"https://x.org/a{sign}b"
    data = json.dumps([odd.csl_item(text)])
    path = tmp_path / "a.json"
    path.write_text(data)
    [read], _ = importers.read(path)
    written = entry_writer.dump(read)
    assert sign not in written
    written.encode()


@pytest.mark.parametrize("doi", ["url:https://x.org/a", "no DOI", "10.1/\u200bx\n", "²"])
def test_a_doi_of_the_authors_is_validated(doi: str) -> None:
    """`published --accept` writes only identifiers that can be read."""
    preprint = odd_record("arxiv:2310.04992", PREPRINT | {"custom": {"doi": doi}}, "arxiv")
    work = merge(entry(paper="arxiv:2310.04992"), [preprint])
    assert missing_versions(work) == []
