"""Change a line or two in the file of an entry; every other byte stays the same."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from eyebib.model.problem import EyebibError, Keys
from eyebib.project import entry_file, text_file, yaml_file
from eyebib.project.entry_writer import ONE_LINE, line
from eyebib.project.yaml_file import Document

_AFTER = ("paper", "title")
"""A new key goes below the first of these keys that the file has."""


def add_key(path: Path, key: str, value: str) -> None:
    """Add the line `key: value` below that of the link; `value` must be plain YAML.

    Raises:
        EyebibError: The file has no place for another line, because it is written in braces, or
            already has the key.
    """
    content, before = _read(path)
    line = f"{key}: {value}"
    lines = content.splitlines(keepends=True)
    ending = re.search(r"\r?\n|\r|\Z", content)[0] or "\n"  # type: ignore[index] # `\Z` matches
    marks = (before.marks.get((name,)) for name in _AFTER)
    after = next(filter(None, marks), (1, 1))[0]
    for place in (after, after - 1):  # below the link, or above a multi-line link
        new = [*lines[:place], f"{line}{ending}", *lines[place:]]
        if place and not new[place - 1].endswith(("\n", "\r")):
            new[place - 1] += ending
        if key not in before.data and _is_written(path, "".join(new), before, {key: value}):
            return
    raise EyebibError(f"{path}: the line could not be added; add it by hand: {line}")


def set_title(path: Path, title: str) -> None:
    """Replace the title in the file of an entry, if it is on one line.

    Raises:
        EyebibError: It is not.
    """
    content, before = _read(path)
    line, column = before.marks.get(("title",), (1, 1))
    scalar = _scalar(title)
    lines = content.splitlines(keepends=True)
    offset = column - 1 + (line == 1 and content.startswith("\ufeff"))
    old = re.escape(str(before.data.get("title", "")))
    pattern = re.compile(rf"""(["']?){old}\1""")
    if match := pattern.match(lines[line - 1], offset):
        text = lines[line - 1]
        lines[line - 1] = text[: match.start()] + scalar + text[match.end() :]
        if _is_written(path, "".join(lines), before, {"title": title}):
            return
    raise EyebibError(f"{path}: the title could not be replaced; write it by hand: {scalar}")


def renamed(path: Path, citekey: str, *, alias: str, stem: str) -> str:
    """The text of an entry's file with another citekey, and its old one as an alias.

    `stem` is that of the new file; if it is the citekey, the file needs no `key:`.

    Raises:
        EyebibError: The lines could not be changed; says what to write by hand.
    """
    content, before = _read(path)
    ending = re.search(r"\r?\n|\r|\Z", content)[0] or "\n"  # type: ignore[index] # `\Z` matches
    aliases = [*before.data.get("aliases", ()), alias]
    data = {key: value for key, value in before.data.items() if key != "key"}
    data |= {"aliases": aliases} | ({} if citekey == stem else {"key": citekey})
    new = [] if citekey == stem else [f"key: {citekey}{ending}"]
    new.append(f"aliases: [{', '.join(map(_scalar, aliases))}]{ending}")
    rest = _OWN_KEYS.sub("", content)
    text = _FIRST_KEY.sub(lambda start: start[0] + "".join(new), rest, count=1)
    if _parsed(path, text) != data:
        raise EyebibError(f"{path}: write by hand: {' '.join(map(str.strip, new))}")
    return text


def set_values(path: Path, changes: Mapping[Keys, Any]) -> None:
    """Replace or add values: `{("csl", "volume"): "9", ("tags",): ["a"]}`.

    Lines of other keys stay as they are.

    Raises:
        EyebibError: A value would not be valid, or the lines could not be changed; says what to
            write by hand.
    """
    content, before = _read(path)
    data: dict[str, Any] = dict(before.data)
    for (key, *below), value in changes.items():
        old = data.get(str(key))
        above = dict(old) if isinstance(old, dict) else {}
        data[str(key)] = above | {str(below[0]): value} if below else value
    text = content if content.endswith(("\n", "\r")) else f"{content}\n"
    new = {str(key): line(str(key), data[str(key)]) for key, *_ in changes}
    for key, lines in new.items():
        start, end = _block(text, key)
        if "#" in text[start:end]:  # a comment would be lost
            break
        text = text[:start] + lines + text[end:]
    entry_file.parse(text.removeprefix("\ufeff"), path)
    if not _is_written(path, text, before, {key: data[key] for key in new}):
        raise EyebibError(f"{path}: write by hand:", *"".join(new.values()).splitlines())


def _block(text: str, key: str) -> tuple[int, int]:
    """The start and end of the lines of a key and of its values; the end of the text if missing."""
    pattern = (
        rf"^{re.escape(key)}[ \t]*:[^\r\n]*"
        r"(?:(?:\r?\n|\r)(?:[ \t]+|-[ \t])[^\r\n]*)*(?:\r?\n|\r)"
    )
    found = re.search(pattern, text, re.MULTILINE)
    return found.span() if found else (len(text), len(text))


_FIRST_KEY = re.compile(r"^\ufeff?(?=[\w\"'])", re.MULTILINE)

_OWN_KEYS = re.compile(
    r"^(?:key|aliases)[ \t]*:[^\r\n]*(?:\r?\n|\r)(?:(?:[ \t]+|-[ \t])[^\r\n]*(?:\r?\n|\r))*",
    re.MULTILINE,
)
"""The lines of `key:` and `aliases:`, and of their values below."""


def _read(path: Path) -> tuple[str, Document]:
    content = text_file.read_exactly(path)
    return content, yaml_file.parse(text_file.read(path)[0], path)


def _is_written(path: Path, text: str, before: Document, change: dict[str, Any]) -> bool:
    """Write a text if it reads as before but for the change, and return whether it does."""
    if _parsed(path, text) != before.data | change:
        return False
    text_file.write(path, text, root=path.parents[1])
    return True


def _parsed(path: Path, text: str) -> dict[str, Any]:
    """The data of a text; empty if it cannot be read."""
    try:
        return yaml_file.parse(text.removeprefix("\ufeff"), path).data
    except EyebibError:
        return {}


def _scalar(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=ONE_LINE).removesuffix("...\n").strip()
