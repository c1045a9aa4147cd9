"""Add a key to `eyebib.toml` and leave the rest of the file as it is."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from eyebib.model.settings import ListLayout
from eyebib.project import text_file
from eyebib.project.folder import Project


def keep_layout(project: Project, layout: ListLayout) -> Path | None:
    """Write the layout of the list into the settings; None if they have one, or are not written.

    Raises:
        EyebibError: The file cannot be read or written.
    """
    path = project.settings
    text = text_file.read_exactly(path) if path.exists() else ""
    new = with_key(text, "list", "layout", layout)
    if new is None:
        return None
    text_file.write(path, new, root=project.root)
    return path


def with_key(text: str, table: str, key: str, value: str) -> str | None:
    """The text with a key at the beginning of a table; None if it has the key, or is not valid.

    A table that is not written as `[table]` is not changed, either.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    line = f"{key} = {json.dumps(value)}"
    heading = re.search(rf"^\[{table}\][ \t]*(?:#[^\r\n]*)?(?=\r?$)", text, re.MULTILINE)
    if heading:
        new = f"{text[: heading.end()]}{newline}{line}{text[heading.end() :]}"
    else:
        gap = newline if text.strip() else ""
        new = f"{text}{gap}[{table}]{newline}{line}{newline}"
    old_data, data = _data(text), _data(new)
    is_added = data.get(table, {}).pop(key, None) == value and key not in old_data.get(table, {})
    return new if is_added and data == old_data | {table: data[table]} else None


def _data(text: str) -> dict[str, Any]:
    """What a TOML text says; empty if it is not valid."""
    try:
        return tomllib.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return {}
