"""The lock: what the sources said of one entry, as `entries/locked/<citekey>.json`.

Machine-written: keys sorted, two spaces, a newline at the end, so that the same facts are always
the same bytes. Read with the path to every wrong value.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eyebib.model.bibliography import Record
from eyebib.model.identifier import identify
from eyebib.model.problem import EyebibError, Keys, Location, Marks, Problem, locate
from eyebib.project import lock_shape, text_file, yaml_file
from eyebib.project.yaml_file import MAX_PROBLEMS

LIMIT = 1 << 24
"""The size in bytes of a lock; the 15,025 authors of the longest byline known take a tenth."""

_ADVICE = "nothing of it is used; mend or restore the file, or have `eyebib resolve` write it anew"
_STRANGE = (
    "it is not read, and `eyebib resolve` leaves it alone; upgrade eyebib, or delete the file"
)


class LockError(EyebibError):
    """A lock that cannot be read; carries all its problems.

    `sound` are the records in it that nothing is wrong with. It is None for a file that is not to
    be written over: it is another version's, or the system does not let it be read.
    """

    def __init__(self, problems: Sequence[Problem], sound: tuple[Record, ...] | None = ()) -> None:
        super().__init__(problems=problems)
        self.sound = sound


def read(path: Path) -> tuple[Record, ...]:
    """The records of a lock.

    Raises:
        LockError: the file is no lock of this version.
    """
    text = _text(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = Location(path=path, line=error.lineno, column=error.colno)
        raise _refusal(where, f"not JSON: {error.msg}") from None
    except RecursionError:
        raise _refusal(Location(path=path), "nested too deep") from None
    except ValueError as error:  # a number of thousands of digits
        raise _refusal(Location(path=path), f"not JSON: {error}") from None
    messages = list(lock_shape.problems(data))
    if messages:
        raise _error(path, text, data, messages)
    return tuple(_record(record) for record in data["records"])


def sound(path: Path) -> tuple[Record, ...] | None:
    """The records of a lock that nothing is wrong with; None if it is not to be written over."""
    try:
        return read(path)
    except LockError as error:
        return error.sound


def dump(records: Sequence[Record]) -> str:
    """The text of a lock; the order of the records is theirs.

    Raises:
        EyebibError: `read` would refuse it; says why.
    """
    data = {"version": lock_shape.VERSION, "records": [_plain(record) for record in records]}
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    for message in lock_shape.problems(json.loads(text)):
        raise EyebibError(f"no lock can hold it: {message}")
    if len(text.encode("utf-8")) > LIMIT:
        raise EyebibError(f"no lock can hold it: more than {LIMIT:,} bytes")
    return text


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
        return yaml_file.parse(text, path).marks
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


def _text(path: Path) -> str:
    try:
        return text_file.read(path, limit=LIMIT)[0]
    except EyebibError as error:
        is_closed = any(problem.rule == "unreadable" for problem in error.problems)
        raise LockError(error.problems, None if is_closed else ()) from error


def _error(path: Path, text: str, data: Any, messages: Sequence[str]) -> LockError:  # noqa: ANN401 - JSON
    """What is wrong with a lock, each problem at its place, and what of the lock is sound."""
    is_strange = lock_shape.is_other_version(data)
    advice = _STRANGE if is_strange else _ADVICE
    marks = _marks(text, path)
    problems = [
        _problem(locate(path, marks, _way(message)), f"{message}; {advice}")
        for message in messages[:MAX_PROBLEMS]
    ]
    return LockError(problems, None if is_strange else tuple(_sound(data)))


def _sound(data: Any) -> Iterator[Record]:  # noqa: ANN401 - JSON
    """The records that nothing is wrong with, whatever surrounds them."""
    records = data.get("records") if isinstance(data, dict) else None
    for record in records if isinstance(records, list) else ():
        if not any(lock_shape.record_problems(record)):
            yield _record(record)


def _problem(where: Location, message: str) -> Problem:
    return Problem(location=where, message=message, rule="lock")


def _refusal(where: Location, message: str) -> LockError:
    return LockError([_problem(where, f"{message}; {_ADVICE}")])
