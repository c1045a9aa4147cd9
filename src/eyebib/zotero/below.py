"""What belongs below the item of a work: the link to its code, and notes."""

import re
from dataclasses import dataclass
from html import unescape

from eyebib.zotero.library import Child, Remote
from eyebib.zotero.memory import Pushed
from eyebib.zotero.wanted import Wanted

_TAG = re.compile(r"<[^<>]*>")

LINK_TITLE = "Source code"
"""The title of the link to the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """What to write below an item: new links and notes; a link that moves or goes to the trash."""

    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    moved: Child | None = None
    dropped: Child | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return self == NOTHING


NOTHING = Below()


def of_new(work: Wanted) -> Below:
    """What to write below an item that is created."""
    return Below(links=(work.code,) if work.code else (), notes=work.notes)


def compare(work: Wanted, remote: Remote, pushed: Pushed | None) -> Below:
    """What to write below an item of the library. Links and notes of a person stay as they are."""
    by_url = {child.url: child for child in remote.children if child.url}
    last = pushed.code if pushed else None
    own = by_url.get(last) if last and last != work.code else None
    is_removed_there = last is not None and last == work.code
    is_new = bool(work.code) and work.code not in by_url and not is_removed_there
    known = {plain(child.note) for child in remote.children if child.note}
    known |= {plain(note) for note in (pushed.notes if pushed else ())}
    return Below(
        links=(work.code,) if is_new and own is None else (),
        moved=own if is_new else None,
        dropped=own if not is_new else None,
        notes=tuple(note for note in work.notes if plain(note) not in known),
    )


def plain(note: str) -> str:
    """The words of a note, to compare it: Zotero changes the HTML."""
    return " ".join(unescape(_TAG.sub(" ", note)).split())
