"""A Zotero library in memory, which takes and refuses objects as Zotero does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zotero_schema import COMMON, CREATORS, FIELDS, OTHER, base_names

Data = dict[str, Any]

LONGEST_TAG = 255


class RefusedError(Exception):
    """An object is refused: the code and the message in `failed`."""

    def __init__(self, code: int, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


@dataclass(slots=True, kw_only=True)
class Library:
    """Objects by key. `is_strict`: fields that a type does not have are refused, as by the web."""

    is_strict: bool
    is_writable: bool = True
    version: int = 0
    items: dict[str, Data] = field(default_factory=dict)
    collections: dict[str, Data] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    count: int = 0

    def new_key(self) -> str:
        self.count += 1
        return f"K{self.count:07}"

    def listed(self, path: str) -> list[Data]:
        """The objects of a list, in the order of their keys."""
        match path:
            case "items":
                chosen = [i for i in self.items.values() if not self._is_trashed(i)]
            case "items/top":
                chosen = [i for i in self.listed("items") if not i["data"].get("parentItem")]
            case "items/trash":
                chosen = [i for i in self.items.values() if self._is_trashed(i)]
            case "collections":
                chosen = [c for c in self.collections.values() if not c["data"].get("deleted")]
            case _:
                raise KeyError(path)
        return sorted(chosen, key=lambda each: str(each["key"]))

    def _is_trashed(self, item: Data) -> bool:
        parent = self.items.get(item["data"].get("parentItem", ""))
        return bool(item["data"].get("deleted")) or (
            parent is not None and self._is_trashed(parent)
        )

    def write(self, path: str, new: list[Data]) -> Data:
        """The answer to a POST of some objects: the fate of each by its place."""
        answer: Data = {"successful": {}, "success": {}, "unchanged": {}, "failed": {}}
        version, is_changed = self.version + 1, False
        for place, each in enumerate(new):
            try:
                key, is_new = self._store(path, each, version)
            except RefusedError as error:
                answer["failed"][str(place)] = {"code": error.code, "message": error.message}
                continue
            is_changed = is_changed or is_new
            answer["success" if is_new else "unchanged"][str(place)] = key
            if is_new:
                answer["successful"][str(place)] = self._store_of(path)[key]
        self.version += is_changed
        return answer

    def _store_of(self, path: str) -> dict[str, Data]:
        return self.items if path == "items" else self.collections

    def _store(self, path: str, data: Data, version: int) -> tuple[str, bool]:
        """The key of an object, and whether it is another than before."""
        store = self._store_of(path)
        old = store.get(data.get("key", ""))
        if data.get("key") and (old is None or not self.is_strict):
            raise RefusedError(404 if self.is_strict else 400, "a key was chosen by the client")
        if old is not None:
            if "version" not in data:
                raise RefusedError(428, "item version is missing")
            if data["version"] != old["version"]:
                raise RefusedError(412, "item has been modified since specified version")
            return old["key"], self.patch(old["key"], data, version)
        key = self.new_key()
        full = self._checked(dict(data)) if path == "items" else dict(data)
        store[key] = {"key": key, "version": version, "data": full}
        return key, True

    def patch(self, key: str, changes: Mapping[str, Any], version: int) -> bool:
        """Change fields of an item; returns whether any is another than before."""
        old = self.items[key]
        sent = {name: value for name, value in changes.items() if name not in {"key", "version"}}
        data = dict(old["data"])
        if (kind := sent.get("itemType")) and kind != data["itemType"]:
            data = _retyped(data, kind)
        data = self._checked(data | sent)
        if data == old["data"]:
            return False
        self.items[key] = {"key": key, "version": version, "data": data}
        return True

    def _checked(self, data: Data) -> Data:
        kind = data.get("itemType")
        if kind not in FIELDS | OTHER:
            raise RefusedError(400, f"'{kind}' is not a valid itemType")
        if (parent := data.get("parentItem")) and parent not in self.items:
            raise RefusedError(409, f"Parent item {parent} doesn't exist")
        known = base_names(kind).keys() | COMMON
        strange = [name for name in data if name not in known]
        if strange and self.is_strict:
            raise RefusedError(400, f"'{strange[0]}' is not a valid field for type '{kind}'")
        for name in strange:
            lines = [data.get("extra", ""), f"{name}: {data.pop(name)}"]
            data["extra"] = "\n".join(filter(None, lines))
        if self.is_strict:
            _check_parts(data, kind)
        for collection in data.get("collections", ()):
            if collection not in self.collections:
                raise RefusedError(409, f"Collection {collection} doesn't exist")
        return {name: value for name, value in data.items() if value != "" or name == "extra"}

    def papers(self) -> Iterator[Data]:
        """The data of the items that are not below another and not in the trash."""
        return (item["data"] for item in self.listed("items/top"))

    def paper(self, citekey: str) -> Data:
        [found] = (data for data in self.papers() if data.get("citationKey") == citekey)
        return found

    def key_of(self, citekey: str) -> str:
        [found] = (i["key"] for i in self.items.values() if i["data"].get("citationKey") == citekey)
        return str(found)

    def edit(self, citekey: str, **changes: Any) -> None:  # noqa: ANN401 - a field of any kind
        """What a person does in the program."""
        self.version += 1
        key = self.key_of(citekey)
        data = self.items[key]["data"]
        if kind := changes.get("itemType"):
            data = _retyped(data, kind)
        self.items[key] = {"key": key, "version": self.version, "data": data | changes}

    def add(self, **data: Any) -> str:  # noqa: ANN401 - a field of any kind
        """An item or a note that a person makes; returns its key."""
        [key] = self.write("items", [data])["success"].values()
        return str(key)


def _check_parts(data: Data, kind: str) -> None:
    for creator in data.get("creators", ()):
        if creator["creatorType"] not in CREATORS.get(kind, "").split():
            raise RefusedError(400, f"'{creator['creatorType']}' is not valid for '{kind}'")
    for tag in data.get("tags", ()):
        if len(tag["tag"]) > LONGEST_TAG:
            raise RefusedError(413, f"Tag '{tag['tag'][:20]}...' is too long")


def _retyped(data: Data, kind: str) -> Data:
    """The fields that an item keeps when its type changes: those with the same base."""
    shared, own = base_names(data["itemType"]), {b: n for n, b in base_names(kind).items()}
    moved = {own[shared[name]]: data[name] for name in data if shared.get(name, "") in own}
    return (
        {name: value for name, value in data.items() if name in COMMON} | moved | {"itemType": kind}
    )
