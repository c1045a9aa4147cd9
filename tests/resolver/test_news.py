from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eyebib.model.bibliography import Bibliography, Entry, Record
from eyebib.model.csl import Item
from eyebib.model.identifier import identify
from eyebib.model.merge import merge
from eyebib.resolver.news import changes, news

PREPRINT: Item = {
    "type": "article",
    "genre": "preprint",
    "title": "A model",
    "author": [{"family": "Qiu", "given": "Jianing"}],
    "issued": {"date-parts": [[2023]]},
}


def record(item: Item, identifier: str = "doi:10.1101/1", **facts: Any) -> Record:  # noqa: ANN401
    return Record(identifier=identify(identifier), source="crossref", item=item, **facts)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"volume": "7"}, {"volume": "7"}, ()),
        ({"volume": "7"}, {"volume": "8"}, ("volume: 7 -> 8",)),
        ({}, {"volume": "8"}, ("volume: (none) -> 8",)),
        ({"volume": "7"}, {}, ("volume: 7 -> (none)",)),
        (
            {"volume": "7", "page": "1"},
            {"volume": "8", "page": "2"},
            ("page: 1 -> 2", "volume: 7 -> 8"),
        ),
        (
            {"issued": {"date-parts": [[2024, 10]]}},
            {"issued": {"date-parts": [[2025]]}},
            ("issued: 2024-10 -> 2025",),
        ),
        (
            {"author": [{"family": "Qiu", "given": "Jianing"}]},
            {"author": [{"family": "Qiu", "given": "Jianing"}, {"literal": "A group"}]},
            ("author: Jianing Qiu -> Jianing Qiu; A group",),
        ),
        (  # facts without a CSL variable
            {"custom": {"license": "https://a.org", "titles": ["T"]}},
            {"custom": {"license": "https://b.org", "titles": ["T", "U"]}},
            ("license: https://a.org -> https://b.org", "titles: T -> T; U"),
        ),
        (  # long values, from shortly before the difference
            {"abstract": f"{'a' * 100}b{'c' * 100}"},
            {"abstract": f"{'a' * 100}d{'c' * 100}"},
            (f"abstract: …{'a' * 15}b{'c' * 44}… -> …{'a' * 15}d{'c' * 44}…",),
        ),
    ],
)
def test_changes(before: Item, after: Item, expected: tuple[str, ...]) -> None:
    assert changes([record(before)], record(after)) == expected


def test_a_first_record_is_not_a_change() -> None:
    new = record({"volume": "8"})
    assert changes([], new) == ()
    assert changes([replace(new, item={}, source="transcribed")], new) == ()
    assert changes([record({}, "doi:10.1101/2")], new) == ()


def messages(*records: Record, **fields: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    entry = Entry(citekey="visionfm", title="A model", paper=records[0].identifier, **fields)
    problems = news(Bibliography(works=(merge(entry, records),)), {entry.path})
    return [(problem.rule, problem.message) for problem in problems]


STATED = {"is-preprint-of": ["doi:10.1056/x"]}


def test_published_since() -> None:
    stated = record(PREPRINT, relations=STATED)
    assert [rule for rule, _ in messages(stated)] == ["published-since"]
    assert messages(record(PREPRINT)) == []


def test_only_some_entries() -> None:
    work = merge(
        Entry(citekey="a", title="T", path=Path("a.yaml")), [record(PREPRINT, relations=STATED)]
    )
    assert [*news(Bibliography(works=(work,)), {Path("b.yaml")})] == []


def test_retractions_and_withdrawals() -> None:
    update = {"type": "retraction", "doi": "10.1101/n", "direction": "by", "source": "publisher"}
    note = {"type": "withdrawal", "direction": "by", "source": "arxiv", "note": "It is wrong"}
    assert messages(record(PREPRINT, updates=(update,))) == [
        ("retracted", "doi:10.1101/1: retraction (10.1101/n)")
    ]
    assert messages(record(PREPRINT, "arxiv:2310.04992", updates=(note,))) == [
        ("withdrawn", "arxiv:2310.04992 was withdrawn: It is wrong")
    ]
    marked = record(PREPRINT | {"title": "[Retracted] A model"})
    assert messages(marked) == [
        ("retracted", "doi:10.1101/1: retracted according to its title ([Retracted] A model)")
    ]
