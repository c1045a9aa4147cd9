"""What a list says when it is read again, compared with the items that were written."""

import re
from collections.abc import Iterator, Mapping, Sequence

from eyebib.exporters.awesome_list.fact import read_again
from eyebib.exporters.awesome_list.group import Group
from eyebib.exporters.awesome_list.item import Item
from eyebib.importers import awesome_list
from eyebib.importers.awesome_list.literal import text_of_markup
from eyebib.importers.awesome_list.run import Section
from eyebib.model.bibliography import Entry
from eyebib.model.facet import MODALITIES, SECTION
from eyebib.text.markup import plain

_Facts = Mapping[str, object]


def differences(text: str, groups: Sequence[Group]) -> Iterator[str]:
    """A line for each fact that is not read as it was written; items without links are not read."""
    entries = awesome_list.items(text)
    items = [(item, group) for group in groups for item in group.items if item.paper]
    if len(entries) != len(items):
        yield f"expected {len(items)} entries, read {len(entries)}"
    for entry, (item, group) in zip(entries, items, strict=False):
        read = _read(entry)
        for name, expected in _written(item, group).items():
            if not _agree(read.get(name), expected):
                yield f"{item.citekey}: expected {name} {expected!r}, read {read.get(name)!r}"


def _written(item: Item, group: Group) -> _Facts:
    return {
        "link": item.paper,
        "code": item.code or None,
        "year": group.year or item.year,
        "title": item.title,
        "name": item.name,
        "abstract": item.abstract,
        "modalities": "\n".join(item.modalities),
        "sections": "\n".join(filter(None, dict.fromkeys(map(_tag, group.path)))),
        **{f"`{key}`": text for key, text in read_again(item).items()},
    }


def _tag(heading: str) -> str:
    """The section that a heading is read as; years and words such as `Papers` are none."""
    return Section(level=0, text=heading).tag


def _read(entry: Entry) -> _Facts:
    return {
        "link": entry.link,
        "code": entry.code,
        "year": entry.listed,
        "title": entry.title,
        "name": entry.name,
        "abstract": entry.abstract,
        "modalities": "\n".join(entry.facets.get(MODALITIES, ())),
        "sections": "\n".join(entry.facets.get(SECTION, ())),
        **{f"`{key}`": text for key, text in entry.table.items()},
    }


def _agree(read: object, written: object) -> bool:
    """Whether two facts are equal, after the importer's cleaning, without spaces and brackets.

    The importer removes tags, so text that looks like a tag cannot be read back.
    """
    if not isinstance(read, str) or not isinstance(written, str):
        return read == written
    return read == written or _letters(read) == _letters(written)


def _letters(text: str) -> str:
    """The letters and signs of a text; each line is cleaned alone, as the importer reads it.

    A repeated line counts once: two modalities may be equal when their tags are removed.
    """
    lines = dict.fromkeys(text_of_markup(plain(line)) for line in text.split("\n"))
    return re.sub(r"[\s()]+", "", "".join(lines))
