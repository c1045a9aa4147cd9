"""Functions for tests of processes; each process imports this module."""

import os
from collections.abc import Sequence


def whereabouts(items: Sequence[int]) -> tuple[int, list[int]]:
    """The process that runs this, and the items."""
    return os.getpid(), [*items]


def failing(items: Sequence[int]) -> float:
    """An error for the items that begin with 4."""
    return 1 / (4 - items[0])
