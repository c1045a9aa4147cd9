"""Read and write locks: the records of one entry, in `entries/locked/<citekey>.json`.

Keys are sorted and the layout is fixed, so that the same records always give the same bytes. The
reader locates every wrong value.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eyebib.model.bibliography import Record
from eyebib.model.identifier import NO_IDENTIFIER, identify
from eyebib.model.problem import EyebibError, Keys, Location, Marks, Problem, locate
from eyebib.project import lock_shape, text_file, yaml_file
from eyebib.project.yaml_file import MAX_PROBLEMS

LIMIT = 1 << 24
"""The largest lock, in bytes; the longest byline known, of 15,025 authors, needs a tenth."""

_ADVICE = "the lock is ignored; fix or restore it, or run `eyebib resolve` to write it again"
_OTHER_VERSION_ADVICE = (
    "the lock is ignored and `eyebib resolve` keeps it; upgrade eyebib or delete the file"
)


class LockError(EyebibError):
    """The lock is not valid; carries all its problems.

    `sound` are the valid records in it. It is None for a file that must not be overwritten, because
    it has another version or cannot be opened.
    """

    def __init__(self, problems: Sequence[Problem], sound: tuple[Record, ...] | None = ()) -> None:
        super().__init__(problems=problems)
        self.sound = sound


def read(path: Path) -> tuple[Record, ...]:
    """The records of a lock.

    Raises:
        LockError: the file is not a valid lock of this version.
    """
    return parse(_text(path), path)


def parse(text: str, path: Path) -> tuple[Record, ...]:
    """The records in the text of a lock, whose problems are located in `path`.

    Raises:
        LockError: the text is not that of a valid lock of this version.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = Location(path=path, line=error.lineno, column=error.colno)
        raise _refusal(where, f"not valid JSON: {error.msg}") from None
    except RecursionError:
        raise _refusal(Location(path=path), "nested too deep") from None
    except ValueError as error:  # a number with thousands of digits
        raise _refusal(Location(path=path), f"not valid JSON: {error}") from None
    messages = list(lock_shape.problems(data))
    if messages:
        raise _error(path, text, data, messages)
    return tuple(_record(record) for record in data["records"])


def sound(path: Path) -> tuple[Record, ...] | None:
    """The valid records of a lock; None if the file must not be overwritten."""
    try:
        return read(path)
    except LockError as error:
        return error.sound


def dump(records: Sequence[Record]) -> str:
    """The text of a lock, with the records in the given order.

    Raises:
        EyebibError: `read` would not accept the text; says why.
    """
    data = {"version": lock_shape.VERSION, "records": [_plain(record) for record in records]}
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    for message in lock_shape.problems(json.loads(text)):
        raise EyebibError(f"cannot be saved in a lock: {message}")
    if len(text.encode("utf-8")) > LIMIT:
        raise EyebibError(f"cannot be saved in a lock: more than {LIMIT:,} bytes")
    return text


def _plain(record: Record) -> dict[str, Any]:
    fields = {
        "identifier": "" if record.identifier == NO_IDENTIFIER else record.identifier.label,
        "source": record.source,
        "retrieved": record.retrieved,
        "evidence": list(record.evidence),
        "item": record.item,
        "relations": dict(record.relations),
        "updates": [dict(update) for update in record.updates],
        "overridden": dict(record.overridden),
    }
    return {key: value for key, value in fields.items() if value or key == "item"}


def _marks(text: str, path: Path) -> Marks:
    """The places of all values, read as YAML; empty if the YAML reader does not accept the text."""
    try:
        return yaml_file.parse(text, path).marks
    except EyebibError:
        return {}


def _keys(message: str) -> Keys:
    """The path to the value in a message: `records[0].item.page: ...`."""
    steps = re.findall(r"\[(\d{1,9})\]|([^.\[\]]+)", message.partition(":")[0])
    return tuple(int(index) if index else key for index, key in steps)


def _record(data: Mapping[str, Any]) -> Record:
    return Record(
        identifier=identify(data["identifier"]) if "identifier" in data else NO_IDENTIFIER,
        source=data["source"],
        item=data["item"],
        retrieved=data.get("retrieved", ""),
        evidence=tuple(data.get("evidence", ())),
        relations=data.get("relations", {}),
        updates=tuple(data.get("updates", ())),
        overridden=data.get("overridden", {}),
    )


def _text(path: Path) -> str:
    try:
        return text_file.read(path, limit=LIMIT)[0]
    except EyebibError as error:
        is_unreadable = any(problem.rule == "unreadable" for problem in error.problems)
        raise LockError(error.problems, None if is_unreadable else ()) from error


def _error(path: Path, text: str, data: Any, messages: Sequence[str]) -> LockError:  # noqa: ANN401 - JSON
    """The error for an invalid lock, with the location of each problem and the valid records."""
    is_other_version = lock_shape.is_other_version(data)
    advice = _OTHER_VERSION_ADVICE if is_other_version else _ADVICE
    marks = _marks(text, path)
    problems = [
        _problem(locate(path, marks, _keys(message)), f"{message}; {advice}")
        for message in messages[:MAX_PROBLEMS]
    ]
    return LockError(problems, None if is_other_version else tuple(_sound(data)))


def _sound(data: Any) -> Iterator[Record]:  # noqa: ANN401 - JSON
    """The valid records, even if the rest of the lock is not valid."""
    records = data.get("records") if isinstance(data, dict) else None
    for record in records if isinstance(records, list) else ():
        if not any(lock_shape.record_problems(record)):
            yield _record(record)


def _problem(where: Location, message: str) -> Problem:
    return Problem(location=where, message=message, rule="lock")


def _refusal(where: Location, message: str) -> LockError:
    return LockError([_problem(where, f"{message}; {_ADVICE}")])
