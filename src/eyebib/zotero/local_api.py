"""The Zotero program on this machine: its local API, which can be written since Zotero 10."""

from dataclasses import dataclass
from functools import partial

from eyebib.model.problem import EyebibError
from eyebib.sources.failure import UnconnectedError
from eyebib.sources.http import base_url
from eyebib.sources.json_body import parse
from eyebib.sources.pace import SourceError
from eyebib.zotero import key
from eyebib.zotero.api import Api
from eyebib.zotero.exchange import DIALOG, NEARBY, Message, Reply, send
from eyebib.zotero.library import mapping, text

LABEL = "Zotero on this computer"

_APP = "eyebib"
"""The name that Zotero shows when it asks the user whether to allow writing."""

_SETTING = (
    'in Zotero\'s settings under "Advanced", tick "Allow other applications on this computer to '
    'communicate with Zotero"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The running program; `server_id` is empty if its local API cannot be written (8 and 9)."""

    base: str
    version: str
    server_id: str


def find() -> Program:
    """The program that runs on this machine.

    Raises:
        EyebibError: It does not run, or does not let other programs read.
        SourceError: It gives no usable answer.
    """
    base = base_url("zotero")
    try:
        ping = _get(f"{base}/connector/ping")
    except UnconnectedError:
        message = f"Zotero does not answer at {base}: start it, or name a library with --group"
        raise EyebibError(f"{message} or --user") from None
    version = ping.headers.get("x-zotero-version", "")
    if ping.status != 200 or not version:
        raise EyebibError(f"what answers at {base} is not Zotero; close it and start Zotero")
    reply = _get(f"{base}/api/users/0/items?limit=1")
    if reply.status == 403:
        raise EyebibError(f"Zotero does not let other programs read its library: {_SETTING}")
    if reply.status != 200:
        raise EyebibError(f"Zotero {version} is too old: eyebib needs Zotero 8 or newer")
    server_id = reply.headers.get("zotero-server-id", "")
    return Program(base=base, version=version, server_id=server_id)


def _get(url: str) -> Reply:
    return send(Message(method="GET", url=url, headers={"Zotero-API-Version": "3"}), NEARBY)


def connect(program: Program) -> Api:
    """The library of the program; it asks the user before the first write."""
    headers = {"Zotero-API-Version": "3"}
    if program.server_id:
        headers["Zotero-Server-ID"] = program.server_id
    return Api(
        root=f"{program.base}/api/users/0",
        label=LABEL,
        identity=f"local {program.server_id}",
        policy=NEARBY,
        headers=headers,
        key=key.saved(key.LOCAL) if program.server_id else "",
        authorize=partial(_authorize, program) if program.server_id else None,
        has_batches=False,
    )


def _authorize(program: Program) -> str:
    """A key, after the user has allowed it in Zotero's dialog.

    Raises:
        EyebibError: The user has not.
    """
    message = Message(
        method="POST",
        url=f"{program.base}/api/local/authorize",
        headers={"Zotero-Server-ID": program.server_id},
        content=f'{{"appName": "{_APP}"}}'.encode(),
    )
    try:
        reply = send(message, DIALOG)
    except SourceError as error:
        if error.status != 429:
            raise
        wait = f"{error.retry_after or 60:.0f}"
        message_ = f"Zotero was asked too often; choose Always Allow, and run again in {wait} s"
        raise EyebibError(message_) from None
    if reply.status != 200:
        raise EyebibError("Zotero was not allowed to be written; run again and choose Always Allow")
    answer = mapping(parse(reply.body, LABEL))
    if answer.get("remember") is True:
        key.save(key.LOCAL, text(answer, "key"))
    return text(answer, "key")
