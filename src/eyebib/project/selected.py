"""The works of a list with certain citekeys, read without the files of the others if possible."""

from collections.abc import Sequence
from dataclasses import replace

from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import EyebibError, Problem
from eyebib.model.selection import select
from eyebib.project import folder
from eyebib.project.folder import Project, errors_of, load, load_readable, lock_path


def load_selected(
    project: Project, citekeys: Sequence[str] = ()
) -> tuple[Bibliography, list[Problem]]:
    """The works with these citekeys, or all works, and the problems in their locks.

    Raises:
        UsageError: as `load` and `select`.
        EyebibError: an entry or the settings cannot be read.
    """
    bibliography, problems = _directly(project, citekeys) or load_readable(project)
    bibliography = select(bibliography, citekeys)
    paths = {lock_path(project, work.entry) for work in bibliography.works}
    return bibliography, [problem for problem in problems if problem.location.path in paths]


def load_sound(
    project: Project, citekeys: Sequence[str] = ()
) -> tuple[Bibliography, list[Problem]]:
    """The readable works with these citekeys, or all, and the errors in their entries and locks.

    An entry that cannot be read concerns itself alone.

    Raises:
        UsageError: as `load`; no entry has one of the citekeys.
        EyebibError: the settings cannot be read.
    """
    bibliography, problems = _directly(project, citekeys) or load(project)
    errors = errors_of(problems)
    if any(problem.location.path == project.settings for problem in errors):
        raise EyebibError(problems=errors)
    unreadable = {p.location.path.stem for p in errors if p.location.path.parent == project.entries}
    known = {key for work in bibliography.works for key in (work.citekey, *work.entry.aliases)}
    chosen = [citekey for citekey in citekeys if citekey in known or citekey not in unreadable]
    if chosen or not citekeys:
        bibliography = select(bibliography, chosen)
    else:  # all of them are unreadable
        bibliography = replace(bibliography, works=())
    stems = {work.entry.stem for work in bibliography.works} | {*(citekeys or unreadable)}
    return bibliography, [problem for problem in errors if problem.location.path.stem in stems]


def load_named(project: Project, citekeys: Sequence[str]) -> tuple[Bibliography, list[Problem]]:
    """The works with these citekeys or aliases, and the problems in their files; or all.

    Raises:
        UsageError: as `load` and `select`.
        EyebibError: an entry or the settings cannot be read.
    """
    bibliography, problems = _directly(project, citekeys) or load_readable(project)
    if not citekeys:
        return bibliography, problems
    bibliography = select(bibliography, citekeys)
    stems = {work.entry.stem for work in bibliography.works}
    return bibliography, [problem for problem in problems if problem.location.path.stem in stems]


def _directly(
    project: Project, citekeys: Sequence[str]
) -> tuple[Bibliography, list[Problem]] | None:
    """The works in the files of these names, and the problems in their files.

    None if a citekey is not that of the file of its name, or if anything but a lock has an error:
    then only the whole list tells which entry is meant, and what is wrong.
    """
    names = {*citekeys}
    paths = [path for path in folder.entry_paths(project.entries) if path.stem in names]
    if not names or {path.name for path in paths} != {f"{name}.yaml" for name in names}:
        return None
    bibliography, problems = folder.load_files(project, paths)
    is_whole = {work.citekey for work in bibliography.works} == names
    places = {problem.location.path.parent for problem in errors_of(problems)}
    return (bibliography, problems) if is_whole and places <= {project.locked} else None
