"""Text files on disk: read whole and within a limit, written whole or not at all."""

import os
import secrets
import shutil
import stat
from pathlib import Path

from eyebib.model.problem import EyebibError, Location, Problem, warning

MAX_BYTES = 1 << 20
"""The size of an entry that is still believable; a hostile one is not even read."""


def read(path: Path, *, limit: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file, with LF line ends and no byte order mark, and warnings about it.

    Raises:
        EyebibError: the file cannot be read, is too large, or is not UTF-8; located.
    """
    text = read_exactly(path, limit=limit)
    warnings = []
    if text.startswith("\ufeff"):
        text = text[1:]
        warnings.append(warning(Location(path=path), "byte order mark; save without one", "bom"))
    if "\r" in text:
        at = text.index("\r")
        kind = "CRLF" if text[at : at + 2] == "\r\n" else "CR"
        where = location(path, text[:at])
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        warnings.append(warning(where, f"{kind} line ends; save with LF", "crlf"))
    return text, warnings


def read_exactly(path: Path, *, limit: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file as it is, with its line ends and its byte order mark.

    Raises:
        EyebibError: as of `read`.
    """
    content = _content(path, limit)
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
    """Text as UTF-8; bytes as they are."""
    return content.encode("utf-8") if isinstance(content, str) else content


def write(path: Path, text: str | bytes) -> bool:
    """Make the file hold this text, or these bytes, atomically; whether that changed it.

    A kill at any moment leaves the old file or the new one. A device or a pipe is written to.

    Raises:
        EyebibError: the file cannot be written.
    """
    content = encoded(text)
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return True
        if target.is_file() and target.read_bytes() == content:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except (OSError, RuntimeError) as error:  # resolve() calls a symlink loop a RuntimeError
        raise EyebibError(f"{path}: cannot be written: {reason(error)}") from error
    return True


def _replace(target: Path, content: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _content(path: Path, limit: int) -> bytes:
    where = Location(path=path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(where, "not a file", "unreadable")
        if status.st_size > limit:
            raise _too_large(where, f"{status.st_size:,}", limit)
        with path.open("rb") as file:
            content = file.read(status.st_size + 1)  # so much is allocated, whatever comes
            if len(content) > status.st_size:  # it has grown, or does not tell its size
                content += file.read(limit)
    except OSError as error:
        raise _refusal(where, f"cannot be read: {reason(error)}", "unreadable") from error
    if len(content) > limit:
        raise _too_large(where, "more", limit)
    return content


def _too_large(where: Location, size: str, limit: int) -> EyebibError:
    return _refusal(where, f"{size} bytes; at most {limit:,} are read", "too-large")


def reason(error: Exception) -> str:
    """Why the system refused, as the end of a sentence."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def location(path: Path, before: str) -> Location:
    """The place in a file that this text stands before."""
    line = before.count("\n") + 1
    return Location(path=path, line=line, column=len(before) - before.rfind("\n"))


def _refusal(where: Location, message: str, rule: str) -> EyebibError:
    return EyebibError(problems=[Problem(location=where, message=message, rule=rule)])
