"""Where the files of a list stand, and what stands where nobody looks for it."""

from collections.abc import Container, Iterator
from pathlib import Path

from eyebib.errors import Location, Problem, UsageError, warning


def entry_paths(entries: Path) -> list[Path]:
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


def refuse_inside(entries: Path) -> None:
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


def strays(entries: Path, citekeys: Container[str]) -> Iterator[Problem]:
    """Entries in folders below, and locks of entries that are not there."""
    for path in sorted(entries.glob("*/*.y*ml")):
        message = f"not read: an entry stands in `{entries.as_posix()}/` itself; move it"
        yield warning(Location(path=path), message, "stray-entry")
    for path in sorted(entries.glob("locked/*.json")):
        if path.stem not in citekeys:
            message = f"the lock of no entry: {path.stem}.yaml is not there; delete it"
            yield warning(Location(path=path), message, "orphan-lock")
