"""The JSON in the body of an answer, within limits."""

import json

from eyebib.sources.pace import SourceError

MAX_VALUES = 400_000
"""Bounds the memory of a parsed answer. 40 works have 12,000 values, and a work with 15,025 authors
and their affiliations has 200,000."""


def parse(body: bytes, host: str) -> object:
    """The JSON of an answer; `host` is named in messages.

    Raises:
        SourceError: It is not valid, or has more than `MAX_VALUES` values.
    """
    if sum(map(body.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise SourceError(f"{host}: the response has more than {MAX_VALUES:,} values")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        detail = f"{type(error).__name__} {error}"[:100]
        raise SourceError(f"{host}: invalid response: {detail}") from error
