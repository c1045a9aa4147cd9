r"""Convert TeX formulas in titles and abstracts to text, with Unicode subscripts and superscripts.

A formula is converted only if every part of it is known (`$\ell_q$` becomes `ℓ_q`); nothing is
guessed.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from html.entities import html5

_SCRIPTS = {
    "_": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
    "^": str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
}


def unicode_script(mark: str, text: str) -> str | None:
    """A subscript (`_`) or superscript (`^`) in Unicode; None if Unicode lacks one of its signs."""
    table = _SCRIPTS[mark]
    return text.translate(table) if all(ord(sign) in table for sign in text) else None


_RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))


def letter_script(mark: str, text: str) -> str:
    """A letter outside formulas as a superscript: `xⁿ`; other text as it is (`1st`, `xi`)."""
    return _RAISED.get(text, text) if mark == "^" else text


def script(mark: str, text: str) -> str:
    """A subscript or superscript in a formula: `₂`, or `_i`, `_(n-1)` where Unicode has none."""
    in_unicode = unicode_script(mark, text)
    return f"{mark}{grouped(text)}" if in_unicode is None else in_unicode


def grouped(text: str) -> str:
    """An operand: the text in parentheses, unless it is one character, a name or a number."""
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def readable_tex(text: str) -> str:
    r"""The text with formulas (`$$..$$`, `$..$`), scripts and accents (`R\'enyi`) made readable.

    A single dollar sign opens a formula only before a character other than a space, and closes one
    only after such a character, not before a digit, and only if the formula has no prose in it, so
    that prices are kept. An accent without braces is converted only inside a word, since `\"` may
    be a quotation mark.
    """
    text = _DOLLARS.sub(_in_dollars, _TIE.sub(" ", text))
    return _ACCENT.sub(_accented, _TEXT_SCRIPT.sub(_scripted, text))


_DOLLARS = re.compile(r"\$\$([^$]++)\$\$|(?<!\\)\$(?!\s)([^$]++)(?<!\s)\$(?!\d)")
_TIE = re.compile(r"(?<=[A-Za-z,])~(?=\$[^$]+\$)")
_TEXT_SCRIPT = re.compile(r"\\text(super|sub)script\s*+\{([^{}$\\]*+)\}")
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
_WORDS = re.compile(r"\\(?:text|math(?:rm|sf|it|bf)|[mh]box|rm|operatorname)")
"""Commands whose argument may be words."""
_LEXEME = re.compile(r"\\[A-Za-z]+\s*|\\.|''|.", re.DOTALL)
_PENDING, _OPERATOR = "\0", "\1"
_RELATION = re.compile(" ([≤≥≠≈∼≃≅≡∝∈∉⊂⊆⊃⊇→←↔×±∪∩⊗⊕≪≫]) ?")
"""A relation with a space before it; TeX skips the space after a command."""
_BESIDE = re.compile(f"(?<=[\\w)]){_OPERATOR}(?=[a-z])|(?<=[a-z]){_OPERATOR}(?=[A-Za-z0-9Α-ω])")
"""Where `log` needs a space: `n log n`, but `2(log n)` and `log₂ n`."""

_STYLES = frozenset(
    r"""
    \rm \bf \it \sf \cal \hbox \mbox \text \textrm \textit \textbf \textsf \mathrm \mathbf \mathit
    \mathsf \mathbb \mathcal \mathfrak \mathscr \boldsymbol \bm \operatorname \left \right \big \Big
    \displaystyle \textstyle \limits \! \/
    """.split()
)
_OPERATORS = """
    log ln exp sin cos tan cot sinh cosh tanh arcsin arccos arctan min max sup inf lim limsup liminf
    det dim ker arg deg gcd Pr mod
""".split()
_SYMBOLS = {
    **{f"\\{name}": f"{_OPERATOR}{name}{_OPERATOR}" for name in _OPERATORS},
    **{f"\\{sign}": sign for sign in "%&#$_{}"},
    **dict.fromkeys((r"\,", r"\;", r"\:", r"\>", "\\ ", r"\quad", r"\qquad", "~"), " "),
    r"\cdot": "·", r"\cdots": "⋯", r"\circ": "∘", r"\colon": ":", r"\dots": "…", r"\ell": "ℓ",
    r"\emptyset": "∅", r"\exists": "∃", r"\gets": "←", r"\infty": "∞", r"\langle": "⟨",
    r"\lbrace": "{", r"\ldots": "…", r"\lVert": "‖", r"\neq": "≠", r"\partial": "∂", r"\prime": "′",
    r"\rangle": "⟩", r"\rbrace": "}", r"\rVert": "‖", r"\star": "⋆", r"\to": "→",
    r"\varepsilon": "ε", r"\varphi": "φ", r"\vert": "|", r"\Vert": "‖", r"\|": "‖", "'": "′",
    "''": "″",
    r"\vartheta": "ϑ", r"\varpi": "ϖ", r"\varrho": "ϱ", r"\hbar": "ℏ", r"\Im": "ℑ", r"\Re": "ℜ",
    r"\lceil": "⌈", r"\rceil": "⌉", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\triangle": "△",
    r"\aleph": "ℵ", r"\dagger": "†", r"\ddagger": "‡", r"\flat": "♭", r"\natural": "♮",
    r"\neg": "¬", r"\slash": "/", r"\ast": "∗", r"\bullet": "∙", r"\surd": "√", r"\Leftarrow": "⇐",
}  # fmt: skip
_MISNAMED = frozenset("sc not par lg".split())
"""Names that mean one thing as an HTML entity and another as a TeX command."""
FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac")
_LINE = "\u0305"
MARKS = dict(
    zip(
        r"""\acute \bar \breve \check \ddot \dot \grave \hat \mathring \overline \tilde \vec
        \widehat \widetilde""".split(),
        "\u0301\u0304\u0306\u030c\u0308\u0307\u0300\u0302\u030a\u0305\u0303\u20d7\u0302\u0303",
        strict=True,
    )
)
"""Accents of formulas, for one letter or digit each; a line may be over several."""


def _marked(mark: str, text: str) -> str:
    """A letter or digit with its accent; `_PENDING`, which makes the formula unknown, else."""
    if not text.isalnum() or (len(text) > 1 and mark != _LINE):
        return _PENDING
    return unicodedata.normalize("NFC", "".join(sign + mark for sign in text))


_COMMANDS: dict[str, Callable[[str], str]] = {
    "_": lambda text: script("_", text),
    "^": lambda text: script("^", text),
    r"\sqrt": lambda text: f"√{grouped(text)}",
    **dict.fromkeys(FRACTIONS, lambda text: f"{_PENDING}{grouped(text)}/"),
    **{command: partial(_marked, mark) for command, mark in MARKS.items()},
}
"""Commands whose argument is the next character or group; a fraction then takes its denominator."""


def _scripted(script: re.Match[str]) -> str:
    mark = {"super": "^", "sub": "_"}[script[1]]
    return unicode_script(mark, script[2]) or letter_script(mark, script[2])


def _accented(accent: re.Match[str]) -> str:
    mark, letter = (group for group in accent.groups() if group)
    composed = unicodedata.normalize("NFC", letter + _ACCENTS[mark])
    return composed if len(composed) == 1 else accent[0]


def in_dollars(text: str) -> list[str]:
    """The formulas of a text, without their dollar signs."""
    formulas = (match for match in _DOLLARS.finditer(text) if not _is_prose(match))
    return [match[1] or match[2] for match in formulas]


def _is_prose(formula: re.Match[str]) -> bool:
    """Whether words are between single dollar signs, which are prices then."""
    return bool(formula[2] and _PROSE.search(formula[2]))


def _in_dollars(formula: re.Match[str]) -> str:
    if _is_prose(formula):
        return formula[0]
    source = (formula[1] or formula[2]).strip()
    text = readable(source)
    return f"${source}$" if text is None else text


def with_minus(source: str) -> str:
    """The formula with minus signs for its hyphens, unless it has words, such as `U-Net`."""
    return source if _WORDS.search(source) else source.replace("-", "\N{MINUS SIGN}")


def readable(source: str) -> str | None:
    """The text of a formula without its dollar signs; None if a part of it is unknown."""
    groups: list[list[str]] = [[]]
    lexemes = _LEXEME.findall(re.sub(r"'\s+(?=')", "'", source))
    for lexeme in (lexeme.strip() or " " for lexeme in lexemes):
        if lexeme == "{" and len(groups) < 20:
            groups.append([])
        elif lexeme == "}" and len(groups) > 1:
            closed = "".join(groups.pop())
            if _PENDING in closed:
                return None
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
        group[-1] = pending + grouped(text.strip(_OPERATOR))


def _symbol(lexeme: str) -> str | None:
    """The character of a command, Greek letters and operators named as in HTML; None if unknown."""
    if lexeme in _SYMBOLS:
        return _SYMBOLS[lexeme]
    if not lexeme.startswith("\\"):
        return None if lexeme in "{}&#$%" else lexeme
    sign = html5.get(f"{lexeme[1:]};", "")
    is_known = len(sign) == 1 and lexeme[1:] not in _MISNAMED
    return sign if is_known and ("Α" <= sign <= "ω" or unicodedata.category(sign) == "Sm") else None
