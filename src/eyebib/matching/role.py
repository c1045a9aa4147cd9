"""The role of an identifier in an entry: that of the paper, of its preprint, of its publication."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from eyebib.model.bibliography import Entry
from eyebib.model.identifier import Identifier

_PREPRINT_DOI = re.compile(r"10\.(?:1101|64898|21203|26434|36227|2139|31234|20944|31219|31222)/")
"""DOIs of bioRxiv, Research Square, ChemRxiv, TechRxiv, SSRN, PsyArXiv and Preprints.org."""


def is_preprint(identifier: Identifier | None) -> bool:
    """Whether an identifier is that of a preprint server."""
    if identifier is None:
        return False
    is_doi = identifier.scheme == "doi" and _PREPRINT_DOI.match(identifier.value)
    return identifier.scheme == "arxiv" or bool(is_doi)


def with_versions(entry: Entry, other: Entry, owned: Collection[str] = ()) -> Entry:
    """The entry with the identifiers of other versions that another entry of the paper has.

    `owned` are the keys of identifiers that belong to other works.
    """
    for identifier in other.identifiers:
        is_new = identifier not in entry.identifiers and identifier.key not in owned
        if is_new and identifier.scheme != "url":
            role = next(_roles(entry, identifier), "")
            entry = with_role(entry, role, identifier) if role else entry
    return entry


def with_role(entry: Entry, role: str, identifier: Identifier) -> Entry:
    """The entry with the identifier under `identifier`, `published` or `preprint`."""
    change: dict[str, Any] = {role: identifier}
    return replace(entry, **change)


def _roles(entry: Entry, identifier: Identifier) -> Iterator[str]:
    """The keys of an entry for an identifier of another version that are still free."""
    is_of_preprint = is_preprint(entry.asked)
    if is_preprint(identifier):
        roles = () if is_of_preprint else ("preprint",)
    elif entry.asked is not None and entry.asked.scheme == "url":
        roles = ("identifier",)
    else:
        roles = ("published",) if is_of_preprint else ()
    yield from (role for role in roles if getattr(entry, role) is None)
