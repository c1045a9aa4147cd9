"""Files in the folder of a list that belong to no entry."""

import os
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from eyebib.model.bibliography import Entry
from eyebib.model.problem import Location, Problem, warning
from eyebib.project import lock_file


def stray_entries(entries: Path) -> Iterator[Problem]:
    """Entries in subfolders of the folder of the entries, which are not read."""
    for path in sorted(entries.glob("*/*.y*ml")):
        message = f"ignored: entries must be directly in `{entries.as_posix()}/`; move the file"
        yield warning(Location(path=path), message, "stray-entry")


def orphaned_locks(
    locked: Path, stems: Container[str], entries: Sequence[Entry]
) -> Iterator[Problem]:
    """Locks without an entry, for example because the entry was renamed."""
    for path in sorted(locked.glob("*.json")):
        if path.stem not in stems:
            advice = _advice(path, entries)
            message = f"orphaned lock: there is no entry {path.stem}.yaml; {advice}"
            yield warning(Location(path=path), message, "orphan-lock")


def _advice(lock: Path, entries: Sequence[Entry]) -> str:
    """What to do with an orphaned lock: it may belong to an entry without one."""
    identifiers = {record.identifier for record in lock_file.sound(lock) or ()}
    owners = [
        entry.stem
        for entry in entries
        if identifiers == {i for i in entry.identifiers if i.scheme != "url"} != set()
        and not os.path.lexists(lock.with_name(f"{entry.stem}.json"))
    ]
    return f"rename it to `{owners[0]}.json`" if len(owners) == 1 else "rename or delete this file"
