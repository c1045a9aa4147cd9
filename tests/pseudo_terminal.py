"""What is printed on a pseudo-terminal, which all systems have but Windows."""

import os
from contextlib import suppress


def printed(reader: int, writer: int) -> str:
    """All that was printed, from the two ends that `os.openpty` makes; both are closed."""
    os.close(writer)
    read = b""
    with suppress(OSError):  # the end, on Linux
        while part := os.read(reader, 65_536):
            read += part
    os.close(reader)
    return read.decode()
