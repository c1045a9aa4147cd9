"""The lock: what the sources said of one entry, as `entries/locked/<citekey>.json`.

Machine-written: keys sorted, two spaces, a newline at the end, so that the same facts are always
the same bytes. Read with the path to every wrong value.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from eyebib import csl, textfile, yamlfile
from eyebib.errors import EyebibError, Location, Problem
from eyebib.identifiers import identify
from eyebib.model import Record, Source
from eyebib.yamlfile import locate
from eyebib.yamlwalk import MAX_PROBLEMS, Keys, Marks

VERSION = 1

_SHAPES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "retrieved": ("text", lambda value: isinstance(value, str)),
    "evidence": ("a list of texts", lambda value: _is_list(value, str)),
    "relations": ("a dict of lists of texts", lambda value: _is_dict(value, list, str)),
    "updates": ("a list of dicts of texts", lambda value: _is_list(value, dict, str)),
    "overridden": ("a dict", lambda value: isinstance(value, dict)),
}
_KEYS = {"identifier", "source", "item", *_SHAPES}


def _is_list(value: object, *kinds: type) -> bool:
    return isinstance(value, list) and all(_holds(held, *kinds) for held in value)


def _is_dict(value: object, *kinds: type) -> bool:
    return isinstance(value, dict) and all(_holds(held, *kinds) for held in value.values())


def _holds(value: object, kind: type, *inner: type) -> bool:
    """Whether a value is of a kind, and what it holds, if it holds anything, of the next kinds."""
    if not inner:
        return isinstance(value, kind)
    return _is_list(value, *inner) if kind is list else _is_dict(value, *inner)


def read(path: Path) -> tuple[Record, ...]:
    """The records of a lock.

    Raises:
        EyebibError: the file is no lock of this version; carries all its problems.
    """
    text, _ = textfile.read(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = Location(path=path, line=error.lineno, column=error.colno)
        raise _refusal(where, f"not JSON: {error.msg}") from None
    except RecursionError:
        raise _refusal(Location(path=path), "nested too deep") from None
    messages = list(_shape(data))
    if messages:
        marks = _marks(text, path)
        raise EyebibError(
            problems=[_problem(locate(path, marks, _way(m)), m) for m in messages[:MAX_PROBLEMS]]
        )
    return tuple(_record(record) for record in data["records"])


def dump(records: Sequence[Record]) -> str:
    """The text of a lock; the order of the records is theirs."""
    data = {"version": VERSION, "records": [_plain(record) for record in records]}
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _plain(record: Record) -> dict[str, Any]:
    fields = {
        "identifier": _written(record),
        "source": record.source,
        "retrieved": record.retrieved,
        "evidence": list(record.evidence),
        "item": record.item,
        "relations": dict(record.relations),
        "updates": [dict(update) for update in record.updates],
        "overridden": dict(record.overridden),
    }
    return {key: value for key, value in fields.items() if value or key == "item"}


def _written(record: Record) -> str:
    return f"{record.identifier}{record.identifier.version}"


def _marks(text: str, path: Path) -> Marks:
    """Where each value stands, for JSON is YAML; of what YAML refuses nothing is known."""
    try:
        return yamlfile.parse(text, path).marks
    except EyebibError:
        return {}


def _way(message: str) -> Keys:
    """The way to the value of a message: `records[0].item.page: ...`."""
    steps = re.findall(r"[^.\[\]]+", message.partition(":")[0])
    return tuple(int(step) if step.isdigit() else step for step in steps)


def _record(data: Mapping[str, Any]) -> Record:
    return Record(
        identifier=identify(data["identifier"]),
        source=data["source"],
        item=data["item"],
        retrieved=data.get("retrieved", ""),
        evidence=tuple(data.get("evidence", ())),
        relations=data.get("relations", {}),
        updates=tuple(data.get("updates", ())),
        overridden=data.get("overridden", {}),
    )


def _shape(data: object) -> Iterator[str]:
    if not isinstance(data, dict) or not isinstance(data.get("records"), list):
        yield "not a lock: `version` and `records` expected"
    elif data.get("version") != VERSION:
        yield f"version {data.get('version')} of the lock; this eyebib reads version {VERSION}"
    else:
        for index, record in enumerate(data["records"]):
            at = f"records[{index}]"
            if isinstance(record, dict):
                yield from _record_shape(record, at)
            else:
                yield f"{at}: not a record"


def _record_shape(record: Mapping[str, Any], at: str) -> Iterator[str]:
    for key in sorted(set(record) - _KEYS):
        yield f"{at}.{key}: unknown key"
    if record.get("source") not in get_args(Source):
        yield f"{at}.source: one of {', '.join(get_args(Source))} expected"
    try:
        identify(str(record.get("identifier", "")))
    except ValueError as error:
        yield f"{at}.identifier: {error}"
    for key, (kind, is_kind) in _SHAPES.items():
        if key in record and not is_kind(record[key]):
            yield f"{at}.{key}: not {kind}"
    if isinstance(record.get("item"), dict):
        for reason in csl.shape_problems(record["item"]):
            yield f"{at}.item.{reason}"
        if not _is_dict(record["item"].get("custom", {}), str):
            yield f"{at}.item.custom: not a dict of texts"
    else:
        yield f"{at}.item: a CSL item expected"


def _problem(where: Location, message: str) -> Problem:
    message = f"{message}; mend or restore the file, or delete it and run `eyebib resolve`"
    return Problem(location=where, message=message, rule="lock")


def _refusal(where: Location, message: str) -> EyebibError:
    return EyebibError(problems=[_problem(where, message)])
