"""`eyebib.toml`: the list's title, its vocabulary of modalities, short names of venues."""

import datetime as dt
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from eyebib.model import csl
from eyebib.model.csl import Name
from eyebib.model.problem import EyebibError, Location, Problem, suggestion
from eyebib.model.settings import Modality, Settings
from eyebib.project import text_file
from eyebib.text.clean import clean

_TABLES: dict[str, set[str] | None] = {
    "list": {"title", "url", "authors", "version", "date"},
    "crossref": {"mailto"},
    "modalities": None,
    "venues": None,
    "table": {"columns"},
}
"""The tables and the keys of each; None where the keys are the user's own."""


_DEEP_KEY = re.compile(r"^[ \t]*\[*[ \t]*(?:[\w-]+[ \t]*\.[ \t]*){20}", re.MULTILINE)
"""A key of more parts than there are tables; the standard library takes quadratic time for it."""


def read(path: Path) -> Settings:
    """The settings of a list; the defaults where there is no such file.

    Raises:
        EyebibError: the file is no TOML, or says something that is not asked; all at once.
    """
    if not os.path.lexists(path):
        return Settings()
    text, _ = text_file.read(path)
    if _DEEP_KEY.search(text):
        raise EyebibError(problems=[_syntax_problem(path, "nested too deep")])
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EyebibError(problems=[_syntax_problem(path, str(error))]) from None
    except RecursionError:
        raise EyebibError(problems=[_syntax_problem(path, "nested too deep")]) from None
    problems = [
        Problem(location=_line_of(path, text, key), message=message, rule="settings")
        for key, message in _mistakes(data)
    ]
    if problems:
        raise EyebibError(problems=problems)
    return _settings(data)


def _settings(data: Mapping[str, Any]) -> Settings:
    return Settings(
        title=data.get("list", {}).get("title", ""),
        url=data.get("list", {}).get("url", ""),
        authors=tuple(_cleaned(name) for name in data.get("list", {}).get("authors", ())),
        version=clean(data.get("list", {}).get("version", "")),
        date=str(data.get("list", {}).get("date", "")),
        mailto=data.get("crossref", {}).get("mailto", ""),
        modalities=tuple(_modality(*item) for item in data.get("modalities", {}).items()),
        venues=data.get("venues", {}),
        columns={
            clean(name): clean(title)
            for name, title in data.get("table", {}).get("columns", {}).items()
        },
    )


def _cleaned(name: Mapping[str, str]) -> Name:
    return cast("Name", {part: clean(text) for part, text in name.items()})


def _modality(term: str, value: str | Mapping[str, Any]) -> Modality:
    if isinstance(value, str):
        return Modality(term=term, name=value)
    return Modality(term=term, name=value["name"], synonyms=tuple(value.get("synonyms", ())))


def _mistakes(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    owners: dict[str, str] = {}
    for table, values in data.items():
        if table not in _TABLES:
            yield table, f"unknown table `{table}`{suggestion(table, _TABLES)}"
        elif not isinstance(values, dict):
            yield table, f"`{table}` is a table: write `[{table}]` on a line of its own"
        else:
            known = _TABLES[table]
            for key, value in values.items():
                if known is not None and key not in known:
                    yield key, f"unknown key `{table}.{key}`{suggestion(key, known)}"
                elif not _CHECKS.get(key if table == "list" else table, _is_text)(value):
                    expected = _EXPECTED.get(key if table == "list" else table, "text")
                    yield key, f"`{table}.{key}` is not {expected}"
                elif table == "modalities":
                    yield from _ambiguous(key, value, owners)


def _ambiguous(
    term: str, value: str | Mapping[str, Any], owners: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """A word of the vocabulary that an earlier term has taken."""
    modality = _modality(term, value)
    for word in dict.fromkeys((term, modality.name, *modality.synonyms)):
        owner = owners.setdefault(word.casefold(), term)
        if owner != term:
            yield term, f"`{word}` is a word for `modalities.{owner}` already"


_EXPECTED = {
    "modalities": 'a full name, or {name = "...", synonyms = ["..."]}',
    "table": 'a heading for each column: `[table.columns]`, then lines as `model = "Model"`',
    "authors": 'a list of {family = "...", given = "..."} or {literal = "a group"}',
    "date": "a date as 2026-01-31",
}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_day(value: object) -> bool:
    try:
        return dt.date.fromisoformat(str(value)).isoformat() == str(value)
    except ValueError:
        return False


def _are_names(value: object) -> bool:
    return isinstance(value, list) and not [*csl.shape_problems({"author": value})]


def _is_modality(value: object) -> bool:
    if not isinstance(value, dict):
        return isinstance(value, str)
    synonyms = value.get("synonyms", [])
    return (
        isinstance(value.get("name"), str)
        and set(value) <= {"name", "synonyms"}
        and isinstance(synonyms, list)
        and all(isinstance(synonym, str) for synonym in synonyms)
    )


_CHECKS: dict[str, Callable[[object], bool]] = {
    "modalities": _is_modality,
    "table": _are_texts,
    "authors": _are_names,
    "date": _is_day,
}
"""What the values of a table, or of a key of `[list]`, must be; text, if nothing else is said."""


def _syntax_problem(path: Path, message: str) -> Problem:
    place = re.search(r" \(at line (\d+), column (\d+)\)", message)
    line, column = map(int, place.groups()) if place else (1, 1)
    reason = message[: place.start()] if place else message
    where = Location(path=path, line=line, column=column)
    return Problem(location=where, message=f"not TOML: {reason.lower()}", rule="settings")


def _line_of(path: Path, text: str, key: str) -> Location:
    """Where a key stands. The standard library's reader keeps no places: the first match serves."""
    pattern = re.compile(rf"""^\s*(?:\[\s*)?["']?{re.escape(key)}["']?\s*[]=]""", re.MULTILINE)
    found = pattern.search(text)
    line = text.count("\n", 0, found.start() + 1) + 1 if found else 1
    return Location(path=path, line=line)
