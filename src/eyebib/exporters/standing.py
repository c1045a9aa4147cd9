"""What of a new text stands in the file that it replaces, and is therefore proven already."""

import re
from dataclasses import replace

from eyebib.model.bibliography import Bibliography

_FORMS = {
    "biblatex": (r"(?m)^(?=@)", "\n\n", "\n"),
    "bibtex": (r"(?m)^(?=@)", "\n\n", "\n"),
    "csl-json": (r"(?m)^(?=  \{)", ",\n", "\n]\n"),
    "csl-yaml": (r"(?m)^(?=  - )", "\n", "\n"),
    "ris": (r"(?m)^(?=TY  - )", "\n\n", "\n"),
}
"""Where the block of a work starts, what is between blocks, and what is behind the last one.

Only formats whose blocks are read one by one have a form.
"""


def unproven(
    text: str, before: str, bibliography: Bibliography, name: str
) -> tuple[str, Bibliography]:
    """The text with only the blocks that are not in `before`, and the works of these blocks.

    A block is proven if it stands there byte for byte, because no file is written without a proof.
    Everything is returned if the blocks of the works cannot be told apart.
    """
    if text == before:
        return "", replace(bibliography, works=())
    if name not in _FORMS:
        return text, bibliography
    start, between, end = _FORMS[name]
    head, *blocks = _split(text, start, between, end)
    known = {*_split(before, start, between, end)[1:]}
    is_split = len(blocks) == len(bibliography.works) and head + between.join(blocks) + end == text
    if not is_split or known.isdisjoint(blocks):
        return text, bibliography
    new = [n for n, block in enumerate(blocks) if block not in known]
    part = head + between.join(blocks[n] for n in new) + end
    return part, replace(bibliography, works=tuple(bibliography.works[n] for n in new))


def _split(text: str, start: str, between: str, end: str) -> list[str]:
    """What is in front of the first block, and the blocks."""
    head, *parts = re.split(start, text)
    ends = (between if part.endswith(between) else end for part in parts)
    return [head, *(part.removesuffix(last) for part, last in zip(parts, ends, strict=True))]
