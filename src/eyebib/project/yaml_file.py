"""Read YAML with every scalar as text, and with the place of every value.

`arxiv: 2310.04990` stays text. Duplicate keys, aliases and deep nesting are errors. The reader
processes libyaml's events with its own stack, because PyYAML's composer is recursive (30,000 nested
`[` crash the process). It is also faster than PyYAML's loader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from eyebib.model.problem import KEY, EyebibError, Keys, Location, Mark, Marks, Problem, locate

MAX_DEPTH = 20
MAX_PROBLEMS = 100
"""The largest number of problems of one kind that are reported for one file."""

_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"

Collection = list[Any] | dict[str, Any]
_Tuple = TypeVar("_Tuple", Keys, Mark)
Value = str | Collection

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # PyPy's wheels have no libyaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed file: nested dicts, lists and strings, and the place of each."""

    path: Path
    data: dict[str, Any]
    marks: Marks

    def scalars(self) -> Iterator[tuple[Keys, str]]:
        """All values that are text, with their paths."""
        queue: list[tuple[Keys, Value]] = [((), self.data)]
        for keys, value in queue:
            if isinstance(value, str):
                yield keys, value
            else:
                children = value.items() if isinstance(value, dict) else enumerate(value)
                queue += [((*keys, key), child) for key, child in children]

    def problem(self, message: str, rule: str, *keys: str | int) -> Problem:
        """An error at the value with the path `keys`."""
        return Problem(location=locate(self.path, self.marks, keys), message=message, rule=rule)


def parse(text: str, path: Path) -> Document:
    """Parse a YAML text.

    Raises:
        EyebibError: the text is not valid YAML, is empty, not a mapping or nested too deep, or has
            aliases or duplicate keys; every duplicate is reported.
    """
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if "nesting depth" in str(error.problem):  # libyaml reads ahead and has its own limit
            raise builder.refusal(_TOO_DEEP, "too-deep", _place(mark)) from None
        raise builder.refusal(*_syntax(text, error)) from None
    except yaml.YAMLError:
        raise builder.refusal("control character; delete it", "yaml", _control(text)) from None
    return builder.result()


def _syntax(text: str, error: yaml.MarkedYAMLError) -> tuple[str, str, Mark]:
    """The message, rule and place of a syntax error; libyaml's own message if it is not known."""
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    sign = text[mark.index : mark.index + 1] if mark else ""
    if sign == "\t":
        return "tab character; indent with spaces", "yaml", _place(mark)
    reason = " ".join(part for part in (error.context, error.problem) if part)
    explanation = _SYNTAX.get(str(error.problem), "").format(sign=sign, line=_place(start)[0])
    message = f"not valid YAML: {explanation or reason}"
    return message, "yaml", _place(start if error.problem in _AT_START else mark)


_AT_START = ("found unexpected end of stream", "could not find expected ':'")
"""Errors that libyaml reports at the end of a text and that are located at its start."""

_SYNTAX = {
    "found unexpected end of stream": "quotation mark is not closed",
    "could not find expected ':'": "expected `key: value`",
    "mapping values are not allowed in this context": (
        "second `: ` on this line; put text that contains one in quotes"
    ),
    "found character that cannot start any token": (
        "text cannot begin with `{sign}`; put it in quotes"
    ),
    "did not find expected key": (
        "expected a key, indented like the keys above; nothing may follow a closing quote"
    ),
    "did not find expected ',' or ']'": "expected `,` or `]`: `[` on line {line} is not closed",
    "did not find expected ',' or '}'": "expected `,` or `}}`: `{{` on line {line} is not closed",
}


def _control(text: str) -> Mark:
    """The place of the first character that libyaml does not accept."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: match.start()] if match else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _place(mark: Any) -> Mark:  # noqa: ANN401 - libyaml's mark and PyYAML's have no common type
    return _shared((mark.line + 1, mark.column + 1)) if mark else (1, 1)


@lru_cache(maxsize=1 << 12)
def _shared(value: _Tuple) -> _Tuple:
    """The first of equal paths or places, which takes memory once for all files that have it."""
    return value


class _Builder:
    """Builds a document from events; its state is a stack of incomplete values."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: Value | None = None
        self.marks: dict[Keys, Mark] = {}
        self.stack: list[tuple[Collection, Keys]] = []  # incomplete values and their paths
        self.pending_keys: list[str | None] = []  # the key without a value yet, for each level
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
            self.pending_keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self.refusal(
                "aliases are not supported; write the value out", "alias", _place(event.start_mark)
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.refusal(
                    "second document; a file can have only one", "yaml", _place(event.start_mark)
                )

    def _open(self, value: Collection, event: yaml.Event) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.refusal(_TOO_DEEP, "too-deep", _place(event.start_mark))
        keys = self._value(value, event)
        self.stack.append((value, keys))
        self.pending_keys.append(None)

    def _value(self, value: Value, event: yaml.Event) -> Keys:
        keys: Keys = ()
        if not self.stack:
            self.root = value
        else:
            container, above = self.stack[-1]
            if isinstance(container, list):
                keys = (*above, len(container))
                container.append(value)
            elif (key := self.pending_keys[-1]) is None:
                self._key(value, above, container, event)
                return ()
            else:
                keys = (*above, key)
                container[key] = value
                self.pending_keys[-1] = None
        self.marks[_shared(keys)] = _place(event.start_mark)
        return keys

    def _key(self, key: Value, above: Keys, container: dict[str, Any], event: yaml.Event) -> None:
        if not isinstance(key, str):
            raise self.refusal("a key must be text", "yaml", _place(event.start_mark))
        if key in container:
            first = self.marks[(*above, key, KEY)][0]
            message = f"duplicate key `{key[:60]}`; it is already on line {first}"
            if len(self.problems) < MAX_PROBLEMS:
                place = _place(event.start_mark)
                self.problems.append(self._problem(message, "duplicate-key", place))
        else:
            self.marks[_shared((*above, key, KEY))] = _place(event.start_mark)
        self.pending_keys[-1] = key

    def result(self) -> Document:
        if not self.root:
            raise self.refusal("empty file; an entry needs `title` and `paper`", "empty")
        if not isinstance(self.root, dict):
            raise self.refusal("expected `key: value` lines", "yaml")
        if self.problems:
            raise EyebibError(problems=self.problems)
        return Document(path=self.path, data=self.root, marks=self.marks)

    def refusal(self, message: str, rule: str, mark: Mark = (1, 1)) -> EyebibError:
        return EyebibError(problems=[*self.problems, self._problem(message, rule, mark)])

    def _problem(self, message: str, rule: str, mark: Mark) -> Problem:
        where = Location(path=self.path, line=mark[0], column=mark[1])
        return Problem(location=where, message=message, rule=rule)
