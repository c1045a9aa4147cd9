from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eyebib.model.problem import KEY, EyebibError, Keys, locate
from eyebib.project import yaml_file

PATH = Path("x.yaml")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 2310.04990", {"a": "2310.04990"}),
        (
            "a: [010, 12:15, no, 2024-02-31, ~, 1e3]",
            {"a": ["010", "12:15", "no", "2024-02-31", "~", "1e3"]},
        ),
        ("a: {b: [c, {d: e}]}", {"a": {"b": ["c", {"d": "e"}]}}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("a:", {"a": ""}),
        ("a: !!python/object:os.system b", {"a": "b"}),
        ("---\na: b\n...\n", {"a": "b"}),
    ],
)
def test_every_scalar_is_text(text: str, data: dict[str, Any]) -> None:
    assert yaml_file.parse(text, PATH).data == data


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("title",), "x.yaml:1:8"),
        (("title", KEY), "x.yaml:1:1"),
        (("csl", "author", 1, "given"), "x.yaml:5:33"),
        (("csl", "author", 7), "x.yaml:4:5"),
        (("csl", "author", 7, KEY), "x.yaml:4:5"),
        (("absent",), "x.yaml:1:1"),
    ],
)
def test_places(keys: Keys, place: str) -> None:
    text = """title: é
csl:
  author:
    - {family: Wu}
    - {family: Ben Ayed, given: Ismail}
"""
    document = yaml_file.parse(text, PATH)
    assert str(locate(PATH, document.marks, keys)) == place


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["1:1: empty; an entry needs `title` and `paper` [empty]"]),
        ("# only a comment\n", ["1:1: empty; an entry needs `title` and `paper` [empty]"]),
        ("- a\n", ["1:1: `key: value` lines expected [yaml]"]),
        ("just words", ["1:1: `key: value` lines expected [yaml]"]),
        ("a: b\n\tc: d\n", ["2:1: a tab; indent with spaces [yaml]"]),
        ("é:\n\tc: d\n", ["2:1: a tab; indent with spaces [yaml]"]),
        ("a: {b", ["2:1: not YAML: `,` or `}` expected: the `{` of line 1 is open [yaml]"]),
        ("é: é\n\té: d\n", ["2:1: a tab; indent with spaces [yaml]"]),
        ("a: {b\n", ["2:1: not YAML: `,` or `}` expected: the `{` of line 1 is open [yaml]"]),
        ("a: {b\u2028\n", ["3:1: not YAML: `,` or `}` expected: the `{` of line 1 is open [yaml]"]),
        ("a:\n  b: c\n d: e\n", ["3:2: not YAML: a key expected: indent it as the keys above; nothing may follow a closing quote [yaml]"]),
        ("b: [c,\nd: [e]\n", ["3:1: not YAML: `,` or `]` expected: the `[` of line 1 is open [yaml]"]),
        ("a: Fundus: a model\n", ["1:10: not YAML: a second `: ` on the line; put text that holds one in quotes [yaml]"]),
        ("b: c\na: 'x\nd: e\n", ["2:4: not YAML: this quote is never closed [yaml]"]),
        ("b: c\nword\nd: e\n", ["2:1: not YAML: `key: value` expected [yaml]"]),
        ("b: @x\n", ["1:4: not YAML: text cannot begin with `@`; put it in quotes [yaml]"]),
        ("b: *x y\n", ["1:4: aliases are not read; write the value out [alias]"]),
        ("b: 'c' d\n", ["1:8: not YAML: a key expected: indent it as the keys above; nothing may follow a closing quote [yaml]"]),
        ("a: 1\nb: 2\na: 3\nb: 4\n", [
            "3:1: key `a` again; it stands on line 1 already [duplicate-key]",
            "4:1: key `b` again; it stands on line 2 already [duplicate-key]",
        ]),
        ("a: {b: 1, b: 2}\n", ["1:11: key `b` again; it stands on line 1 already [duplicate-key]"]),
        ("a: &x [*x]\n", ["1:8: aliases are not read; write the value out [alias]"]),
        ("a: b\n---\na: c\n", ["2:1: a second document; one file, one entry [yaml]"]),
        ("? [a]\n: b\n", ["1:3: a key must be a word [yaml]"]),
        ("a: b\nc: d\0\n", ["2:5: a control character; delete it [yaml]"]),
        ("[" * 30, ["1:21: nested more than 20 deep [too-deep]"]),
        ("- " * 100_000 + "x", ["1:41: nested more than 20 deep [too-deep]"]),
        ("{a: " * 100_000, ["1:81: nested more than 20 deep [too-deep]"]),
    ],
)  # fmt: skip
def test_problems(text: str, problems: list[str]) -> None:
    with pytest.raises(EyebibError) as error:
        yaml_file.parse(text, PATH)
    assert [str(problem) for problem in error.value.problems] == [f"x.yaml:{p}" for p in problems]


def test_no_more_problems_than_a_person_reads() -> None:
    with pytest.raises(EyebibError) as error:
        yaml_file.parse("a: b\n" * 10_000, PATH)
    assert len(error.value.problems) == yaml_file.MAX_PROBLEMS


def test_every_text_and_the_way_to_it() -> None:
    document = yaml_file.parse("a: b\nc: {d: [e, {f: g}], h: []}\n", PATH)
    assert dict(document.scalars()) == {
        ("a",): "b",
        ("c", "d", 0): "e",
        ("c", "d", 1, "f"): "g",
    }


def test_a_deep_bracket_is_refused_wherever_libyaml_gives_up() -> None:
    """libyaml reads ahead of what it tells: up to its own limit, which versions do not share."""
    with pytest.raises(EyebibError) as error:
        yaml_file.parse("[" * 100_000, PATH)
    [problem] = error.value.problems
    assert problem.message == "nested more than 20 deep"
    assert problem.location.line == 1


def ways(value: Any, above: Keys = ()) -> Iterator[Keys]:  # noqa: ANN401 - nested data
    """The way to every value, and to every key."""
    yield above
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*above, key, KEY)
            yield from ways(part, (*above, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from ways(part, (*above, index))


@given(st.text(alphabet="ab:-[]{},&*?#|>'\"! \n", max_size=60))
def test_everything_has_its_place_and_is_what_pyyaml_reads(text: str) -> None:
    try:
        document = yaml_file.parse(text, PATH)
    except EyebibError:
        return
    assert set(document.marks) == set(ways(document.data))
    assert document.data == yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - all is text
