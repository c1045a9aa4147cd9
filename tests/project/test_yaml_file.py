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
        ("", ["1:1: empty file; an entry needs `title` and `paper` [empty]"]),
        ("# only a comment\n", ["1:1: empty file; an entry needs `title` and `paper` [empty]"]),
        ("- a\n", ["1:1: expected `key: value` lines [yaml]"]),
        ("just words", ["1:1: expected `key: value` lines [yaml]"]),
        ("a: b\n\tc: d\n", ["2:1: tab character; indent with spaces [yaml]"]),
        ("é:\n\tc: d\n", ["2:1: tab character; indent with spaces [yaml]"]),
        ("a: {b", ["2:1: not valid YAML: expected `,` or `}`: `{` on line 1 is not closed [yaml]"]),
        ("é: é\n\té: d\n", ["2:1: tab character; indent with spaces [yaml]"]),
        ("a: {b\n", ["2:1: not valid YAML: expected `,` or `}`: `{` on line 1 is not closed [yaml]"]),
        ("a: {b\u2028\n", ["3:1: not valid YAML: expected `,` or `}`: `{` on line 1 is not closed [yaml]"]),
        ("a:\n  b: c\n d: e\n", ["3:2: not valid YAML: expected a key, indented like the keys above; nothing may follow a closing quote [yaml]"]),
        ("b: [c,\nd: [e]\n", ["3:1: not valid YAML: expected `,` or `]`: `[` on line 1 is not closed [yaml]"]),
        ("a: Fundus: a model\n", ["1:10: not valid YAML: second `: ` on this line; put text that contains one in quotes [yaml]"]),
        ("b: c\na: 'x\nd: e\n", ["2:4: not valid YAML: quotation mark is not closed [yaml]"]),
        ("b: c\nword\nd: e\n", ["2:1: not valid YAML: expected `key: value` [yaml]"]),
        ("b: @x\n", ["1:4: not valid YAML: text cannot begin with `@`; put it in quotes [yaml]"]),
        ("b: *x y\n", ["1:4: aliases are not supported; write the value out [alias]"]),
        ("b: 'c' d\n", ["1:8: not valid YAML: expected a key, indented like the keys above; nothing may follow a closing quote [yaml]"]),
        ("a: 1\nb: 2\na: 3\nb: 4\n", [
            "3:1: duplicate key `a`; it is already on line 1 [duplicate-key]",
            "4:1: duplicate key `b`; it is already on line 2 [duplicate-key]",
        ]),
        ("a: {b: 1, b: 2}\n", ["1:11: duplicate key `b`; it is already on line 1 [duplicate-key]"]),
        ("a: &x [*x]\n", ["1:8: aliases are not supported; write the value out [alias]"]),
        ("a: b\n---\na: c\n", ["2:1: second document; a file can have only one [yaml]"]),
        ("? [a]\n: b\n", ["1:3: a key must be text [yaml]"]),
        ("a: b\nc: d\0\n", ["2:5: control character; delete it [yaml]"]),
        ("a: " + "[" * 400 + "]" * 400, ["1:23: nested more than 20 levels deep [too-deep]"]),
        ("[" * 30, ["1:21: nested more than 20 levels deep [too-deep]"]),
        ("- " * 100_000 + "x", ["1:41: nested more than 20 levels deep [too-deep]"]),
        ("{a: " * 100_000, ["1:81: nested more than 20 levels deep [too-deep]"]),
    ],
)  # fmt: skip
def test_problems(text: str, problems: list[str]) -> None:
    with pytest.raises(EyebibError) as error:
        yaml_file.parse(text, PATH)
    assert [str(problem) for problem in error.value.problems] == [f"x.yaml:{p}" for p in problems]


def test_the_number_of_problems_is_limited() -> None:
    with pytest.raises(EyebibError) as error:
        yaml_file.parse("a: b\n" * 10_000, PATH)
    assert len(error.value.problems) == yaml_file.MAX_PROBLEMS


def test_scalars() -> None:
    document = yaml_file.parse("a: b\nc: {d: [e, {f: g}], h: []}\n", PATH)
    assert dict(document.scalars()) == {
        ("a",): "b",
        ("c", "d", 0): "e",
        ("c", "d", 1, "f"): "g",
    }


def test_deep_nesting_beyond_the_limit_of_libyaml() -> None:
    """libyaml reads ahead of its events, up to a limit that depends on its version."""
    with pytest.raises(EyebibError) as error:
        yaml_file.parse("[" * 100_000, PATH)
    [problem] = error.value.problems
    assert problem.message == "nested more than 20 levels deep"
    assert problem.location.line == 1


def paths(value: Any, above: Keys = ()) -> Iterator[Keys]:  # noqa: ANN401 - nested data
    """The path to every value, and to every key."""
    yield above
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*above, key, KEY)
            yield from paths(part, (*above, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from paths(part, (*above, index))


@given(st.text(alphabet="ab:-[]{},&*?#|>'\"! \n", max_size=60))
def test_every_value_has_a_place_and_equals_that_of_pyyaml(text: str) -> None:
    try:
        document = yaml_file.parse(text, PATH)
    except EyebibError:
        return
    assert set(document.marks) == set(paths(document.data))
    # PyYAML's own parser refuses `{-?}` and accepts `{-:}`; YAML 1.2 and libyaml do the reverse.
    assert document.data == yaml.load(text, Loader=yaml_file.LOADER)  # noqa: S506 - every value is text
