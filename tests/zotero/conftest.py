"""A list of two papers, a library of each kind, and the push to it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result

from conftest import REPOSITORY, Run, Write
from eyebib.model.bibliography import Bibliography
from eyebib.project.folder import Project
from eyebib.zotero import connector, local_api, web_api
from hurried import PATIENT
from zotero_library import Library
from zotero_list import ENTRY, Push
from zotero_server import GROUP, USER, Zotero


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_api, "POLICY", PATIENT)
    monkeypatch.setattr(local_api, "NEARBY", PATIENT)
    monkeypatch.setattr(connector, "NEARBY", PATIENT)


@pytest.fixture(params=["web", "group", "local"])
def library(request: pytest.FixtureRequest, zotero: Zotero) -> Library:
    names = {"web": zotero.user, "group": zotero.group, "local": zotero.local}
    return names[request.param]


@pytest.fixture
def options(zotero: Zotero, library: Library) -> Sequence[str]:
    """The options that name a library."""
    return {
        id(zotero.user): ["--user", str(USER)],
        id(zotero.group): ["--group", str(GROUP)],
        id(zotero.local): [],
    }[id(library)]


@pytest.fixture
def push(run: Run, zotero: Zotero, options: Sequence[str]) -> Push:
    def invoke(*args: str, code: int = 0) -> Result:
        zotero.requests.clear()
        return run("zotero", "push", *options, *args, code=code)

    return invoke


@pytest.fixture
def pull(run: Run, options: Sequence[str]) -> Push:
    def invoke(*args: str, code: int = 0) -> Result:
        return run("zotero", "pull", *options, *args, code=code)

    return invoke


@pytest.fixture
def two(write: Write) -> list[str]:
    for name in ("one", "two"):
        write(f"entries/{name}.yaml", ENTRY.format(name))
    return ["one", "two"]


@pytest.fixture
def thirteen(folder: Path) -> Bibliography:
    shutil.copytree(REPOSITORY / "entries", folder / "entries")
    shutil.copy(REPOSITORY / "eyebib.toml", folder)
    return Project().bibliography()
