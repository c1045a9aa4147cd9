"""Segments: the parts of blocks that speak of one paper each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eyebib.importers.awesome_list import title as titles
from eyebib.importers.awesome_list.block import Block, Kind, Piece
from eyebib.importers.awesome_list.link import Link, link_of
from eyebib.importers.awesome_list.literal import shown
from eyebib.importers.awesome_list.marked import BOLD, END_BOLD, lines, marked
from eyebib.importers.awesome_list.plain_title import SHORT, is_title_like, words
from eyebib.model.identifier import Identifier
from eyebib.text.clean import clean

BOLD_LEVEL = 7
"""The level of a bold line as a heading."""

_YEAR_LINE = re.compile(r"\W*(?:19|20)\d\d\W*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a page that may be an item: its links, its own title and name, and its text."""

    block: Block
    links: tuple[Link, ...]
    title: str = ""
    name: str = ""
    text: str = ""

    @property
    def papers(self) -> list[Link]:
        """The links to papers."""
        return [link for link in self.links if link.kind == "paper"]


def segments(block: Block) -> Iterator[Segment]:
    """The segments of a block, in order."""
    if block.kind is Kind.ROW:
        for row in _rows(block):
            pieces = [piece for _, cell in row.cells for piece in cell]
            yield Segment(block=row, links=_links(pieces))
    elif not block.pieces:
        yield Segment(block=block, links=())
    else:
        yield from (_segment(block, part) for part in _items(block))


def _rows(block: Block) -> Iterator[Block]:
    """The row, or one row for each title in a cell that lists several; only that cell has links."""
    for index, (heading, cell) in enumerate(block.cells):
        parts = list(_by_title(cell))
        if len(parts) > 1:
            texts = [(name, [p for p in cell if p.url is None]) for name, cell in block.cells]
            for part in parts:
                texts[index] = (heading, part)
                yield replace(block, cells=tuple(texts))
            return
    yield block


def _segment(block: Block, pieces: Sequence[Piece]) -> Segment:
    text = marked(pieces)
    line = next((p.line for p in pieces if p.url is not None or p.markup.strip()), block.line)
    block = replace(block, pieces=tuple(pieces), line=line)
    if block.kind is not Kind.HEADING and _YEAR_LINE.fullmatch(text):
        block = replace(block, kind=Kind.HEADING, level=BOLD_LEVEL)
    links = _links(pieces)
    title, name = titles.bold_line(text)
    if not title and any(link.has_title for link in links):
        title, name = _linked_title(pieces)
    elif not title:
        title, name = titles.title_and_name(text, is_item=block.kind is not Kind.PARAGRAPH)
    title, name = clean(shown(title)), clean(shown(name))
    return Segment(block=block, links=links, title=title, name=name, text=text)


def _linked_title(pieces: Sequence[Piece]) -> tuple[str, str]:
    """The title in the text of a link, or after a name there: `[BERT](u): Pre-training of ...`."""
    index = next(i for i, p in enumerate(pieces) if p.url is not None and link_of(p).has_title)
    label = link_of(pieces[index]).label
    title, name = titles.of_link(label)
    before, after = marked(pieces[:index]), marked(pieces[index + 1 :])
    following = titles.title_after(after)
    is_name = re.match(rf"\s*{END_BOLD}?\s*[:：.]", after) and len(words(title)) <= SHORT
    if is_name and is_title_like(following):
        return following, title
    return title or label, name or titles.name_before(before) or titles.name_after(after)


def _links(pieces: Sequence[Piece]) -> tuple[Link, ...]:
    return tuple(link_of(piece) for piece in pieces if piece.url is not None)


def _items(block: Block) -> Iterator[list[Piece]]:
    """The pieces of a block by item: a line with a title after a paper link begins another one."""
    current: list[Piece] = []
    has_paper = has_bold = False
    for line in lines(block.pieces):
        text = marked(line)
        is_title = block.kind is Kind.PARAGRAPH and bool(titles.bold_line(f"{text.strip()}\n")[0])
        is_apart = _begins(line) if has_paper else is_title and not has_bold
        if current and (is_apart or _YEAR_LINE.fullmatch(text)):
            yield from _by_title(current)
            current, has_paper, has_bold = [], False, False
        current += line
        has_paper, has_bold = has_paper or _has_paper(line), has_bold or BOLD in text
    yield from _by_title(current)


def _begins(line: Sequence[Piece]) -> bool:
    """Whether a line has a title and a paper link, or a bold title at its beginning."""
    title, _ = titles.title_and_name(marked(line), is_item=True)
    first = next((p for p in line if p.markup.strip() or p.url is not None), None)
    is_bold = first is not None and first.is_bold and first.url is None
    if any(link.has_title for link in _links(line)) or (title and is_bold):
        return True
    return _has_paper(line) and is_title_like(title)


def _has_paper(pieces: Sequence[Piece]) -> bool:
    return any(link.kind == "paper" for link in _links(pieces))


def _by_title(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of an item, divided before each further link that is the title of a paper."""
    current: list[Piece] = []
    seen: Identifier | None = None
    for piece in pieces:
        link = link_of(piece) if piece.url is not None else None
        if link and link.has_title:
            if seen is not None and link.identifier != seen:
                yield current
                current = []
            seen = link.identifier
        current.append(piece)
    if current:
        yield current
