"""What of a new text stands in the file that it replaces, and is therefore proven already."""

from collections.abc import Collection
from dataclasses import replace
from hashlib import blake2b

from eyebib.exporters.blocks import Block, Blocks, join, split
from eyebib.model.bibliography import Bibliography

Known = Collection[bytes]
"""Digests of blocks, which other processes get with less effort than the blocks."""


def standing(before: bytes, name: str) -> Known:
    """The blocks of a file; none if they cannot be told apart."""
    blocks = split(before, name)
    return frozenset(map(_digest, blocks.works if blocks else ()))


def _digest(block: Block) -> bytes:
    return blake2b(b"\0".join(block), digest_size=16).digest()


def blocks_of(text: bytes, bibliography: Bibliography, name: str) -> Blocks | None:
    """The blocks of a text; None if those of its works cannot be told apart."""
    blocks = split(text, name)
    is_split = blocks and len(blocks.works) == len(bibliography.works)
    return blocks if blocks and is_split and join(blocks, name) == text else None


def unproven(
    blocks: Blocks, known: Known, bibliography: Bibliography, name: str
) -> tuple[bytes, Bibliography]:
    """The text with only the blocks that are not known, and the works of these blocks.

    A block is proven if it stands in a file byte for byte, because no file is written without a
    proof. If all are known, one is proven again, with what is around it.
    """
    if not known:  # the same bibliography: exporters keep what they made of the last one
        return join(blocks, name), bibliography
    new = [n for n, block in enumerate(blocks.works) if _digest(block) not in known] or [0]
    part = Blocks(heads=blocks.heads, works=[blocks.works[n] for n in new])
    return join(part, name), replace(bibliography, works=tuple(bibliography.works[n] for n in new))
