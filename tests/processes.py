"""Two processes for a few items, for tests of work in chunks."""

import os

import pytest

from eyebib.cli import cores

FEW = 3
"""Items for which the tests start processes."""


def start(way: str, patch: pytest.MonkeyPatch) -> None:
    """Start two processes for each few items, in this way; Windows and macOS spawn."""
    if way == "fork" and not hasattr(os, "fork"):
        pytest.skip("no fork here")
    for name, value in {"METHOD": way, "LEAST": FEW, "LARGEST": 2}.items():
        patch.setattr(cores, name, value)
    patch.setattr(cores, "_cores", lambda: 2)
