r"""Parts of a title that are more than text: protected case and formulas, each in a span.

Styles change a title to lower case or to title case; a part whose case is protected, by braces in
BibTeX (`{Alzheimer}`) and by `<span class="nocase">` in CSL, is not changed. Between a reader's
steps, two characters that no text has (Unicode noncharacters) mark such a part.

A formula that text cannot hold is `<span class="tex">$x^n$</span>`, and so is a script such as
`\textsuperscript{th}`. Only entries and records have this span; CSL files have the readable text,
since their readers do not know it.
"""

import re
from collections.abc import Sequence

from eyebib.text.clean import clean
from eyebib.text.formula import readable, readable_tex, with_minus

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_START, _END = '<span class="nocase">', "</span>"
_TEX_START = '<span class="tex">'
_INSIDE = rf"(?:(?!</?span\b)[^{_OPEN}{_CLOSE}])*+"
_TEX = re.compile(f"{_TEX_START}({_INSIDE}){_END}")
_SPAN = re.compile(
    rf"{_START}((?:{_TEX_START}{_INSIDE}{_END}|(?!</?span\b)[^{_OPEN}{_CLOSE}])*+){_END}"
)
_MARKED = re.compile(f"{_OPEN} *([^{_OPEN}{_CLOSE}]*?)( *){_CLOSE}")
_EDGE = r"(?:(?<!\w)|(?!\w))"
"""Where a formula may begin and end: not inside a word."""
_MOST = 20
"""Formulas of one title that are looked for."""
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
        is_math ^= piece.startswith("$") or piece in (r"\(", r"\)")
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
    is_cased = not _TEX.fullmatch(text) and text.lower() != text.upper()
    return f"{before}{_START}{text}{_END}{part[2]}" if is_cased else f"{before}{text}{part[2]}"


def _unmarked(text: str) -> str:
    return re.sub(f"[{_OPEN}{_CLOSE}]", "", text)


def tex_span(latex: str) -> str:
    """The span of a formula, which is LaTeX with its dollar signs."""
    return f"{_TEX_START}{latex}{_END}"


def has_formulas(text: str) -> bool:
    """Whether there is a span of a formula."""
    return _TEX_START in text


def formulas(text: str) -> list[str]:
    """The parts of a text that are and are not formulas: not, LaTeX, not, and so on."""
    return _TEX.split(text)


def with_formulas(text: str, formulas: Sequence[str]) -> str:
    """The text with spans for its formulas, of each that it has as often as there are of it."""
    spans: dict[str, str] = {}
    for latex in sorted(set(formulas[:_MOST]), key=len, reverse=True):
        span = tex_span(latex)
        pattern = _EDGE + re.escape(without_spans(span)).replace("−", "[−-]") + _EDGE
        if len(re.findall(pattern, text)) == formulas.count(latex):
            spans[pattern] = span
    if not spans:
        return text
    ordered = ["", *spans.values()]
    any_formula = re.compile("|".join(f"({pattern})" for pattern in spans))
    return any_formula.sub(lambda match: ordered[match.lastindex or 0], text)


def beside_formulas(text: str) -> str:
    """The text without its formulas."""
    return "".join(formulas(text)[::2])


def without_formulas(text: str) -> str:
    """The text with its formulas as text."""
    return clean(_TEX.sub(_text, text)) if has_formulas(text) else text


def _text(formula: re.Match[str]) -> str:
    is_math = formula[1].startswith("$")
    text = readable(with_minus(formula[1].strip("$ "))) if is_math else readable_tex(formula[1])
    return text or formula[1]


def without_spans(text: str) -> str:
    """The text without its spans, and with its formulas as text."""
    is_rich = _START in text or has_formulas(text)
    return clean(_TEX.sub(_text, _SPAN.sub(r"\1", text))) if is_rich else text


def parts(text: str) -> list[str]:
    """The parts of a text with spans: not protected, protected, not protected, and so on."""
    return _SPAN.split(text)
