"""What a work of the list states about its item in Zotero."""

from collections.abc import Mapping
from dataclasses import dataclass

from eyebib.exporters import csl_item, zotero_item
from eyebib.exporters.zotero_item import Creator
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.identity import identity
from eyebib.model.settings import Settings
from eyebib.text.clean import clean
from eyebib.zotero import values


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A work as its item in Zotero should be.

    `identifiers` are keys such as `doi:10.1/x`; `values` are named as in `values`. `facets` are the
    tags with a prefix, such as `modality:OCT`; all tags with such a prefix belong to the list.
    `notes` are HTML.
    """

    citekey: str
    aliases: tuple[str, ...]
    identifiers: frozenset[str]
    kind: str
    values: Mapping[str, str]
    creators: tuple[Creator, ...]
    tags: tuple[str, ...]
    facets: tuple[str, ...]
    code: str
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title, for messages."""
        return self.values.get("title", "")


def wanted(bibliography: Bibliography) -> list[Wanted]:
    """What the works of a bibliography state."""
    return [_wanted(work, bibliography.settings) for work in bibliography.works]


def _wanted(work: Work, settings: Settings) -> Wanted:
    item = zotero_item.convert(work)
    return Wanted(
        citekey=work.citekey,
        aliases=work.entry.aliases,
        identifiers=frozenset(identity(work)),
        kind=item.kind,
        values=values.of_item(item, work.citekey),
        creators=item.creators,
        tags=tuple(map(clean, csl_item.tags(work, settings))),
        facets=tuple(map(clean, csl_item.facet_tags(work, settings))),
        code=csl_item.code_link(work),
        notes=item.notes,
    )
