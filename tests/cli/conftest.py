"""What tests of the command line have."""

import pytest

import processes as tests_processes


@pytest.fixture(params=["fork", "spawn"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes for a few items, for each way of starting them."""
    tests_processes.start(request.param, monkeypatch)
