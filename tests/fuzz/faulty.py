"""Let one call of the system fail, or end the process at it, if it is about a folder.

Counted are the calls that open, write, flush to disk, rename, remove or change the mode of a file,
or make a folder, if they name a path in the folder.
"""

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

KILL = "kill"
KINDS = ("ENOSPC", "EIO", "EACCES", KILL)
KILLED = 137
"""The exit code of a process that was ended."""


class Disk:
    """Counts calls; the one with the number `fails` fails in the way of `kind`."""

    def __init__(self, root: Path, fails: int = 0, kind: str = "") -> None:
        self.root = f"{root}/"
        self.calls: list[str] = []
        self.fails, self.kind = fails, kind

    def call(self, name: str, path: object, half: Callable[[], object] = lambda: None) -> None:
        """Count a call; if it fails, `half` is done of it."""
        if not self._is_here(path):
            return
        self.calls.append(f"{name} {os.fspath(path)}" if not isinstance(path, int) else name)  # type: ignore[call-overload] # `_is_here`
        if len(self.calls) != self.fails:
            return
        half()
        if self.kind == KILL:
            os._exit(KILLED)
        number = getattr(errno, self.kind)
        raise OSError(number, os.strerror(number), None if isinstance(path, int) else path)

    def _is_here(self, path: object) -> bool:
        if isinstance(path, int):
            path = os.readlink(f"/proc/self/fd/{path}")  # noqa: PTH115 - text
        return isinstance(path, str | Path) and f"{os.path.abspath(path)}/".startswith(self.root)  # noqa: PTH100 - no links are followed

    def install(self) -> None:
        """Put the counters before the functions of the system."""
        for name in ("replace", "rename", "unlink", "remove", "mkdir", "chmod", "fsync"):
            setattr(os, name, self._counted(name, getattr(os, name)))
        opened = io.open

        def counted(path: Any, mode: str = "r", *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as `open`
            is_read = not set(mode) & set("wxa+")
            self.call("read" if is_read else "open", path)
            file = opened(path, mode, *args, **options)
            return file if is_read or not self._is_here(path) else Written(file, path, self)

        io.open = builtins.open = counted  # type: ignore[assignment] # as `open` is called here

    def _counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(path: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as the function
            self.call(name, path)
            return function(path, *args, **options)

        return counted


class Written:
    """A file whose writes are counted; of a write that fails, half reaches the disk."""

    def __init__(self, file: Any, path: object, disk: Disk) -> None:  # noqa: ANN401 - a file
        self.file, self.path, self.disk = file, path, disk

    def write(self, content: Any) -> Any:  # noqa: ANN401 - bytes or text
        def half() -> None:
            self.file.write(content[: len(content) // 2])
            self.file.flush()

        self.disk.call("write", self.path, half)
        return self.file.write(content)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the file
        return getattr(self.file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
