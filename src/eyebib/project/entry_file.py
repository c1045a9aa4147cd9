"""Read entries from YAML files, with the location of every problem."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from eyebib.model import citekey, csl
from eyebib.model.bibliography import CellValue, Entry
from eyebib.model.facet import MODALITIES, name_problem
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import KEY, EyebibError, Location, Problem, locate, warning
from eyebib.model.settings import COLUMNS
from eyebib.project import entry_schema, text_file, yaml_file
from eyebib.project.entry_schema import short
from eyebib.project.yaml_file import MAX_PROBLEMS, Document
from eyebib.text.clean import clean, clean_lines, invisible
from eyebib.text.link import is_web_link

_LINKS = ("paper", "identifier", "published", "preprint")


def read(path: Path) -> tuple[Entry, list[Problem]]:
    """The entry in a file, and warnings about the file.

    Raises:
        EyebibError: the file is not a valid entry; carries all its problems.
    """
    try:
        text, warnings = text_file.read(path)
    except EyebibError as error:
        raise EyebibError(problems=[*_misnamed(path), *error.problems]) from None
    return parse(text, path, warnings)


def parse(text: str, path: Path, warnings: Iterable[Problem] = ()) -> tuple[Entry, list[Problem]]:
    """The entry in the text of a file, and `warnings` with those about the text.

    Raises:
        EyebibError: as for `read`.
    """
    problems = _misnamed(path)
    try:
        document = yaml_file.parse(text, path)
    except EyebibError as error:
        raise EyebibError(problems=[*problems, *error.problems]) from None
    warnings = [*warnings, *_invisible(text, document)]
    problems += islice(entry_schema.problems(document), MAX_PROBLEMS)
    entry = _entry(document, problems) if not problems else None
    if entry is None or problems:
        raise EyebibError(problems=[*warnings, *problems])
    return entry, warnings


def _misnamed(path: Path) -> list[Problem]:
    reason = citekey.stem_problem(path.stem)
    message = f"{reason}; rename the file"
    problem = Problem(location=Location(path=path), message=message, rule="citekey")
    return [problem] if reason else []


def _invisible(text: str, document: Document) -> Iterator[Problem]:
    """Invisible characters, which `clean` removes; those written as escapes only if there are none.

    An escape is located at the value that has it.
    """
    characters = list(islice(invisible(text), MAX_PROBLEMS))
    for index, sign in characters:
        yield _invisible_problem(sign, text_file.location(document.path, text[:index]))
    has_escapes = not characters and "\\" in text
    for keys, value in document.scalars() if has_escapes else ():
        for _, sign in islice(invisible(value), 1):
            yield _invisible_problem(sign, locate(document.path, document.marks, keys))


def _invisible_problem(sign: str, where: Location) -> Problem:
    name = unicodedata.name(sign, "a control character").lower()
    message = f"invisible character U+{ord(sign):04X} ({name}) was ignored; delete it"
    return warning(where, message, "invisible")


def _entry(document: Document, problems: list[Problem]) -> Entry:
    data = document.data
    links = {key: _identifier(document, key, problems) for key in _LINKS if key in data}
    problems += _key_problems(document)
    return Entry(
        citekey=data.get("key", document.path.stem),
        file_stem=document.path.stem if "key" in data else "",
        aliases=tuple(data.get("aliases", ())),
        title=clean(data["title"]),
        name=clean(data.get("name", "")),
        link=clean(data.get("paper", "")),
        code=clean(data["code"]) if "code" in data else None,
        listed=int(data["listed"]) if "listed" in data else None,
        facets={name: words for name, words in _facets(document, problems) if words},
        tags=tuple(map(clean, data.get("tags", ()))),
        abstract=clean_lines(data.get("abstract", "")),
        csl=_csl(document, problems),
        table={clean(column): _cell(cell) for column, cell in data.get("table", {}).items()},
        accept={rule: clean(reason) for rule, reason in data.get("accept", {}).items()},
        path=document.path,
        marks=document.marks,
        **links,
    )


def _facets(document: Document, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each facet with its values; `modalities:` is the short form of the one of that name."""
    facets = document.data.get("facets", {})
    if MODALITIES in document.data:
        yield MODALITIES, tuple(map(clean, document.data[MODALITIES]))
        if MODALITIES in facets:
            message = f"`{MODALITIES}` is stated twice; delete one"
            problems.append(document.problem(message, "value", "facets", MODALITIES, KEY))
    for name, values in facets.items():
        if message := name_problem(name, COLUMNS):
            problems.append(document.problem(message, "unknown-key", "facets", name, KEY))
        words = [values] if isinstance(values, str) else values
        yield name, tuple(map(clean, words))


def _cell(value: str | list[str]) -> CellValue:
    return clean(value) if isinstance(value, str) else tuple(filter(None, map(clean, value)))


def _key_problems(document: Document) -> Iterator[Problem]:
    if "key" in document.data and (reason := citekey.problem(document.data["key"])):
        yield document.problem(reason, "citekey", "key")
    for index, alias in enumerate(document.data.get("aliases", ())):
        if reason := citekey.alias_problem(alias):
            yield document.problem(reason, "citekey", "aliases", index)


def _identifier(document: Document, key: str, problems: list[Problem]) -> Identifier | None:
    try:
        return identify(document.data[key])
    except ValueError as error:
        problems.append(document.problem(str(error), "identifier", key))
        return None


def _csl(document: Document, problems: list[Problem]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for variable, value in document.data.get("csl", {}).items():
        if variable in _READERS:
            try:
                item[variable] = _READERS[variable](value)
            except ValueError as error:
                problems.append(document.problem(str(error), "value", "csl", variable))
        elif variable in csl.NAME_VARIABLES:
            item[variable] = [_clean_name(name) for name in value]
            for index, name in enumerate(item[variable]):
                if not csl.family(name):
                    message = "the name has only invisible characters"
                    keys = ("csl", variable, index)
                    problems.append(document.problem(message, "empty-value", *keys))
        elif variable == "custom":
            item[variable] = value
        else:
            item[variable] = clean_lines(value) if variable == "abstract" else clean(value)
    return item


def _doi(text: str) -> str:
    """A DOI without prefix, from a DOI, `doi:...` or a link."""
    identifier = identify(text if ":" in text else f"doi:{text}")
    if identifier.scheme != "doi":
        raise ValueError(f"not a valid DOI: `{short(text)}`")
    return identifier.value


def _url(text: str) -> str:
    if not is_web_link(text):
        raise ValueError(f"not an http(s) URL: `{short(text)}`")
    return clean(text)


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(csl.DATE_VARIABLES, csl.date),
    "DOI": _doi,
    "URL": _url,
}
"""Variables whose text must have a certain form."""


def _clean_name(name: Mapping[str, str]) -> dict[str, str]:
    return {part: clean(value) for part, value in name.items()}
