"""Proposes the published version of a preprint, or the preprint of a published paper.

The evidence, best first: relations between the two at Crossref; the DOI that the authors give on
arXiv; a search, filtered by title or short name and by authors in common; last, the best matches of
the search with another title, by the same authors. A proposal becomes part of an entry only if a
person accepts it.
"""

from collections.abc import Iterator
from dataclasses import replace

from eyebib.matching import work as guard
from eyebib.matching.author import families, shares_authors
from eyebib.matching.title import is_alike
from eyebib.model import csl
from eyebib.model.bibliography import Record, Work
from eyebib.model.identifier import Identifier, identify
from eyebib.resolver.candidate import is_copy
from eyebib.resolver.proposal import Proposal, Role
from eyebib.sources.crossref import search as crossref_search
from eyebib.sources.crossref.search import Hit

_RENAMED = 3
"""Best matches of a search that may be the paper under another title."""

_RELATIONS: dict[Role, tuple[str, ...]] = {
    "published": ("is-preprint-of",),
    "preprint": ("has-preprint",),
}


def missing_role(work: Work) -> Role | None:
    """The version that an entry lacks: `published` for a preprint, `preprint` for other papers."""
    if work.entry.published is None and work.is_preprint:
        return "published"
    has_preprint = work.entry.preprint or work.entry.published
    return "preprint" if has_preprint is None and not work.is_preprint else None


def propose(work: Work, *, today: str, mailto: str, search: bool = True) -> list[Proposal]:
    """Candidates for the missing version of a work, best evidence first.

    Crossref is searched only if the records themselves name no candidate.

    Args:
        work: The work, which may lack a version.
        today: The retrieval date of new records, as an ISO date.
        mailto: The e-mail address of the user.
        search: Whether Crossref may be searched.

    Raises:
        SourceError: The search at Crossref failed.
    """
    role = missing_role(work)
    if role is None or not work.records:
        return []
    proposals = stated(work)
    return proposals if proposals or not search else list(_from_search(work, role, today, mailto))


def stated(work: Work) -> list[Proposal]:
    """The candidates that the records of the work name, one for each identifier."""
    role = missing_role(work)
    if role is None:
        return []
    candidates: dict[Identifier, str] = {}
    for record in work.records:
        for identifier, evidence in _candidates(record, role):
            if identifier not in work.entry.identifiers:
                candidates.setdefault(identifier, evidence)
    return [
        Proposal(citekey=work.citekey, role=role, identifier=identifier, evidence=evidence)
        for identifier, evidence in candidates.items()
    ]


def _candidates(record: Record, role: Role) -> Iterator[tuple[Identifier, str]]:
    for relation in _RELATIONS[role]:
        for other in record.relations.get(relation, ()):
            yield identify(other), f"{record.source} states {relation}"
    doi, journal = csl.fact(record.item, "doi"), csl.fact(record.item, "journal-ref")
    if role == "published" and record.source == "arxiv" and doi:
        evidence = f"the authors give this DOI on arXiv{f' ({journal})' if journal else ''}"
        try:
            identifier = identify(f"doi:{doi}")
        except ValueError:
            return
        if identifier.scheme in {"doi", "arxiv"}:
            yield identifier, evidence


def _from_search(work: Work, role: Role, today: str, mailto: str) -> Iterator[Proposal]:
    """The proposals of a search; works with other titles only if no title agrees."""
    item = work.item
    author = (families(item) or [""])[0]
    words = f"{item['title']} {author}".strip()
    found = crossref_search.search(words, today=today, mailto=mailto)
    hits = [hit.record for hit in found if _may_be(work, role, hit)]
    titled = [record for record in hits if _is_titled(work, record)]
    renamed = [] if titled else [hit for hit in hits[:_RENAMED] if _is_renamed(work, role, hit)]
    hint = _journal(work) if role == "published" else ""
    for record in [*titled, *renamed]:
        way = "" if record in titled else " under another title"
        advice = "" if record in titled else "; check that it is the same paper"
        evidence = f'found by search{way}, with authors in common: "{record.item["title"]}"{hint}'
        yield Proposal(
            citekey=work.citekey,
            role=role,
            identifier=record.identifier,
            evidence=evidence + advice,
        )


def _may_be(work: Work, role: Role, hit: Hit) -> bool:
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
