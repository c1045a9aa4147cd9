"""The lock: what the sources said of one entry, as `entries/locked/<citekey>.json`.

Machine-written: keys sorted, two spaces, a newline at the end, so that the same facts are always
the same bytes. Read with the path to every wrong value.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from eyebib import csl, textfile
from eyebib.errors import EyebibError, Location, Problem
from eyebib.identifiers import identify
from eyebib.model import Record, Source

VERSION = 1

_SHAPES: dict[str, type] = {
    "retrieved": str,
    "evidence": list,
    "relations": dict,
    "updates": list,
    "overridden": dict,
}
_KEYS = {"identifier", "source", "item", *_SHAPES}


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
        where = Location(path=path)
        raise EyebibError(problems=[_problem(where, message) for message in messages])
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
    for key, kind in _SHAPES.items():
        if not isinstance(record.get(key, kind()), kind):
            yield f"{at}.{key}: not a {kind.__name__}"
    if isinstance(record.get("item"), dict):
        for reason in csl.shape_problems(record["item"]):
            yield f"{at}.item.{reason}"
    else:
        yield f"{at}.item: a CSL item expected"


def _problem(where: Location, message: str) -> Problem:
    message = f"{message}; delete the file and run `eyebib resolve`"
    return Problem(location=where, message=message, rule="lock")


def _refusal(where: Location, message: str) -> EyebibError:
    return EyebibError(problems=[_problem(where, message)])
