"""The text of an item on one line, with a sign for each label, style and line end.

A sign is a control character, which the text itself cannot hold: `clean` has removed them there.
"""

import re
from collections.abc import Sequence
from html import unescape
from itertools import groupby

from eyebib.importers.awesome_list.block import Piece
from eyebib.importers.awesome_list.link import is_text, link_of
from eyebib.text.clean import clean
from eyebib.text.markup import plain

LINK = "\x00"
"""A link whose text is not part of the item's text, such as `[PDF]`."""
BOLD, END_BOLD, ITALIC, END_ITALIC = "\x01\x02\x03\x04"
LINE, SOFT = "\n\v"
"""The end of a line as it is shown, and of one in the source alone."""

_STYLES = re.compile(f"[{BOLD}{END_BOLD}{ITALIC}{END_ITALIC}]")
_LABELS = re.compile(rf"[\[({{（【]?\s*{LINK}[\s|/,;&{LINK}]*[\])}}）】]?")
_YEAR = re.compile(r"(?<![\w./:-])(?:19|20)\d\d(?!\d|\.\d{4})")


def marked(pieces: Sequence[Piece]) -> str:
    """The text of the pieces with the signs; the text of a link is text unless it is a label."""
    parts: list[str] = []
    line = pieces[0].line if pieces else 0
    for (sign, bold, italic), run in groupby(pieces, key=_style):
        items = list(run)
        if items[0].line > line and sign != LINE:
            parts.append(SOFT)
        line = items[-1].line
        if sign:
            parts += [f"[{sign}]" if item.markup.startswith("[") else sign for item in items]
        else:
            parts.append(_styled("".join(item.markup for item in items), bold=bold, italic=italic))
    return "".join(parts).replace(f"{END_BOLD}{BOLD}", "")


def _style(piece: Piece) -> tuple[str, bool, bool]:
    """The sign of a piece, empty for text; whether the text is bold, and italic."""
    if piece.is_break:
        return LINE, False, False
    if piece.url is not None and not is_text(link_of(piece)):
        return LINK, False, False
    return "", piece.is_bold, piece.is_italic


def _styled(markup: str, *, bold: bool, italic: bool) -> str:
    """The markup as plain text in its style, with a space where it begins or ends with one."""
    text = plain(markup) or clean(unescape(markup))  # a title such as `&lt;i>`
    before = " " if markup[:1].isspace() else ""
    after = " " if markup[-1:].isspace() and text else ""
    if bold and text:
        before, after = f"{BOLD}{before}", f"{after}{END_BOLD}"
    if italic and text:
        before, after = f"{ITALIC}{before}", f"{after}{END_ITALIC}"
    return f"{before}{text}{after}"


def lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by line, of the page as it is shown or of its source."""
    result: list[list[Piece]] = []
    for piece in pieces:
        last = result[-1][-1] if result else None
        if last is None or last.is_break or piece.line != last.line:
            result.append([])
        result[-1].append(piece)
    return result


def without_styles(text: str) -> str:
    """The text without the signs of bold and italic text."""
    return _STYLES.sub("", text)


def without_labels(text: str) -> str:
    """The text with a space for labels and the brackets around them."""
    return _LABELS.sub(" ", text)


def bare(text: str) -> str:
    """The text without any sign."""
    return " ".join(without_labels(without_styles(text)).split())


def year_in(text: str) -> int | None:
    """The first year in the text; the numbers of identifiers are none."""
    year = _YEAR.search(text)
    return int(year[0]) if year else None


def year_of(text: str) -> int | None:
    """The year if the text is one, even of another century, else the first year in it."""
    return int(text) if re.fullmatch(r"[12]\d{3}", text) else year_in(text)
