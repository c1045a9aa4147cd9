"""The problems of a list: of its files, of each work, and between works.

A long list is checked in chunks over the cores. Only works that have an identifier or a title in
common, or name a version, are then compared in one process.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from eyebib import rules
from eyebib.cli import cores
from eyebib.matching.version import versions
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import Problem
from eyebib.project import folder, stray
from eyebib.project.folder import Project

_Made = TypeVar("_Made")


def read(here: Project) -> tuple[Bibliography, list[Problem]] | None:
    """A long list and all its problems; None if it has to be read whole, as by `in_chunks`."""
    chunks = in_chunks(here, _itself)
    return (whole(chunks.made), chunks.problems) if chunks else None


def whole(parts: Sequence[Bibliography]) -> Bibliography:
    """The bibliography of all parts, in citekey order, which need not be that of the files."""
    works = (work for part in parts for work in part.works)
    return replace(parts[0], works=tuple(sorted(works, key=lambda work: work.citekey)))


def check(here: Project) -> list[Problem]:
    """All problems of the files and of the bibliography, sorted by location."""
    if chunks := in_chunks(here, _nothing):
        return sorted(chunks.problems)
    bibliography, problems = folder.load(here)
    problems += rules.check(sound(here, bibliography, problems))
    return sorted(problems)


def _nothing(bibliography: Bibliography) -> None:
    """Make nothing of a chunk that is only checked."""


def _itself(bibliography: Bibliography) -> Bibliography:
    return bibliography


def sound(here: Project, bibliography: Bibliography, problems: Iterable[Problem]) -> Bibliography:
    """The bibliography without works whose lock cannot be read.

    The metadata of such a work is unknown, so that rules would report it as missing.
    """
    broken = {problem.location.path for problem in folder.errors_of(problems)}
    works = [w for w in bibliography.works if folder.lock_path(here, w.entry) not in broken]
    return replace(bibliography, works=tuple(works))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunks(Generic[_Made]):
    """What was made of each chunk of a long list, and all problems of the list."""

    made: Sequence[_Made]
    problems: list[Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part(Generic[_Made]):
    """What is known of a chunk of the list, and what was made of it.

    `keys` are the citation keys and aliases in lower case; `ties` are those of each file, as by
    `rules.ties`; `named` are the files of works that name a version.
    """

    made: _Made
    problems: Sequence[Problem]
    has_errors: bool
    keys: Sequence[str]
    ties: Mapping[Path, frozenset[str]]
    named: frozenset[Path]


def _part(
    here: Project, make: Callable[[Bibliography], _Made], paths: Sequence[Path]
) -> _Part[_Made]:
    bibliography, problems = folder.load_files(here, paths)
    locks = here.locked
    has_errors = any(p.location.path.parent != locks for p in folder.errors_of(problems))
    known = sound(here, bibliography, problems)
    return _Part(
        made=make(bibliography),
        problems=[*problems, *rules.check_works(known)],
        has_errors=has_errors,
        keys=[
            key.lower()
            for work in bibliography.works
            for key in (work.citekey, *work.entry.aliases)
        ],
        ties={work.entry.path: rules.ties(work) for work in known.works},
        named=frozenset(work.entry.path for work in known.works if any(versions(work))),
    )


def in_chunks(here: Project, make: Callable[[Bibliography], _Made]) -> Chunks[_Made] | None:
    """A long list, read, checked and made into something in chunks over the cores.

    `make` and what it makes of the works of a chunk must be picklable.

    None if the list is short, or if entries are broken or clash: then only all of them tell which
    entry is meant.

    Raises:
        UsageError: there are no entries.
    """
    paths = folder.entry_paths(here.entries)
    if not cores.are_many(paths):
        return None
    if any(stray.orphaned_locks(here.locked, {path.stem for path in paths}, ())):
        return None
    parts = cores.by_chunks(partial(_part, here, make), paths)
    keys = Counter(key for part in parts or () for key in part.keys)
    if parts is None or any(part.has_errors for part in parts) or keys.total() > len(keys):
        return None
    tied, _ = folder.load_files(here, sorted({*_tied(parts)}))
    problems = [
        *(problem for part in parts for problem in part.problems),
        *stray.stray_entries(here.entries),
        *rules.check_list(tied),
    ]
    return Chunks(made=[part.made for part in parts], problems=problems)


def _tied(parts: Sequence[_Part[Any]]) -> Iterator[Path]:
    """The files of the works that may have a problem with others."""
    counts = Counter(tie for part in parts for ties in part.ties.values() for tie in ties)
    for part in parts:
        yield from (path for path, ties in part.ties.items() if any(counts[t] > 1 for t in ties))
        yield from part.named
