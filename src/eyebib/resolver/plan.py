"""What to ask the sources about a bibliography."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace

from eyebib import sources
from eyebib.model.bibliography import Bibliography, Record, Work
from eyebib.model.identifier import Identifier
from eyebib.model.settings import Settings
from eyebib.project import lock_file
from eyebib.project.folder import Project, lock_path

_ASKED = frozenset(("doi", "arxiv", "pii"))
"""The schemes that a source is asked about; a bare `url:` is nobody's."""


def address(settings: Settings) -> str:
    """The mailto for Crossref's polite pace: `EYEBIB_MAILTO`, else the list's; empty if neither."""
    return os.environ.get("EYEBIB_MAILTO") or settings.mailto


def wanted(work: Work, *, refresh: bool = False) -> list[Identifier]:
    """The identifiers of an entry that a source is to be asked about.

    Those without a record, or with none but a transcribed one; with `refresh` all.
    """
    known = {r.identifier for r in work.records if r.source not in ("transcribed", "entry")}
    asked = dict.fromkeys(i for i in work.entry.identifiers if i.scheme in _ASKED)
    return [identifier for identifier in asked if refresh or identifier not in known]


def lockable(project: Project, bibliography: Bibliography) -> Bibliography:
    """Without the works whose locks are not to be written over, as `lock_file.LockError` says."""
    works = [work for work in bibliography.works if at_hand(project, work) is not None]
    return replace(bibliography, works=tuple(works))


def at_hand(project: Project, work: Work) -> tuple[Record, ...] | None:
    """The records of a work, or what is sound in its broken lock; None if that has to stay."""
    path = lock_path(project, work.citekey)
    return work.records if work.records or not os.path.lexists(path) else lock_file.sound(path)


def plan(bibliography: Bibliography, *, refresh: bool = False) -> dict[str, list[Identifier]]:
    """What is asked for each citekey; entries that need nothing are left out."""
    needs = {work.citekey: wanted(work, refresh=refresh) for work in bibliography.works}
    return {citekey: identifiers for citekey, identifiers in needs.items() if identifiers}


def requests(needs: Iterable[Sequence[Identifier]]) -> dict[str, int]:
    """How many requests each source will take at the least."""
    return sources.requests(identifier for identifiers in needs for identifier in identifiers)
