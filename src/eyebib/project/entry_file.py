"""Read entries from YAML files, with the location of every problem."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError
from jsonschema_rs import ValidationErrorKind as Kind

from eyebib.model import citekey, csl
from eyebib.model.bibliography import Entry
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import KEY, EyebibError, Keys, Location, Problem, locate, warning
from eyebib.project import text_file, yaml_file
from eyebib.project.yaml_file import MAX_PROBLEMS, Document
from eyebib.text.clean import clean, clean_lines, invisible
from eyebib.text.link import is_web_link
from eyebib.text.suggestion import suggestion

SCHEMA_NAME = "entry.schema.json"
SCHEMA_TEXT = resources.files("eyebib.project").joinpath(SCHEMA_NAME).read_text(encoding="utf-8")
SCHEMA: dict[str, Any] = json.loads(SCHEMA_TEXT)

_VALIDATOR = Draft202012Validator(SCHEMA)

_REPLACEMENTS = {
    "arxiv": "`paper: arxiv:{}`",
    "doi": "`paper: doi:{}`",
    "link": "`paper: {}`",
    "url": "`paper: {}`",
}
"""Keys that people try first, and what to write instead."""

_EMPTY: tuple[object, ...] = ("", [], {})

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
    problems += islice(_schema_problems(document), MAX_PROBLEMS)
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
    for keys, value in document.scalars() if not characters else ():
        for _, sign in islice(invisible(value), 1):
            yield _invisible_problem(sign, locate(document.path, document.marks, keys))


def _invisible_problem(sign: str, where: Location) -> Problem:
    name = unicodedata.name(sign, "a control character").lower()
    message = f"invisible character U+{ord(sign):04X} ({name}) was ignored; delete it"
    return warning(where, message, "invisible")


def _schema_problems(document: Document) -> Iterator[Problem]:
    for error in _VALIDATOR.iter_errors(document.data):
        yield from _problems(document, error)


def _problems(document: Document, error: ValidationError) -> Iterator[Problem]:
    keys: Keys = tuple(error.instance_path)
    schema = _subschema(error)
    expects = schema.get("expects", "a value")
    value: Any = error.instance
    match error.kind:
        case Kind.AdditionalProperties(unexpected):
            yield from _unknown_keys(document, keys, unexpected, schema["properties"])
        case Kind.AnyOf() if keys and value.keys() - schema["properties"].keys():
            pass  # the unknown key is reported: `famly`, not a missing `family`
        case Kind.Required(key):
            yield document.problem(f"missing key `{key}`", "missing-key", *keys)
        case _ if value in _EMPTY:
            message = f"{_name(keys)} is empty; expected {expects}"
            yield document.problem(message, "empty-value", *keys)
        case Kind.UniqueItems():
            yield document.problem(f"{_name(keys)} lists a term twice", "value", *keys)
        case Kind.Enum():
            hint = suggestion(str(value), schema["enum"])
            message = f"`{_short(value)}` is not {expects}{hint}"
            yield document.problem(message, "value", *keys)
        case _:
            message = f"`{_short(value)}` is not {expects}"
            yield document.problem(message, "value", *keys)


def _subschema(error: ValidationError) -> dict[str, Any]:
    """The part of the schema with the keyword that failed, the last one in its path."""
    schema: Any = SCHEMA
    for step in error.schema_path[:-1]:
        schema = schema[step]
    return dict(schema)


def _unknown_keys(
    document: Document, keys: Keys, unknown: Iterable[str], allowed: Iterable[str]
) -> Iterator[Problem]:
    for key in unknown:
        if not keys and key in _REPLACEMENTS:
            hint = f"; write {_REPLACEMENTS[key].format(_short(document.data[key]))}"
        else:
            hint = suggestion(key, allowed)
        message = f"unknown key `{_short(key)}`{hint}"
        yield document.problem(message, "unknown-key", *keys, key, KEY)


def _name(keys: Keys) -> str:
    return f"`{'.'.join(map(str, keys))}`"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


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
        modalities=tuple(map(clean, data.get("modalities", ()))),
        tags=tuple(map(clean, data.get("tags", ()))),
        abstract=clean_lines(data.get("abstract", "")),
        csl=_csl(document, problems),
        table={clean(column): clean(cell) for column, cell in data.get("table", {}).items()},
        accept={rule: clean(reason) for rule, reason in data.get("accept", {}).items()},
        path=document.path,
        marks=document.marks,
        **links,
    )


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
        raise ValueError(f"not a valid DOI: `{_short(text)}`")
    return identifier.value


def _url(text: str) -> str:
    if not is_web_link(text):
        raise ValueError(f"not an http(s) URL: `{_short(text)}`")
    return clean(text)


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(csl.DATE_VARIABLES, csl.date),
    "DOI": _doi,
    "URL": _url,
}
"""Variables whose text must have a certain form."""


def _clean_name(name: Mapping[str, str]) -> dict[str, str]:
    return {part: clean(value) for part, value in name.items()}
