"""What people changed in a library, as proposals for the entries of a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import facets_of
from eyebib.zotero.library import Library
from eyebib.zotero.match import match
from eyebib.zotero.memory import Memory
from eyebib.zotero.proposal import Proposal, proposals
from eyebib.zotero.wanted import Wanted, wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A work whose item was changed, and the proposals."""

    work: Work
    proposals: tuple[Proposal, ...]


def pull(bibliography: Bibliography, library: Library, memory: Memory) -> Iterator[Pulled]:
    """The works whose items differ in a way that no push has made."""
    stated: Mapping[str, Wanted] = {each.citekey: each for each in wanted(bibliography)}
    facets = facets_of(bibliography)
    found = match([*stated.values()], library.items, memory)
    for work in bibliography.works:
        remote = found.get(work.citekey)
        if remote is not None and not remote.is_trashed:
            pushed = memory.items.get(work.citekey)
            changed = tuple(proposals(work, stated[work.citekey], remote, pushed, facets))
            if changed:
                yield Pulled(work=work, proposals=changed)
