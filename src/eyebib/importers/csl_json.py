"""CSL-JSON, as written by Zotero, pandoc, citation.js and eyebib itself."""

import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from eyebib.importers.csl_entry import entries
from eyebib.importers.csl_value import CslItem
from eyebib.model.bibliography import Entry
from eyebib.model.problem import Location, Problem, Severity

SUFFIXES: tuple[str, ...] = (".json",)

_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')


def read(text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of an array of CSL items, or of `{"items": [...]}`, and the problems.

    A problem of an item is located at the line of its `id`, else on line 1 with the item's index.
    """
    file = CslItem(data={}, where=Location(path=path), prefix="", problems=[])
    return entries(_items(text, file)), file.problems


def _items(text: str, file: CslItem) -> Iterator[CslItem]:
    try:
        data = _parse(text, file)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        place = replace(file, where=replace(file.where, line=line, column=column))
        reason = getattr(error, "msg", "nested too deeply")
        place.report(f"invalid JSON: {reason}", "json", Severity.ERROR)
        return
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        file.report('expected CSL items: `[...]` or `{"items": [...]}`', "json", Severity.ERROR)
        return
    lines = _lines_of_ids(text)
    for index, item in enumerate(items):
        variables = item if isinstance(item, dict) else {}
        numbers = lines.get(str(variables.get("id")))
        where = replace(file.where, line=numbers.popleft()) if numbers else file.where
        prefix = f"[{index}]: " if numbers is None else ""
        yield replace(file, data=variables, where=where, prefix=prefix)


def _parse(text: str, file: CslItem) -> object:
    """The JSON value, with numbers as text, so that 7.10 does not become 7.1."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        counts = Counter(key for key, _ in pairs) if len(data) < len(pairs) else {}
        for key, times in counts.items():
            if times > 1:
                message = f"duplicate key `{key}` ({times} times); the last value is used"
                file.report(message, "duplicate-key")
        return data

    numbers: dict[str, Any] = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), str)
    return json.loads(text, object_pairs_hook=unique, **numbers)


def _lines_of_ids(text: str) -> dict[str, deque[int]]:
    lines: dict[str, deque[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for id_ in _ID.findall(line):
            lines.setdefault(id_.strip('"'), deque()).append(number)
    return lines
