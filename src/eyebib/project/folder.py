"""Read and write the folder of a project: entries, locks and settings. No network."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from eyebib.model.bibliography import Bibliography, Entry, Record
from eyebib.model.merge import merge
from eyebib.model.problem import (
    EyebibError,
    Location,
    Problem,
    Severity,
    UsageError,
    locate,
)
from eyebib.model.settings import Settings
from eyebib.project import clash, entry_file, lock_file, settings_file, stray


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `entries/`, and optionally `eyebib.toml` and `output/`."""

    root: str | Path = Path()

    @property
    def entries(self) -> Path:
        """The folder of the entries."""
        return Path(self.root) / "entries"

    @property
    def locked(self) -> Path:
        """The folder of the locks."""
        return self.entries / "locked"

    @property
    def output(self) -> Path:
        """The folder of the exported files."""
        return Path(self.root) / "output"

    @property
    def settings(self) -> Path:
        """The file of the list's settings."""
        return Path(self.root) / "eyebib.toml"

    def bibliography(self) -> Bibliography:
        """Every entry merged with its lock.

        Raises:
            EyebibError: an entry, a lock or the settings cannot be read; all problems at once.
        """
        bibliography, problems = load(self)
        if errors := errors_of(problems):
            raise EyebibError(problems=errors)
        return bibliography


def load(project: Project) -> tuple[Bibliography, list[Problem]]:
    """The readable part of a project, and the problems in its files.

    If the lock of an entry cannot be read, the work has only the entry's own data.

    Raises:
        UsageError: the project has no entries; says what to do.
    """
    paths = entry_paths(project.entries)
    bibliography, problems = load_files(project, paths)
    entries = [work.entry for work in bibliography.works]
    problems += stray.stray_entries(project.entries)
    problems += stray.orphaned_locks(project.locked, {path.stem for path in paths}, entries)
    return bibliography, problems


def load_files(project: Project, paths: Iterable[Path]) -> tuple[Bibliography, list[Problem]]:
    """The works in some files of a project, and the problems in these, their locks and settings."""
    problems: list[Problem] = []
    read: list[Entry] = []
    locks: dict[str, tuple[tuple[Record, ...], list[Problem]]] = {}
    for path in paths:  # a lock right after its entry: they hold the same identifiers
        if entry := _entry(path, problems):
            read.append(entry)
            locks[entry.stem] = _records(project, entry)
    entries = clash.unique(read, problems)
    works = [merge(entry, locks[entry.stem][0]) for entry in entries]
    problems += [problem for entry in entries for problem in locks[entry.stem][1]]
    problems += [_unknown(entry) for entry in entries if _is_unknown(project, entry)]
    works.sort(key=lambda work: work.citekey)
    try:
        settings = settings_file.read(project.settings)
    except EyebibError as error:
        problems += error.problems
        settings = Settings()
    return Bibliography(works=tuple(works), settings=settings), problems


def load_readable(project: Project) -> tuple[Bibliography, list[Problem]]:
    """Like `load`, but every entry must be readable; problems in locks are returned.

    Raises:
        UsageError: as `load`.
        EyebibError: an entry or the settings cannot be read; all problems at once.
    """
    bibliography, problems = load(project)
    if any(problem.location.path.parent != project.locked for problem in errors_of(problems)):
        raise EyebibError(problems=problems)
    return bibliography, problems


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are errors."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def entry_path(project: Project, entry: Entry) -> Path:
    """The path of the file of an entry."""
    return project.entries / f"{entry.stem}.yaml"


def lock_path(project: Project, entry: Entry) -> Path:
    """The path of the lock of an entry."""
    return project.locked / f"{entry.stem}.json"


def _entry(path: Path, problems: list[Problem]) -> Entry | None:
    if path.suffix != ".yaml":
        message = "expected the suffix `.yaml`; rename the file"
        problems.append(Problem(location=Location(path=path), message=message, rule="citekey"))
        return None
    try:
        entry, warnings = entry_file.read(path)
    except EyebibError as error:
        problems += error.problems
        return None
    problems += warnings
    return entry


def _is_unknown(project: Project, entry: Entry) -> bool:
    """Whether nothing says what the paper is: a link, facts in the entry, or those of a lock."""
    return not (entry.paper or entry.csl or os.path.lexists(lock_path(project, entry)))


def _unknown(entry: Entry) -> Problem:
    message = "missing key `paper`: a link or an identifier of the paper"
    where = locate(entry.path, entry.marks, ())
    return Problem(location=where, message=message, rule="missing-key")


def _records(project: Project, entry: Entry) -> tuple[tuple[Record, ...], list[Problem]]:
    """The records in the lock of an entry, none if there is no lock, and what is wrong with it."""
    path = lock_path(project, entry)
    if not os.path.lexists(path):
        return (), []
    try:
        return lock_file.read(path), []
    except EyebibError as error:
        return (), [*error.problems]


def entry_paths(entries: Path) -> list[Path]:
    """The files of the entries, sorted by name.

    Raises:
        UsageError: there are no entries; says what to do.
    """
    if not entries.is_dir():
        advice = "go to the folder that has it, or start a list with `eyebib init`"
        raise UsageError(f"no folder `{entries.as_posix()}/` here: {_way_up(entries) or advice}")
    paths = sorted(path for path in entries.iterdir() if path.suffix.lower() in {".yaml", ".yml"})
    if not paths:
        raise UsageError(
            f"no entries in `{entries.as_posix()}/`: add a paper with `eyebib add`, "
            "or import a list with `eyebib import`"
        )
    return paths


def refuse_inside(entries: Path) -> None:
    """Check that a new list is not started in `entries/` or `output/` of another list.

    Raises:
        UsageError: it would be; says where to go.
    """
    here = entries.parent.resolve()
    for folder in (here, *here.parents):
        is_part = folder.name in (entries.name, "output")
        if is_part and not entries.is_dir() and (folder.parent / entries.name).is_dir():
            raise UsageError(f"this folder is `{folder.name}/` of a list: {_way_up(entries)}")


def _way_up(entries: Path) -> str:
    """How to get to the nearest folder above that has entries; empty if there is none."""
    for steps, parent in enumerate(entries.parent.resolve().parents, 1):
        if (parent / entries.name).is_dir():
            folders = "one folder" if steps == 1 else f"{steps} folders"
            return f"go {folders} up (`cd {'/'.join(['..'] * steps)}`)"
    return ""
