"""What every test has: no network, and helpers to make projects and run the command line."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from click.testing import CliRunner, Result

from eyebib.cli import cli
from eyebib.sources import pace
from replay import NO_CERTIFICATES, Replay
from slow import leave_out
from zotero_server import KEY, LOCAL_KEY, Zotero

REPOSITORY = Path(__file__).parents[1]

Run = Callable[..., Result]

Write = Callable[[str, str | bytes], Path]

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow and long, before `-m` chooses among the rest."""
    leave_out(config, items)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine, but for tests with the marker `live`."""
    if request.node.get_closest_marker("live"):
        return
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - socket's own type
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in LOOPBACK:
            pytest.fail(f"a test reaches for {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the answers of searches apart from the user's and from those of other tests."""
    monkeypatch.setenv(
        "EYEBIB_CACHE_DIR", str(tmp_path_factory.getbasetemp() / f"cache-{token_hex(4)}")
    )


@pytest.fixture(autouse=True)
def _own_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what hosts of other tests asked for, which may have had the same port."""
    monkeypatch.setattr(pace, "_PACES", {})


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what was pushed to Zotero, and the keys for it, apart from the user's."""
    folder = tmp_path_factory.getbasetemp() / f"state-{token_hex(4)}"
    monkeypatch.setenv("EYEBIB_STATE_DIR", str(folder))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("ZOTERO_API_KEY", raising=False)


@pytest.fixture
def zotero(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zotero]:
    """The Zotero program and the web library on loopback, as the environment names them."""
    with Zotero() as server:
        for name, value in (server.environment | NO_CERTIFICATES).items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    """Write a file below the folder."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    """The sources on loopback, as the environment names them."""
    with Replay() as replay:
        for name, value in (replay.environment | NO_CERTIFICATES).items():
            monkeypatch.setenv(name, value)
        yield replay


@pytest.fixture
def run() -> Run:
    """Run the command line; an exception that is not a user's mistake fails the test."""

    def invoke(*args: str, code: int = 0, stdin: str = "") -> Result:
        result = CliRunner().invoke(cli, args, input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        assert not [key for key in (KEY, LOCAL_KEY) if key in result.output]
        return result

    return invoke
