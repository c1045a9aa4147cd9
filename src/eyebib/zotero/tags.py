"""The tags of an item after a push: those of the list and those of a person."""

from eyebib.zotero.library import Remote
from eyebib.zotero.memory import Pushed
from eyebib.zotero.wanted import Wanted


def merged(
    work: Wanted, remote: Remote, pushed: Pushed | None, *, ours: bool = False
) -> tuple[str, ...]:
    """The tags of the item, without what the list dropped, then what the list added.

    What a person added or removed since the last push stays so. With `ours`, tags with a prefix of
    the list that the list does not have are removed, if nothing is known of the item.
    """
    last = pushed.tags if pushed else ()
    dropped = {tag for tag in last if tag not in work.tags}
    if ours:
        dropped |= {*foreign(work, remote, pushed)}
    added = [tag for tag in work.tags if tag not in last and tag not in remote.tags]
    return (*(tag for tag in remote.tags if tag not in dropped), *added)


def foreign(work: Wanted, remote: Remote, pushed: Pushed | None) -> tuple[str, ...]:
    """The tags of the item with a prefix of the list that the list does not have.

    There are none if the item was pushed before: then a person has added them.
    """
    prefixes = tuple(f"{tag.partition(':')[0]}:" for tag in work.facets)
    if pushed is not None or not prefixes:
        return ()
    return tuple(t for t in remote.tags if t.startswith(prefixes) and t not in work.tags)
