"""Bring a library up to date with a list, so that a run that was interrupted can be repeated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eyebib.model.problem import EyebibError
from eyebib.zotero import collection as collections
from eyebib.zotero import memory as memories
from eyebib.zotero import record
from eyebib.zotero.api import Api, ChangedError
from eyebib.zotero.library import Collection, Library
from eyebib.zotero.memory import Memory
from eyebib.zotero.plan import Plan, Wishes, plan
from eyebib.zotero.wanted import Wanted
from eyebib.zotero.writer import Done, write

_ROUNDS = 10
"""How often a push starts again because others change the library at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The works to push, the collection for them, and the file that remembers what was pushed.

    `is_named`: the user named the collection, so that it must exist. `aliases` maps the old
    citekeys of all works of the list to today's; `others` are the citekeys of works of the list
    that are not pushed this time.
    """

    works: Sequence[Wanted]
    collection: str
    is_named: bool
    file: Path
    aliases: Mapping[str, str]
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A plan, and what was done of it; `is_add_only` says that items cannot be changed there."""

    plan: Plan
    done: Done
    is_add_only: bool = False


def preview(api: Api, target: Target, wishes: Wishes) -> Result:
    """What `push` would do; nothing is written."""
    library = api.read()
    memory = record.settled(load(target), target.works, library)
    return Result(plan=_plan(library, memory, target, wishes), done=Done())


def push(api: Api, target: Target, wishes: Wishes) -> Result:
    """Write what differs. Whatever interrupts it, the next run does the rest.

    Raises:
        SourceError: The server gives no usable answer.
        EyebibError: The server refuses, or the library keeps changing.
    """
    done = Done()
    for _ in range(_ROUNDS):
        try:
            return Result(plan=_round(api, target, wishes, done), done=done)
        except ChangedError:
            continue
    raise EyebibError(f"{api.label} keeps changing; run the command again when nobody writes to it")


def _round(api: Api, target: Target, wishes: Wishes, done: Done) -> Plan:
    library = api.read()
    memory = record.settled(load(target), target.works, library)
    planned = _plan(library, memory, target, wishes)
    key = _collection(library, memory, target)
    if not key and any(step.kind in {"create", "keep"} for step in planned.steps):
        key = collections.create(api, target.collection)
        new = Collection(key=key, name=target.collection)
        library = replace(library, collections=(*library.collections, new))
        planned = _plan(library, memory, target, wishes)
    done.created |= _earlier(planned, memory, done)
    memories.save(target.file, record.intended(memory, planned, key))
    write(api, planned, done, collection=key, prune=wishes.prune)
    memories.save(target.file, record.written(memory, planned, done, key))
    return planned


def _earlier(planned: Plan, memory: Memory, done: Done) -> dict[str, str]:
    """The keys of items that an earlier round created, although its answer was lost."""
    return {
        step.work.citekey: step.remote.key
        for step in planned.steps
        if step.remote and step.work.citekey in done.sent.intersection(memory.items)
    }


def load(target: Target) -> Memory:
    """What was pushed before, by today's citekeys."""
    return memories.load(target.file).renamed(target.aliases)


def _collection(library: Library, memory: Memory, target: Target) -> str:
    """The key of the collection; empty if it has to be created."""
    if not target.is_named:
        return collections.find(library, target.collection, memory)
    key = collections.find(library, target.collection, Memory())
    collections.require(library, target.collection, key)
    return key


def _plan(library: Library, memory: Memory, target: Target, wishes: Wishes) -> Plan:
    key = _collection(library, memory, target)
    planned = plan(target.works, library, memory, wishes, collection=key)
    gone = {citekey: i for citekey, i in planned.gone.items() if citekey not in target.others}
    return replace(planned, gone=gone)
