"""The Zotero program on this machine, in its versions; what is said if something is in the way."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import keyring
import pytest
from keyring.backend import KeyringBackend

from conftest import Run
from eyebib.cli import zotero as zotero_command
from eyebib.zotero import key
from eyebib.zotero.exchange import Message
from zotero_library import Data
from zotero_list import last, writes
from zotero_server import GROUP, KEY, LOCAL_KEY, USER, Zotero

pytestmark = pytest.mark.usefixtures("two")


class Memory(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring does not declare it
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[Memory]:
    old, ring = keyring.get_keyring(), Memory()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(old)


def test_always_allow_is_asked_once(run: Run, zotero: Zotero, ring: Memory) -> None:
    run("zotero", "push", "one")
    run("zotero", "push")
    assert len(zotero.asked) == 1
    assert ring.kept == {("eyebib-zotero", key.LOCAL): f"{LOCAL_KEY}0"}
    zotero.keys.clear()  # the user has cleared the authorizations
    run("zotero", "push", "--dry-run")
    zotero.local.edit("one", deleted=1)
    zotero.local.items.clear()
    run("zotero", "push", "--ours")
    assert len(zotero.asked) == 2


@pytest.mark.parametrize("button", ["Allow", "Always Allow"])
def test_without_a_keyring_the_dialog_is_shown_each_time(
    run: Run, zotero: Zotero, button: str
) -> None:
    zotero.button = button
    assert last(run("zotero", "push")) == "2 works: 2 created"
    assert len(zotero.asked) == (3 if button == "Allow" else 1)
    assert last(run("zotero", "push")) == "2 works: 2 unchanged"


@pytest.mark.usefixtures("ring")
def test_a_key_for_one_use_is_not_kept(run: Run, zotero: Zotero, ring: Memory) -> None:
    zotero.button = "Allow"
    run("zotero", "push")
    assert ring.kept == {}


def denied(zotero: Zotero) -> None:
    zotero.button = "Deny"


def asked_too_often(zotero: Zotero) -> None:
    zotero.misbehave("429", match="authorize", wait="60")


def unreadable(zotero: Zotero) -> None:
    zotero.is_readable = False


def no_library(zotero: Zotero) -> None:
    zotero.misbehave("413", match="items.limit=1$")


def no_connector(zotero: Zotero) -> None:
    zotero.misbehave("413", match="ping")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (denied, "Zotero was not allowed to be written; run again and choose Always Allow"),
        (asked_too_often, "Zotero was asked too often; choose Always Allow, and run again in 60 s"),
        (unreadable, 'tick "Allow other applications on this computer to communicate with Zotero"'),
        (no_library, "Zotero 10.0.1 is too old: eyebib needs Zotero 8 or newer"),
        (no_connector, "is not Zotero; close it and start Zotero"),
    ],
)
def test_what_is_in_the_way(run: Run, zotero: Zotero, fault: object, message: str) -> None:
    assert callable(fault)
    fault(zotero)
    result = run("zotero", "push", code=1)
    assert message in result.stderr
    assert zotero.local.items == {}


def test_no_program(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EYEBIB_ZOTERO_URL", "http://127.0.0.1:9")
    result = run("zotero", "push", code=1)
    assert "Zotero does not answer at http://127.0.0.1:9: start it, or name a library" in result.stderr  # fmt: skip


NO_WRITE = {"user": {"library": True}, "groups": {"all": {"library": True, "write": False}}}
NOTHING: Data = {"user": {}, "groups": {}}


@pytest.mark.parametrize(
    ("rights", "owner", "message"),
    [
        (NO_WRITE, ["--user", str(USER)], "the key does not allow writing"),
        (NO_WRITE, ["--group", str(GROUP)], "the key does not allow writing"),
        (NOTHING, ["--user", str(USER)], "the key does not allow reading it"),
        (NOTHING, ["--group", str(GROUP)], "the key does not allow reading it"),
        (None, ["--user", "7"], "the key does not allow reading it"),
        (None, ["--group", "7"], "there is no such library, or the key does not show it"),
    ],
)
def test_what_the_key_does_not_allow(
    run: Run, zotero: Zotero, rights: Data | None, owner: list[str], message: str
) -> None:
    zotero.rights = zotero.rights if rights is None else rights
    assert message in run("zotero", "push", *owner, code=1).stderr


@pytest.mark.parametrize("owner", [["--user", str(USER)], ["--group", str(GROUP)]])
def test_a_library_that_cannot_be_written(run: Run, zotero: Zotero, owner: list[str]) -> None:
    zotero.user.is_writable = zotero.group.is_writable = False
    assert "does not allow this" in run("zotero", "push", *owner, code=1).stderr


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "a key is needed: make one at https://www.zotero.org/settings/keys"),
        ("not\na key", "this is not a key of Zotero"),
        ("ключ", "this is not a key of Zotero"),
    ],
)
def test_keys_that_are_none(
    run: Run, zotero: Zotero, monkeypatch: pytest.MonkeyPatch, value: str, message: str
) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", value)
    result = run("zotero", "push", "--group", "1", code=2)
    assert message in result.stderr
    assert value not in result.stderr or not value
    assert zotero.requests == []


@pytest.mark.usefixtures("zotero")
def test_a_wrong_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", "WrongKey")
    result = run("zotero", "push", "--group", "1", code=1)
    assert "Zotero does not accept the key; make a new one" in result.stderr


def test_a_key_is_sent_by_https_or_to_this_machine(
    run: Run, zotero: Zotero, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EYEBIB_ZOTERO_API_URL", "http://zotero.example.org")
    result = run("zotero", "push", "--group", "1", code=2)
    assert "EYEBIB_ZOTERO_API_URL must start with https://" in result.stderr
    assert zotero.requests == []


def test_the_key_goes_to_the_web_library_only(run: Run, zotero: Zotero) -> None:
    run("zotero", "push", "--user", str(USER))
    run("zotero", "push")
    holders = {request.host for request in zotero.requests if KEY in str(request.headers)}
    assert holders == {"zotero_api"}


def test_a_server_that_repeats_the_key(run: Run, zotero: Zotero) -> None:
    zotero.misbehave("echo", match="items")
    result = run("zotero", "push", "--user", str(USER), code=1)
    assert "HTTP 400 bad key (key)" in result.stderr


@pytest.mark.parametrize("version", ["8.0.5", "9.0.6"])
def test_the_connector_adds_what_is_new(run: Run, zotero: Zotero, version: str) -> None:
    zotero.version = version
    [zotero.selected] = zotero.local.write("collections", [{"name": "Retina"}])["success"].values()
    zotero.local.add(itemType="journalArticle", title="Mine", DOI="10.5555/two")
    result = run("zotero", "push", code=1)
    assert f"note: Zotero {version} takes new items only" in result.stderr
    assert "2 works: 1 created, 1 in conflict, 1 outdated" in result.stderr
    item = zotero.local.paper("one")
    assert (item["volume"], item["collections"]) == ("7", [zotero.selected])
    assert {tag["tag"] for tag in item["tags"]} == {"modality:CFP", "modality:OCT", "eyes"}
    zotero.requests.clear()
    assert "2 works: 1 unchanged, 1 in conflict, 1 outdated" in run("zotero", "push", code=1).stderr
    assert writes(zotero) == []
    zotero.version = "10.0.1"
    run("zotero", "push", "--ours")
    urls = [i["data"]["url"] for i in zotero.local.listed("items") if "linkMode" in i["data"]]
    assert len(urls) == 2


def test_the_connector_and_collections(run: Run, zotero: Zotero) -> None:
    zotero.version = "9.0.6"
    keys = [*zotero.local.write("collections", [{"name": "A"}, {"name": "B"}])["success"].values()]
    result = run("zotero", "push", "--collection", "B", code=1)
    assert "select the collection `B` in Zotero; now it is `My Library`" in result.stderr
    zotero.selected = keys[1]
    assert "2 works: would be: 2 created" in run("zotero", "push", "--dry-run").stderr
    run("zotero", "push", "--collection", "B")
    assert zotero.local.paper("one")["collections"] == [keys[1]]


def test_the_connector_of_a_library_that_cannot_be_written(run: Run, zotero: Zotero) -> None:
    zotero.version, zotero.local.is_writable = "9.0.6", False
    assert "is read-only; select another one" in run("zotero", "push", code=1).stderr
    assert zotero.local.items == {}


def test_an_answer_of_the_connector_that_is_lost(run: Run, zotero: Zotero) -> None:
    zotero.version = "9.0.6"
    zotero.misbehave("lost", match="saveItems", times=1)
    assert "2 works: 2 created" in run("zotero", "push").stderr
    assert len(zotero.local.items) == 2
    assert "2 works: 2 unchanged" in run("zotero", "push").stderr


@pytest.mark.usefixtures("zotero")
def test_a_key_that_is_typed_is_kept_in_the_keyring(
    run: Run, ring: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", "")
    monkeypatch.setattr(zotero_command, "secret", lambda _: KEY)
    assert last(run("zotero", "push", "--user", str(USER))) == "2 works: 2 created"
    assert ring.kept == {("eyebib-zotero", key.WEB): KEY}
    monkeypatch.setattr(zotero_command, "secret", lambda _: "")
    assert last(run("zotero", "push", "--user", str(USER))) == "2 works: 2 unchanged"


def test_no_key_is_logged_or_kept_in_files(
    run: Run, zotero: Zotero, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    run("zotero", "push", "--user", str(USER))
    run("zotero", "push")
    zotero.misbehave("garbage", match="items")
    run("zotero", "push", "--user", str(USER), code=3)
    assert caplog.records
    state = Path(os.environ["EYEBIB_STATE_DIR"])
    texts = [path.read_text(encoding="utf-8") for path in state.rglob("*") if path.is_file()]
    texts += [record.getMessage() for record in caplog.records]
    texts.append(repr(Message(method="GET", url="", headers={"Zotero-API-Key": KEY})))
    assert [text for text in texts if KEY in text or LOCAL_KEY in text] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "127.0.0.1"}, 400), ({"User-Agent": "Mozilla/5.0"}, None), ({}, 200)],
)
def test_the_program_is_as_strict_as_measured(
    zotero: Zotero, headers: dict[str, str], status: int | None
) -> None:
    url = f"{zotero.environment['EYEBIB_ZOTERO_URL']}/api/users/0/items"
    try:
        reply = httpx2.get(url, headers=headers)
    except httpx2.TransportError:
        assert status is None
    else:
        assert reply.status_code == status
