"""What `eyebib --version --verbose` prints: all that a report of a bug needs."""

import platform
import re
from collections.abc import Iterator
from importlib import metadata


def version() -> str:
    """The version of eyebib."""
    return metadata.version("eyebib")


def lines() -> Iterator[str]:
    """One line each for eyebib, Python, the platform, and the packages that eyebib needs."""
    yield f"eyebib {version()}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()})"
    yield platform.platform()
    for requirement in sorted(metadata.requires("eyebib") or (), key=str.lower):
        name = re.split(r"[^\w.-]", requirement)[0]
        if "extra ==" not in requirement:
            yield f"{name} {metadata.version(name)}"
