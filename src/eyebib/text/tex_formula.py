r"""Write formulas and scripts of titles as LaTeX, where Unicode lacks them: `$\frac{a}{b}$`.

A formula from outside may hold any command of TeX. It is written again only if each of its parts is
in the tables of this module and is where TeX accepts it; `formula` makes text of all others.
"""

import re
from html import unescape
from string import ascii_letters, digits

from eyebib.text import formula, tex
from eyebib.text.markup import tex_math

_LEXEME = re.compile(r"\\[A-Za-z]+|\\.|\s+|'+|.", re.DOTALL)
_DEEPEST = 15
"""Groups and arguments within one another."""

AMS = "geqslant gtrsim leqslant lesssim ltimes nmid rtimes subsetneq supsetneq varnothing".split()
"""Symbols of amssymb."""
NAMES = """
    aleph alpha amalg approx arccos arcsin arctan arg ast asymp beta bigcap bigcup bigoplus
    bigotimes bot bullet cap cdot cdots chi circ colon cong cos cosh cot cup dagger dashv ddagger
    deg delta det diamond dim div dots downarrow ell emptyset epsilon equiv eta exists exp
    flat forall gamma gcd ge geq gets gg hbar in inf infty int iota kappa ker lambda langle lbrace
    lceil ldots le leftarrow leftrightarrow leq lfloor lim liminf limsup ll ln log mapsto max mid
    min models mp mu nabla natural ne neg neq ni notin nu odot oint omega ominus oplus otimes
    parallel partial perp phi pi pm prec prime prod propto psi rangle rbrace rceil rfloor rho
    rightarrow setminus sharp sigma sim simeq sin sinh sqcap sqcup star subset subseteq succ sum
    sup supset supseteq surd tan tanh tau theta times to top triangle uparrow uplus upsilon
    varepsilon varphi varpi varrho varsigma vartheta vee vert Vert wedge wr xi zeta
    Delta Gamma Im Lambda Leftarrow Leftrightarrow Omega Phi Pi Pr Psi Re Rightarrow Sigma Theta
    Upsilon Xi , ; : ! quad qquad
""".split()
"""Symbols, functions and spaces of LaTeX, without backslash."""
_SYMBOLS = {f"\\{name}": f"\\{name} " for name in (*NAMES, *AMS)}
_SYMBOLS |= {"~": "~", "\\ ": "~", r"\>": r"\:", r"\{": r"\lbrace ", r"\}": r"\rbrace "}
_SYMBOLS |= dict.fromkeys((r"\|", r"\lVert", r"\rVert"), r"\Vert ") | {"−": "-"}
_SYMBOLS |= {sign: sign for sign in f"{ascii_letters}{digits}+-*/=<>()[]|.,:;!?"}
_BARE = frozenset(f"{ascii_letters}{digits}")
"""Scripts without braces."""

_SAME = "mathrm mathbf mathit mathsf mathcal mathbb mathfrak boldsymbol sqrt".split()
ARGUMENTS = {command: command for command in (*map("\\{}".format, _SAME), *formula.MARKS)}
ARGUMENTS |= dict.fromkeys(formula.FRACTIONS, r"\frac")
ARGUMENTS |= {r"\bm": r"\boldsymbol", r"\mathscr": r"\mathcal", r"\operatorname": r"\mathrm"}
"""Commands with a formula as their argument, and what is written for each; fractions have two."""
WORDS = {f"\\{name}": f"\\{name}" for name in "mbox textrm textit textbf textsf".split()}
WORDS |= {r"\text": r"\textrm", r"\hbox": r"\mbox"}
"""Commands with text as their argument."""
_ROMAN = frozenset((r"\mbox", r"\hbox", r"\text", r"\textrm"))
_WORDS = re.compile(r"\s*(?:\\rm\b\s*)?([A-Za-z0-9 .,:+()/-]*)")
SWITCHES = {f"\\{name}": f"\\math{name}" for name in "rm bf it sf cal".split()}
"""Commands that act until the end of their group."""
_NO_OPERANDS = SWITCHES.keys() | {r"\left", "~", "\\ ", r"\quad", r"\qquad"}
_NO_OPERANDS |= {f"\\{space}" for space in ">,;:!"}
"""What cannot be an argument without braces."""
_FENCES = {sign: _SYMBOLS[sign] for sign in (*"()[]|/<>.", r"\{", r"\}", r"\|")}
_FENCE_NAMES = "langle lbrace lceil lfloor rangle rbrace rceil rfloor vert Vert".split()
_FENCES |= {f"\\{name}": f"\\{name} " for name in _FENCE_NAMES}
"""Delimiters after `\\left`, `\\right` and the commands for sizes."""
SIZES = frozenset((r"\big", r"\Big"))

_LESS = re.compile("[_^\u0300-\u036f]")
r"""What the text of a formula has where Unicode lacks something: scripts, and accents apart from
their letters, which biber also makes of `{\=p}` and pdflatex cannot print."""
_BEYOND = re.compile(r"\\(?:math(?:bb|bf|cal|frak)|boldsymbol|frac|sqrt)(?![A-Za-z])")
"""What the text of a formula does not have."""
NEEDS_AMS = re.compile(rf"\\(?:mathbb|mathfrak|boldsymbol|{'|'.join(AMS)})(?![A-Za-z])")
"""Commands of the packages amsmath and amssymb."""
_SCRIPT = re.compile(r"\\text(?:super|sub)script\{[A-Za-z0-9 .,:+()/-]+\}")
_TEX_MATH = re.compile(r"<(?:\w+:)?tex-math\b[^<>]*>([^<>]*+)</")


def in_field(span: str) -> str:
    r"""What a span has, `$..$` or `\textsuperscript{..}`, as LaTeX; empty if it may not be written.

    BibTeX changes `$L^p$` to lower case, so that a formula with a capital is in braces.
    """
    if _SCRIPT.fullmatch(span):
        return span
    latex = written(span.strip("$ "))
    return f"{{${latex}$}}" if re.search("[A-Z]", latex) else latex and f"${latex}$"


def beyond_text(source: str) -> str:
    """A formula as LaTeX if its text has less than it; empty if it has not, or is not known."""
    text, latex = formula.readable(formula.with_minus(source)), written(source)
    if not text:
        return ""
    is_less = _LESS.search(text) or _BEYOND.search(latex) or tex.unsupported(text)
    return latex if is_less else ""


def of_source(markup: str) -> list[str]:
    """The formulas beyond text in a title of a source, such as `$x^n$`, in their order."""
    text = _TEX_MATH.sub(lambda tag: tex_math([tag[1]]), unescape(unescape(markup)))
    formulas = map(beyond_text, formula.in_dollars(text))
    return [f"${latex}$" for latex in formulas if latex]


def written(source: str) -> str:
    """A formula as LaTeX that TeX accepts, of known commands only; empty if it has any other."""
    one_line = " ".join(source.split())
    lexemes = _LEXEME.findall(re.sub(r" ?([_^']) ?", r"\1", one_line))[::-1]
    try:
        latex = _row(lexemes, 0)
    except LookupError:
        return ""
    return "" if lexemes else re.sub(r"(\\[A-Za-z]+) (?![A-Za-z])", r"\1", latex)


def _row(lexemes: list[str], depth: int) -> str:
    """Take everything before the end of the group; LookupError for what is not in the tables."""
    pieces = []
    while lexemes and lexemes[-1] not in ("}", r"\right"):
        pieces.append(_nucleus(lexemes, depth) + _scripts(lexemes, depth))
    return "".join(pieces)


def _scripts(lexemes: list[str], depth: int) -> str:
    """At most one subscript and one superscript, since TeX accepts no more; primes are one."""
    scripts: dict[str, str] = {}
    while lexemes and lexemes[-1][0] in "_^'":
        mark = lexemes.pop()
        kind = mark if mark == "_" else "^"
        if kind in scripts:
            raise LookupError
        scripts[kind] = mark if mark[0] == "'" else mark + _operand(lexemes, depth)
    return "".join(scripts.values())


def _operand(lexemes: list[str], depth: int) -> str:
    """What a script consists of: a group, or a letter or digit without braces.

    Zotero reads `$x^{n}$` as `n`, and `$x^n$` as it is.
    """
    operand = _argument(lexemes, depth)
    return operand[1:-1] if operand[1:-1] in _BARE else operand


def _nucleus(lexemes: list[str], depth: int) -> str:
    """Take what may have scripts; it may be missing, as in `^{13}`."""
    if depth > _DEEPEST:
        raise LookupError
    if lexemes[-1][0] in "_^'":
        return ""
    if lexemes[-1] == "{":
        return _argument(lexemes, depth)
    lexeme = lexemes.pop()
    if lexeme in SWITCHES:
        lexemes.append(_next(lexemes))  # without the space before it
        return f"{SWITCHES[lexeme]}{{{_row(lexemes, depth + 1)}}}"
    if lexeme == r"\left":
        return _fenced(lexemes, depth)
    return " " if lexeme.isspace() else _command(lexeme, lexemes, depth)


def _fenced(lexemes: list[str], depth: int) -> str:
    left, inside = _FENCES[_next(lexemes)], _row(lexemes, depth + 1)
    if _next(lexemes) != r"\right":
        raise LookupError
    return rf"\left{left}{inside}\right{_FENCES[_next(lexemes)]}"


def _command(lexeme: str, lexemes: list[str], depth: int) -> str:
    if lexeme in WORDS:
        return _text(lexeme, lexemes)
    if lexeme in ARGUMENTS:
        count = 2 if lexeme in formula.FRACTIONS else 1
        return ARGUMENTS[lexeme] + "".join(_argument(lexemes, depth) for _ in range(count))
    if lexeme in SIZES:
        return lexeme + _FENCES[_next(lexemes)]
    return _SYMBOLS[lexeme]


def _next(lexemes: list[str]) -> str:
    """Take the next lexeme that is not a space."""
    while (lexeme := lexemes.pop()).isspace():
        pass
    return lexeme


def _argument(lexemes: list[str], depth: int) -> str:
    """Take the argument of a command, in braces: a group, or else one thing."""
    lexeme = _next(lexemes)
    if lexeme != "{":
        lexemes.append(lexeme)
        if lexeme[0] in "_^'}[" or lexeme in _NO_OPERANDS:  # `\sqrt[3]{x}` has no text
            raise LookupError
        return f"{{{_nucleus(lexemes, depth + 1)}}}"
    inside = _row(lexemes, depth + 1)
    if _next(lexemes) != "}":
        raise LookupError
    return f"{{{inside}}}"


def _text(command: str, lexemes: list[str]) -> str:
    r"""Text in a formula; one word is `\mathrm`, which more readers know."""
    words = _words(lexemes)
    if words == "-":
        return "{-}"
    is_word = command in _ROMAN and words.isalnum()
    return rf"\mathrm{{{words}}}" if is_word else f"{WORDS[command]}{{{words}}}"


def _words(lexemes: list[str]) -> str:
    """Take an argument that is text."""
    if _next(lexemes) != "{":
        raise LookupError
    pieces = []
    while (lexeme := lexemes.pop()) != "}":
        pieces.append(lexeme)
    if not (words := _WORDS.fullmatch("".join(pieces))):
        raise LookupError
    return words[1]
