"""Facts that a page names: `_Scale:_ 300M` on a line of its own, or a cell under its heading."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from eyebib.importers.awesome_list.block import Piece, text_of
from eyebib.importers.awesome_list.link import link_of
from eyebib.importers.awesome_list.literal import shown, text_of_markup
from eyebib.importers.awesome_list.marked import LINE, bare, marked
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link

_LONGEST_KEY, _LONGEST = 4, 40
"""Words of a key and of a value; what has more is prose."""

_SIGNS = "✓✔✅☑✗✘❌"
"""Signs that say something when they are the whole cell; a dash says nothing."""


def facts(lines: Iterable[Sequence[Piece]]) -> dict[str, Sequence[Piece]]:
    """The values by their keys: lines that begin with a key in italics and a colon."""
    named = (pair for line in lines if (pair := _fact(line)))
    return dict(named)


def _fact(line: Sequence[Piece]) -> tuple[str, Sequence[Piece]] | None:
    pieces = list(dropwhile(lambda piece: piece.url is None and not piece.markup.strip(), line))
    italics = list(takewhile(_is_key, pieces))
    key, rest = text_of(italics), pieces[len(italics) :]
    if not key.endswith(":") and text_of(rest[:1]).startswith(":"):
        rest[0] = replace(rest[0], markup=rest[0].markup.lstrip().removeprefix(":"))
    elif not key.endswith(":"):
        return None
    key = key.rstrip(" :")
    return (key, rest) if is_fact(key, value(rest)) else None


def _is_key(piece: Piece) -> bool:
    return piece.is_italic and not piece.is_bold and piece.url is None


def is_fact(key: str, text: str) -> bool:
    """Whether a key and its value are not prose."""
    return 0 < len(key.split()) <= _LONGEST_KEY and len(text.split()) <= _LONGEST


def says_something(text: str) -> bool:
    """Whether a value has a word or a sign; a dash says nothing."""
    return re.search(rf"[^\W_]|[{_SIGNS}]", text) is not None


def text_in(pieces: Sequence[Piece]) -> str:
    """The text of a cell; a cell of labels or dashes alone has none."""
    lines = re.split(f"[{LINE}]", marked(pieces))
    text = ", ".join(filter(None, (clean(shown(bare(line))) for line in lines)))
    return text if says_something(text) else ""


def value(pieces: Sequence[Piece]) -> str:
    """The text of a cell or a line, with its addresses; that of a lone link if it has no text.

    A link to a paper or to code is not a value.
    """
    if text := text_in([replace(p, url=None) if p.is_typed else p for p in pieces]):
        return text
    links = [link_of(piece) for piece in pieces if piece.url is not None]
    is_value = len(links) == 1 and links[0].kind == "other" and is_web_link(links[0].url)
    return links[0].url if is_value else ""


def words(markup: str) -> list[str]:
    """The words that commas separate; a comma that is escaped separates none."""
    return [word for part in markup.split(",") if (word := text_of_markup(part))]
