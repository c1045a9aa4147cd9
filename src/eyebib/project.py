"""The project on disk: entries and locks in, problems and files out. No network."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from eyebib import entries, entrywriter, layout, lock, rules, settings, textfile
from eyebib.errors import EyebibError, Location, Problem, Severity, UsageError, suggestion
from eyebib.exporters import EXPORTERS
from eyebib.merge import merge
from eyebib.model import DEFAULTS, Bibliography, Entry, Options, Record, Settings
from eyebib.snippets import snippets
from eyebib.table import View
from eyebib.tables import TABLES
from eyebib.tabulation import DEFAULT_VIEW, build

_Format = TypeVar("_Format")


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
        if errors := _errors(problems):
            raise EyebibError(problems=errors)
        return bibliography


def load(project: Project) -> tuple[Bibliography, list[Problem]]:
    """What can be read of a project, and what is wrong with its files.

    Of an entry whose lock cannot be read the entry's own words are known.

    Raises:
        UsageError: there is no entry at all; says what to do.
    """
    paths = layout.entry_paths(project.entries)
    problems: list[Problem] = []
    read = [entry for path in paths if (entry := _entry(path, problems))]
    problems += layout.strays(project.entries, {path.stem for path in paths})
    works = [merge(entry, _records(project, entry, problems)) for entry in read]
    works.sort(key=lambda work: work.citekey)
    try:
        known = settings.read(project.settings)
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
    if any(problem.location.path.parent != project.locked for problem in _errors(problems)):
        raise EyebibError(problems=problems)
    return bibliography, problems


def check(project: Project) -> list[Problem]:
    """Every problem of the files and of the bibliography they make, sorted by place."""
    bibliography, problems = load(project)
    return sorted([*problems, *ruled(project, bibliography, problems)])


def ruled(
    project: Project, bibliography: Bibliography, problems: Iterable[Problem]
) -> Iterator[Problem]:
    """What the rules say; nothing of a work whose lock cannot be read: its facts are unknown."""
    broken = {problem.location.path for problem in _errors(problems)}
    works = [w for w in bibliography.works if lock_path(project, w.citekey) not in broken]
    return rules.check(replace(bibliography, works=tuple(works)))


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def select(bibliography: Bibliography, citekeys: Sequence[str]) -> Bibliography:
    """The works of these citekeys; all of them if none is named.

    Raises:
        UsageError: a citekey that is no entry's, with the nearest one.
    """
    known = {work.citekey: work for work in bibliography.works}
    for citekey in citekeys:
        if citekey not in known:
            raise UsageError(f"no entry `{citekey}`{suggestion(citekey, known)}")
    chosen = [known[citekey] for citekey in sorted(set(citekeys))]
    works = tuple(chosen) if citekeys else bibliography.works
    return Bibliography(works=works, settings=bibliography.settings)


def export(bibliography: Bibliography, name: str, options: Options = DEFAULTS) -> str:
    """The bibliography in one of the formats of `EXPORTERS`, proven by reading it back.

    Raises:
        UsageError: there is no such format.
        EyebibError: a reader would find something else than was meant; the text is not to be used.
    """
    text = _registered(EXPORTERS, name).export(bibliography, options)
    prove(text, bibliography, name, options)
    return text


def prove(text: str, bibliography: Bibliography, name: str, options: Options = DEFAULTS) -> None:
    """Read a text back; raises as `export`."""
    if differences := list(EXPORTERS[name].verify(text, bibliography, options)):
        listed = "\n".join(f"  {difference}" for difference in differences)
        raise EyebibError(f"{name}: what was written does not read back; not kept\n{listed}")


def tabulate(bibliography: Bibliography, name: str, view: View = DEFAULT_VIEW) -> str | bytes:
    """The table in one of the formats of `TABLES`; raises UsageError as `tabulation.build` does."""
    module = _registered(TABLES, name)
    made = snippets(bibliography) if module.SNIPPETS else {}
    return module.render(build(bibliography, view, made))


def _registered(formats: Mapping[str, _Format], name: str) -> _Format:
    if name not in formats:
        raise UsageError(f"no format `{name}`; there are {', '.join(formats)}")
    return formats[name]


def lock_path(project: Project, citekey: str) -> Path:
    """Where the lock of an entry stands."""
    return project.locked / f"{citekey}.json"


def export_path(project: Project, name: str) -> Path:
    """Where an export of the whole bibliography stands."""
    return project.output / EXPORTERS[name].FILE


def table_path(project: Project, name: str) -> Path:
    """Where a table stands."""
    return project.output / TABLES[name].FILE


def add(project: Project, new: Iterable[Entry], *, overwrite: bool = False) -> Iterator[Added]:
    """Write entries, one file each; what became of each. Never touches a file unasked.

    Raises:
        UsageError: the folder is part of another list.
        EyebibError: a file cannot be written.
    """
    layout.refuse_inside(project.entries)
    found = list(new)
    if found:
        textfile.write(project.entries / entries.SCHEMA_NAME, entries.SCHEMA_TEXT)
    for entry in found:
        path = project.entries / f"{entry.citekey}.yaml"
        text = entrywriter.dump(entry)
        if path.exists() and not overwrite:
            same = path.is_file() and path.read_bytes() == text.encode("utf-8")
            yield Added(path=path, outcome="unchanged" if same else "kept")
        else:
            changed = textfile.write(path, text)
            yield Added(path=path, outcome="written" if changed else "unchanged")


def _entry(path: Path, problems: list[Problem]) -> Entry | None:
    if path.suffix != ".yaml":
        message = "entries end in `.yaml`; rename the file"
        problems.append(Problem(location=Location(path=path), message=message, rule="citekey"))
        return None
    try:
        entry, warnings = entries.read(path)
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
        return lock.read(path)
    except EyebibError as error:
        problems += error.problems
        return ()
