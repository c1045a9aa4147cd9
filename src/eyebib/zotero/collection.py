"""The collection that the items of a list are put into."""

from collections.abc import Mapping

from eyebib.model.problem import EyebibError
from eyebib.zotero.api import Api
from eyebib.zotero.library import Library
from eyebib.zotero.memory import Memory


def find(library: Library, name: str, memory: Memory) -> str:
    """The key of the collection with a name, or of that which was used before; empty if none.

    Raises:
        EyebibError: Several have the name.
    """
    keys = [each.key for each in library.collections if each.name == name]
    if memory.collection in {each.key for each in library.collections}:
        used = next(each for each in library.collections if each.key == memory.collection)
        if not keys or used.name == name:
            return memory.collection
    if len(keys) > 1:
        message = f"Zotero has {len(keys)} collections `{name}`; rename all but one of them"
        raise EyebibError(message)
    return keys[0] if keys else ""


def require(library: Library, name: str, key: str) -> None:
    """Check that a collection that the user named exists.

    Raises:
        EyebibError: It does not; says which there are.
    """
    if not key:
        names = ", ".join(f"`{each.name}`" for each in library.collections[:10]) or "none"
        message = f"Zotero has no collection `{name}` (it has {names}); create it there, or leave"
        raise EyebibError(f"{message} out --collection to use one with the title of the list")


def create(api: Api, name: str) -> str:
    """The key of a new collection.

    Raises:
        EyebibError: The server refuses it.
        SourceError: The server gives no usable answer.
    """
    new: Mapping[str, str] = {"name": name}
    written = api.create("collections", [new])
    if 0 not in written.keys:
        reason = written.refused.get(0, "no answer about it")
        raise EyebibError(f"{api.label}: the collection `{name}` was not created: {reason}")
    return written.keys[0]
