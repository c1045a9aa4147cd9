"""Where the code of a paper is, or that it is not public."""

import re
from collections.abc import Sequence
from itertools import chain

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.block import Piece
from eyebib.importers.awesome_list.column import role
from eyebib.importers.awesome_list.draft import Draft
from eyebib.importers.awesome_list.fact import facts
from eyebib.importers.awesome_list.marked import BOLD, END_BOLD, bare, marked
from eyebib.importers.awesome_list.row import code_cells
from eyebib.model.bibliography import NO_CODE
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link

_NOT_PUBLIC = re.compile(
    r"(?:code )?(?:is )?not (?:yet )?(?:publicly )?(?:available|public|released)"
)
_OPENINGS = {")": "(", "]": "["}
_TITLE = re.compile(rf"{BOLD}[^{END_BOLD}]*{END_BOLD}(?: \([^()]*\))?")
"""What is bold on a line, and a name after it."""


def code_of(draft: Draft) -> str | None:
    """The first code link, or `none` if the list says that the code is not public."""
    code = [link for link in draft.links if link.kind == "code" and is_web_link(link.url)]
    said = [link for link in code if labels.says_code(link.label)]
    address = next((closed(clean(link.url)) for link in (*said, *code)), "")
    if address and " " not in address:
        return address
    lines = (line for line in draft.lines if all(role(key) == "code" for key in facts([line])))
    cells = (cell for segment in draft.segments for cell in code_cells(segment.block))
    return NO_CODE if any(map(_is_not_public, chain(lines, cells))) else None


def closed(url: str) -> str:
    """The address without brackets at its end that nothing opens: `[code](https://x.org))`."""
    while url[-1:] in _OPENINGS and url.count(url[-1]) > url.count(_OPENINGS[url[-1]]):
        url = url[:-1]
    return url


def _is_not_public(line: Sequence[Piece]) -> bool:
    """Whether a line or a part of it says so, but not its title."""
    parts = re.split("[·|]", _TITLE.sub("-", marked(line)))
    texts = (re.findall(r"[^\W_]+", bare(part).casefold()) for part in parts)
    return any(_NOT_PUBLIC.fullmatch(" ".join(text)) for text in texts)
