"""Change the citekey of an entry, and find the documents that still cite the old one."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from eyebib.model import citekey as citekeys
from eyebib.model.bibliography import Bibliography, Entry
from eyebib.model.problem import EyebibError, Location, UsageError
from eyebib.project import entry_editor, text_file
from eyebib.project.folder import Project, lock_path
from eyebib.text.suggestion import suggestion

_SUFFIXES = frozenset(
    ".tex .ltx .md .markdown .qmd .rmd .typ .rst .org .txt .html .ipynb .yaml .yml .toml".split()
)
"""The suffixes of documents that may cite."""

_LARGEST = 1 << 22
"""Bytes of a document; larger files are not searched."""


def rename(project: Project, bibliography: Bibliography, old: str, new: str) -> Path:
    """Move an entry and its lock to another citekey, keep the old one as an alias.

    The new file is written before the old one is removed: after an interruption, `eyebib check`
    reports two entries with the same key, and one of them can be deleted.

    Returns:
        The new path of the entry.

    Raises:
        UsageError: There is no entry with the old key, or the new key is not valid or in use.
        EyebibError: The lines of the file could not be changed.
    """
    entry = _entry(bibliography, old)
    if reason := citekeys.problem(new):
        raise UsageError(reason)
    others = [work.entry for work in bibliography.works if work.entry is not entry]
    keys = {key.lower(): other for other in others for key in (other.citekey, *other.aliases)}
    if new == entry.citekey or new.lower() in keys:
        owner = keys.get(new.lower(), entry)
        raise UsageError(f"`{new}` is already a citation key of {owner.path.as_posix()}")
    stem = new if not citekeys.stem_problem(new) else citekeys.make(new)
    stem = citekeys.unused(stem, {other.stem.lower() for other in others})
    text = entry_editor.renamed(entry.path, new, alias=entry.citekey, stem=stem)
    path = entry.path.with_name(f"{stem}.yaml")
    _move(project, entry, path, text)
    return path


def _entry(bibliography: Bibliography, citekey: str) -> Entry:
    entries = {work.citekey: work.entry for work in bibliography.works}
    if citekey not in entries:
        raise UsageError(f"no entry `{citekey}`{suggestion(citekey, entries)}")
    return entries[citekey]


def _move(project: Project, entry: Entry, path: Path, text: str) -> None:
    lock = lock_path(project, entry)
    if path == entry.path:
        text_file.write(path, text, root=project.root)
        return
    if path.exists() and not path.samefile(entry.path):
        raise EyebibError(f"{path} exists already; rename or delete it")
    is_same_file = path.exists()  # only the case changes, where file names have none
    text_file.write(entry.path if is_same_file else path, text, root=project.root)
    if os.path.lexists(lock):
        lock.replace(lock.with_name(f"{path.stem}.json"))
    if is_same_file:
        entry.path.replace(path)
    else:
        entry.path.unlink()


def citations(project: Project, citekey: str) -> Iterator[tuple[Location, str]]:
    """The lines of documents below the project that hold a citekey as a whole word.

    Folders whose name starts with a dot, `entries/` and `output/` are not searched.
    """
    edge = r"[\w:.+\-/&?<>]"
    pattern = re.compile(rf"(?<!{edge}){re.escape(citekey)}(?!{edge}*\w)")
    for path in _documents(project):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, 1):
            if match := pattern.search(line):
                column = match.start() + 1
                yield Location(path=path, line=number, column=column), line.strip()


def _documents(project: Project) -> Iterator[Path]:
    skipped = {project.entries, project.output}
    for folder, folders, names in os.walk(project.root):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if name[0] not in "._" and here / name not in skipped
        )
        for path in (here / name for name in sorted(names)):
            if path.suffix.lower() in _SUFFIXES and path.stat().st_size <= _LARGEST:
                yield path
