"""The facts in the row of a table, by the headings of its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list import title as titles
from eyebib.importers.awesome_list.block import Block, Piece, text_of
from eyebib.importers.awesome_list.column import is_own, role
from eyebib.importers.awesome_list.fact import text_in, value, words
from eyebib.importers.awesome_list.link import link_of
from eyebib.importers.awesome_list.literal import shown
from eyebib.importers.awesome_list.marked import LINE, marked, year_of
from eyebib.text.clean import clean

_TITLES = ("title", "paper")
_ONCE = ("name", "venue", "date")
"""Roles that only one column of a table has; the next such column is one of the list's own."""

_Cells = Sequence[tuple[str, str, Sequence[Piece]]]
"""The heading, the role and the content of each cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row says; `cells` are those of the list's own columns, by the headings of these."""

    title: str
    name: str = ""
    year: int | None = None
    modalities: tuple[str, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)


def row_of(block: Block) -> Row:
    """The facts of a row; the title is empty if no cell has one."""
    cells = _with_roles(block)
    names = (_name(pieces) for _, kind, pieces in cells if kind == "name")
    name = next(filter(None, names), "")
    title, inner = _exact_title(cells)
    if title:
        name = next((text_of(pieces) for _, kind, pieces in cells if kind == "name"), "")
    else:
        title, inner = _title([(kind, pieces) for _, kind, pieces in cells])
        if not title:
            title, inner = name, name
        name = _short(name, title)
    return Row(
        title=clean(shown(title)),
        name=clean(shown(name or inner)),
        year=_year(cells),
        modalities=tuple(_modalities(cells)),
        cells=_own(cells, clean(shown(title))),
    )


def code_cells(block: Block) -> list[Sequence[Piece]]:
    """The cells that say where the code is."""
    return [pieces for _, kind, pieces in _with_roles(block) if kind == "code"]


def _with_roles(block: Block) -> _Cells:
    cells: list[tuple[str, str, Sequence[Piece]]] = []
    for heading, pieces in block.cells:
        kind = role(heading)
        is_again = kind in _ONCE and any(kind == other for _, other, _ in cells)
        cells.append((heading, "" if is_again else kind, pieces))
    return cells


def _modalities(cells: _Cells) -> Iterator[str]:
    for _, kind, pieces in cells:
        if kind == "modality":
            yield from words("".join(piece.markup for piece in pieces))


def _own(cells: _Cells, title: str) -> dict[str, str]:
    """The cells of the list's own columns, without one that is the title for lack of a column."""
    has_title = any(kind in (*_TITLES, "name") for _, kind, _ in cells)
    own = [(clean(heading), value(pieces)) for heading, kind, pieces in cells if not kind]
    return {
        heading: text
        for heading, text in own
        if (is_own(heading) or role(heading)) and text and (has_title or text != title)
    }


def _short(name: str, title: str) -> str:
    return name if len(name.split()) <= 6 and (name != title or len(title.split()) <= 3) else ""


def _exact_title(cells: _Cells) -> tuple[str, str]:
    """The title that is the whole cell under Title, in bold: it is one whatever it says."""
    texts = (marked(pieces) for _, kind, pieces in cells if kind == "title")
    found = (titles.bold_line(f"{text}{LINE}") for text in texts)
    return next((pair for pair in found if pair[0]), ("", ""))


def _title(cells: list[tuple[str, Sequence[Piece]]]) -> tuple[str, str]:
    """The title under Title or Paper, else the text of a paper link, else the longest text."""
    for wanted in _TITLES:
        for kind, pieces in cells:
            if kind == wanted and (found := _cell_title(pieces))[0]:
                return found
    for kind, pieces in cells:
        linked = [link for p in pieces if p.url is not None and (link := link_of(p)).has_title]
        if linked and kind not in ("venue", "date", "code", "author", "link"):
            return titles.of_link(linked[0].label)
    if any(kind == "name" for kind, _ in cells):
        return "", ""
    texts = [_cell_title(pieces) for kind, pieces in cells if kind == ""]
    return max(texts, key=lambda found: len(found[0]), default=("", ""))


def _cell_title(pieces: Sequence[Piece]) -> tuple[str, str]:
    linked = next(
        (link for p in pieces if p.url is not None and (link := link_of(p)).has_title), None
    )
    if linked:
        return titles.of_link(linked.label)
    return titles.title_and_name(marked(pieces), is_item=True)


def _name(pieces: Sequence[Piece]) -> str:
    """The text of a cell under Model; the text of a link counts, also if it looks like a venue."""
    links = [
        link_of(piece).label for piece in pieces if piece.url is not None and not piece.is_badge
    ]
    linked = next((text for text in links if not labels.is_label(text)), "")
    return text_in(pieces) or linked


def _year(cells: _Cells) -> int | None:
    texts = [
        text_in(pieces)
        for wanted in ("date", "venue")
        for _, kind, pieces in cells
        if kind == wanted
    ]
    return next(filter(None, map(year_of, texts)), None)
