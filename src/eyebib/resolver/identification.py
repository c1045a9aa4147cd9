"""Finds the paper of an entry whose link holds no identifier, by a search for its title.

One candidate is taken if it is proven to be the paper (`Candidate.is_proven`). All others are
proposed, and become part of an entry only if a person accepts them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from eyebib.matching.author import families
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Entry, Work, missing
from eyebib.model.problem import EyebibError
from eyebib.project import entry_editor
from eyebib.resolver.candidate import Candidate, candidates
from eyebib.resolver.proposal import Proposal
from eyebib.resolver.searches import Searches
from eyebib.sources import arxiv_search, cache
from eyebib.sources.crossref import search as crossref_search
from eyebib.sources.crossref.search import Hit
from eyebib.sources.pace import SourceError

MOST_PROPOSALS = 5

NO_TITLE = (
    "the link holds no identifier, and there is no title to search for; write the title of the "
    "paper into `title:`, or its DOI or arXiv id into `identifier:`"
)

NOT_FOUND = (
    "if the paper has a DOI or an arXiv id, write it into `identifier:` of the entry; if it has "
    "none, write what you know under `csl:`"
)
"""What to do about an entry whose paper no search finds."""

NO_PAPER = {
    "not found": "no paper with this title at Crossref or arXiv",
    "unchanged": "no paper with this title at Crossref or arXiv; the facts at hand are cited",
}

Kind = Literal["identified", "proposed", "not found", "not asked", "unreachable", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the searches for one entry found; an identified entry has one proposal, a proven one.

    `detail` says why nothing was found.
    """

    entry: Entry
    kind: Kind
    proposals: tuple[Proposal, ...] = ()
    detail: str = ""


def unidentified(bibliography: Bibliography) -> list[Work]:
    """The works whose entry has no identifier that a source could be asked for.

    A work that stands on what was imported is done with when its preprint was found.
    """
    works = (work for work in bibliography.works if is_unidentified(work.entry))
    return [work for work in works if not (work.is_imported and work.entry.preprint)]


def is_unidentified(entry: Entry) -> bool:
    """Whether neither the link of an entry nor a published version has an identifier."""
    return all(i is None or i.scheme == "url" for i in (entry.published, entry.asked))


def requests(works: Iterable[Work], *, today: str, refresh: bool = False) -> dict[str, int]:
    """The largest number of searches in each source, without those answered from the cache."""
    titled = [work for work in works if not work.entry.is_untitled]
    urls = {
        "crossref": [crossref_search.query(words(work)) for work in titled],
        "arxiv": [arxiv_search.url(arxiv_search.titled(work.entry.title)) for work in titled],
    }
    return {
        source: sum(refresh or not cache.has(url, today=today) for url in queries)
        for source, queries in urls.items()
    }


def words(work: Work) -> str:
    """What Crossref is searched for: title, first author and year, as far as they are known."""
    author = (families(work.item) or [""])[0]
    return " ".join(filter(None, [work.entry.title, author, str(csl.year(work.item) or "")]))


def search(works: Iterable[Work], searches: Searches) -> Iterator[Finding]:
    """A finding for each of the works without an identifier, as it arrives.

    Raises:
        UsageError: The mailto or the base URL of a source is invalid.
    """
    for work in works:
        yield _find(work, searches)


def _find(work: Work, searches: Searches) -> Finding:
    """What the searches for one work found.

    arXiv is searched only if Crossref has no paper with the title, because it is slow, and because
    the papers of NeurIPS, ICLR, PMLR and USENIX are not at Crossref.
    """
    if work.entry.is_untitled:
        return Finding(entry=work.entry, kind="not asked", detail=NO_TITLE)
    hits: list[Hit] = []
    try:
        hits += searches.crossref(words(work))
        if not any(c.title.is_same and not c.hit.is_posted for c in candidates(work, hits)):
            hits += searches.arxiv(arxiv_search.titled(work.entry.title))
    except SourceError as error:
        return _finding(work, candidates(work, hits), failure=str(error))
    return _finding(work, candidates(work, hits))


def take(finding: Finding, proposal: Proposal) -> Finding:
    """The finding as identified, after the proposal was written into the file of the entry.

    If the file has no place for it, the finding stays as it is, with the reason as detail.
    """
    try:
        entry_editor.add_key(finding.entry.path, proposal.role, str(proposal.identifier))
    except EyebibError as error:
        kind: Kind = "proposed" if finding.kind == "identified" else finding.kind
        return replace(finding, kind=kind, detail=str(error))
    return replace(finding, kind="identified", proposals=(proposal,))


def _finding(work: Work, found: Sequence[Candidate], failure: str = "") -> Finding:
    """The finding for the candidates, best first; `failure` is why they may be incomplete."""
    proven = [candidate for candidate in found if candidate.is_proven]
    kind: Kind
    if len(proven) == 1:
        kind, found = "identified", proven
    elif failure:
        kind = "unreachable"
    elif found:
        kind = "proposed"
    else:
        kind = "not found" if missing(work.item) else "unchanged"
    return Finding(
        entry=work.entry,
        kind=kind,
        proposals=tuple(_proposal(work, candidate) for candidate in found[:MOST_PROPOSALS]),
        detail=failure or ("" if found else NO_PAPER[kind]),
    )


def _proposal(work: Work, candidate: Candidate) -> Proposal:
    """The proposal for a candidate; arXiv has only the preprint of what was imported elsewhere."""
    is_preprint = candidate.record.source == "arxiv" and work.is_imported and not work.is_preprint
    identifier = replace(candidate.record.identifier, version="")  # the latest, not this one
    evidence = candidate.evidence
    return Proposal(
        citekey=work.citekey,
        role="preprint" if is_preprint else "identifier",
        identifier=identifier,
        evidence=evidence,
    )
