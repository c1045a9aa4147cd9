"""What records state about the other versions of a work: its preprint, its version of record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from eyebib.model import csl
from eyebib.model.bibliography import Record, Work
from eyebib.model.identifier import Identifier, identify
from eyebib.model.identity import identity

Role = Literal["published", "preprint"]
"""Which version of a work: the one that was published, or the preprint."""

NO_VERSIONS = frozenset(("dataset", "document", "periodical", "review", "software", "standard"))
"""Types that are not versions of a paper, even by its authors: data, components, reviews."""

_RELATIONS: Mapping[str, Role] = {"is-preprint-of": "published", "has-preprint": "preprint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A version of a work that a record names, and how it does so."""

    role: Role
    identifier: Identifier
    evidence: str


def missing_role(work: Work) -> Role | None:
    """The version that an entry lacks: `published` for a preprint, `preprint` for other papers."""
    if work.entry.published is None and work.is_preprint:
        return "published"
    has_preprint = work.entry.preprint or work.entry.published
    is_paper = not work.is_preprint and work.item.get("type") not in NO_VERSIONS
    return "preprint" if is_paper and has_preprint is None else None


def missing_versions(work: Work) -> list[Statement]:
    """The versions that the entry lacks and its records name, one for each identifier."""
    role, own = missing_role(work), identity(work)
    statements: dict[str, Statement] = {}
    for statement in versions(work):
        if statement.role == role and statement.identifier.key not in own:
            statements.setdefault(statement.identifier.key, statement)
    return list(statements.values())


def versions(work: Work) -> Iterator[Statement]:
    """The versions that the records of a work name."""
    for record in work.records:
        yield from _related(record)
        yield from _given_on_arxiv(record)


def _related(record: Record) -> Iterator[Statement]:
    for relation, role in _RELATIONS.items():
        for other in record.relations.get(relation, ()):
            evidence = f"{record.source} states {relation}"
            yield Statement(role=role, identifier=identify(other), evidence=evidence)


def _given_on_arxiv(record: Record) -> Iterator[Statement]:
    """The DOI that the authors typed on arXiv, if it is one."""
    doi, journal = csl.fact(record.item, "doi"), csl.fact(record.item, "journal-ref")
    if record.source != "arxiv" or not doi:
        return
    try:
        identifier = identify(f"doi:{doi}")
    except ValueError:
        return
    if identifier.scheme in {"doi", "arxiv"}:
        evidence = f"the authors give this DOI on arXiv{f' ({journal})' if journal else ''}"
        yield Statement(role="published", identifier=identifier, evidence=evidence)
