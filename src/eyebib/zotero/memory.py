"""What was last pushed to a library, kept in the user's folder for state.

One file for each library and list. It says which of two values that differ is the new one.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from platformdirs import user_state_dir

from eyebib.model.problem import EyebibError
from eyebib.model.settings import EMPTY
from eyebib.project import text_file

_LIMIT = 1 << 28
"""The largest file that is read, in bytes; 2,000 works with abstracts have 5 MB."""

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What was last pushed of a work.

    `key` is that of its item; it is empty if a run ended before the server answered. A value is
    None if it is not known to be the one of the list: the library had another one, which was left
    alone. `code` is None if no link was pushed. `collection` is the key of the one that the item
    was put into. `is_made` says that eyebib created the item.
    """

    key: str = ""
    values: Mapping[str, str | None] = field(default_factory=lambda: EMPTY)
    tags: tuple[str, ...] = ()
    code: str | None = None
    notes: tuple[str, ...] = ()
    collection: str = ""
    is_made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was last pushed, by citekey, and the key of the collection."""

    collection: str = ""
    items: Mapping[str, Pushed] = field(default_factory=lambda: EMPTY)

    def renamed(self, aliases: Mapping[str, str]) -> "Memory":
        """The same with today's citekeys; `aliases` maps old ones to them."""
        old = {aliases[key]: each for key, each in self.items.items() if key in aliases}
        current = {key: each for key, each in self.items.items() if key not in aliases}
        return replace(self, items=old | current)


def path(library: str, root: Path) -> Path:
    """The file for a library, such as `https://api.zotero.org/groups/1`, and a list's folder."""
    folder = os.environ.get("EYEBIB_STATE_DIR") or user_state_dir("eyebib", appauthor=False)
    name = hashlib.sha256(f"{library}\n{root.resolve()}".encode()).hexdigest()
    return Path(folder) / "zotero" / f"{name}.json"


def load(file: Path) -> Memory:
    """What a file says; nothing if there is no file.

    Raises:
        EyebibError: The file cannot be read; says what to do.
    """
    if not file.exists():
        return Memory()
    try:
        data = json.loads(text_file.read_exactly(file, limit=_LIMIT))
        items = {citekey: _pushed(each) for citekey, each in data["items"].items()}
        return Memory(collection=str(data["collection"]), items=items)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = f"{file}: damaged; delete it, and values that differ will be shown as conflicts"
        raise EyebibError(message) from None


def save(file: Path, memory: Memory) -> None:
    """Write the file, if it differs.

    Raises:
        EyebibError: It cannot be written.
    """
    items = {citekey: _plain(each) for citekey, each in sorted(memory.items.items())}
    content = {"version": _VERSION, "collection": memory.collection, "items": items}
    text_file.write(file, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _plain(pushed: Pushed) -> dict[str, Any]:
    return asdict(replace(pushed, values=dict(pushed.values)))


def _pushed(data: Mapping[str, Any]) -> Pushed:
    values = data["values"]
    return Pushed(
        key=str(data["key"]),
        values={str(name): _text(value) for name, value in values.items()},
        tags=tuple(map(str, data["tags"])),
        code=_text(data["code"]),
        notes=tuple(map(str, data["notes"])),
        collection=str(data["collection"]),
        is_made=data["is_made"] is True,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
