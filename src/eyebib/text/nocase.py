r"""Parts of a title whose case is protected: braces in BibTeX, `<span class="nocase">` in CSL.

Styles change a title to lower case or to title case; a protected part (`{Alzheimer}`) keeps its
case. Between a reader's steps, two characters that no text has (Unicode noncharacters) mark such a
part.
"""

import re

from eyebib.text.clean import clean

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_START, _END = '<span class="nocase">', "</span>"
_SPAN = re.compile(rf"{_START}((?:(?!</?span\b)[^{_OPEN}{_CLOSE}])*+){_END}")
_MARKED = re.compile(f"{_OPEN} *([^{_OPEN}{_CLOSE}]*?)( *){_CLOSE}")
_COMMAND = re.compile(r"""\\(?:[A-Za-z]+\*?\s*|['`^"~=.])""")
r"""A command with an argument; `\&` and the like have none."""
_CLOSING = f"{_CLOSE}}}"
_PIECE = re.compile(r"\\[A-Za-z]+\*?\s*|\\.|\$+|[{}]|[^\\${}]+", re.DOTALL)


def braces_marked(latex: str) -> str:
    r"""LaTeX with a mark in each pair of braces that protects case.

    The outermost pairs do, but not those of an argument (`\emph{x}`, `\'{E}`), of a group that
    begins with a command (`{\em x}`, `{\"o}`), or in a formula.
    """
    latex = _unmarked(latex)
    if "{" not in latex:
        return latex
    pieces: list[str] = []
    closings: list[str] = []  # what closes each open pair
    is_math, before = False, ""
    for piece in (match[0] for match in _PIECE.finditer(latex)):
        if piece.startswith("\\") and before == "{":  # a command begins the group
            pieces[-1], closings[-1] = "{", "}"
        is_math ^= piece.startswith("$")
        if piece == "{":
            is_free = not is_math and not _COMMAND.fullmatch(before) and _CLOSING not in closings
            pieces.append(f"{{{_OPEN}" if is_free else "{")
            closings.append(_CLOSING if is_free else "}")
        else:
            pieces.append(closings.pop() if piece == "}" and closings else piece)
        before = piece
    return "".join(pieces)


def spans_marked(markup: str) -> str:
    """Markup with marks in place of the spans that protect case."""
    return _SPAN.sub(rf"{_OPEN}\1{_CLOSE}", _unmarked(markup))


def with_spans(text: str) -> str:
    """Text with spans in place of the marks; a part without letters needs none."""
    return clean(_unmarked(_MARKED.sub(_span, clean(text))))


def _span(part: re.Match[str]) -> str:
    text = part[1]
    before = " " if part[0][1:2] == " " else ""
    span = f"{_START}{text}{_END}" if text.lower() != text.upper() else text
    return f"{before}{span}{part[2]}"


def _unmarked(text: str) -> str:
    return re.sub(f"[{_OPEN}{_CLOSE}]", "", text)


def without_spans(text: str) -> str:
    """The text without its spans."""
    return clean(_SPAN.sub(r"\1", text)) if _START in text else text


def parts(text: str) -> list[str]:
    """The parts of a text with spans: not protected, protected, not protected, and so on."""
    return _SPAN.split(text)
