"""What eyebib proposes for an entry, and how it describes a paper in a few words."""

from dataclasses import dataclass
from typing import Literal

from eyebib.model import csl
from eyebib.model.csl import Item
from eyebib.model.identifier import Identifier

Role = Literal["identifier", "published", "preprint"]
"""The key of the entry that a proposal is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An identifier for an entry, and the evidence for it."""

    citekey: str
    role: Role
    identifier: Identifier
    evidence: str


def brief(item: Item) -> str:
    """First author, year and venue: `Chen et al. 2024, Nature Medicine`."""
    authors = [csl.family(author) for author in item.get("author", ())]
    byline = " and ".join(authors) if len(authors) < 3 else f"{authors[0]} et al."
    venue = item.get("container-title") or item.get("event-title") or item.get("publisher") or ""
    head = " ".join(str(part) for part in (byline, csl.year(item)) if part)
    return ", ".join(part for part in (head, str(venue)) if part)
