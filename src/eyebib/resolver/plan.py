"""The identifiers of a bibliography that have to be fetched."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace

from eyebib import sources
from eyebib.model.bibliography import Bibliography, Record, Work
from eyebib.model.identifier import Identifier
from eyebib.model.settings import Settings
from eyebib.project import lock_file
from eyebib.project.folder import Project, lock_path

_SCHEMES = frozenset(("doi", "arxiv", "pii", "pmid", "pmcid"))
"""The schemes that a source can resolve; no source resolves a bare `url:`."""


def address(settings: Settings) -> str:
    """The mailto for Crossref and NCBI: `EYEBIB_MAILTO`, else that of the settings, else empty."""
    return os.environ.get("EYEBIB_MAILTO") or settings.mailto


def pending(work: Work, *, refresh: bool = False) -> list[Identifier]:
    """The identifiers of a work to fetch.

    These are the identifiers without a fetched record of the version that they pin; with `refresh`,
    all.
    """
    current = {record.identifier.exact for record in work.records if record.is_fetched}
    resolvable = dict.fromkeys(i for i in work.entry.identifiers if i.scheme in _SCHEMES)
    return [identifier for identifier in resolvable if refresh or identifier.exact not in current]


def lockable(project: Project, bibliography: Bibliography) -> Bibliography:
    """The bibliography without works whose locks must not be replaced (`lock_file.LockError`)."""
    works = [work for work in bibliography.works if at_hand(project, work) is not None]
    return replace(bibliography, works=tuple(works))


def at_hand(project: Project, work: Work) -> tuple[Record, ...] | None:
    """The records of a work or of its broken lock; None if the lock must not be replaced."""
    path = lock_path(project, work.entry)
    return work.records if work.records or not os.path.lexists(path) else lock_file.sound(path)


def plan(bibliography: Bibliography, *, refresh: bool = False) -> dict[str, list[Identifier]]:
    """The identifiers to fetch, by citekey, without entries that have none."""
    needs = {work.citekey: pending(work, refresh=refresh) for work in bibliography.works}
    return {citekey: identifiers for citekey, identifiers in needs.items() if identifiers}


def requests(needs: Iterable[Sequence[Identifier]]) -> dict[str, int]:
    """The minimum number of requests to each source."""
    return sources.requests(identifier for identifiers in needs for identifier in identifiers)
