"""The answers of Crossref: JSON, in which each work is a message."""

import json
from collections.abc import Mapping
from typing import Any

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources.crossref import item as crossref_item
from eyebib.sources.pace import SourceError

MAX_VALUES = 400_000
"""Bounds the memory of a parsed answer. 40 works have 12,000 values, and a work with 15,025 authors
and their affiliations has 200,000."""

Message = Mapping[str, Any]


def parse(body: bytes) -> object:
    """The JSON of an answer.

    Raises:
        SourceError: It is not valid, or has more than `MAX_VALUES` values.
    """
    if sum(map(body.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise SourceError(f"Crossref: the response has more than {MAX_VALUES:,} values")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        detail = f"{type(error).__name__} {error}"[:100]
        raise SourceError(f"Crossref: invalid response: {detail}") from error


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
