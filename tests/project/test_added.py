"""Entries are added beside those that exist."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Write
from eyebib.model.bibliography import Entry
from eyebib.model.identifier import identify
from eyebib.model.merge import merge
from eyebib.project import added
from eyebib.project.folder import Project

PAPER = identify("arxiv:2405.11338")


@pytest.mark.parametrize(
    ("existing", "new", "expected"),
    [
        ({}, {"citekey": "a:b", "file_stem": "a-b"}, {"a-b": "key: a:b\n"}),
        (
            {"a-b": "title: Other\npaper: arxiv:2310.04990\n"},
            {"citekey": "a:b", "file_stem": "a-b"},
            {"a-b-2": "key: a:b\n"},
        ),
        (
            {"A-B": "title: Other\npaper: arxiv:2310.04990\n"},
            {"citekey": "a:b", "file_stem": "a-b"},
            {"a-b-2": "key: a:b\n"},
        ),
        (
            {"x": "key: a:b\ntitle: T\npaper: arxiv:2310.04990\n"},
            {"citekey": "a:b", "file_stem": "a-b"},
            {},
        ),
        (
            {"x": "aliases: [old]\ntitle: T\npaper: arxiv:2310.04990\n"},
            {"citekey": "old"},
            {},
        ),
    ],
    ids=["new", "other key, same name", "name in other case", "same key", "alias"],
)
def test_an_entry_is_found_by_its_key(
    write: Write, existing: dict[str, str], new: dict[str, Any], expected: dict[str, str]
) -> None:
    for stem, text in existing.items():
        write(f"entries/{stem}.yaml", text)
    entry = Entry(title="T", paper=PAPER, link="arxiv:2405.11338", **new)
    [outcome] = added.add(Project(), [merge(entry, ())])
    assert outcome.outcome == ("written" if expected else "kept")
    for stem, line in expected.items():
        assert line in Path(f"entries/{stem}.yaml").read_text(encoding="utf-8")
    assert {path.stem for path in Path("entries").glob("*.yaml")} == {*existing, *expected}
