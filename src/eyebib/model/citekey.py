"""Citekeys: how to validate and make them. A citekey never changes, since documents cite it."""

import re
from collections.abc import Container
from itertools import count

from eyebib.text.fold import slug

_CITEKEY = re.compile(r"[a-z0-9][a-z0-9-]*")

_BIBTEX_KEY = re.compile(r"""[]!*+\-./0-9:;<>?A-Z[_`a-z|]+""")
r"""ASCII keys that `\cite`, BibTeX, biber, bibtexparser and pybtex all accept.

TeX acts on `\ { } # % ~ ^ $ &`, also in the cell of a table, so they are not allowed.
"""

_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows does not allow for files, whatever their suffix."""

_TITLE_WORDS = 4

_LONGEST = 100
"""Characters of a key that eyebib makes; file systems allow 255 bytes in a name."""


def problem(citekey: str) -> str:
    """Why the text is not a valid citekey; empty if it is one."""
    if not _CITEKEY.fullmatch(citekey):
        return f"`{citekey}` is not a valid citation key: use lower-case letters, digits, hyphens"
    if _WINDOWS_DEVICE.fullmatch(citekey):
        return f"`{citekey}` is not a valid citation key: Windows reserves this name"
    return ""


def make(name: str, title: str = "") -> str:
    """A citekey from a short name or key, else from the first words of a title, else `paper`."""
    citekey = slug(name) or "-".join(slug(title).split("-")[:_TITLE_WORDS]) or "paper"
    citekey = citekey[:_LONGEST].rstrip("-")
    return f"paper-{citekey}" if problem(citekey) else citekey


def unused(citekey: str, taken: Container[str]) -> str:
    """The citekey, or the first of `citekey-2`, `citekey-3`, ... that is not taken.

    `taken` holds citekeys in lower case: to classic BibTeX `Wu` and `wu` are the same key.
    """
    if citekey.lower() not in taken:
        return citekey
    return next(key for number in count(2) if (key := f"{citekey}-{number}").lower() not in taken)


def choose(key: str, title: str, taken: Container[str], *, as_is: bool) -> tuple[str, str]:
    """The citekey for an item with the key `key`, and a message if the key was changed.

    `as_is` keeps every key that documents can cite; otherwise the citekey can name a file in
    `entries/`.
    """
    citekey = key if as_is and _BIBTEX_KEY.fullmatch(key) else make(key, title)
    free = unused(citekey, taken)
    if free != citekey:
        return free, f"citation key `{citekey}` is used by an entry above; this becomes `{free}`"
    if as_is and citekey != key:
        return citekey, f"LaTeX cannot cite the key `{key}`; it becomes `{citekey}`"
    return citekey, ""
