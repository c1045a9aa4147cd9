"""The nouns of a page: pieces of text and links, in blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from eyebib.importers.awesome_list.literal import text_of_markup


class Kind(StrEnum):
    """What a block is; `END` closes the sections of its level, as a heading would."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    ABSTRACT = "abstract"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text in one style, a link, or a line break; `line` is counted from 1.

    `markup` is the text as HTML: entities for `<` and `&`, and tags of subscripts. That of a link
    is its label; an image in it counts as one (`is_badge`). `url` is the target as written, and
    None for text. `is_typed` marks an address that is written out in the text.
    """

    line: int
    markup: str = ""
    url: str | None = None
    is_bold: bool = False
    is_italic: bool = False
    is_badge: bool = False
    is_typed: bool = False
    is_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, list item, table row or folded abstract.

    `level` is that of a heading, or the depth of a list item. A row has `cells`, each with the text
    of its column's heading; an abstract has `text`.
    """

    kind: Kind
    line: int
    level: int = 0
    pieces: Sequence[Piece] = ()
    cells: Sequence[tuple[str, Sequence[Piece]]] = field(default=())
    text: str = ""


def text_of(pieces: Iterable[Piece]) -> str:
    """All text of the pieces, plain."""
    return text_of_markup("".join(piece.markup for piece in pieces))
