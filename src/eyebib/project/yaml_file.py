"""YAML read as text: every scalar a string, every value with its place, nothing clever.

`arxiv: 2310.04990` stays those ten characters. Duplicate keys and aliases are refused, and so is
deep nesting. The walk (`yamlwalk`) finds the place of everything and takes three times as long as
PyYAML's C loader; so that one reads what it can read safely, and a file is walked when a problem is
to be located in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eyebib.model.problem import Keys, Mark, Marks, Problem, locate
from eyebib.project.yaml_walk import LOADER, MAX_DEPTH, Value, walk


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


class _Marks(Mapping[Keys, Mark]):
    """The marks of a text, found when the first is asked for: most files have no problem."""

    __slots__ = ("_found", "_path", "_text")

    def __init__(self, text: str, path: Path) -> None:
        self._text = text
        self._path = path
        self._found: Marks = {}

    def _marks(self) -> Marks:
        self._found = self._found or walk(self._text, self._path)[1]
        return self._found

    def __getitem__(self, keys: Keys) -> Mark:
        return self._marks()[keys]

    def __iter__(self) -> Iterator[Keys]:
        return iter(self._marks())

    def __len__(self) -> int:
        return len(self._marks())


def parse(text: str, path: Path) -> Document:
    """A YAML text as a document.

    Raises:
        EyebibError: it is no YAML, no mapping, empty, too deep, or holds aliases or duplicate
            keys; every duplicate is reported.
    """
    data = _quickly(text)
    if data is not None:
        return Document(path=path, data=data, marks=_Marks(text, path))
    data, marks = walk(text, path)
    return Document(path=path, data=data, marks=marks)


class _QuickLoader(LOADER):  # type: ignore[misc] # its class is chosen at run time
    """PyYAML's loader of text alone, which does not take one key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        pairs = super().construct_mapping(node, deep=deep)
        if len(pairs) != len(node.value):
            raise yaml.YAMLError("one key twice")
        return dict(pairs)


def _quickly(text: str) -> dict[str, Any] | None:
    """The data of a text that has nothing odd about it; None if it has to be walked.

    Few brackets and dashes bound the depth of PyYAML's recursion.
    """
    if _ODD.search(text) or sum(map(text.count, ("[", "{", "- ", "? "))) > _FEW:
        return None
    try:
        data = yaml.load(text, Loader=_QuickLoader)  # noqa: S506 - every scalar is text
    except yaml.YAMLError:
        return None
    return data if isinstance(data, dict) and data and _depth(data) <= MAX_DEPTH else None


_ODD = re.compile(r"[&*][\w-]|\t|\x00")
"""What may be an anchor, an alias or a tab."""
_FEW = 500


def _depth(value: Value) -> int:
    if isinstance(value, str):
        return 0
    inside = value.values() if isinstance(value, dict) else value
    return 1 + max(map(_depth, inside), default=0)
