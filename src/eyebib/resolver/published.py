"""Proposes the published version of a preprint, or the preprint of a published paper.

The evidence, best first: what the records state (`matching.version`); searches, filtered by title
or short name and by authors in common; last, the best matches of the searches with another title,
by the same authors. A proposal becomes part of an entry only if a person accepts it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from eyebib.matching import work as guard
from eyebib.matching.author import families, shares_authors
from eyebib.matching.title import is_alike
from eyebib.matching.version import Role, missing_role, missing_versions
from eyebib.model import csl
from eyebib.model.bibliography import Record, Work
from eyebib.resolver.candidate import is_copy
from eyebib.resolver.proposal import Proposal
from eyebib.resolver.searches import Searches
from eyebib.sources import arxiv_search
from eyebib.sources.crossref.search import Hit
from eyebib.sources.pace import SourceError

_RENAMED = 3
"""Best matches of a search that may be the paper under another title."""

Kind = Literal["unreachable", "unresolved", "proposed", "not found", "complete"]

KINDS: Sequence[Kind] = ("unreachable", "unresolved", "proposed", "not found", "complete")
"""The kinds in the order of the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The proposals for the missing version of a work, and what became of it.

    `complete`: the entry has both versions, or the work has only one; `unresolved`: it has no
    record to search with; `unreachable`: `failure` says why there may be more proposals.
    """

    kind: Kind
    proposals: tuple[Proposal, ...] = ()
    failure: str = ""


def propose(work: Work, searches: Searches) -> Versions:
    """Candidates for the missing version of a work, best evidence first.

    Crossref is searched only if the records themselves name no candidate, and arXiv only for the
    preprint of a paper if Crossref has none with the title.

    Raises:
        UsageError: The mailto or the base URL of a source is invalid.
    """
    role = missing_role(work)
    if role is None or not work.records:
        return Versions(kind="complete" if work.records else "unresolved")
    from_records = tuple(
        Proposal(citekey=work.citekey, role=s.role, identifier=s.identifier, evidence=s.evidence)
        for s in missing_versions(work)
    )
    if from_records:
        return Versions(kind="proposed", proposals=from_records)
    records, failure = _searched(work, role, searches)
    proposals = tuple(_proposals(work, role, records))
    kind: Kind = "unreachable" if failure else "proposed" if proposals else "not found"
    return Versions(kind=kind, proposals=proposals, failure=failure)


def _searched(work: Work, role: Role, searches: Searches) -> tuple[list[Record], str]:
    """What may be the version according to searches, best first, and why it may be incomplete."""
    title, authors = str(work.item["title"]), families(work.item)
    records: list[Record] = []
    failures = []
    try:
        hits = searches.crossref(" ".join([title, *authors[:1]]))
        records += _may_be(work, role, hits)
    except SourceError as error:
        failures.append(str(error))
    if role == "preprint" and not any(_is_titled(work, record) for record in records):
        try:
            papers = searches.arxiv(arxiv_search.titled_or_by(title, authors))
            records += _may_be(work, role, papers)
        except SourceError as error:
            failures.append(str(error))
    return records, "; ".join(failures)


def _proposals(work: Work, role: Role, records: list[Record]) -> Iterator[Proposal]:
    """Proposals for records that were found; those with other titles only if no title agrees."""
    titled = [record for record in records if _is_titled(work, record)]
    renamed = [] if titled else [hit for hit in records if _is_renamed(work, role, hit)]
    hint = _journal(work) if role == "published" else ""
    for record in titled or renamed:
        way = "" if titled else " under another title"
        advice = "" if titled else "; check that it is the same paper"
        evidence = f'found by search{way}, with authors in common: "{record.item["title"]}"{hint}'
        yield Proposal(
            citekey=work.citekey,
            role=role,
            identifier=replace(record.identifier, version=""),
            evidence=evidence + advice,
        )


def _may_be(work: Work, role: Role, hits: Iterable[Hit]) -> list[Record]:
    """The records of the kind that is sought; those with another title among the best alone."""
    records = [hit.record for hit in hits if _is_version(work, role, hit)]
    titled = [record for record in records if _is_titled(work, record)]
    return titled or records[:_RENAMED]


def _is_version(work: Work, role: Role, hit: Hit) -> bool:
    """Whether a work that was found is new, of the kind that is sought, and by the same authors."""
    item = hit.record.item
    is_preprint = item.get("genre") == "preprint"
    is_new = hit.record.identifier not in work.entry.identifiers
    is_later_copy = hit.is_posted and is_copy(item, work.item)  # the preprint is older
    is_version = is_new and not is_later_copy and is_preprint is (role == "preprint")
    return is_version and shares_authors(work.item, item)


def _journal(work: Work) -> str:
    """The journal that the authors give on arXiv, for comparison."""
    journals = (csl.fact(record.item, "journal-ref") for record in work.records)
    journal = next(filter(None, journals), "")
    return f"; the authors give {journal} on arXiv" if journal else ""


def _is_titled(work: Work, record: Record) -> bool:
    """Whether the title agrees, or the short name is in both; a search alone is not evidence."""
    is_version = guard.may_be_version(work.entry, record.item)
    return is_version and guard.is_titled(work.entry, record.item)


def _is_renamed(work: Work, role: Role, record: Record) -> bool:
    """Whether the guard would accept a version with another title, and half of its words agree."""
    if role == "published":
        entry = replace(work.entry, published=record.identifier)
    else:
        entry = replace(work.entry, preprint=record.identifier)
    titles = str(work.item["title"]), str(record.item["title"])
    return is_alike(*titles, work.entry.name) and guard.verdict(entry, record, work.records).is_same
