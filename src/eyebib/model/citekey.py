"""Citekeys: what one may be, and how one is made. Once made it is cited, so it never changes."""

import re
from collections.abc import Container
from itertools import count

from eyebib.text.fold import slug

_CITEKEY = re.compile(r"[a-z0-9][a-z0-9-]*")

_BIBTEX_KEY = re.compile(r"""[]!$&*+\-./0-9:;<>?A-Z[^_`a-z|]+""")
"""Keys that `\\cite`, BibTeX, biber, bibtexparser and pybtex all take, as far as they are ASCII."""

_WINDOWS_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that are no files on Windows, whatever their suffix."""

_TITLE_WORDS = 4


def problem(citekey: str) -> str:
    """Why a text cannot be a citekey; empty if it can."""
    if not _CITEKEY.fullmatch(citekey):
        return f"`{citekey}` is no citekey: lower-case letters, digits and hyphens only"
    if _WINDOWS_DEVICE.fullmatch(citekey):
        return f"`{citekey}` is a name that Windows keeps for a device; choose another"
    return ""


def made(name: str, title: str = "") -> str:
    """A citekey of a short name or key, else of the first words of a title, else `paper`."""
    citekey = slug(name) or "-".join(slug(title).split("-")[:_TITLE_WORDS]) or "paper"
    return f"paper-{citekey}" if problem(citekey) else citekey


def unused(citekey: str, taken: Container[str]) -> str:
    """The citekey, or the first of `citekey-2`, `citekey-3`, ... that is not taken.

    `taken` holds citekeys in lower case: classic BibTeX takes `Wu` and `wu` for one.
    """
    if citekey.lower() not in taken:
        return citekey
    return next(key for number in count(2) if (key := f"{citekey}-{number}").lower() not in taken)


def chosen(key: str, title: str, taken: Container[str], *, as_is: bool) -> tuple[str, str]:
    """The citekey of what a file calls `key`, and what is to be told of that; empty if nothing.

    `as_is` keeps every key that documents can cite; else it must be one of a file in `entries/`.
    """
    citekey = key if as_is and _BIBTEX_KEY.fullmatch(key) else made(key, title)
    free = unused(citekey, taken)
    if free != citekey:
        return free, f"`{citekey}` is the citekey of an entry above; this one becomes `{free}`"
    if as_is and citekey != key:
        return citekey, f"`{key}` is no key that LaTeX can cite; it becomes `{citekey}`"
    return citekey, ""
