"""The problems of a list: of its files, of each work, and between works.

A long list is checked in chunks over the cores. Only works that have an identifier or a title in
common, or name a version, are then compared in one process.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from eyebib import rules
from eyebib.cli import cores
from eyebib.matching.version import versions
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import Problem
from eyebib.project import folder, stray
from eyebib.project.folder import Project


def check(here: Project) -> list[Problem]:
    """All problems of the files and of the bibliography, sorted by location."""
    problems = _by_chunks(here, folder.entry_paths(here.entries))
    if problems is None:
        bibliography, problems = folder.load(here)
        problems += rules.check(sound(here, bibliography, problems))
    return sorted(problems)


def sound(here: Project, bibliography: Bibliography, problems: Iterable[Problem]) -> Bibliography:
    """The bibliography without works whose lock cannot be read.

    The metadata of such a work is unknown, so that rules would report it as missing.
    """
    broken = {problem.location.path for problem in folder.errors_of(problems)}
    works = [w for w in bibliography.works if folder.lock_path(here, w.entry) not in broken]
    return replace(bibliography, works=tuple(works))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What is known of a chunk of the list.

    `keys` are the citation keys and aliases in lower case; `ties` are those of each file, as by
    `rules.ties`; `named` are the files of works that name a version.
    """

    problems: Sequence[Problem]
    has_errors: bool
    keys: Sequence[str]
    ties: Mapping[Path, frozenset[str]]
    named: frozenset[Path]


def _part(here: Project, paths: Sequence[Path]) -> _Part:
    bibliography, problems = folder.load_files(here, paths)
    locks = here.locked
    has_errors = any(p.location.path.parent != locks for p in folder.errors_of(problems))
    known = sound(here, bibliography, problems)
    return _Part(
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


def _by_chunks(here: Project, paths: Sequence[Path]) -> list[Problem] | None:
    """The problems of a long list; None if it is short, or if entries are broken or clash."""
    stems = {path.stem for path in paths}
    if any(stray.orphaned_locks(here.locked, stems, ())):
        return None  # which entry is it of? only all of them tell
    parts = cores.by_chunks(partial(_part, here), paths)
    keys = Counter(key for part in parts or () for key in part.keys)
    if parts is None or any(part.has_errors for part in parts) or keys.total() > len(keys):
        return None
    tied, _ = folder.load_files(here, sorted({*_tied(parts)}))
    return [
        *(problem for part in parts for problem in part.problems),
        *stray.stray_entries(here.entries),
        *rules.check_list(tied),
    ]


def _tied(parts: Sequence[_Part]) -> Iterator[Path]:
    """The files of the works that may have a problem with others."""
    counts = Counter(tie for part in parts for ties in part.ties.values() for tie in ties)
    for part in parts:
        yield from (path for path, ties in part.ties.items() if any(counts[t] > 1 for t in ties))
        yield from part.named
