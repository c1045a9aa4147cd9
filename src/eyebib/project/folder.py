"""The project on disk: entries and locks in, problems and files out. No network."""

import os
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eyebib.model.bibliography import Bibliography, Entry, Record, select
from eyebib.model.merge import merge
from eyebib.model.problem import EyebibError, Location, Problem, Severity, UsageError, warning
from eyebib.model.settings import Settings
from eyebib.project import entry_file, entry_writer, lock_file, settings_file, text_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a new entry: `kept` is a file that says something else and was not touched."""

    path: Path
    outcome: Literal["written", "unchanged", "kept"]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds `entries/`, and perhaps `eyebib.toml` and `output/`."""

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
        """The folder that the exports are written into."""
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
    """What can be read of a project, and what is wrong with its files.

    Of an entry whose lock cannot be read the entry's own words are known.

    Raises:
        UsageError: there is no entry at all; says what to do.
    """
    paths = _entry_paths(project.entries)
    problems: list[Problem] = []
    read = [entry for path in paths if (entry := _entry(path, problems))]
    problems += _strays(project.entries, {path.stem for path in paths})
    works = [merge(entry, _records(project, entry, problems)) for entry in read]
    works.sort(key=lambda work: work.citekey)
    try:
        known = settings_file.read(project.settings)
    except EyebibError as error:
        problems += error.problems
        known = Settings()
    return Bibliography(works=tuple(works), settings=known), problems


def chosen(project: Project, citekeys: Sequence[str] = ()) -> tuple[Bibliography, list[Problem]]:
    """The works of these citekeys, of all if none is named, and what is wrong with their locks.

    Raises:
        UsageError: as `load` and `select`.
        EyebibError: an entry or the settings cannot be read.
    """
    bibliography, problems = readable(project)
    bibliography = select(bibliography, citekeys)
    paths = {lock_path(project, work.citekey) for work in bibliography.works}
    return bibliography, [problem for problem in problems if problem.location.path in paths]


def readable(project: Project) -> tuple[Bibliography, list[Problem]]:
    """As `load`, for those who need every entry: a broken lock concerns its own entry alone.

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


def lock_path(project: Project, citekey: str) -> Path:
    """Where the lock of an entry stands."""
    return project.locked / f"{citekey}.json"


def add(project: Project, new: Iterable[Entry], *, overwrite: bool = False) -> Iterator[Added]:
    """Write entries, one file each; what became of each. Never touches a file unasked.

    Raises:
        UsageError: the folder is part of another list.
        EyebibError: a file cannot be written.
    """
    _refuse_inside(project.entries)
    found = list(new)
    if found:
        text_file.write(project.entries / entry_file.SCHEMA_NAME, entry_file.SCHEMA_TEXT)
    for entry in found:
        path = project.entries / f"{entry.citekey}.yaml"
        text = entry_writer.dump(entry)
        if path.exists() and not overwrite:
            same = path.is_file() and path.read_bytes() == text.encode("utf-8")
            yield Added(path=path, outcome="unchanged" if same else "kept")
        else:
            changed = text_file.write(path, text)
            yield Added(path=path, outcome="written" if changed else "unchanged")


def _entry(path: Path, problems: list[Problem]) -> Entry | None:
    if path.suffix != ".yaml":
        message = "entries end in `.yaml`; rename the file"
        problems.append(Problem(location=Location(path=path), message=message, rule="citekey"))
        return None
    try:
        entry, warnings = entry_file.read(path)
    except EyebibError as error:
        problems += error.problems
        return None
    problems += warnings
    return entry


def _records(project: Project, entry: Entry, problems: list[Problem]) -> tuple[Record, ...]:
    """The records of a lock; none where there is no lock, or none that can be read."""
    path = lock_path(project, entry.citekey)
    if not os.path.lexists(path):
        return ()
    try:
        return lock_file.read(path)
    except EyebibError as error:
        problems += error.problems
        return ()


def _entry_paths(entries: Path) -> list[Path]:
    """The files of the entries, in the order of their names.

    Raises:
        UsageError: there is no entry at all; says what to do.
    """
    if not entries.is_dir():
        away = "go to the folder that holds it, or start a list with `eyebib import`"
        raise UsageError(f"no folder `{entries.as_posix()}/` here: {_way_up(entries) or away}")
    paths = sorted(path for path in entries.iterdir() if path.suffix.lower() in {".yaml", ".yml"})
    if not paths:
        raise UsageError(
            f"`{entries.as_posix()}/` holds no entry yet: write "
            f"{entries.as_posix()}/<citekey>.yaml, or `eyebib import` a list"
        )
    return paths


def _refuse_inside(entries: Path) -> None:
    """Entries are not begun within another list's entries or output.

    Raises:
        UsageError: they would be: the folder is a mistake.
    """
    here = entries.parent.resolve()
    for folder in (here, *here.parents):
        is_part = folder.name in (entries.name, "output")
        if is_part and not entries.is_dir() and (folder.parent / entries.name).is_dir():
            raise UsageError(f"this is `{folder.name}/` of a list: {_way_up(entries)}")


def _way_up(entries: Path) -> str:
    """How to get to the nearest folder above that holds entries; empty if there is none."""
    for steps, parent in enumerate(entries.parent.resolve().parents, 1):
        if (parent / entries.name).is_dir():
            folders = "one folder" if steps == 1 else f"{steps} folders"
            return f"go {folders} up (`cd {'/'.join(['..'] * steps)}`)"
    return ""


def _strays(entries: Path, citekeys: Container[str]) -> Iterator[Problem]:
    """Entries in folders below, and locks of entries that are not there."""
    for path in sorted(entries.glob("*/*.y*ml")):
        message = f"not read: an entry stands in `{entries.as_posix()}/` itself; move it"
        yield warning(Location(path=path), message, "stray-entry")
    for path in sorted(entries.glob("locked/*.json")):
        if path.stem not in citekeys:
            message = f"the lock of no entry: {path.stem}.yaml is not there; delete it"
            yield warning(Location(path=path), message, "orphan-lock")
