"""The items of all kinds of works are valid by Zotero's schema; the pure parts of a push."""

import json
from typing import Any

import pytest

from exported import converted
from eyebib.exporters.zotero_model import TYPES, own_names
from eyebib.model.bibliography import Bibliography, Work
from eyebib.zotero import payload
from eyebib.zotero.below import plain
from eyebib.zotero.difference import Change, differences
from eyebib.zotero.library import Remote, read
from eyebib.zotero.values import merged_extra, of_remote
from eyebib.zotero.wanted import wanted
from shared import RECORDED
from works import AWKWARD
from zotero_library import Library
from zotero_schema import CREATORS, FIELDS, base_names


def refusals(works: list[Work]) -> list[str]:
    """What a server that follows the schema says of the items of works."""
    library = Library(is_strict=True)
    [key] = library.write("collections", [{"name": "A list"}])["success"].values()
    sent = [payload.item(w, key) for w in wanted(Bibliography(works=tuple(works)))]
    answer = library.write("items", json.loads(json.dumps(sent)))
    return [each["message"] for each in answer["failed"].values()]


def test_works_of_all_shapes_are_valid() -> None:
    assert refusals([*AWKWARD.works]) == []


RECORDS = [*enumerate(RECORDED.read_text(encoding="utf-8").splitlines())]


@pytest.mark.parametrize("start", range(0, len(RECORDS), 100))
def test_recorded_works_are_valid(start: int) -> None:
    assert (
        refusals([converted(line, number) for number, line in RECORDS[start : start + 100]]) == []
    )


def test_the_fields_of_every_type_are_those_of_the_schema() -> None:
    assert {*TYPES.values()} <= FIELDS.keys()
    for kind in {*TYPES.values()}:
        schema = base_names(kind)
        wrong = [own for base, own in own_names(kind).items() if schema.get(own) not in {base, own}]
        assert (kind, wrong) == (kind, [])
        assert CREATORS[kind]


NAME = "volume"


@pytest.mark.parametrize(
    ("here", "there", "pushed", "change"),
    [
        ("1", "1", "1", None),
        ("1", "1", None, None),
        ("2", "1", "1", "here"),
        ("1", "2", "1", "there"),
        ("2", "3", "1", "both"),
        ("2", "1", None, "both"),
        ("", "1", "1", "here"),
        ("", "2", "1", "both"),
        ("1", "", "1", "there"),
        ("1", "", "", "here"),
        ("1", "2", "", "both"),
        ("2", "2", "1", None),
    ],
)
def test_three_values(here: str, there: str, pushed: str | None, change: Change | None) -> None:
    last = None if pushed is None else {NAME: pushed}
    found = [*differences({NAME: here}, {NAME: there}, last)]
    assert [each.change for each in found] == ([change] if change else [])


def test_a_value_that_nobody_pushed_is_the_users() -> None:
    assert [*differences({}, {"rights": "CC BY"}, {})] == []
    assert [*differences({}, {"rights": "CC BY"}, None)] == []
    assert [d.change for d in differences({"a": "1"}, {"a": "2"}, {"a": None})] == ["both"]


@pytest.mark.parametrize(
    ("old", "changed", "new"),
    [
        ("", {"Extra: arXiv": "1"}, "arXiv: 1"),
        ("mine\narXiv: 1\nother: x", {"Extra: arXiv": "2"}, "mine\nother: x\narXiv: 2"),
        ("mine\narXiv: 1", {"Extra: arXiv": ""}, "mine"),
        ("a: 1\na: 2", {"Extra: a": "3\n4"}, "a: 3\na: 4"),
        ("Citation Key: x\nmine", {"citationKey": "y"}, "mine"),
        ("Citation Key: x\nmine", {"volume": "1"}, "Citation Key: x\nmine"),
        ("mine", {}, "mine"),
    ],
)
def test_lines_of_extra(old: str, changed: dict[str, str], new: str) -> None:
    assert merged_extra(old, changed) == new


ODD: list[Any] = [None, 1, "x", [], {}, [1], {"data": 1}, {"key": 1, "data": {}}, {"key": "K", "data": {"tags": 1, "creators": [1, {"name": 2}], "collections": [1], "itemType": 7}}]  # fmt: skip


@pytest.mark.parametrize("value", ODD)
def test_odd_objects_of_a_server_are_left_out_or_empty(value: object) -> None:
    listed = [value] if isinstance(value, dict) else []
    library = read(1, listed, listed, listed)
    for item in library.items:
        assert (item.kind, item.tags, item.collections) == ("", (), ())
        assert of_remote(item).keys() <= {"creators"}


def test_values_of_other_types_are_kept_by_their_names() -> None:
    data = {"itemType": "podcast", "episodeNumber": "7", "title": "T", "accessDate": "2024-01-02T03:04:05Z"}  # fmt: skip
    values = of_remote(Remote(key="K", version=1, data=data))
    assert values == {"itemType": "podcast", "episodeNumber": "7", "title": "T", "accessDate": "2024-01-02"}  # fmt: skip


@pytest.mark.parametrize(
    ("note", "text"),
    [("<p>a &amp; b</p>", "a & b"), ("<div data-x=1><p>a</p>\n<p>b</p></div>", "a b"), ("<" * 100_000, "<" * 100_000)],
)  # fmt: skip
def test_the_words_of_a_note(note: str, text: str) -> None:
    assert plain(note) == text
