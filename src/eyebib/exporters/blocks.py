"""The blocks of a file in UTF-8: a work has one in each section, in the order of the works.

A file can therefore be written and proven in parts, and joined; and what stands in the file that
it replaces need not be proven again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Block = tuple[bytes, ...]
"""What a file has of one work: a text for each section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a file that has a text for each work.

    `opening` is the line with which it begins, empty for the first; `start` is a pattern of the
    place where a text starts, `between` is between texts, and `end` is behind the last one.
    """

    start: bytes
    between: bytes = b"\n"
    end: bytes = b"\n"
    opening: bytes = b""


_BIB = Section(start=rb"(?m)^(?=@)", between=b"\n\n")

FORMS: dict[str, tuple[Section, ...]] = {
    "biblatex": (_BIB,),
    "bibtex": (_BIB,),
    "cff": (Section(start=rb"(?m)^(?=  - type: )"),),
    "csl-json": (Section(start=rb"(?m)^(?=  \{)", between=b",\n", end=b"\n]\n"),),
    "csl-yaml": (Section(start=rb"(?m)^(?=  - )"),),
    "ris": (Section(start=rb"(?m)^(?=TY  - )", between=b"\n\n"),),
    "zotero-rdf": (
        Section(start=rb"(?m)^(?=  <(?!bib:Memo |z:Attachment |z:Collection )\S+ rdf:about=)"),
        Section(
            opening=b'  <z:Collection rdf:about="urn:eyebib#collection">\n',
            start=rb"(?m)^(?=    <dcterms:hasPart )",
            end=b"\n  </z:Collection>\n</rdf:RDF>\n",
        ),
    ),
}
"""The sections of the formats that can be taken apart; a list has its works in groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """A file taken apart: the text in front of the blocks of each section, and all blocks."""

    heads: Block
    works: Sequence[Block]


def split(text: bytes, name: str) -> Blocks | None:
    """The blocks of a text in the format `name`; None if they cannot be told apart."""
    sections = FORMS.get(name, ())
    parts = [
        re.split(section.start, part)
        for section, part in zip(sections, _parts(text, sections), strict=True)
    ]
    if not parts or {len(part) for part in parts} != {max(len(parts[0]), 2)}:
        return None
    columns = [
        [*(block.removesuffix(section.between) for block in blocks), last.removesuffix(section.end)]
        for section, (_, *blocks, last) in zip(sections, parts, strict=True)
    ]
    return Blocks(heads=tuple(head for head, *_ in parts), works=[*zip(*columns, strict=True)])


def join(blocks: Blocks, name: str) -> bytes:
    """The text of a file in the format `name`."""
    columns = zip(*blocks.works, strict=True)
    return b"".join(
        part
        for section, head, column in zip(FORMS[name], blocks.heads, columns, strict=True)
        for part in (head, section.between.join(column), section.end)
    )


def with_longest_heads(parts: Sequence[Blocks], works: Sequence[Block]) -> Blocks:
    """The works of several parts in the order given.

    The head of a part may lack a remark, because no work in the part needs it.
    """
    heads = zip(*(part.heads for part in parts), strict=True)
    return Blocks(heads=tuple(max(column, key=len) for column in heads), works=works)


def _parts(text: bytes, sections: Sequence[Section]) -> Iterator[bytes]:
    """The text of each section."""
    for section in sections[1:]:
        start = max(text.find(section.opening), 0)
        yield text[:start]
        text = text[start:]
    if sections:
        yield text
