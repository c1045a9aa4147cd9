"""The table that is being read: the headings of its columns, and the row so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from eyebib.importers.awesome_list.block import Block, Kind, Piece, text_of


@dataclass(slots=True, kw_only=True)
class Table:
    """`row` is None between rows; the last cell of a row is open."""

    headings: list[str] = field(default_factory=list)
    row: list[list[Piece]] | None = None
    is_head: bool = False

    def begin_row(self) -> None:
        """Open a row."""
        self.row, self.is_head = [], False

    def begin_cell(self, *, is_head: bool) -> list[Piece]:
        """Open a cell; returns its pieces, to be filled."""
        cell: list[Piece] = []
        self.row = [*(self.row or ()), cell]
        self.is_head = is_head
        return cell

    def end_row(self, line: int) -> Block | None:
        """The block of the row; None if the row has the headings of the columns.

        A first row without links has them also if it is marked up as any other row. The headings
        are not used for a row with more or fewer cells, as cells that span rows make them.
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
