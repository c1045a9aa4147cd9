"""The JSON Schema of entries, and its findings as problems."""

import json
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError
from jsonschema_rs import ValidationErrorKind as Kind

from eyebib.model.problem import KEY, Keys, Problem
from eyebib.project.yaml_file import Document
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


def problems(document: Document) -> Iterator[Problem]:
    """What the schema says of an entry."""
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
            message = f"`{short(value)}` is not {expects}{hint}"
            yield document.problem(message, "value", *keys)
        case _:
            message = f"`{short(value)}` is not {expects}"
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
            hint = f"; write {_REPLACEMENTS[key].format(short(document.data[key]))}"
        else:
            hint = suggestion(key, allowed)
        message = f"unknown key `{short(key)}`{hint}"
        yield document.problem(message, "unknown-key", *keys, key, KEY)


def _name(keys: Keys) -> str:
    return f"`{'.'.join(map(str, keys))}`"


def short(value: object) -> str:
    """A value on one line of at most 60 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
