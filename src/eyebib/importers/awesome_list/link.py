"""A link of a page, with what it leads to."""

from dataclasses import dataclass

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.block import Piece
from eyebib.importers.awesome_list.literal import text_of_markup
from eyebib.importers.awesome_list.paper_link import LinkKind, identifier_of, kind_of
from eyebib.model.identifier import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link and what it leads to; `has_title` is whether its text is the title of a paper.

    `label` is its text, empty for an address in the text. `is_image` is whether the label is the
    text of an image.
    """

    line: int
    url: str
    label: str
    kind: LinkKind
    identifier: Identifier | None
    has_title: bool
    is_image: bool


def link_of(piece: Piece) -> Link:
    """The link of a piece that has an address."""
    url, label = piece.url or "", "" if piece.is_typed else text_of_markup(piece.markup)
    kind = kind_of(url, label)
    return Link(
        line=piece.line,
        url=url,
        label=label,
        kind=kind,
        identifier=identifier_of(url),
        has_title=kind == "paper" and not piece.is_badge and labels.is_title(label),
        is_image=piece.is_badge,
    )


def is_text(link: Link) -> bool:
    """Whether the text of a link is part of the text around it: a title, or an author."""
    if link.is_image or labels.is_label(link.label):
        return False
    return not (link.kind == "paper" and labels.is_venue(link.label))
