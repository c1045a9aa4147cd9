"""Awesome lists: Markdown pages of any layout that list papers with links to them.

The reader starts from the links, not from the layout: `paper_link` says which of them lead to
papers, `segment` and `row` find the title beside each, `run` the sections they are in, and `draft`
what belongs together. Sections become the facet `section` of an entry, and the columns of a table
that have no meaning to eyebib its `table:`. Venues and authors are left to the sources.
"""

import re
from collections import Counter
from pathlib import Path

import ftfy

from eyebib.importers.awesome_list.account import account
from eyebib.importers.awesome_list.block import Kind, text_of
from eyebib.importers.awesome_list.draft import Draft, drafts
from eyebib.importers.awesome_list.entry import entry_of
from eyebib.importers.awesome_list.page import blocks
from eyebib.importers.awesome_list.reading import reading
from eyebib.importers.awesome_list.run import runs
from eyebib.importers.awesome_list.segment import Segment, segments
from eyebib.model.bibliography import Entry
from eyebib.model.problem import EyebibError, Problem
from eyebib.model.settings import DEFAULT_LAYOUT, ListLayout

SUFFIXES: tuple[str, ...] = (".md", ".markdown")
_LONGEST = 1 << 24
"""Characters; the largest lists have two million, and a million take three seconds."""

_EMOJI = re.compile(r":[a-z][\w+-]*:")
"""An emoji by its name, as GitHub reads it."""


def read(text: str, path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a list, in file order, and its problems.

    The last problem is a note: how many links lead to papers, and what became of them.

    Raises:
        EyebibError: The file is too large for a list.
    """
    if len(text) > _LONGEST:
        raise EyebibError(f"{path}: larger than {_LONGEST >> 20} MB; a list has far less text")
    parts = _parts(ftfy.fix_encoding(text))
    result = reading(parts, path)
    return result.entries, [*result.problems, account(result, path)]


def items(text: str) -> list[Entry]:
    """The entry of each item of a list, for a text that needs no repair; without citekeys.

    A paper that is listed twice is in it twice.
    """
    return [entry_of(draft) for draft in _drafts(text)]


_LAYOUTS: dict[Kind, ListLayout] = {Kind.ITEM: "bullets", Kind.ROW: "table"}


def layout_of(text: str) -> ListLayout:
    """The layout that most papers of a list have; `details` if they are paragraphs or headings."""
    kinds = Counter(_LAYOUTS.get(draft.kind, DEFAULT_LAYOUT) for draft in _drafts(text))
    return max(kinds, key=lambda layout: kinds[layout], default=DEFAULT_LAYOUT)


def _drafts(text: str) -> list[Draft]:
    return [draft for draft in drafts(runs(_parts(text))) if isinstance(draft, Draft)]


def title(text: str) -> str:
    """The title of a page: its first heading, without emoji; empty if it has none."""
    headings = (block for block in blocks(ftfy.fix_encoding(text)) if block.kind is Kind.HEADING)
    first = next(headings, None)
    return _EMOJI.sub("", text_of(first.pieces)).strip() if first else ""


def _parts(text: str) -> list[Segment]:
    return [part for block in blocks(text) for part in segments(block)]
