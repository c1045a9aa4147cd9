"""What new records say that a curator should see at once, without asking for it."""

from collections.abc import Iterable, Iterator
from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import Record, Work, keys_of
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.resolver import published
from eyebib.rules import notices, records
from eyebib.rules.place import warning

_RULES = (
    records.consortium_members,
    notices.updated,
    notices.withdrawn,
    notices.marked_retracted,
    records.override,
)
_LONGEST = 60
"""Characters of a value that are shown."""
_BEFORE = 15
"""Characters that are shown before the first difference of two long values."""


def news(work: Work, settings: Settings) -> Iterator[Problem]:
    """The problems of a work's records, and the published version that they state.

    What the entry accepts is left out.
    """
    found = [*(p for rule in _RULES for p in rule(work, settings)), *_published_since(work)]
    return (problem for problem in found if problem.rule not in work.entry.accept)


def _published_since(work: Work) -> Iterator[Problem]:
    proposals = [each for each in published.stated(work) if each.role == "published"]
    option = "--accept " if len(proposals) == 1 else ""
    for proposal in proposals:
        message = (
            f"published as {proposal.identifier} ({proposal.evidence}); "
            f"run `eyebib published {option}{work.citekey}`"
        )
        yield warning(work, message, "published-since", *keys_of(work.entry, work.cited))


def changes(old: Iterable[Record], new: Record) -> tuple[str, ...]:
    """The variables that differ from the last record of the same source: `volume: 7 -> 8`.

    Long values are cut to where they differ. The facts in `custom` count as variables.
    """
    last = (o for o in old if (o.identifier, o.source) == (new.identifier, new.source))
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
