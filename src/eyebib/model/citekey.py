r"""Citekeys: how to validate, choose and make them. A citekey never changes: documents cite it.

TeX acts on `\ { } # % ~ ^ $`, and BibTeX ends a key at a comma or a space.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from itertools import count

from eyebib.text.fold import slug

_CITEKEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:.+\-/&?<>]*")
"""ASCII keys that `\\cite`, BibTeX, biber and pandoc accept, also in the cell of a table."""

_STEM = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")
"""Citekeys that are the name of a file on every system."""

_ALIAS = re.compile(r"""[^\s,{}\\"#%~]+""")
"""Keys that may stand in an entry as an older key, although LaTeX may not be able to cite them."""

_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows does not allow for files, whatever their suffix."""

_TITLE_WORDS = 4

_LONGEST = 100
"""Characters of a key that eyebib makes; file systems allow 255 bytes in a name."""

_LONGEST_STEM = 200


def problem(citekey: str) -> str:
    """Why the text is not a valid citekey; empty if it is one."""
    if _CITEKEY.fullmatch(citekey):
        return ""
    return (
        f"`{citekey[:60]}` is not a valid citation key: use ASCII letters and digits, `_`, and "
        "after the first character also `: . + - / & ? < >`"
    )


def stem_problem(stem: str) -> str:
    """Why the text is not a valid name for the file of an entry; empty if it is one."""
    if _WINDOWS_DEVICE.fullmatch(stem):
        return f"`{stem}` is not a valid name for an entry: Windows reserves this name"
    if len(stem) > _LONGEST_STEM:
        return f"`{stem[:60]}...` is not a valid name for an entry: it is too long"
    if not _STEM.fullmatch(stem):
        return (
            f"`{stem}` is not a valid name for an entry: use ASCII letters and digits, `_`, and "
            "after the first character also `. + -`; write another citation key as `key:`"
        )
    return ""


def alias_problem(alias: str) -> str:
    """Why the text is not a valid alias; empty if it is one."""
    if alias.isprintable() and _ALIAS.fullmatch(alias):
        return ""
    return f"`{alias[:60]}` is not a valid alias: a key has no spaces, commas, quotes or braces"


def is_citable(alias: str) -> bool:
    """Whether LaTeX can cite an alias."""
    return _CITEKEY.fullmatch(alias) is not None


def make(name: str, title: str = "") -> str:
    """A citekey from a short name or key, else from the first words of a title, else `paper`.

    It has lower-case letters, digits and hyphens only, so it is also a valid stem.
    """
    citekey = slug(name) or "-".join(slug(title).split("-")[:_TITLE_WORDS]) or "paper"
    citekey = citekey[:_LONGEST].rstrip("-")
    return f"paper-{citekey}" if stem_problem(citekey) else citekey


def unused(citekey: str, taken: Container[str]) -> str:
    """The citekey, or the first of `citekey-2`, `citekey-3`, ... that is not taken.

    `taken` holds citekeys in lower case: to classic BibTeX `Wu` and `wu` are the same key, and to
    some systems the same file.
    """
    if citekey.lower() not in taken:
        return citekey
    return next(key for number in count(2) if (key := f"{citekey}-{number}").lower() not in taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The citekey of an imported item, the stem of its file, and what could not be kept.

    `file_stem` is empty if the citekey is the stem. If the key of the item could not be kept,
    `message` says so, and `aliases` has the key where it can be one.
    """

    citekey: str
    file_stem: str = ""
    aliases: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The citekeys and stems of the items that were read, in lower case."""

    citekeys: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)


def choose(key: str, title: str, taken: Taken) -> Choice:
    """Choose the citekey and the stem for an item with this key, and add them to `taken`.

    The key is kept wherever documents can cite it, even if it cannot be the name of a file.
    """
    citekey = unused(key if not problem(key) else make(key, title), taken.citekeys)
    stem = unused(citekey if not stem_problem(citekey) else make(citekey, title), taken.stems)
    taken.citekeys.add(citekey.lower())
    taken.stems.add(stem.lower())
    return Choice(
        citekey=citekey,
        file_stem=stem if stem != citekey else "",
        aliases=(key,) if citekey != key and not alias_problem(key) else (),
        message=_message(key, citekey),
    )


def _message(key: str, citekey: str) -> str:
    if key in ("", citekey):
        return ""
    if problem(key):
        return f"LaTeX cannot cite the key `{key[:60]}`; it becomes `{citekey}`"
    return f"citation key `{key}` is used by an entry above; this becomes `{citekey}`"
