"""What is in a Zotero library: its items, their links and notes, and its collections.

Everything comes from a server, so that each object is checked before it is used.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_CHILDREN = frozenset(("annotation", "attachment", "note"))
"""The item types that are not papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A link or a note below an item; `url` or `note` is empty."""

    key: str
    version: int
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """An item of the library; `data` has its fields by Zotero's names, as the server sent them."""

    key: str
    version: int
    data: Mapping[str, Any]
    children: tuple[Child, ...] = ()
    is_trashed: bool = False

    @property
    def kind(self) -> str:
        """The item type."""
        return text(self.data, "itemType")

    @property
    def tags(self) -> tuple[str, ...]:
        """The words of the tags."""
        return tuple(filter(None, (text(tag, "tag") for tag in objects(self.data.get("tags")))))

    @property
    def collections(self) -> tuple[str, ...]:
        """The keys of the collections that have the item."""
        keys = self.data.get("collections")
        return tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection of the library."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The items and collections of a library; `version` grows with each change of any object."""

    version: int
    items: tuple[Remote, ...] = ()
    collections: tuple[Collection, ...] = ()


def read(
    version: int,
    living: Sequence[Mapping[str, Any]],
    trashed: Sequence[Mapping[str, Any]],
    collections: Iterable[Mapping[str, Any]],
) -> Library:
    """The library of the objects that a server listed; objects without a key are left out."""
    below: dict[str, list[Child]] = {}
    for each in living:
        if parent := text(data_of(each), "parentItem"):
            below.setdefault(parent, []).extend(_child(each))
    return Library(
        version=version,
        items=(*_items(living, below), *_items(trashed, {}, is_trashed=True)),
        collections=tuple(
            Collection(key=text(each, "key"), name=text(data_of(each), "name"))
            for each in collections
            if text(each, "key")
        ),
    )


def _items(
    listed: Iterable[Mapping[str, Any]],
    below: Mapping[str, Sequence[Child]],
    *,
    is_trashed: bool = False,
) -> Iterator[Remote]:
    for each in listed:
        data, key = data_of(each), text(each, "key")
        if key and not data.get("parentItem") and text(data, "itemType") not in _CHILDREN:
            yield Remote(
                key=key,
                version=number(each, "version"),
                data=data,
                children=tuple(below.get(key, ())),
                is_trashed=is_trashed,
            )


def _child(each: Mapping[str, Any]) -> Iterator[Child]:
    data, key = data_of(each), text(each, "key")
    note = text(data, "note") if text(data, "itemType") == "note" else ""
    url = text(data, "url") if text(data, "linkMode") == "linked_url" else ""
    if key and (url or note):
        yield Child(key=key, version=number(each, "version"), url=url, note=note)


def data_of(each: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of an object."""
    return mapping(each.get("data"))


def mapping(value: object) -> Mapping[str, Any]:
    """An object from a server; empty if it is something else."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a list from a server; empty if it is not a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(data: Mapping[str, Any], name: str) -> str:
    """A field that is text; empty if it is missing or something else."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def number(data: Mapping[str, Any], name: str) -> int:
    """A field that is a whole number; 0 if it is missing or something else."""
    value = data.get(name)
    return value if type(value) is int else 0
