"""The answers of Crossref: JSON, in which each work is a message."""

from collections.abc import Mapping
from typing import Any

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources.crossref import item as crossref_item
from eyebib.sources.pace import SourceError

Message = Mapping[str, Any]


def messages(answer: object) -> list[Message]:
    """The works in an answer, which is a list of works or a single work.

    Raises:
        SourceError: The answer is neither.
    """
    message = answer.get("message") if isinstance(answer, dict) else None
    items = message.get("items", [message]) if isinstance(message, dict) else None
    if not isinstance(items, list):
        raise SourceError("Crossref: invalid response: no works")
    return [item for item in items if isinstance(item, dict)]


def record(identifier: Identifier, message: Message, today: str) -> Record:
    """The record of a work."""
    return Record(
        identifier=identifier,
        source="crossref",
        item=crossref_item.item(message),
        retrieved=today,
        relations=crossref_item.relations(message),
        updates=crossref_item.updates(message),
    )
