r"""Write a title with formulas as the text of a .bib field; `tex` writes the rest of it."""

from collections.abc import Collection

from eyebib.text import nocase, tex
from eyebib.text.tex_formula import NEEDS_AMS, in_field

_PLACE = "\ufdd2"
"""A character that no text has (a Unicode noncharacter), in place of a formula."""


def title(text: str, *, protect: Collection[str] = (), language: str = "") -> str:
    """As `tex.title`, on one line; a formula that may not be written is text."""
    text = " ".join(text.split())
    if not nocase.has_formulas(text):
        return tex.title(text, protect=protect, language=language)
    pieces = nocase.formulas(text.replace(_PLACE, ""))
    formulas = [in_field(span) for span in pieces[1::2]]
    pieces[1::2] = [
        _PLACE if latex else nocase.without_spans(nocase.tex_span(span))
        for span, latex in zip(pieces[1::2], formulas, strict=True)
    ]
    field, *rest = tex.title("".join(pieces), protect=protect, language=language).split(_PLACE)
    for latex, following in zip(filter(None, formulas), rest, strict=True):
        field = _joined(_joined(field, latex), following)
    return field


def _joined(before: str, after: str) -> str:
    r"""Two parts of a field, with `{}` between dollar signs, and before a command in braces.

    `$$` begins a display, and BibTeX changes the case of `{\textsuperscript{th}}`.
    """
    is_apart = before.endswith("$") and after.startswith("$")
    is_special = before.endswith("{") and after.startswith("\\")
    return f"{before}{{}}{after}" if is_apart or is_special else before + after


def needs_ams(text: str) -> bool:
    """Whether a formula of a title has commands of AMS's packages."""
    return any(map(NEEDS_AMS.search, nocase.formulas(text)[1::2]))
