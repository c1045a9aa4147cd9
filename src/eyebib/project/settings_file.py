"""Read `eyebib.toml`: the list's title, its facets, short names of venues."""

import datetime as dt
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from eyebib.model.csl import Name
from eyebib.model.csl_shape import shape_problems
from eyebib.model.facet import MODALITIES
from eyebib.model.problem import EyebibError, Keys, Location, Mark, Marks, Problem, locate
from eyebib.model.selection import OMITTABLE
from eyebib.model.settings import DEFAULT_LAYOUT, LAYOUTS, Options, Settings
from eyebib.project import facet_settings, text_file
from eyebib.project.facet_settings import FACETS
from eyebib.text.clean import clean
from eyebib.text.suggestion import suggestion

_TABLES: dict[str, set[str] | None] = {
    "list": {"title", "url", "authors", "version", "date", "layout"},
    "crossref": {"mailto"},
    MODALITIES: None,
    FACETS: None,
    "venues": None,
    "table": {"columns", "name"},
    "audit": {"accept"},
    "export": {"omit", "url-if-no-doi", "journal", "abstracts", "ascii"},
}
"""The tables and their keys; None if the user chooses the keys."""


_DEEP_KEY = re.compile(r"^[ \t]*+\[*+[ \t]*+(?:[\w-]++[ \t]*+\.[ \t]*+){20}", re.MULTILINE)
"""A dotted key with more parts than any setting; `tomllib` takes quadratic time for long ones."""

_PART = r"""(?:[\w-]++|"(?:[^"\\]|\\.)*+"|'[^']*+')"""
_STATEMENT = re.compile(
    rf"[ \t]*+(?P<start>(?P<brackets>\[\[?+)?+[ \t]*+"
    rf"(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+(?(brackets)\]|=))"
)
"""The line of a table, or the first line of a key with its value."""


def read(path: Path) -> Settings:
    """The settings in a file; the defaults if there is no file.

    Raises:
        EyebibError: the file is not valid TOML, or has unknown or wrong settings; carries all
            problems.
    """
    if not os.path.lexists(path):
        return Settings()
    text, _ = text_file.read(path)
    if _DEEP_KEY.search(text):
        raise EyebibError(problems=[_syntax_problem(path, "nested too deep")])
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, or a number with thousands of digits
        raise EyebibError(problems=[_syntax_problem(path, str(error))]) from None
    except RecursionError:
        raise EyebibError(problems=[_syntax_problem(path, "nested too deep")]) from None
    mistakes = list(_mistakes(data))
    if mistakes:
        marks = _marks(text)
        raise EyebibError(
            problems=[
                Problem(location=locate(path, marks, keys), message=message, rule="settings")
                for keys, message in mistakes
            ]
        )
    return _settings(data)


def _settings(data: Mapping[str, Any]) -> Settings:
    return Settings(
        title=data.get("list", {}).get("title", ""),
        url=data.get("list", {}).get("url", ""),
        authors=tuple(_clean_name(name) for name in data.get("list", {}).get("authors", ())),
        version=clean(data.get("list", {}).get("version", "")),
        date=str(data.get("list", {}).get("date", "")),
        mailto=data.get("crossref", {}).get("mailto", ""),
        facets=tuple(facet_settings.facets(data)),
        venues=data.get("venues", {}),
        name_heading=clean(data.get("table", {}).get("name", "")),
        export=_options(data.get("export", {})),
        columns={
            clean(name): clean(title)
            for name, title in data.get("table", {}).get("columns", {}).items()
        },
        accept=data.get("audit", {}).get("accept", {}),
        layout=data.get("list", {}).get("layout", DEFAULT_LAYOUT),
    )


def _options(values: Mapping[str, Any]) -> Options:
    names = {name.replace("-", "_"): value for name, value in values.items()}
    return Options(**names | {"omit": frozenset(values.get("omit", ()))})


def _clean_name(name: Mapping[str, str]) -> Name:
    return cast("Name", {part: clean(text) for part, text in name.items()})


def _mistakes(data: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """The path to each wrong table or value, and a message."""
    for table, values in data.items():
        if table not in _TABLES:
            yield (table,), f"unknown table `{table}`{suggestion(table, _TABLES)}"
        elif not isinstance(values, dict):
            yield (table,), f"`{table}` must be a table: write `[{table}]` on a line of its own"
        elif table == FACETS and MODALITIES in values.keys() & data.keys():
            yield (table, MODALITIES), f"`[{MODALITIES}]` is its short form; keep one of the two"
        elif table in (MODALITIES, FACETS):
            yield from facet_settings.mistakes(table, values)
        else:
            allowed = _TABLES[table]
            for key, value in values.items():
                if allowed is not None and key not in allowed:
                    hint = suggestion(key, allowed)
                    yield (table, key), f"unknown key `{table}.{key}`{hint}"
                elif not _CHECKS.get((table, key), _is_text)(value):
                    expected = _EXPECTED.get((table, key), "text")
                    yield (table, key), f"`{table}.{key}` is not {expected}"


_EXPECTED = {
    (
        "table",
        "columns",
    ): 'a heading for each column: `[table.columns]`, then lines like `year = "Year"`',
    ("list", "authors"): 'a list of {family = "...", given = "..."} or {literal = "a group"}',
    ("list", "date"): "a date like 2026-01-31",
    ("audit", "accept"): (
        'a reason for each finding: `[audit.accept]`, then lines like `KEY = {year = "..."}`'
    ),
    ("list", "layout"): f"one of {', '.join(LAYOUTS)}",
    ("export", "omit"): "a list of CSL variables that a file can be without",
    ("export", "journal"): '"full" or "abbreviated"',
    **{("export", name): "true or false" for name in ("url-if-no-doi", "abstracts", "ascii")},
}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_reasons(value: object) -> bool:
    return isinstance(value, dict) and all(map(_are_texts, value.values()))


def _is_day(value: object) -> bool:
    try:
        return dt.date.fromisoformat(str(value)).isoformat() == str(value)
    except ValueError:
        return False


def _is_layout(value: object) -> bool:
    return value in LAYOUTS


def _are_names(value: object) -> bool:
    return isinstance(value, list) and not [*shape_problems({"author": value})]


def _are_omittable(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(name, str) and name in OMITTABLE for name in value
    )


_CHECKS: dict[tuple[str, str], Callable[[object], bool]] = {
    ("table", "columns"): _are_texts,
    ("list", "authors"): _are_names,
    ("list", "date"): _is_day,
    ("audit", "accept"): _are_reasons,
    ("list", "layout"): _is_layout,
    ("export", "omit"): _are_omittable,
    ("export", "journal"): lambda value: value in ("full", "abbreviated"),
    **{
        ("export", name): lambda value: isinstance(value, bool)
        for name in ("url-if-no-doi", "abstracts", "ascii")
    },
}
"""Checks of values by table and key; all others must be text."""


def _syntax_problem(path: Path, message: str) -> Problem:
    place = re.search(r" \(at line (\d+), column (\d+)\)", message)
    line, column = map(int, place.groups()) if place else (1, 1)
    reason = message[: place.start()] if place else message
    where = Location(path=path, line=line, column=column)
    return Problem(location=where, message=f"not valid TOML: {reason.lower()}", rule="settings")


def _marks(text: str) -> Marks:
    """The places of the tables and keys in a TOML text, which `tomllib` does not report.

    Keys of inline tables are not included; `locate` then finds the key around them.
    """
    marks: dict[Keys, Mark] = {}
    table: Keys = ()
    for number, line in enumerate(text.split("\n"), 1):
        if match := _STATEMENT.match(line):
            keys = tuple(part.strip("\"'") for part in re.findall(_PART, match["key"]))
            table = keys if match["brackets"] else table
            path = keys if match["brackets"] else (*table, *keys)
            for length in range(1, len(path) + 1):
                marks.setdefault(path[:length], (number, match.start("start") + 1))
    return marks
