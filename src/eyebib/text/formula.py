r"""Formulas: the TeX of titles and abstracts as text, and scripts as Unicode has them.

Only a formula that is understood whole becomes text (`$\ell_q$`: `ℓ_q`); nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Callable
from html.entities import html5

_SCRIPTS = {
    "_": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
    "^": str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
}


def unicode_script(mark: str, text: str) -> str | None:
    """A subscript (`_`) or superscript (`^`) in Unicode's digits and signs, if all are there."""
    table = _SCRIPTS[mark]
    return text.translate(table) if all(ord(sign) in table for sign in text) else None


def script(mark: str, text: str) -> str:
    """A script as a formula shows it: `₂`, else `_i`, `_(n-1)`."""
    in_unicode = unicode_script(mark, text)
    return f"{mark}{grouped(text)}" if in_unicode is None else in_unicode


def grouped(text: str) -> str:
    """Text that an operator takes as one: in parentheses unless it is a name or a number."""
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def readable_tex(text: str) -> str:
    r"""Text whose formulas (`$$..$$`, `$..$`) and accents (`R\'enyi`) are readable.

    A single dollar opens a formula only before, and closes one only behind a character that is no
    space, not before a digit, and around no prose: prices stay. An accent without braces counts
    only inside a word, since `\"` may be a quotation mark.
    """
    return _ACCENT.sub(_accented, _DOLLARS.sub(_in_dollars, _TIE.sub(" ", text)))


_DOLLARS = re.compile(r"\$\$([^$]++)\$\$|(?<!\\)\$(?!\s)([^$]++)(?<!\s)\$(?!\d)")
_TIE = re.compile(r"(?<=[A-Za-z,])~(?=\$[^$]+\$)")
_ACCENT = re.compile(
    r"""\{\\([uvHckr'`^"~=.])\s?([A-Za-z])\}|\\([uvHckr'`^"~=.])\{\\?([A-Za-z])\}"""
    r"""|(?<=[A-Za-z])\\(['`^"~=.])([A-Za-z])"""
)
_ACCENTS = dict(
    zip(
        "'`^\"~=.uvHckr",
        "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a",
        strict=True,
    )
)
_PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}")
_LEXEME = re.compile(r"\\[A-Za-z]+\s*|\\.|.", re.DOTALL)
_PENDING, _OPERATOR = "\0", "\1"
_RELATION = re.compile(" ([≤≥≠≈∼≃≅≡∝∈∉⊂⊆⊃⊇→←↔×±∪∩⊗⊕≪≫]) ?")
"""A sign with a space before it: TeX eats the one behind a command."""
_BESIDE = re.compile(f"(?<=[\\w)]){_OPERATOR}(?=[a-z])|(?<=[a-z]){_OPERATOR}(?=[A-Za-z0-9Α-ω])")
"""Where `log` needs a space: `n log n`, but `2(log n)` and `log₂ n`."""

_STYLES = frozenset(
    r"""
    \rm \bf \it \sf \cal \hbox \mbox \text \textrm \textit \textbf \textsf \mathrm \mathbf \mathit
    \mathsf \mathbb \mathcal \mathfrak \mathscr \boldsymbol \bm \operatorname \left \right \big \Big
    \displaystyle \textstyle \limits \! \/
    """.split()
)
_OPERATORS = "log ln exp sin cos tan min max sup inf lim det dim ker arg deg gcd Pr mod".split()
_SYMBOLS = {
    **{f"\\{name}": f"{_OPERATOR}{name}{_OPERATOR}" for name in _OPERATORS},
    **{f"\\{sign}": sign for sign in "%&#$_{}"},
    **dict.fromkeys((r"\,", r"\;", r"\:", r"\>", "\\ ", r"\quad", r"\qquad", "~"), " "),
    r"\cdot": "·", r"\cdots": "⋯", r"\circ": "∘", r"\colon": ":", r"\dots": "…", r"\ell": "ℓ",
    r"\emptyset": "∅", r"\exists": "∃", r"\gets": "←", r"\infty": "∞", r"\langle": "⟨",
    r"\lbrace": "{", r"\ldots": "…", r"\lVert": "‖", r"\neq": "≠", r"\partial": "∂", r"\prime": "′",
    r"\rangle": "⟩", r"\rbrace": "}", r"\rVert": "‖", r"\star": "⋆", r"\to": "→",
    r"\varepsilon": "ε", r"\varphi": "φ", r"\vert": "|", r"\Vert": "‖", r"\|": "‖", "'": "′",
    r"\vartheta": "ϑ", r"\varpi": "ϖ", r"\varrho": "ϱ", r"\hbar": "ℏ", r"\Im": "ℑ", r"\Re": "ℜ",
    r"\lceil": "⌈", r"\rceil": "⌉", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\triangle": "△",
    r"\ast": "∗", r"\bullet": "∙", r"\surd": "√", r"\Leftarrow": "⇐",
}  # fmt: skip
_MISNAMED = frozenset("sc not par lg".split())
"""Names that mean one thing as an HTML entity and another as a TeX command."""
_COMMANDS: dict[str, Callable[[str], str]] = {
    "_": lambda text: script("_", text),
    "^": lambda text: script("^", text),
    r"\sqrt": lambda text: f"√{grouped(text)}",
    r"\frac": lambda text: f"{_PENDING}{grouped(text)}/",
}
"""What takes the next character or group; a fraction then waits for its denominator."""


def _accented(accent: re.Match[str]) -> str:
    mark, letter = (group for group in accent.groups() if group)
    composed = unicodedata.normalize("NFC", letter + _ACCENTS[mark])
    return composed if len(composed) == 1 else accent[0]


def _in_dollars(formula: re.Match[str]) -> str:
    source = (formula[1] or formula[2]).strip()
    if formula[2] and _PROSE.search(source):
        return formula[0]
    text = _text(source)
    return f"${source}$" if text is None else text


def _text(source: str) -> str | None:
    groups: list[list[str]] = [[]]
    for lexeme in (lexeme.strip() or " " for lexeme in _LEXEME.findall(source)):
        if lexeme == "{" and len(groups) < 20:
            groups.append([])
        elif lexeme == "}" and len(groups) > 1:
            closed = "".join(groups.pop())
            _append(groups[-1], _with_spaces(closed))
        elif lexeme in _COMMANDS:
            groups[-1].append(_PENDING + lexeme)
        elif lexeme not in _STYLES:
            symbol = _symbol(lexeme)
            if symbol is None:
                return None
            _append(groups[-1], symbol)
    text = _with_spaces("".join(groups[0])).strip()
    return None if len(groups) > 1 or _PENDING in text else text


def _with_spaces(text: str) -> str:
    return _BESIDE.sub(" ", _RELATION.sub(r" \1 ", text)).replace(_OPERATOR, "")


def _append(group: list[str], text: str) -> None:
    pending = group[-1][1:] if group and group[-1].startswith(_PENDING) else ""
    if not pending:
        group.append(text)
    elif pending in _COMMANDS and text != " ":
        group[-1] = _COMMANDS[pending](text.strip(_OPERATOR))
    elif text != " ":
        group[-1] = pending + grouped(text)


def _symbol(lexeme: str) -> str | None:
    """The character of a command; Greek letters and operators are called as HTML calls them."""
    if lexeme in _SYMBOLS:
        return _SYMBOLS[lexeme]
    if not lexeme.startswith("\\"):
        return None if lexeme in "{}&#$%" else lexeme
    sign = html5.get(f"{lexeme[1:]};", "")
    is_known = len(sign) == 1 and lexeme[1:] not in _MISNAMED
    return sign if is_known and ("Α" <= sign <= "ω" or unicodedata.category(sign) == "Sm") else None
