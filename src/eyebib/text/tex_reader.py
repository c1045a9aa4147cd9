"""LaTeX as plain text: what a field of a .bib file says. The way back is `tex`."""

import logging
import re

from pylatexenc import latex2text, latexwalker

from eyebib.text.clean import clean
from eyebib.text.markup import plain

# What it would print as warnings is reported as problems here.
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_APART = re.compile(
    r"\\text(?P<script>super|sub)script\s*\{(?P<raised>[^{}]*)\}"
    r"|\\textcommabelow\s*(?=\{?[A-Za-z])\{?(?P<letter>[A-Za-z])\}?"
    r"|\\ensuremath\s*\{(?P<ensured>[^{}]+)\}|\\\((?P<round>(?:[^\\]|\\[^()])++)\\\)"
    r"|\$\$(?P<display>[^$]+)\$\$|\$(?P<math>(?:[^$\\]|\\.)+)\$|\\.|(?P<bare>[%&$])",
    re.DOTALL,
)
"""What is read apart from the rest: scripts, formulas, and the signs that .bib files hold bare."""

_STYLES = """
    bf em emph enquote hbox it mbox normalfont protect relax rm sc sf sl text textbf textit textmd
    textnormal textrm textsc textsf textsl texttt textup tt underline upshape url /
""".split()
_SIGNS = dict(
    zip(
        "textless textgreater textbar textbraceleft textbraceright textasciicircum copyright "
        "pounds S P slash SS textbardbl textperiodcentered".split(),
        "<>|{}^©£§¶/ẞ‖·",
        strict=True,
    )
)
_NOT_TEXT = frozenset(
    """
    author autoref begin Cref cite citep citet cref date end eqref href include includegraphics
    input maketitle ref title today verb
    """.split()
)
"""Commands that pylatexenc would answer with a placeholder, a file, or today's date."""

_WORDS = re.compile(r"\\(?:text|math(?:rm|sf|it|bf)|[mh]box|rm|operatorname)")
"""Commands in formulas whose argument may be words: `U-Net` holds no minus."""

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
    """LaTeX as plain text on one line, and what is not understood; arguments always stay."""
    if not re.search(r"[\\$~]|--|``|''", latex):
        return clean(re.sub("[{}]", "", latex)), []
    apart: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if found["bare"] or not any(found.groups()):
            return f"\\{found[0]}" if found["bare"] else found[0]
        apart.append(_apart(found))
        return f"\x01{len(apart) - 1}\x02"

    marked = _APART.sub(keep, re.sub("[\x01\x02]", "", latex))
    odd = [f"command `\\{name}`" for name in _COMMAND.findall(marked) if name not in _KNOWN]
    odd += [f"formula `{text}`" for text in apart if re.search(r"\$.*\\.*\$", text)]
    try:
        marked = _READER.latex_to_text(marked)
    except (LookupError, RecursionError, latexwalker.LatexWalkerError):
        odd = ["nested too deep, or an argument is missing"]
    text = clean(re.sub("\x01(\\d+)\x02", lambda mark: apart[int(mark[1])], marked))
    return text, list(dict.fromkeys(odd))


def _apart(found: re.Match[str]) -> str:
    """A script or a formula as text. `$` around what is no TeX may be money: `text` knows."""
    if found["script"]:
        tag = {"super": "sup", "sub": "sub"}[found["script"]]
        return plain(f"<{tag}>{found['raised']}</{tag}>")
    if found["letter"]:
        return f"{found['letter']}\N{COMBINING COMMA BELOW}"
    tex = found["ensured"] or found["round"] or found["display"] or found["math"]
    is_money = found["math"] and not re.search(r"[\\^_]|^\s*-\s*$", tex)
    if not is_money and not _WORDS.search(tex):
        tex = tex.replace("-", "\N{MINUS SIGN}")
    return plain(found[0] if is_money else f"$${tex.strip()}$$")
