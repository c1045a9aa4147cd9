"""Divide identifiers into batches, so that neither a request nor its URL is too long."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from eyebib.model.identifier import Identifier

LONGEST = 2_700
"""Characters of the identifiers in one URL, which then stays under 3 kB. doi.org took 7.6 s for a
URL of 5.7 kB and refused one of 11.5 kB (measured in September 2026)."""


def batches(
    identifiers: Iterable[Identifier], most: int, *, longest: int = LONGEST
) -> Iterator[tuple[Identifier, ...]]:
    """Batches of at most `most` identifiers, which take at most `longest` characters in a URL.

    A longer identifier is in a batch of its own.
    """
    batch: list[Identifier] = []
    length = 0
    for identifier in identifiers:
        size = len(quote(identifier.value, safe="")) + len("%2C")
        if batch and (len(batch) == most or length + size > longest):
            yield tuple(batch)
            batch, length = [], 0
        batch.append(identifier)
        length += size
    if batch:
        yield tuple(batch)
