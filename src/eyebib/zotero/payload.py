"""The JSON of items, links and notes as Zotero's API takes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from eyebib.exporters.zotero_item import Creator
from eyebib.exporters.zotero_model import own_names
from eyebib.zotero import values
from eyebib.zotero.below import LINK_TITLE
from eyebib.zotero.library import Remote, objects, text
from eyebib.zotero.plan import Step
from eyebib.zotero.wanted import Wanted


def item(work: Wanted, collection: str) -> dict[str, Any]:
    """A new item, with its tags and its collection."""
    content = _fields(work, work.values, work.kind, "")
    tags = [{"tag": tag} for tag in work.tags]
    return content | {"tags": tags, "collections": [collection] if collection else []}


def patch(step: Step, remote: Remote, collection: str) -> dict[str, Any]:
    """What changes of an item of the library; other fields, tags and collections stay."""
    changed = {change.name: change.here for change in step.changes}
    kind = changed.get("itemType", remote.kind)
    content = _fields(step.work, changed, kind, text(remote.data, "extra"))
    if step.is_retagged:
        old = {text(tag, "tag"): tag for tag in objects(remote.data.get("tags"))}
        content["tags"] = [old.get(tag, {"tag": tag}) for tag in step.tags]
    if step.is_collected:
        content["collections"] = [*remote.collections, collection]
    return content


def _fields(work: Wanted, changed: Mapping[str, str], kind: str, extra: str) -> dict[str, Any]:
    """The fields for changed values."""
    own = own_names(kind)
    own |= {"itemType": "itemType", "citationKey": "citationKey"}
    content: dict[str, Any] = {own[name]: value for name, value in changed.items() if name in own}
    if "creators" in changed:
        content["creators"] = [*map(_creator, work.creators)]
    merged = values.merged_extra(extra, changed)
    return content | ({"extra": merged} if merged != extra.strip("\n") else {})


def _creator(creator: Creator) -> dict[str, str]:
    if not creator.first:
        return {"creatorType": creator.role, "name": creator.last}
    return {
        "creatorType": creator.role,
        "lastName": creator.last,
        "firstName": creator.first,
    }


def children(step: Step, parent: str) -> Sequence[dict[str, Any]]:
    """The new links and notes below an item."""
    return [
        *(_link(url) | {"parentItem": parent} for url in step.below.links),
        *({"itemType": "note", "note": note, "parentItem": parent} for note in step.below.notes),
    ]


def _link(url: str) -> dict[str, Any]:
    return {
        "itemType": "attachment",
        "linkMode": "linked_url",
        "title": LINK_TITLE,
        "url": url,
    }
