"""Add works to the folder of a project; an entry is found by its citekey or by an alias."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from eyebib.model import citekey
from eyebib.model.bibliography import Entry, Record, Work
from eyebib.model.problem import EyebibError
from eyebib.project import entry_file, entry_writer, lock_file, schema_file, text_file
from eyebib.project.folder import Project, entry_path, lock_path, refuse_inside
from eyebib.project.lock_file import LockError

Outcome = Literal["written", "unchanged", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The outcome of adding a work; `kept` is a different entry, which was not changed."""

    path: Path
    outcome: Outcome


def add(project: Project, new: Iterable[Work], *, overwrite: bool = False) -> Iterator[Added]:
    """Write the entry and the records of each work, and yield the outcome.

    Existing entries are replaced only if `overwrite` is set. The lock keeps its other records. What
    it already holds of the same facts stays as it is, with its day and the line of the file.

    Raises:
        UsageError: the folder is part of another list.
        EyebibError: a file cannot be written, or a lock cannot hold a record.
    """
    refuse_inside(project.entries)
    works = list(new)
    if works:
        schema_file.write(project)
    stems = _stems(project) if works else {}
    taken = {stem.lower() for stem in stems.values()}
    for work in works:
        entry = _filed(work.entry, stems, taken)
        outcome = _write(project, entry, work.records, overwrite=overwrite)
        yield Added(path=entry_path(project, entry), outcome=outcome)


def _write(project: Project, entry: Entry, new: Sequence[Record], *, overwrite: bool) -> Outcome:
    """Write the lock, then the entry: if the process is killed between, it can be added again."""
    path, lock = entry_path(project, entry), lock_path(project, entry)
    text = entry_writer.dump(entry)
    try:
        old = _held(lock) if new else ()
    except LockError:
        if path.exists() and not overwrite:
            return "kept"
        raise
    unknown = [record for record in new if not any(_is_same(record, other) for other in old)]
    if path.exists() and not overwrite:
        is_same = bool(new) or (path.is_file() and path.read_bytes() == text.encode("utf-8"))
        return "unchanged" if is_same and not unknown else "kept"
    if unknown:
        others = [record for record in old if record.key not in {each.key for each in unknown}]
        text_file.write(lock, lock_file.dump([*others, *unknown]), root=project.root)
    is_written = text_file.write(path, text, root=project.root)
    return "written" if is_written or unknown else "unchanged"


def _held(lock: Path) -> tuple[Record, ...]:
    """The valid records of a lock.

    Raises:
        LockError: the lock must not be replaced: it cannot be opened, or is of a later eyebib.
    """
    if not os.path.lexists(lock):
        return ()
    try:
        return lock_file.read(lock)
    except LockError as error:
        if error.sound is None:
            raise
        return error.sound


def _is_same(one: Record, other: Record) -> bool:
    return replace(one, retrieved=other.retrieved, evidence=other.evidence) == other


def _stems(project: Project) -> dict[str, str]:
    """The stem of each existing entry by its citekey and its aliases, also in lower case.

    A key as it is written takes precedence: an alias may differ from a key in case alone.
    """
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for entry in existing(project):
        for key in (entry.citekey, *entry.aliases):
            exact.setdefault(key, entry.stem)
            folded.setdefault(key.lower(), entry.stem)
    return folded | exact


def existing(project: Project) -> list[Entry]:
    """The entries of a project; of a file that cannot be read, only the key."""
    return [_read(path) for path in sorted(project.entries.glob("*.yaml"))]


def _read(path: Path) -> Entry:
    try:
        return entry_file.read(path)[0]
    except EyebibError:
        return Entry(citekey=path.stem, title="")  # `eyebib check` says what is wrong


def _filed(entry: Entry, stems: dict[str, str], taken: set[str]) -> Entry:
    """The entry with the stem of the entry that has its citekey, else with one that is unused."""
    stem = stems.get(entry.citekey) or stems.get(entry.citekey.lower())
    if stem is None:
        stem = citekey.unused(entry.stem, taken)
        stems |= dict.fromkeys((entry.citekey, entry.citekey.lower()), stem)
        taken.add(stem.lower())
    return replace(entry, file_stem=stem if stem != entry.citekey else "")
