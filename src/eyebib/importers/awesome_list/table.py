"""The table that is being read: the headings of its columns, and the row so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from eyebib.importers.awesome_list.block import Block, Kind, Piece, text_of
from eyebib.importers.awesome_list.link import is_text, link_of

_LONGEST = 1000
"""Characters of a cell that is repeated in the rows that it spans."""


@dataclass(slots=True, kw_only=True)
class Table:
    """`row` is None between rows.

    `_spans` has the cells of the rows above that are in this row, too, by column, each with the
    number of rows below for which that holds.
    """

    headings: list[str] = field(default_factory=list)
    row: list[list[Piece]] | None = None
    is_head: bool = False
    _spans: dict[int, tuple[int, list[Piece]]] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Open a row."""
        self.row, self.is_head = [], False
        self._spans = {at: (n - 1, cell) for at, (n, cell) in self._spans.items() if n > 0}
        self._fill(self.row)

    def begin_cell(self, name: str, *, rows: int = 1) -> list[Piece]:
        """Open a `th` or `td` that spans rows; returns its pieces, to be filled."""
        cell: list[Piece] = []
        row = self.row = self.row or []
        self.is_head = name == "th"
        if rows > 1:
            self._spans[len(row)] = (rows - 1, cell)
        row.append(cell)
        self._fill(row)
        return cell

    def _fill(self, row: list[list[Piece]]) -> None:
        """Add the cells of rows above that come next; their links are not repeated."""
        while spanning := self._spans.get(len(row)):
            pieces = spanning[1]
            is_short = sum(len(piece.markup) for piece in pieces) <= _LONGEST
            texts = [replace(p, url=None) for p in pieces if p.url is None or is_text(link_of(p))]
            row.append(texts if is_short else [])

    def end_row(self, line: int) -> Block | None:
        """The block of the row; None if the row has the headings of the columns.

        A first row without links has them also if it is marked up as any other row. The headings
        are not used for a row with more or fewer cells, as cells that span columns make them.
        """
        row, self.row = self.row or [], None
        has_links = any(piece.url for cell in row for piece in cell)
        if self.is_head or not (self.headings or has_links):
            self.headings = [text_of(cell) for cell in row]
            return None
        return Block(kind=Kind.ROW, line=line, cells=tuple(self._with_headings(row)))

    def _with_headings(self, row: list[list[Piece]]) -> list[tuple[str, Sequence[Piece]]]:
        is_whole = len(self.headings) == len(row)
        headings = self.headings if is_whole else [""] * len(row)
        return [(heading, tuple(cell)) for heading, cell in zip(headings, row, strict=True)]
