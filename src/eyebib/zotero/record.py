"""What to remember of a push: before the first write, and after the last."""

from collections.abc import Sequence
from dataclasses import replace

from eyebib.zotero.library import Library, Remote
from eyebib.zotero.match import match
from eyebib.zotero.memory import Memory, Pushed
from eyebib.zotero.plan import TAGS, Plan, Step
from eyebib.zotero.values import of_remote
from eyebib.zotero.wanted import Wanted
from eyebib.zotero.writer import Done


def settled(memory: Memory, works: Sequence[Wanted], library: Library) -> Memory:
    """The same without intentions that were not carried out.

    An item without a known key counts as created by eyebib if it has exactly the values that were
    intended. Otherwise a person may have made it.
    """
    if all(pushed.key for pushed in memory.items.values()):
        return memory
    found = match(works, library.items, memory)
    items = {
        citekey: pushed
        for citekey, pushed in memory.items.items()
        if pushed.key or _is_as_intended(pushed, found.get(citekey))
    }
    return replace(memory, items=items)


def _is_as_intended(pushed: Pushed, remote: Remote | None) -> bool:
    there = of_remote(remote) if remote else {}
    return all(there.get(name, "") == value for name, value in pushed.values.items())


def intended(memory: Memory, plan: Plan, collection: str) -> Memory:
    """What to remember before the first write, in case that the run is killed.

    An item that the next run finds then counts as pushed with these values. What is below it does
    not, because it is written later.
    """
    new = {
        step.work.citekey: _pushed(step, "", collection, is_made=True, is_complete=False)
        for step in plan.steps
        if step.kind == "create"
    }
    return replace(
        memory, collection=collection or memory.collection, items={**memory.items, **new}
    )


def written(memory: Memory, plan: Plan, done: Done, collection: str) -> Memory:
    """What to remember after the last write."""
    items = dict(memory.items)
    for step in plan.steps:
        citekey, before = step.work.citekey, memory.items.get(step.work.citekey)
        if step.kind == "create":
            items.pop(citekey, None)
            if key := done.created.get(citekey):
                items[citekey] = _pushed(step, key, collection, is_made=True)
        elif step.kind == "keep" and step.remote and citekey not in done.refused:
            is_made = before is not None and before.is_made
            values = _values(step, before)
            pushed = _pushed(step, step.remote.key, collection, is_made=is_made)
            items[citekey] = replace(pushed, values=values)
    for citekey in done.pruned:
        items.pop(citekey, None)
    return replace(memory, collection=collection or memory.collection, items=items)


def added(memory: Memory, done: Done) -> Memory:
    """What to remember after items were added without what belongs below them."""
    items = {
        citekey: replace(each, key=done.created.get(citekey, each.key))
        for citekey, each in memory.items.items()
        if citekey not in done.refused
    }
    return replace(memory, items=items)


def _pushed(
    step: Step, key: str, collection: str, *, is_made: bool, is_complete: bool = True
) -> Pushed:
    work = step.work
    return Pushed(
        key=key,
        values=work.values,
        tags=work.tags,
        code=work.code if is_complete else None,
        notes=work.notes if is_complete else (),
        collection=collection,
        is_made=is_made,
    )


def _values(step: Step, before: Pushed | None) -> dict[str, str | None]:
    """The values of the list, but for conflicts, which stay what they were."""
    values: dict[str, str | None] = dict(step.work.values)
    for conflict in step.conflicts:
        if conflict.name != TAGS:
            values[conflict.name] = before.values.get(conflict.name, "") if before else None
    return values
