"""What new records say that a curator should see at once, without asking for it."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Record
from eyebib.model.problem import Problem
from eyebib.rules import evidence, notices, records, versions
from eyebib.rules.acceptance import unaccepted

_RULES = (
    records.consortium_members,
    notices.updated,
    notices.withdrawn,
    notices.marked_retracted,
    records.override,
    evidence.imported,
)
_LIST_RULES = (versions.published_since, versions.duplicate_versions)
_LONGEST = 60
"""Characters of a value that are shown."""
_BEFORE = 15
"""Characters that are shown before the first difference of two long values."""


def news(bibliography: Bibliography, paths: Collection[Path]) -> Iterator[Problem]:
    """What the records of some entries say, by the files of the entries.

    These are problems of the work, and other versions of it, which may be other entries. What an
    entry accepts is left out.
    """
    return unaccepted(bibliography, _problems(bibliography, paths))


def _problems(bibliography: Bibliography, paths: Collection[Path]) -> Iterator[Problem]:
    for work in bibliography.works:
        for rule in _RULES if work.entry.path in paths else ():
            yield from rule(work, bibliography.settings)
    for list_rule in _LIST_RULES:
        yield from (each for each in list_rule(bibliography) if each.location.path in paths)


def changes(old: Iterable[Record], new: Record) -> tuple[str, ...]:
    """The variables that differ from the last record of the same source: `volume: 7 -> 8`.

    Long values are cut to where they differ. The facts in `custom` count as variables.
    """
    last = (o for o in old if o.key == new.key)
    record = next(last, None)
    if record is None:
        return ()
    before, after = _values(record), _values(new)
    names = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    return tuple(f"{name}: {_change(before.get(name, ''), after.get(name, ''))}" for name in names)


def _values(record: Record) -> dict[str, str]:
    facts: dict[str, Any] = {**record.item, **record.item.get("custom", {})}
    facts.pop("custom", None)
    return {name: csl.value_text(value) for name, value in facts.items()}


def _change(before: str, after: str) -> str:
    pairs = enumerate(zip(before, after, strict=False))
    same = next((index for index, (old, new) in pairs if old != new), min(len(before), len(after)))
    start = max(0, same - _BEFORE) if max(len(before), len(after)) > _LONGEST else 0
    return " -> ".join(_excerpt(text, start) or "(none)" for text in (before, after))


def _excerpt(text: str, start: int) -> str:
    end = start + _LONGEST
    return f"{'…' if start and text else ''}{text[start:end]}{'…' if text[end:] else ''}"
