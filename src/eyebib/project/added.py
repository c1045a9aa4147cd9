"""Add entries to the folder of a project; an entry is found by its citekey or by an alias."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from eyebib.model import citekey
from eyebib.model.bibliography import Entry
from eyebib.model.problem import EyebibError
from eyebib.project import entry_file, entry_writer, text_file
from eyebib.project.folder import Project, entry_path, refuse_inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The outcome of adding an entry; `kept` is a different file, which was not changed."""

    path: Path
    outcome: Literal["written", "unchanged", "kept"]


def add(project: Project, new: Iterable[Entry], *, overwrite: bool = False) -> Iterator[Added]:
    """Write each entry to its file and yield the outcome; replace files only if `overwrite` is set.

    Raises:
        UsageError: the folder is part of another list.
        EyebibError: a file cannot be written.
    """
    refuse_inside(project.entries)
    entries = list(new)
    if entries:
        schema = project.entries / entry_file.SCHEMA_NAME
        text_file.write(schema, entry_file.SCHEMA_TEXT, root=project.root)
    stems = _stems(project) if entries else {}
    taken = {stem.lower() for stem in stems.values()}
    for entry in entries:
        filed = _filed(entry, stems, taken)
        path = entry_path(project, filed)
        text = entry_writer.dump(filed)
        if path.exists() and not overwrite:
            is_same = path.is_file() and path.read_bytes() == text.encode("utf-8")
            yield Added(path=path, outcome="unchanged" if is_same else "kept")
        else:
            is_changed = text_file.write(path, text, root=project.root)
            yield Added(path=path, outcome="written" if is_changed else "unchanged")


def _stems(project: Project) -> dict[str, str]:
    """The stem of each existing entry by its citekey and its aliases, in lower case."""
    stems: dict[str, str] = {}
    for path in sorted(project.entries.glob("*.yaml")):
        try:
            entry, _ = entry_file.read(path)
        except EyebibError:  # `eyebib check` reports it; the name of the file is taken
            stems.setdefault(path.stem.lower(), path.stem)
        else:
            for key in (entry.citekey, *entry.aliases):
                stems.setdefault(key.lower(), path.stem)
    return stems


def _filed(entry: Entry, stems: dict[str, str], taken: set[str]) -> Entry:
    """The entry with the stem of the entry that has its citekey, else with one that is unused."""
    stem = stems.get(entry.citekey.lower())
    if stem is None:
        stem = stems[entry.citekey.lower()] = citekey.unused(entry.stem, taken)
        taken.add(stem.lower())
    return replace(entry, file_stem=stem if stem != entry.citekey else "")
