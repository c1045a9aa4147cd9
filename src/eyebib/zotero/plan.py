"""What a push does: a comparison of the list with a library, without any request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from eyebib.model.settings import EMPTY
from eyebib.zotero import below, tags
from eyebib.zotero.below import NOTHING, Below
from eyebib.zotero.difference import Difference, differences
from eyebib.zotero.library import Library, Remote
from eyebib.zotero.match import match
from eyebib.zotero.memory import Memory, Pushed
from eyebib.zotero.values import is_writable, of_remote
from eyebib.zotero.wanted import Wanted

Kind = Literal["create", "keep", "trashed", "deleted"]
"""Whether a work has an item; it is `trashed` or `deleted` if a person did that to the item."""

TAGS = "tags"
"""The name of a difference between tags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a push does about one work.

    `changes` are the values to write. `conflicts` are those that both sides changed and `theirs`
    those that a person changed; both are left alone. `tags` are all tags of the item afterwards.
    """

    work: Wanted
    kind: Kind
    remote: Remote | None = None
    changes: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    theirs: tuple[Difference, ...] = ()
    tags: tuple[str, ...] = ()
    is_collected: bool = False
    below: Below = NOTHING

    @property
    def is_retagged(self) -> bool:
        """Whether the tags are written."""
        return self.remote is not None and self.tags != self.remote.tags

    @property
    def is_patched(self) -> bool:
        """Whether an item of the library is written, not only what is below it."""
        return self.kind == "keep" and bool(self.changes or self.is_retagged or self.is_collected)

    @property
    def is_updated(self) -> bool:
        """Whether an item of the library, or anything below it, is written."""
        return self.kind == "keep" and (self.is_patched or not self.below.is_empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a push does: a step for each work, and the items whose entries are gone.

    `gone` are items that eyebib created for works that are no longer in the list, by citekey.
    """

    steps: tuple[Step, ...]
    gone: Mapping[str, Remote] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user asked for.

    `ours`: write the value of the list where both sides changed it, and create again what a person
    deleted for good. `prune`: move the items to the trash whose entries are gone.
    """

    ours: bool = False
    prune: bool = False


def plan(
    works: Sequence[Wanted],
    library: Library,
    memory: Memory,
    wishes: Wishes,
    *,
    collection: str = "",
) -> Plan:
    """Compare the works with the library.

    `collection` is the key of the collection that the items belong to; empty if there is none yet.
    `memory` is by today's citekeys.
    """
    found = match(works, library.items, memory)

    def step(work: Wanted) -> Step:
        pushed, remote = memory.items.get(work.citekey), found.get(work.citekey)
        if remote is None:
            if pushed is not None and pushed.key and not wishes.ours:
                return Step(work=work, kind="deleted")
            return Step(work=work, kind="create", tags=work.tags, below=below.of_new(work))
        if remote.is_trashed:
            return Step(work=work, kind="trashed", remote=remote, tags=remote.tags)
        return _kept(work, remote, pushed, ours=wishes.ours, collection=collection)

    steps = tuple(map(step, works))
    return Plan(steps=steps, gone=_gone(works, found.values(), library, memory))


def _kept(
    work: Wanted, remote: Remote, pushed: Pushed | None, *, ours: bool, collection: str
) -> Step:
    last = pushed.values if pushed else None
    every = [*differences(work.values, of_remote(remote), last)]
    wished = [d for d in every if d.change == "here" or (ours and d.change == "both")]
    kind = next((d.here for d in wished if d.name == "itemType"), remote.kind)
    changes = [d for d in wished if is_writable(d.name, kind, work.kind)]
    left = [d for d in every if d not in changes and (d.change == "both" or _is_kept_here(d))]
    foreign = [] if ours else _foreign_tags(work, remote, pushed)
    is_moved = pushed is None or pushed.collection != collection
    return Step(
        work=work,
        kind="keep",
        remote=remote,
        changes=tuple(changes),
        conflicts=(*left, *foreign),
        theirs=tuple(d for d in every if d.change == "there"),
        tags=tags.merged(work, remote, pushed, ours=ours),
        is_collected=bool(collection) and is_moved and collection not in remote.collections,
        below=below.compare(work, remote, pushed),
    )


def _is_kept_here(each: Difference) -> bool:
    """Whether the list has a new value; a type that has no such field does not need it cleared."""
    return each.change == "here" and bool(each.here)


def _foreign_tags(work: Wanted, remote: Remote, pushed: Pushed | None) -> Iterator[Difference]:
    if foreign := tags.foreign(work, remote, pushed):
        here, there = ", ".join(work.facets), ", ".join(foreign)
        yield Difference(name=TAGS, here=here, there=there, change="both")


def _gone(
    works: Iterable[Wanted], matched: Iterable[Remote], library: Library, memory: Memory
) -> dict[str, Remote]:
    known, taken = {work.citekey for work in works}, {item.key for item in matched}
    living = {i.key: i for i in library.items if not i.is_trashed and i.key not in taken}
    return {
        citekey: living[each.key]
        for citekey, each in memory.items.items()
        if citekey not in known and each.is_made and each.key in living
    }
