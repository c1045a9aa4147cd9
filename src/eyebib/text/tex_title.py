r"""Write a title with formulas as the text of a .bib field; `tex` writes the rest of it.

BibTeX changes `$L^p$` to lower case, so that a formula with a capital is in braces.
"""

import re
from collections.abc import Collection

from eyebib.text import nocase, tex
from eyebib.text.tex_formula import NEEDS_AMS, written

_PLACE = "\ufdd2"
"""A character that no text has (a Unicode noncharacter), in place of a formula."""


def title(text: str, *, protect: Collection[str] = (), language: str = "") -> str:
    """As `tex.title`; a formula that is not `written` is text."""
    if not nocase.has_formulas(text):
        return tex.title(text, protect=protect, language=language)
    pieces = nocase.formulas(text.replace(_PLACE, ""))
    formulas = [written(latex.strip("$ ")) for latex in pieces[1::2]]
    pieces[1::2] = [
        _PLACE if formula else nocase.without_spans(nocase.tex_span(latex))
        for latex, formula in zip(pieces[1::2], formulas, strict=True)
    ]
    latex, *rest = tex.title("".join(pieces), protect=protect, language=language).split(_PLACE)
    for formula, following in zip(filter(None, formulas), rest, strict=True):
        math = f"{{${formula}$}}" if re.search("[A-Z]", formula) else f"${formula}$"
        latex += ("{}" if latex.endswith("$") and math.startswith("$") else "") + math
        latex += ("{}" if latex.endswith("$") and following.startswith("$") else "") + following
    return latex


def needs_ams(text: str) -> bool:
    """Whether a formula of a title has commands of AMS's packages."""
    return any(map(NEEDS_AMS.search, nocase.formulas(text)[1::2]))
