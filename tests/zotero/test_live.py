"""The contract with Zotero: `pytest -m live`, which nothing else runs.

The web library is that of a test account: set ZOTERO_TEST_KEY and ZOTERO_TEST_USER. Its items called
`eyebib live test` are moved to the trash. The program is only read.
"""

import os
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.model.problem import EyebibError
from eyebib.sources.http import HOSTS
from eyebib.zotero import local_api, web_api
from zotero_list import ENTRY, last

pytestmark = pytest.mark.live

KEY, USER = os.environ.get("ZOTERO_TEST_KEY", ""), os.environ.get("ZOTERO_TEST_USER", "0")

PUSH = ["zotero", "push", "--user", USER]


@pytest.fixture(autouse=True)
def _real_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("zotero", "zotero-api"):
        monkeypatch.delenv(HOSTS[name][0], raising=False)
    monkeypatch.setenv("ZOTERO_API_KEY", KEY)


@pytest.mark.skipif(not KEY, reason="set ZOTERO_TEST_KEY and ZOTERO_TEST_USER")
def test_a_push_to_a_test_library(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EYEBIB_STATE_DIR", str(tmp_path / "state"))
    write("eyebib.toml", "[list]\ntitle = 'eyebib live test'\n")
    for name in ("one", "two"):
        write(f"entries/{name}.yaml", ENTRY.format(name))
    assert last(run(*PUSH)) == "2 works: 2 created"
    assert last(run(*PUSH)) == "2 works: 2 unchanged"
    write("entries/one.yaml", ENTRY.format("one").replace('"7"', '"8"'))
    assert last(run(*PUSH)) == "2 works: 1 updated, 1 unchanged"
    for name in ("one", "two"):
        Path(f"entries/{name}.yaml").unlink()
    write("entries/three.yaml", ENTRY.format("three"))
    assert last(run(*PUSH, "--prune")) == "1 work: 1 created, 2 pruned"
    Path("entries/three.yaml").unlink()
    write("entries/four.yaml", ENTRY.format("four"))
    assert "1 pruned" in last(run(*PUSH, "--prune"))


@pytest.mark.skipif(not KEY, reason="set ZOTERO_TEST_KEY and ZOTERO_TEST_USER")
def test_a_library_has_a_version_and_lists() -> None:
    api = web_api.connect("users", int(USER), KEY)
    library = api.read()
    assert library.version > 0


def test_the_program_can_be_read() -> None:
    try:
        program = local_api.find()
    except EyebibError as error:
        pytest.skip(str(error))
    library = local_api.connect(program).read()
    assert all(item.key and item.kind for item in library.items)
    assert bool(program.server_id) == (int(program.version.partition(".")[0]) >= 10)
