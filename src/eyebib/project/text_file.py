"""Read text files of limited size, and write files atomically."""

import contextlib
import errno
import os
import re
import stat
import time
from functools import cache
from pathlib import Path

from eyebib.model.problem import EyebibError, Location, Problem, reason, warning

MAX_BYTES = 1 << 20
"""The largest entry, in bytes; a larger file is not read."""

_TEMPORARY = ".eyebib-"
"""Temporary files have names like `.eyebib-1234-0a1b2c3d`, with the id of the writing process."""

_NAMELESS = re.compile(r"\..+\.[a-z]+\.[0-9a-f]{8}")
"""Temporary files of eyebib 0.1.0 have names like `.table.md.0a1b2c3d`, without the process."""

_ABANDONED = 3600
"""Seconds after which no process uses such a file: each was written at once."""


def read(path: Path, *, limit: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file, with LF line endings and no byte order mark, and warnings.

    Raises:
        EyebibError: the file cannot be read, is too large, or is not UTF-8; located.
    """
    text = read_exactly(path, limit=limit)
    warnings = []
    if text.startswith("\ufeff"):
        text = text[1:]
        warnings.append(warning(Location(path=path), "byte order mark; save without one", "bom"))
    if "\r" in text:
        index = text.index("\r")
        kind = "CRLF" if text[index : index + 2] == "\r\n" else "CR"
        where = location(path, text[:index])
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        warnings.append(warning(where, f"{kind} line endings; save with LF", "crlf"))
    return text, warnings


def read_exactly(path: Path, *, limit: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file as it is, with its line endings and its byte order mark.

    Raises:
        EyebibError: as for `read`.
    """
    content = read_bytes(path, limit=limit)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        where = location(path, before)
        byte = content[error.start]
        raise _refusal(
            where, f"byte 0x{byte:02X} is not UTF-8; save the file as UTF-8", "encoding"
        ) from None


def encoded(content: str | bytes) -> bytes:
    """Text encoded as UTF-8; bytes are returned as they are."""
    return content.encode("utf-8") if isinstance(content, str) else content


def write(path: Path, text: str | bytes, *, root: str | Path | None = None) -> bool:
    """Write text or bytes to a file atomically, and return whether that changed the file.

    If the process is killed, the file has either its old or its new content, and the next process
    that writes into the folder removes the temporary file. Devices and pipes are written directly.

    Args:
        path: The file; a symbolic link is followed and kept.
        text: The new content.
        root: The folder that must contain the file, wherever links lead; None for any folder.

    Raises:
        EyebibError: the file cannot be written, or is not in `root`.
    """
    content = encoded(text)
    try:
        target = _destination(path, root)
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return True
        sweep(target.parent)
        if target.is_file() and target.read_bytes() == content:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        raise EyebibError(f"{path}: cannot be written: {reason(error)}") from error
    return True


def _destination(path: Path, root: str | Path | None) -> Path:
    """The file to which symbolic links lead.

    Raises:
        OSError: the links lead in a circle.
        EyebibError: the file is not in `root`.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if root is not None and not target.is_relative_to(Path(root).resolve()):
        raise EyebibError(
            f"{path}: cannot be written: it leads out of the project, to {target}; "
            "delete the symbolic link"
        )
    return target


@cache
def sweep(folder: Path) -> None:
    """Remove the temporary files of processes that were killed; once for each folder.

    Those of this process are not in use, because it writes one file after the other; a killed
    process may have had the same id, for example in a container.
    """
    for path in folder.glob(".*"):
        with contextlib.suppress(OSError):
            if _is_left_over(path):
                path.unlink()


def _is_left_over(path: Path) -> bool:
    if path.name.startswith(_TEMPORARY):
        owner = path.name.removeprefix(_TEMPORARY).partition("-")[0]
        return owner == str(os.getpid()) or not _is_running(owner)
    is_nameless = _NAMELESS.fullmatch(path.name) is not None
    return is_nameless and time.time() - path.lstat().st_mtime > _ABANDONED


def _is_running(process: str) -> bool:
    """Whether the process with an id is running; true if the system does not tell."""
    if os.name != "posix" or not re.fullmatch(r"[1-9][0-9]{0,9}", process):
        return True
    try:
        os.kill(int(process), 0)  # sends no signal
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # the process of another user
        return True
    return True


def _replace(target: Path, content: bytes) -> None:
    temporary = target.with_name(f"{_TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The content of a file.

    Raises:
        EyebibError: the file cannot be read or is too large.
    """
    where = Location(path=path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(where, "not a file", "unreadable")
        if status.st_size > limit:
            raise too_large(where, limit, status.st_size)
        with path.open("rb") as file:
            content = file.read(status.st_size + 1)  # allocates only that much
            if len(content) > status.st_size:  # the file has grown, or reports no size
                content += file.read(limit)
    except OSError as error:
        raise _refusal(where, f"cannot be read: {reason(error)}", "unreadable") from error
    if len(content) > limit:
        raise too_large(where, limit)
    return content


def too_large(where: Location, limit: int, size: int | None = None) -> EyebibError:
    """The error for a file of more than `limit` bytes."""
    actual = f" ({size:,} bytes)" if size else ""
    return _refusal(where, f"too large{actual}: the limit is {limit:,} bytes", "too-large")


def location(path: Path, before: str) -> Location:
    """The location in a file after the text `before`."""
    line = before.count("\n") + 1
    return Location(path=path, line=line, column=len(before) - before.rfind("\n"))


def _refusal(where: Location, message: str, rule: str) -> EyebibError:
    return EyebibError(problems=[Problem(location=where, message=message, rule=rule)])
