"""The connector of Zotero 8 and 9: new items only, into the collection that is selected there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from eyebib.model.problem import EyebibError
from eyebib.sources.json_body import parse
from eyebib.sources.pace import SourceError
from eyebib.zotero import payload
from eyebib.zotero.exchange import NEARBY, Message, Reply, send
from eyebib.zotero.library import mapping, objects, text
from eyebib.zotero.local_api import LABEL, Program
from eyebib.zotero.wanted import Wanted

_HEADERS = {"X-Zotero-Connector-API-Version": "3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What is selected in Zotero: a collection, or the library itself (`key` is empty)."""

    name: str
    library: str
    is_collection: bool


def selected(program: Program) -> Selected:
    """What is selected, if new items can be put there.

    Raises:
        EyebibError: They cannot.
        SourceError: Zotero gives no usable answer.
    """
    reply = _post(program, "getSelectedCollection", {})
    answer = mapping(parse(reply.body, LABEL))
    library, name = text(answer, "libraryName"), text(answer, "name")
    if answer.get("libraryEditable") is not True:
        raise EyebibError(f"the library `{library}` is read-only; select another one in Zotero")
    targets, own = objects(answer.get("targets")), f"C{answer.get('id')}"
    ids = [text(target, "id") for target in targets]
    libraries = [i for i, each in enumerate(ids) if each.startswith("L")]
    first = ids[: libraries[1]] if len(libraries) > 1 else ids
    is_collection = answer.get("id") is not None
    if is_collection and own not in first:
        raise EyebibError(f"`{name}` is in another library; select a collection of My Library")
    return Selected(name=name, library=library, is_collection=is_collection)


def save(program: Program, works: Sequence[Wanted]) -> None:
    """Save works as new items. Whether Zotero has kept them must be looked up.

    Raises:
        EyebibError: Zotero refuses.
        SourceError: Zotero gives no usable answer.
    """
    items = [payload.item(work, "") | {"collections": []} for work in works]
    session = {"sessionID": token_hex(8), "uri": "urn:eyebib", "items": items}
    try:
        reply = _post(program, "saveItems", session)
    except SourceError as error:
        if error.status != 500:
            raise
        raise EyebibError(
            f"{LABEL} refused the items; is the selected library read-only?"
        ) from None
    if reply.status not in {201, 409}:
        raise EyebibError(f"{LABEL} refused the items: HTTP {reply.status}")


def _post(program: Program, name: str, content: Mapping[str, Any]) -> Reply:
    message = Message(
        method="POST",
        url=f"{program.base}/connector/{name}",
        headers=_HEADERS,
        content=json.dumps(content).encode(),
    )
    return send(message, NEARBY)
