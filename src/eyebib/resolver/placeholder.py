"""Replaces a title that is only the identifier or link, as soon as a record has the title."""

import contextlib
from dataclasses import replace

from eyebib.model.bibliography import Entry
from eyebib.model.csl import Item
from eyebib.model.problem import EyebibError
from eyebib.project import entry_editor


def with_title(entry: Entry, item: Item) -> Entry:
    """The entry with the title of the item, also in its file; unchanged if it has a title.

    A file whose title cannot be replaced stays as it is; `eyebib check` reports the placeholder.
    """
    title = str(item.get("title", ""))
    if not entry.is_untitled or not title:
        return entry
    titled = replace(entry, title=title)
    if titled.is_untitled:  # the source has no better title
        return entry
    with contextlib.suppress(EyebibError):
        entry_editor.set_title(entry.path, title)
    return titled
