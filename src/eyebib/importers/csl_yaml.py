"""CSL-YAML, as written by pandoc, Zotero and eyebib: CSL items under `references`, or a list.

pandoc reads every text as Markdown; its marks for protected case, scripts and emphasis are read.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from eyebib.importers.csl_entry import entries
from eyebib.importers.csl_value import CslItem
from eyebib.model.bibliography import Entry
from eyebib.model.problem import EyebibError, Location, Problem, Severity
from eyebib.project import yaml_file

SUFFIXES: tuple[str, ...] = (".yaml", ".yml")

_END = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\s*\Z")
"""The end of a block of metadata in Markdown."""
_LIST = re.compile(r"(?:\s*#.*\n|\s*---[ \t]*\n|\s*\n)*-\s")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = {ord(sign): 0xFDD0 + number for number, sign in enumerate(string.punctuation)}
"""The noncharacters that stand for escaped signs between two steps; no text has them."""
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}
_MARKS = (
    (re.compile(r"\[([^\[\]]*+)\]\{\.nocase\}"), r'<span class="nocase">\1</span>'),
    (re.compile(r"(?<!\^)\^([^\s^]++)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<!~)~([^\s~]++)~(?!~)"), r"<sub>\1</sub>"),
    (re.compile(r"(?<![\w*])\*{1,2}([^\s*][^*]*+)\*{1,2}(?!\w)"), r"\1"),
)
_RAW = frozenset("DOI URL id citation-key ISBN ISSN PMID PMCID type".split())


def read(text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of the items of a file, and its problems."""
    problems: list[Problem] = []
    file = CslItem(data={}, where=Location(path=path), prefix="", problems=problems)
    try:
        return entries(_items(text, file)), problems
    except EyebibError as error:
        return [], [*problems, *error.problems]


def _items(text: str, file: CslItem) -> Iterator[CslItem]:
    """The items of a file; a list at the top is read as the value of `references`."""
    text = _END.sub("", text)
    is_list = _LIST.match(text) is not None
    if is_list:
        text = "references:\n" + re.sub(r"\A((?:\s*#.*\n|\s*\n)*)---[ \t]*\n", r"\1\n", text)
    try:
        document = yaml_file.parse(text, file.where.path)
    except EyebibError as error:
        raise EyebibError(
            problems=[_moved(problem, is_list) for problem in error.problems]
        ) from None
    items = document.data.get("references")
    if not isinstance(items, list):
        file.report("expected CSL items under `references:`", "csl-yaml", Severity.ERROR)
        return
    for index, item in enumerate(items):
        where = replace(file.where, line=document.marks[("references", index)][0] - is_list)
        data = item if isinstance(item, dict) else {}
        yield replace(file, data={name: _value(name, v) for name, v in data.items()}, where=where)


def _moved(problem: Problem, lines: int) -> Problem:
    """The problem some lines further up, if it is not on the first one."""
    line = max(1, problem.location.line - lines)
    return replace(problem, location=replace(problem.location, line=line))


def _value(variable: str, value: Any) -> Any:  # noqa: ANN401 - YAML
    """A value with its Markdown as HTML, and with dates in the form of CSL-JSON."""
    if variable in _RAW and isinstance(value, str):
        return _ESCAPED.sub(r"\1", value)
    if isinstance(value, list) and value and isinstance(value[0], dict) and "year" in value[0]:
        return _old_date(value)
    return _html(value)


def _html(value: Any) -> Any:  # noqa: ANN401 - YAML
    match value:
        case str():
            return _inline(value)
        case dict():
            return {name: _html(part) for name, part in value.items()}
        case list():
            return [_html(part) for part in value]
    return value


def _inline(text: str) -> str:
    """Markdown as HTML; escaped characters are not marks."""
    text = re.sub("[\ufdd0-\ufdef]", "", text)
    text = _ESCAPED.sub(lambda sign: sign[1].translate(_HIDDEN), text)
    for pattern, new in _MARKS:
        text = pattern.sub(new, text)
    return text.translate(_SHOWN)


def _old_date(value: list[Any]) -> dict[str, Any]:
    """`[{year: 2024, month: 5}]`, which pandoc wrote before version 2.11."""
    parts = ("year", "month", "day")
    ends = [
        [end[part] for part in parts if end.get(part)] for end in value if isinstance(end, dict)
    ]
    season = value[0].get("season")
    return {"date-parts": ends} | ({"season": season} if season else {})
