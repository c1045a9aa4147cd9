"""Convert LaTeX in the fields of .bib files to plain text; `tex` is the inverse."""

import logging
import re
from collections.abc import Callable

from pylatexenc import latex2text, latexwalker

from eyebib.text.clean import clean
from eyebib.text.formula import with_minus
from eyebib.text.markup import plain
from eyebib.text.nocase import braces_marked, tex_span, with_spans, without_spans
from eyebib.text.tex import SCRIPTS
from eyebib.text.tex_formula import beyond_text, in_field
from eyebib.text.tex_source import regular

# pylatexenc logs warnings; they are reported as problems here.
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_SPECIAL = re.compile(
    r"\\text(?P<script>super|sub)script\s*\{(?P<raised>[^{}]*)\}"
    r"|\\textcommabelow\s*(?:\{(?P<braced>[A-Za-z])\}|(?P<letter>[A-Za-z]))"
    r"|\\\((?P<round>(?:[^\\]|\\[^()])++)\\\)"
    r"|\$\$(?P<display>[^$]+)\$\$|\$(?P<math>(?:[^$\\]|\\.)+)\$|\\.|(?P<bare>[%&$])",
    re.DOTALL,
)
"""Parts that are read separately: scripts, formulas, and signs that .bib files leave unescaped."""

_STYLES = """
    allowbreak bf em emph enquote hbox it mbox normalfont path protect relax rm sc sf sl text
    textbf textit textmd textnormal textrm textsc textsf textsl texttt textup tt underline uppercase
    upshape url /
""".split()
_SIGNS = dict(
    zip(
        "textless textgreater textbar textbraceleft textbraceright textasciicircum copyright "
        "pounds S P slash SS textbardbl textperiodcentered textunderscore textquotedbl".split(),
        '<>|{}^©£§¶/ẞ‖·_"',
        strict=True,
    )
)
_SIGNS |= {name: name for name in "BibTeX LaTeX TeX XeTeX".split()} | {"LaTeXe": "LaTeX2ε"}
_NOT_TEXT = frozenset(
    """
    author autoref begin Cref cite citep citet cref date end eqref href include includegraphics
    input maketitle ref title today verb
    """.split()
)
"""Commands that pylatexenc would replace by a placeholder, a file, or today's date."""

_CONTEXT = latex2text.get_default_latex_context_db()
_KNOWN = {spec.macroname for spec in _CONTEXT.iter_macro_specs()} - _NOT_TEXT | {*_STYLES, *_SIGNS}
_PARSED = {spec.macroname for spec in latexwalker.get_default_latex_context_db().iter_macro_specs()}
_CONTEXT.add_context_category(
    "eyebib",
    macros=[
        latex2text.MacroTextSpec(name, discard=False)
        for name in (_PARSED - _KNOWN) | _NOT_TEXT | {*_STYLES}
    ]
    + [latex2text.MacroTextSpec(name, simplify_repl=sign) for name, sign in _SIGNS.items()],
    prepend=True,
)
_READER = latex2text.LatexNodes2Text(
    latex_context=_CONTEXT,
    strict_latex_spaces={
        "between-latex-constructs": True,
        "between-macro-and-chars": True,
        "after-comment": True,
        "in-equations": None,
    },
)


def plain_text(latex: str) -> tuple[str, list[str]]:
    """LaTeX as plain text on one line, and the parts not understood; arguments are always kept."""
    return _read(regular(latex), _part)


def title(latex: str) -> tuple[str, list[str]]:
    """A title as text with spans around formulas and protected parts; see `plain_text`."""
    text, unknown = _read(braces_marked(regular(latex)), _part_of_title)
    return with_spans(text), unknown


def _read(latex: str, part: Callable[[re.Match[str]], str]) -> tuple[str, list[str]]:
    if not re.search(r"[\\$~]|--|``|''", latex):
        return clean(re.sub("[{}]", "", latex)), []
    parts: list[str] = []

    def extract(match: re.Match[str]) -> str:
        if match["bare"] or not any(match.groups()):
            return f"\\{match[0]}" if match["bare"] else match[0]
        parts.append(part(match))
        return f"\x01{len(parts) - 1}\x02"

    rest = _SPECIAL.sub(extract, re.sub("[\x01\x02]", "", latex))
    reasons = [f"command `\\{name}`" for name in _COMMAND.findall(rest) if name not in _KNOWN]
    reasons += [f"formula `{text}`" for text in map(without_spans, parts) if _has_command(text)]
    try:
        rest = _READER.latex_to_text(rest, tolerant_parsing=False)  # tolerance is exponential
    except (LookupError, RecursionError, latexwalker.LatexWalkerError):
        reasons = ["nested too deep, or an argument is missing"]
    text = clean(re.sub("\x01(\\d+)\x02", lambda mark: parts[int(mark[1])], rest))
    return text, list(dict.fromkeys(reasons))


def _has_command(text: str) -> bool:
    """Whether a backslash is left between two dollar signs."""
    return "\\" in "".join(text.split("$")[1:-1])


_LONE_SCRIPT = re.compile(r"\s*([\^_])(?:\{([^{}\\]+)\}|([^{}\\]))\s*")


_DEGREE = re.compile(r"\s*\^(?:\{\s*\\circ\s*\}|\s*\\circ)\s*")
"""How TeX writes the sign of degrees: `90$^\\circ$`."""


def _script_characters(formula: str) -> str:
    """The characters of a formula that is only a script, such as `^{n}`; empty for any other."""
    if _DEGREE.fullmatch(formula):
        return "°"
    if not (lone := _LONE_SCRIPT.fullmatch(formula)):
        return ""
    signs = [SCRIPTS.get((lone[1], sign), "") for sign in lone[2] or lone[3]]
    return "".join(signs) if all(signs) else ""


def _part(match: re.Match[str]) -> str:
    """A script or a formula as text; `$` around anything but TeX may be money, see `formula`."""
    if match["script"]:
        tag = {"super": "sup", "sub": "sub"}[match["script"]]
        return plain(f"<{tag}>{match['raised']}</{tag}>")
    if letter := match["braced"] or match["letter"]:
        return f"{letter}\N{COMBINING COMMA BELOW}"
    tex = _formula(match)
    if characters := _script_characters(tex):  # its base is outside: `x$^{n}$`
        return characters
    if tex.strip() == "*":  # which is how TeX prints it
        return "∗"
    is_money = match["math"] and not re.search(r"[\\^_]|^\s*-\s*$", tex)
    return plain(match[0] if is_money else f"$${with_minus(tex).strip()}$$")


def _part_of_title(match: re.Match[str]) -> str:
    """A part as text, or in its span if its text has less."""
    if match["script"]:
        script, text = rf"\text{match['script']}script{{{match['raised']}}}", _part(match)
        return tex_span(script) if text == match["raised"] and in_field(script) else text
    tex = _formula(match)
    latex = beyond_text(tex) if tex and not _script_characters(tex) else ""
    return tex_span(f"${latex}$") if latex else _part(match)


def _formula(match: re.Match[str]) -> str:
    return match["round"] or match["display"] or match["math"] or ""
