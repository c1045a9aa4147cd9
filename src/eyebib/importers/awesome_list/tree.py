"""What is open while a page is read: styles, a link, a list, a table, folds."""

import re
from dataclasses import dataclass, field, replace
from html import unescape

from eyebib.importers.awesome_list.block import Block, Kind, Piece, text_of
from eyebib.importers.awesome_list.table import Table
from eyebib.text.clean import clean

FOLD_LEVEL = 8
"""The level of a fold's summary as a heading: below every heading and every bold line."""

_HEADINGS = {**{f"h{level}": level for level in range(1, 7)}, "summary": FOLD_LEVEL}
_BOLD, _ITALIC = frozenset(("strong", "b")), frozenset(("em", "i"))
_BLOCKS = frozenset("p div center section blockquote pre dl dt dd figure figcaption".split())
_LISTS, _CELLS = frozenset(("ul", "ol")), frozenset(("td", "th"))

_REST = r"(?:(?!&[lg]t;)[^\s<>\"'`|，。；：、）】])+"
_URL = rf"(?:https?://|(?<![\w.@/])(?:www\.|(?:dx\.)?doi\.org/|arxiv\.org/)){_REST}"
_IDENTIFIER = rf"(?i:(?<!\w)(?:arxiv:\s?\d{{4}}\.\d{{4,5}}(?:v\d+)?|doi:\s?10\.\d{{4,9}}/{_REST}))"
_TYPED = re.compile(rf"{_URL}|{_IDENTIFIER}")
"""An address or an identifier in the text."""


@dataclass(slots=True, kw_only=True)
class _Link:
    url: str
    line: int
    is_bold: bool
    markup: str = ""
    badge: str = ""

    def piece(self) -> Piece:
        is_badge = bool(self.badge) and not self.markup.strip()
        markup = self.badge if is_badge else self.markup
        return Piece(
            line=self.line,
            url=clean(self.url),
            markup=markup.strip(),
            is_bold=self.is_bold,
            is_badge=is_badge,
        )


@dataclass(slots=True, kw_only=True)
class _Fold:
    """An open `<details>`: the number of blocks before it and its summary, None without one."""

    start: int
    summary: str | None = None


@dataclass(slots=True, kw_only=True)
class Page:
    """Makes blocks of the beginnings and ends of elements and the text between them."""

    line: int = 1
    _blocks: list[Block] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _kind: Kind = Kind.PARAGRAPH
    _level: int = 0
    _depth: int = 0
    _bold: int = 0
    _italic: int = 0
    _link: _Link | None = None
    _table: Table = field(default_factory=Table)
    _folds: list[_Fold] = field(default_factory=list)

    def finish(self) -> list[Block]:
        """All blocks of the page."""
        self._begin(Kind.PARAGRAPH)
        return self._blocks

    def text(self, markup: str) -> None:
        """Text in the open link or block; an address in it is a link, but not in a bold title."""
        if self._link:
            self._link.markup += markup
            return
        at = 0
        for typed in _TYPED.finditer(markup) if not self._bold else ():
            self._add(markup[at : typed.start()])
            url = clean(unescape(re.sub(r"\s", "", typed[0])))
            self._pieces.append(Piece(line=self.line, markup=typed[0], url=url, is_typed=True))
            at = typed.end()
        self._add(markup[at:])

    def image(self, source: str, label: str) -> None:
        """An image: in a link it is the label, elsewhere it is left out."""
        if self._link:
            badge = re.search(r"shields\.io/badge/([^?]*)", source)
            self._link.badge += f" {label} {badge[1] if badge else ''}"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """The beginning of an element, or an element without content."""
        if name == "a" and "href" in attributes:
            self._close_link()
            self._link = _Link(url=attributes["href"], line=self.line, is_bold=self._bold > 0)
        elif name == "br":
            self._break()
        elif name == "img":
            self.image(attributes.get("src", ""), attributes.get("alt", ""))
        elif name in _BOLD:
            self._bold += 1
            self._link = replace(self._link, is_bold=True) if self._link else None
        elif name in _ITALIC:
            self._italic += 1
        elif self._table.row is not None and name != "tr":
            self._open_in_row(name, attributes)
        else:
            self._open(name)

    def end(self, name: str) -> None:
        """The end of an element."""
        if name == "a":
            self._close_link()
        elif name in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif name in _ITALIC:
            self._italic = max(0, self._italic - 1)
        elif self._table.row is not None and name not in ("tr", "table"):
            self._break_in_row(name)
        else:
            self._close(name)

    def _open(self, name: str) -> None:
        if name in _HEADINGS:
            self._begin(Kind.HEADING, _HEADINGS[name])
        elif name == "li":
            self._begin(Kind.ITEM, self._depth)
        elif name in _BLOCKS:
            self._part()
        elif name in _LISTS:
            self._begin(Kind.PARAGRAPH)
            self._depth += 1
        elif name in ("details", "table", "tr", "hr"):
            self._begin(Kind.PARAGRAPH)
            self._open_whole(name)

    def _open_whole(self, name: str) -> None:
        if name == "details":
            self._folds.append(_Fold(start=len(self._blocks)))
        elif name == "table":
            self._table = Table()
        elif name == "tr":
            self._table.begin_row()
        else:
            self._blocks.append(Block(kind=Kind.END, line=self.line, level=FOLD_LEVEL + 1))

    def _open_in_row(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._end_styles()
            rows = re.fullmatch(r"\d{1,3}", attributes.get("rowspan", "").strip())
            self._pieces = self._table.begin_cell(name, rows=int(rows[0]) if rows else 1)
        else:
            self._break_in_row(name)

    def _break_in_row(self, name: str) -> None:
        """End a line in a cell, unless the element is part of one, such as `<span>`."""
        if name in _BLOCKS | _LISTS | _CELLS | _HEADINGS.keys() | {"li", "details", "hr"}:
            self._break()

    def _close(self, name: str) -> None:
        if name == "tr" and self._table.row is not None:
            self._end_row()
        elif name == "details" and self._folds:
            self._begin(Kind.PARAGRAPH)
            self._end_fold(self._folds.pop())
        elif name in _BLOCKS:
            self._part()
        elif name in _HEADINGS or name in _LISTS or name in ("li", "table"):
            if name == "summary" and self._folds:
                self._folds[-1].summary = text_of(self._pieces)
            self._table.row = None
            self._depth = max(0, self._depth - (name in _LISTS))
            self._begin(Kind.PARAGRAPH)

    def _part(self) -> None:
        """A paragraph in a list item is a line of it; elsewhere it is a block.

        At the beginning of a heading it is all of that: `# <p align="center">Title</p>`.
        """
        is_blank = not any(piece.markup.strip() for piece in self._pieces)
        if self._kind is Kind.ITEM or (self._kind is Kind.HEADING and is_blank):
            self._break()
        else:
            self._begin(Kind.PARAGRAPH)

    def _begin(self, kind: Kind, level: int = 0) -> None:
        """End the open block, if it has content, and begin another."""
        self._end_styles()
        pieces, self._pieces = self._pieces, []
        line = next((p.line for p in pieces if p.markup.strip() or p.url is not None), None)
        if line is not None:
            block = Block(kind=self._kind, line=line, level=self._level, pieces=tuple(pieces))
            self._blocks.append(block)
        self._kind, self._level = kind, level

    def _end_styles(self) -> None:
        self._close_link()
        self._bold = self._italic = 0

    def _end_row(self) -> None:
        self._end_styles()
        self._pieces = []
        if block := self._table.end_row(self.line):
            self._blocks.append(block)

    def _end_fold(self, fold: _Fold) -> None:
        """Join the blocks of an abstract; other folds are sections under their summary."""
        content = self._blocks[fold.start + bool(fold.summary) :]
        if fold.summary is not None and "abstract" not in fold.summary.casefold():
            self._blocks.append(Block(kind=Kind.END, line=self.line, level=FOLD_LEVEL))
        elif text := "\n".join(filter(None, (text_of(block.pieces) for block in content))):
            self._blocks[fold.start :] = [Block(kind=Kind.ABSTRACT, line=self.line, text=text)]

    def _add(self, markup: str) -> None:
        if markup:
            bold, italic = self._bold > 0, self._italic > 0
            piece = Piece(line=self.line, markup=markup, is_bold=bold, is_italic=italic)
            self._pieces.append(piece)

    def _break(self) -> None:
        if self._link:
            self._link.markup += " "
        elif self._pieces:
            self._pieces.append(Piece(line=self.line, markup=" ", is_break=True))

    def _close_link(self) -> None:
        link, self._link = self._link, None
        if link:
            self._pieces.append(link.piece())
