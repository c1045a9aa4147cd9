"""From preprint to version of record, and back: proposals with their evidence, none accepted here.

The ladder: Crossref's relations between the two; what arXiv's authors state; last a search, gated
by title or short name and by authors in common.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eyebib.matching import work as guard
from eyebib.matching.author import families, shares_authors
from eyebib.model import csl
from eyebib.model.bibliography import Record, Work
from eyebib.model.identifier import Identifier, identify
from eyebib.model.problem import EyebibError
from eyebib.project import text_file, yaml_file
from eyebib.sources.crossref import client

Role = Literal["published", "preprint"]

_RELATIONS: dict[Role, tuple[str, ...]] = {
    "published": ("is-preprint-of",),
    "preprint": ("has-preprint",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Another version of an entry's paper, and why it is thought to be one."""

    citekey: str
    role: Role
    identifier: Identifier
    evidence: str


def missing_role(work: Work) -> Role | None:
    """The version that an entry does not name: of a preprint the published one, or the reverse."""
    if work.entry.published is None and work.is_preprint:
        return "published"
    has_preprint = work.entry.preprint or work.entry.published
    return "preprint" if has_preprint is None and not work.is_preprint else None


def propose(work: Work, *, today: str, mailto: str, search: bool = True) -> list[Proposal]:
    """What may be the missing version of a work, best evidence first; asks Crossref only last.

    Args:
        work: Of an entry that may lack a version.
        today: The ISO date that records carry.
        mailto: The user's own address.
        search: Whether Crossref may be asked at all.

    Raises:
        SourceError: nothing was known offline and Crossref could not be searched.
    """
    role = missing_role(work)
    if role is None or not work.records:
        return []
    known = _known(work, role)
    return known if known or not search else list(_found(work, role, today, mailto))


def _known(work: Work, role: Role) -> list[Proposal]:
    """What the records themselves state, each identifier once."""
    stated: dict[Identifier, str] = {}
    for record in work.records:
        for identifier, evidence in _stated(record, role):
            if identifier not in work.entry.identifiers:
                stated.setdefault(identifier, evidence)
    return [
        Proposal(citekey=work.citekey, role=role, identifier=identifier, evidence=evidence)
        for identifier, evidence in stated.items()
    ]


def _stated(record: Record, role: Role) -> Iterator[tuple[Identifier, str]]:
    for relation in _RELATIONS[role]:
        for other in record.relations.get(relation, ()):
            yield identify(other), f"{record.source} states {relation}"
    doi, journal = csl.fact(record.item, "doi"), csl.fact(record.item, "journal-ref")
    if role == "published" and record.source == "arxiv" and doi:
        evidence = f"arXiv's authors state this DOI{f' ({journal})' if journal else ''}"
        try:
            yield identify(f"doi:{doi}"), evidence
        except ValueError:
            return


def _found(work: Work, role: Role, today: str, mailto: str) -> Iterator[Proposal]:
    item = work.item
    author = (families(item) or [""])[0]
    hint = _journal(work) if role == "published" else ""
    for record in client.search(item["title"], author, today=today, mailto=mailto):
        is_preprint = record.item.get("genre") == "preprint"
        if is_preprint is (role == "preprint") and _is_same_paper(work, record):
            title = record.item["title"]
            evidence = f'found by search, authors in common: "{title}"{hint}'
            identifier = record.identifier
            if identifier not in work.entry.identifiers:
                yield Proposal(
                    citekey=work.citekey, role=role, identifier=identifier, evidence=evidence
                )


def _journal(work: Work) -> str:
    """What arXiv's authors state of the journal, for comparing."""
    stated = (csl.fact(record.item, "journal-ref") for record in work.records)
    journal = next(filter(None, stated), "")
    return f"; arXiv's authors state {journal}" if journal else ""


def _is_same_paper(work: Work, record: Record) -> bool:
    """Title or short name, and authors: a search is no evidence by itself."""
    is_version = guard.may_be_version(work.entry, record.item)
    is_titled = guard.is_titled(work.entry, record.item)
    return is_version and is_titled and shares_authors(work.item, record.item)


def accept(path: Path, proposal: Proposal) -> None:
    """Add the proposal's line to an entry's file; every other byte stays.

    Raises:
        EyebibError: the file has no place for one more line (it is written in braces).
    """
    content = path.read_bytes().decode("utf-8")
    before = yaml_file.parse(text_file.read(path)[0], path)
    line = f"{proposal.role}: {proposal.identifier}"
    lines = content.splitlines(keepends=True)
    ending = re.search(r"\r?\n|\r|\Z", content)[0] or "\n"  # type: ignore[index] # the end is there
    after = before.marks.get(("paper",), (1, 1))[0]
    for place in (after, after - 1):  # below the link, or above it if it goes on over the line
        new = [*lines[:place], f"{line}{ending}", *lines[place:]]
        if place and not new[place - 1].endswith(("\n", "\r")):
            new[place - 1] += ending
        if _reads_as("".join(new), before.data | {proposal.role: str(proposal.identifier)}, path):
            text_file.write(path, "".join(new))
            return
    raise EyebibError(f"{path}: add the line yourself: {line}")


def _reads_as(text: str, data: dict[str, object], path: Path) -> bool:
    try:
        return yaml_file.parse(text.removeprefix("\ufeff"), path).data == data
    except EyebibError:
        return False
