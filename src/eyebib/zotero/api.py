"""Zotero's API, version 3: the same paths and JSON on api.zotero.org and in the program."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, TypeVar

from eyebib.model.problem import EyebibError
from eyebib.model.settings import EMPTY
from eyebib.sources.json_body import parse
from eyebib.sources.pace import Policy
from eyebib.text.clean import clean
from eyebib.zotero import library
from eyebib.zotero.exchange import Message, Reply, send
from eyebib.zotero.library import Library, mapping, number, objects, text

T = TypeVar("T")

BATCH = 50
"""Objects in one request; more are refused with 413."""

_PAGE = 100
"""Objects in one page of a list, the most that api.zotero.org sends."""

_LISTS = ("items", "items/trash", "collections")

_READINGS = 5
"""How often a library is read again that changes while it is read."""

_TOKEN = 16
"""Bytes of a write token, which has 5 to 32 characters."""


class ChangedError(EyebibError):
    """The library was changed meanwhile, or an earlier attempt of a write had worked.

    Both mean the same: read the library again, and write what is missing.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a batch: keys of the objects by their place, and reasons of refusals."""

    keys: Mapping[int, str]
    refused: Mapping[int, str]
    is_changed: bool


@dataclass(slots=True, kw_only=True)
class Api:
    """A library that can be read, and written with a key.

    `root` is its address (`https://api.zotero.org/users/1`), `label` its name for messages,
    `identity` what tells it from other libraries.
    `headers` go with every request. `authorize` returns a new key if the server takes no other;
    None if one cannot be got. `has_batches` says that objects can be changed 50 at a time.
    `version` is that of the library, as the last answer stated it.
    """

    root: str
    label: str
    identity: str
    policy: Policy
    headers: Mapping[str, str]
    key: str = field(default="", repr=False)
    authorize: Callable[[], str] | None = None
    has_batches: bool = True
    version: int | None = None

    def read(self) -> Library:
        """Everything in the library.

        Raises:
            SourceError: The server gives no usable answer.
            EyebibError: The server refuses.
        """
        for _ in range(_READINGS):
            versions = set[int]()
            living, trashed, collections = ([*self._list(path, versions)] for path in _LISTS)
            if len(versions) == 1:
                [self.version] = versions
                return library.read(self.version, living, trashed, collections)
        raise EyebibError(f"{self.label} was changed while it was read; run the command again")

    def _list(self, path: str, versions: set[int]) -> Iterator[dict[str, Any]]:
        """The objects of all pages of a list; the versions of the library go to `versions`."""
        start, total = 0, 1
        while start < total:
            reply = self._call("GET", f"{path}?limit={_PAGE}&start={start}")
            listed = objects(parse(reply.body, self.label))
            versions.add(reply.number("last-modified-version") or 0)
            yield from listed
            start += len(listed)
            total = (reply.number("total-results") or 0) if listed else 0

    def create(self, path: str, new: Sequence[Mapping[str, Any]]) -> Written:
        """Create up to 50 objects, unless the library has been changed since it was read.

        The write token makes a repeated request harmless.

        Raises:
            ChangedError: It was changed, or the request had worked before.
            SourceError, EyebibError: As `read`.
        """
        headers = {"Zotero-Write-Token": token_hex(_TOKEN)}
        if self.version is not None:
            headers["If-Unmodified-Since-Version"] = str(self.version)
        return self._post(path, new, headers)

    def change(self, changes: Sequence[Mapping[str, Any]]) -> Written:
        """Change fields of items; each object has the `key` and the `version` of its item.

        Raises:
            ChangedError: A change was made meanwhile.
            SourceError, EyebibError: As `read`.
        """
        if self.has_batches:
            return self._post("items", changes, {})
        for each in changes:
            fields = {name: each[name] for name in each if name not in {"key", "version"}}
            version = {"If-Unmodified-Since-Version": str(each["version"])}
            self._advance(self._call("PATCH", f"items/{each['key']}", fields, version))
        return Written(keys={}, refused={}, is_changed=False)

    def _post(
        self, path: str, content: Sequence[Mapping[str, Any]], headers: Mapping[str, str]
    ) -> Written:
        reply = self._call("POST", path, content, headers)
        self._advance(reply)
        return self._written(mapping(parse(reply.body, self.label)))

    def _advance(self, reply: Reply) -> None:
        """Remember the version after our own write; if unknown, the next has no condition."""
        self.version = reply.number("last-modified-version")

    def _call(
        self, method: str, path: str, content: object = None, headers: Mapping[str, str] = EMPTY
    ) -> Reply:
        """The answer with a status of 2xx; a missing key, or one that was used up, is replaced."""
        url = f"{self.root}/{path}"
        if method != "GET" and not self.key and self.authorize is not None:
            self.key = self.authorize()
        reply = self.send(method, url, content, headers)
        if reply.status == 401 and self.authorize is not None:
            self.key = self.authorize()
            reply = self.send(method, url, content, headers)
        if reply.status in {412, 428}:
            raise ChangedError(f"{self.label} was changed meanwhile")
        if reply.status >= 400:
            raise EyebibError(self._refusal(reply))
        return reply

    def send(
        self, method: str, url: str, content: object = None, headers: Mapping[str, str] = EMPTY
    ) -> Reply:
        """The answer of the server, whatever its status below 500."""
        secret = {"Zotero-API-Key": self.key} if self.key else {}
        body = None if content is None else json.dumps(content).encode()
        every = {**self.headers, **secret, **headers}
        return send(Message(method=method, url=url, headers=every, content=body), self.policy)

    def _refusal(self, reply: Reply) -> str:
        match reply.status:
            case 401 | 403:
                advice = "the key is not valid, or does not allow this; see `eyebib zotero --help`"
            case 404:
                advice = "there is no such library, or the key does not show it"
            case status:
                words = self._shown(reply.body[:200].decode("utf-8", "replace"))
                advice = f"the server refused the request: HTTP {status} {words}".strip()
        return f"{self.label}: {advice}"

    def _written(self, answer: Mapping[str, Any]) -> Written:
        """What became of each object: the status is 200 even if all of them were refused."""
        success = {**mapping(answer.get("success")), **mapping(answer.get("unchanged"))}
        failures = [(place, mapping(each)) for place, each in _by_place(answer.get("failed"))]
        changed = {place for place, each in failures if each.get("code") in {412, 428}}
        return Written(
            keys={place: key for place, key in _by_place(success) if isinstance(key, str)},
            refused={
                place: self._shown(text(each, "message")) or f"HTTP {number(each, 'code')}"
                for place, each in failures
                if place not in changed
            },
            is_changed=bool(changed),
        )

    def _shown(self, words: str) -> str:
        """What a server says, without the key, which it could repeat."""
        return clean(words.replace(self.key, "(key)") if self.key else words)


def _by_place(value: object) -> Iterator[tuple[int, object]]:
    """The values by their place in the batch, which is text in JSON."""
    for place, each in mapping(value).items():
        if place.isascii() and place.isdecimal():
            yield int(place), each


def batches(objects: Sequence[T]) -> Iterator[Sequence[T]]:
    """The objects in batches, each for one request."""
    for start in range(0, len(objects), BATCH):
        yield objects[start : start + BATCH]
