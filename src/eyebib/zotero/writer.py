"""Writes a plan into a library, 50 objects at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eyebib.zotero import payload
from eyebib.zotero.api import Api, ChangedError, Written, batches
from eyebib.zotero.plan import Plan, Step


@dataclass(slots=True, kw_only=True)
class Done:
    """What has been written so far, by citekey: keys of created items, reasons of refusals.

    `sent` are works whose creation was requested, whatever the answer.
    """

    sent: set[str] = field(default_factory=set)
    created: dict[str, str] = field(default_factory=dict)
    updated: set[str] = field(default_factory=set)
    pruned: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Object:
    """An object to write for a work."""

    citekey: str
    content: Mapping[str, Any]


def write(api: Api, plan: Plan, done: Done, *, collection: str, prune: bool) -> None:
    """Write what a plan says: new items, changes, then what is below the items.

    Raises:
        ChangedError: The library was changed; what was written is in `done`.
        SourceError, EyebibError: The server gives no usable answer, or refuses.
    """
    steps = [step for step in plan.steps if step.work.citekey not in done.refused]
    new = [step for step in steps if step.kind == "create"]
    for batch in batches(new):
        done.sent |= {step.work.citekey for step in batch}
        content = [payload.item(step.work, collection) for step in batch]
        written = api.create("items", content)
        for place, key in written.keys.items():
            done.created[batch[place].work.citekey] = key
        _check(written, [step.work.citekey for step in batch], done)
    _change(
        api, [each for step in steps for each in _patches(step, collection)], done.updated, done
    )
    _add_children(api, steps, done)
    if prune:
        trash = [
            _Object(citekey=citekey, content=_trashed(item.key, item.version))
            for citekey, item in plan.gone.items()
        ]
        pruned = set[str]()
        _change(api, trash, pruned, done)
        done.pruned |= {citekey: plan.gone[citekey].key for citekey in pruned}


def _patches(step: Step, collection: str) -> Iterator[_Object]:
    """The changes of an item and of the link below it."""
    remote, below, citekey = step.remote, step.below, step.work.citekey
    if remote is not None and step.is_patched:
        head = {"key": remote.key, "version": remote.version}
        content = head | payload.patch(step, remote, collection)
        yield _Object(citekey=citekey, content=content)
    if moved := below.moved:
        content = {"key": moved.key, "version": moved.version, "url": step.work.code}
        yield _Object(citekey=citekey, content=content)
    if dropped := below.dropped:
        yield _Object(citekey=citekey, content=_trashed(dropped.key, dropped.version))


def _trashed(key: str, version: int) -> dict[str, Any]:
    return {"key": key, "version": version, "deleted": 1}


def _change(api: Api, objects: Sequence[_Object], changed: set[str], done: Done) -> None:
    """Change objects of the library; the citekeys of those that were written go to `changed`."""
    for batch in batches(objects):
        citekeys = [each.citekey for each in batch]
        written = api.change([each.content for each in batch])
        _check(written, citekeys, done)
        changed |= {citekey for citekey in citekeys if citekey not in done.refused}


def _add_children(api: Api, steps: Iterable[Step], done: Done) -> None:
    objects = [
        _Object(citekey=step.work.citekey, content=child)
        for step in steps
        if (parent := done.created.get(step.work.citekey) or (step.remote and step.remote.key))
        for child in payload.children(step, parent)
    ]
    for batch in batches(objects):
        citekeys = [each.citekey for each in batch]
        _check(api.create("items", [each.content for each in batch]), citekeys, done)
        done.updated |= {*citekeys}


def _check(written: Written, citekeys: Sequence[str], done: Done) -> None:
    """Remember what was refused.

    Raises:
        ChangedError: An object was changed meanwhile.
    """
    refused = {place: reason for place, reason in written.refused.items() if place < len(citekeys)}
    done.refused |= {citekeys[place]: reason for place, reason in refused.items()}
    if written.is_changed:
        raise ChangedError("an item was changed meanwhile")
