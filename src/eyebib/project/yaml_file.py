"""YAML read as text: every scalar a string, every value with its place, nothing clever.

`arxiv: 2310.04990` stays those ten characters. Duplicate keys and aliases are refused, and so is
deep nesting. The text is walked by libyaml's events with a stack of our own, because PyYAML's
composer recurses (30,000 nested `[` kill the process); that also takes less time than PyYAML's
loader and finds the place of everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eyebib.model.problem import KEY, EyebibError, Keys, Location, Mark, Marks, Problem, locate

MAX_DEPTH = 20
MAX_PROBLEMS = 100
"""Mistakes of one kind in one file that are told; a file that holds more is no entry at all."""

_TOO_DEEP = f"nested more than {MAX_DEPTH} deep"

Collection = list[Any] | dict[str, Any]
Value = str | Collection

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # PyPy's wheels have no libyaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed file: nested dicts, lists and strings, and where each of them stands."""

    path: Path
    data: dict[str, Any]
    marks: Marks

    def scalars(self) -> Iterator[tuple[Keys, str]]:
        """Every text that stands for a value, and the way to it."""
        waiting: list[tuple[Keys, Value]] = [((), self.data)]
        for keys, value in waiting:
            if isinstance(value, str):
                yield keys, value
            else:
                inner = value.items() if isinstance(value, dict) else enumerate(value)
                waiting += [((*keys, key), below) for key, below in inner]

    def problem(self, message: str, rule: str, *keys: str | int) -> Problem:
        """An error at the value that the keys lead to."""
        return Problem(location=locate(self.path, self.marks, keys), message=message, rule=rule)


def parse(text: str, path: Path) -> Document:
    """A YAML text as a document.

    Raises:
        EyebibError: it is no YAML, no mapping, empty, too deep, or holds aliases or duplicate
            keys; every duplicate is reported.
    """
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if "nesting depth" in str(error.problem):  # libyaml reads ahead, to a limit of its own
            raise builder.refusal(_TOO_DEEP, "too-deep", _place(mark)) from None
        raise builder.refusal(*_syntax(text, error)) from None
    except yaml.YAMLError:
        raise builder.refusal("a control character; delete it", "yaml", _control(text)) from None
    return builder.result()


def _syntax(text: str, error: yaml.MarkedYAMLError) -> tuple[str, str, Mark]:
    """What is wrong in words for people, where that can be said; the rule; where to look."""
    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    sign = text[mark.index : mark.index + 1] if mark else ""
    if sign == "\t":
        return "a tab; indent with spaces", "yaml", _place(mark)
    reason = " ".join(part for part in (error.context, error.problem) if part)
    said = _SYNTAX.get(str(error.problem), "").format(sign=sign, line=_place(opened)[0])
    message = f"not YAML: {said or reason}"
    return message, "yaml", _place(opened if error.problem in _OPENED else mark)


_OPENED = ("found unexpected end of stream", "could not find expected ':'")
"""What libyaml notices at the end, though the mistake is where the text began."""

_SYNTAX = {
    "found unexpected end of stream": "this quote is never closed",
    "could not find expected ':'": "`key: value` expected",
    "mapping values are not allowed in this context": (
        "a second `: ` on the line; put text that holds one in quotes"
    ),
    "found character that cannot start any token": (
        "text cannot begin with `{sign}`; put it in quotes"
    ),
    "did not find expected key": (
        "a key expected: indent it as the keys above; nothing may follow a closing quote"
    ),
    "did not find expected ',' or ']'": "`,` or `]` expected: the `[` of line {line} is open",
    "did not find expected ',' or '}'": "`,` or `}}` expected: the `{{` of line {line} is open",
}


def _control(text: str) -> Mark:
    """Where the first character stands that libyaml's reader refuses."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start()] if found else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _place(mark: Any) -> Mark:  # noqa: ANN401 - libyaml's mark and PyYAML's have no common type
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Builder:
    """Takes events one by one. A class because a stack of half-made values is its state."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: Value | None = None
        self.marks: dict[Keys, Mark] = {}
        self.stack: list[tuple[Collection, Keys]] = []  # half-made values and the way to each
        self.waiting: list[str | None] = []  # the key that waits for its value, per level
        self.documents = 0
        self.problems: list[Problem] = []

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._value(event.value, event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.waiting.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self.refusal(
                "aliases are not read; write the value out", "alias", _place(event.start_mark)
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.refusal(
                    "a second document; one file, one entry", "yaml", _place(event.start_mark)
                )

    def _open(self, value: Collection, event: yaml.Event) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.refusal(_TOO_DEEP, "too-deep", _place(event.start_mark))
        keys = self._value(value, event)
        self.stack.append((value, keys))
        self.waiting.append(None)

    def _value(self, value: Value, event: yaml.Event) -> Keys:
        keys: Keys = ()
        if not self.stack:
            self.root = value
        else:
            container, above = self.stack[-1]
            if isinstance(container, list):
                keys = (*above, len(container))
                container.append(value)
            elif (key := self.waiting[-1]) is None:
                self._key(value, above, container, event)
                return ()
            else:
                keys = (*above, key)
                container[key] = value
                self.waiting[-1] = None
        self.marks[keys] = _place(event.start_mark)
        return keys

    def _key(self, key: Value, above: Keys, container: dict[str, Any], event: yaml.Event) -> None:
        if not isinstance(key, str):
            raise self.refusal("a key must be a word", "yaml", _place(event.start_mark))
        if key in container:
            first = self.marks[(*above, key, KEY)][0]
            message = f"key `{key[:60]}` again; it stands on line {first} already"
            if len(self.problems) < MAX_PROBLEMS:
                place = _place(event.start_mark)
                self.problems.append(self._problem(message, "duplicate-key", place))
        else:
            self.marks[(*above, key, KEY)] = _place(event.start_mark)
        self.waiting[-1] = key

    def result(self) -> Document:
        if not self.root:
            raise self.refusal("empty; an entry needs `title` and `paper`", "empty")
        if not isinstance(self.root, dict):
            raise self.refusal("`key: value` lines expected", "yaml")
        if self.problems:
            raise EyebibError(problems=self.problems)
        return Document(path=self.path, data=self.root, marks=self.marks)

    def refusal(self, message: str, rule: str, mark: Mark = (1, 1)) -> EyebibError:
        return EyebibError(problems=[*self.problems, self._problem(message, rule, mark)])

    def _problem(self, message: str, rule: str, mark: Mark) -> Problem:
        where = Location(path=self.path, line=mark[0], column=mark[1])
        return Problem(location=where, message=message, rule=rule)
