"""The web library at api.zotero.org, of a user or a group."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from eyebib.model.problem import EyebibError, UsageError
from eyebib.sources.http import base_url
from eyebib.sources.json_body import parse
from eyebib.zotero.api import Api
from eyebib.zotero.exchange import POLICY, is_loopback
from eyebib.zotero.library import mapping

Owner = Literal["users", "groups"]

_HEADERS = {"Zotero-API-Version": "3"}

_KEY = re.compile(r"[A-Za-z0-9]{1,128}")

_KEYS = "https://www.zotero.org/settings/keys"
"""The page where people make keys."""


def connect(owner: Owner, number: int, key: str) -> Api:
    """The library of a user or a group, after a look at what the key allows.

    Raises:
        UsageError: The key is not one, or the address is not safe to send it to.
        EyebibError: The key is not valid, or does not allow writing.
        SourceError: The server gives no usable answer.
    """
    base = base_url("zotero-api")
    if not base.startswith("https:") and not is_loopback(base):
        raise UsageError("EYEBIB_ZOTERO_API_URL must start with https://: a key is sent to it")
    if not _KEY.fullmatch(key):
        raise UsageError(f"this is not a key of Zotero: it has other characters; see {_KEYS}")
    label = f"Zotero's web library {owner}/{number}"
    root = f"{base}/{owner}/{number}"
    api = Api(
        root=root,
        label=label,
        identity=root,
        policy=POLICY,
        headers=_HEADERS,
        key=key,
    )
    reply = api.send("GET", f"{base}/keys/current")
    if reply.status != 200:
        raise EyebibError(f"Zotero does not accept the key; make a new one at {_KEYS}")
    rights = _rights(parse(reply.body, label), owner, number)
    if rights.get("library") is not True:
        raise EyebibError(f"{label}: the key does not allow reading it; change it at {_KEYS}")
    if rights.get("write") is not True:
        raise EyebibError(f"{label}: the key does not allow writing; change it at {_KEYS}")
    return api


def _rights(answer: object, owner: Owner, number: int) -> Mapping[str, Any]:
    """What a key allows in a library: `library` and `write`."""
    answer = answer if isinstance(answer, dict) else {}
    access = mapping(answer.get("access"))
    if owner == "users":
        is_own = answer.get("userID") == number
        return mapping(access.get("user")) if is_own else {}
    groups = mapping(access.get("groups"))
    return mapping(groups.get(str(number), groups.get("all")))
