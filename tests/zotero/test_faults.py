"""Whatever goes wrong in a push, the next run completes it, and nothing is there twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Run, Write
from slow import every
from zotero_library import Library
from zotero_list import ENTRY, Push, last, writes
from zotero_server import USER, Request, Zotero

FAULTS = [
    *((fault, "POST") for fault in ("412", "428")),
    *(
        (fault, match)
        for fault in ("429", "500", "503", "backoff", "lost", "closed")
        for match in ("POST .*collections", "POST .*items", "GET .*items", "GET .*collections")
    ),
]


def assert_complete(library: Library) -> None:
    """Each thing is there once."""
    data = [item["data"] for item in library.items.values()]
    titles = sorted(each["title"] for each in data if "linkMode" not in each)
    urls = sorted(each["url"] for each in data if "linkMode" in each)
    assert titles == ["A made-up paper of one", "A made-up paper of two"]
    assert urls == ["https://github.com/example/one", "https://github.com/example/two"]
    assert len(library.collections) == 1


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("library", ["web", "local"], indirect=True)
@pytest.mark.parametrize(("fault", "match"), every(4, FAULTS))
def test_a_fault_that_passes_is_survived(
    push: Push, zotero: Zotero, library: Library, fault: str, match: str
) -> None:
    zotero.misbehave(fault, match=match, times=1, wait="0")
    assert last(push()) == "2 works: 2 created"
    assert_complete(library)
    assert last(push()) == "2 works: 2 unchanged"
    assert writes(zotero) == []


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("library", ["web", "local"], indirect=True)
@pytest.mark.parametrize("fault", ["lost", "closed", "412", "garbage", "503"])
@pytest.mark.parametrize("number", range(1, 4))
def test_a_fault_that_lasts_ends_the_run_and_the_next_completes_it(
    push: Push, zotero: Zotero, library: Library, fault: str, number: int
) -> None:
    seen = 0

    def order(request: Request) -> None:
        nonlocal seen
        seen += request.what.startswith("POST") and "authorize" not in request.what
        if seen == number and not zotero.orders:
            zotero.misbehave(fault)

    zotero.on_request = order
    result = push(code=1 if fault == "412" else 3)
    message = "keeps changing; run the command again" if fault == "412" else "what was written is kept; run the command again"  # fmt: skip
    assert message in result.stderr
    zotero.on_request = lambda _: None
    zotero.orders.clear()
    push()
    assert_complete(library)
    assert last(push()) == "2 works: 2 unchanged"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("library", ["web", "local"], indirect=True)
def test_an_item_that_is_refused_does_not_stop_the_others(
    push: Push, zotero: Zotero, library: Library
) -> None:
    zotero.misbehave("refused", match="POST .*items", times=1)
    result = push(code=1)
    assert "refused    one  'no such type' is not a valid itemType" in result.stdout
    assert last(result) == "2 works: 1 created, 1 refused"
    zotero.orders.clear()
    push()
    assert_complete(library)
    assert last(push()) == "2 works: 2 unchanged"


@pytest.mark.parametrize("library", ["web"], indirect=True)
def test_a_tag_that_is_too_long(push: Push, library: Library, write: Write) -> None:
    write("entries/one.yaml", ENTRY.format("one").replace("[eyes]", f"[{'x' * 300}]"))
    write("entries/two.yaml", ENTRY.format("two"))
    assert "is too long" in push(code=1).stdout
    assert [item["citationKey"] for item in library.papers()] == ["two"]


@pytest.mark.usefixtures("two")
def test_others_who_write_at_the_same_time(push: Push, zotero: Zotero, library: Library) -> None:
    """Somebody adds a paper of the list between our reading and our writing."""

    def add(request: Request) -> None:
        if request.what.startswith("POST") and "items" in request.what:
            zotero.on_request = lambda _: None
            library.add(itemType="journalArticle", title="Theirs", DOI="10.5555/two")

    zotero.on_request = add
    push(code=1)
    assert sorted(item["title"] for item in library.papers()) == ["A made-up paper of one", "Theirs"]  # fmt: skip


@pytest.mark.usefixtures("two")
def test_a_person_who_edits_at_the_same_time(
    push: Push, zotero: Zotero, library: Library, write: Write
) -> None:
    push()
    write("entries/one.yaml", ENTRY.format("one").replace('"7"', '"8"'))

    def edit(request: Request) -> None:
        if request.is_write:
            zotero.on_request = lambda _: None
            library.edit("one", volume="70")

    zotero.on_request = edit
    assert last(push(code=1)) == "2 works: 2 unchanged, 1 in conflict"
    assert library.paper("one")["volume"] == "70"


def test_a_wait_that_the_server_asks_for(run: Run, zotero: Zotero, two: list[str]) -> None:
    assert two
    zotero.misbehave("backoff", match="trash", times=1, wait="1")
    times: dict[str, float] = {}
    zotero.on_request = lambda request: times.__setitem__(request.what.split("?")[0], time.monotonic())  # fmt: skip
    run("zotero", "push", "--user", str(USER), "--dry-run")
    first, second = (times[f"GET /users/{USER}/{name}"] for name in ("items/trash", "collections"))
    assert second - first > 0.9


REQUESTS = range(9)
"""The places of the requests of a push: reading, writing the collection, items and links."""


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("library", ["web"], indirect=True)
@pytest.mark.parametrize(
    ("number", "moment"),
    every(5, [(n, moment) for n in REQUESTS for moment in ("on_request", "on_answer")]),
)
def test_a_killed_run_is_completed_by_the_next(
    push: Push, zotero: Zotero, library: Library, number: int, moment: str
) -> None:
    command = [sys.executable, "-m", "eyebib", "zotero", "push", "--user", str(USER)]
    seen = 0

    def kill(_: Request) -> None:
        nonlocal seen
        seen += 1
        if seen == number + 1:
            os.kill(process.pid, signal.SIGKILL)

    setattr(zotero, moment, kill)
    with zotero.lock:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    code = process.wait(60)
    setattr(zotero, moment, lambda _: None)
    assert code in {-signal.SIGKILL, 0}
    push()
    assert_complete(library)
    assert last(push()) == "2 works: 2 unchanged"
    Path("entries/one.yaml").unlink()
    assert last(push("--prune")) == "1 work: 1 unchanged, 1 pruned"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("library", ["web"], indirect=True)
def test_a_damaged_memory_is_told(push: Push) -> None:
    push()
    folder = Path(os.environ["EYEBIB_STATE_DIR"]) / "zotero"
    [file] = folder.iterdir()
    memory = json.loads(file.read_text(encoding="utf-8"))
    assert memory["items"].keys() == {"one", "two"}
    file.write_text("{", encoding="utf-8")
    assert "damaged; delete it" in push(code=1).stderr
    file.unlink()
    assert last(push()) == "2 works: 2 unchanged"
