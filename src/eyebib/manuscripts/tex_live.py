r"""The part of a LaTeX file that is typeset: no comments, verbatim text and `\iffalse` parts."""

import re
from collections.abc import Iterator

from eyebib.manuscripts.part import blank

_ENVIRONMENTS = """
    verbatim verbatim* Verbatim Verbatim* BVerbatim BVerbatim* LVerbatim SaveVerbatim VerbatimOut
    lstlisting minted comment filecontents filecontents*
""".split()
"""Environments whose content is not typeset, or typeset as it is."""

_NAMES = "|".join(map(re.escape, _ENVIRONMENTS))
_DELIMITED = r"(?P<sign%s>[^\w\s*{])[^\n]*?(?P=sign%s)"
"""Text between two equal signs on one line."""

_INERT = re.compile(
    r"\\begin[ \t]*\{(?P<name>" + _NAMES + r")\}.*?(?:\\end[ \t]*\{(?P=name)\}|\Z)"
    r"|\\end[ \t]*\{document\}.*"
    r"|\n[ \t]*\\endinput\b.*"
    rf"|\\[vV]erb\*?{_DELIMITED % (1, 1)}"
    rf"|\\lstinline[ \t]*(?:\[[^\[\]\n]*\])?(?:\{{[^{{}}\n]*\}}|{_DELIMITED % (2, 2)})"
    rf"|\\mintinline[ \t]*(?:\[[^\[\]\n]*\])?\{{\w*\}}(?:\{{[^{{}}\n]*\}}|{_DELIMITED % (3, 3)})"
    r"|\\(?:url|path|nolinkurl|href)[ \t]*\{[^{}\n]*\}"  # may contain a percent sign
    r"|(?P<sign>\\.)|%[^\n]*",
    re.DOTALL,
)

_CONDITION = re.compile(
    r"\\(?:(?P<false>iffalse)|(?P<if>if[A-Za-z]*)|(?P<else>else)|(?P<fi>fi))(?![A-Za-z@])"
)
_CONDITIONALS = frozenset(
    """
    if ifcase ifcat ifcsname ifdefined ifdim ifeof iffontchar ifhbox ifhmode ifincsname ifinner
    ifmmode ifnum ifodd iftrue ifvbox ifvmode ifvoid ifx
    """.split()
)
r"""TeX's own commands that end with `\fi`, except `\iffalse`."""


def live(text: str) -> str:
    """The text with spaces in place of what LaTeX does not typeset; offsets are kept."""
    text = _INERT.sub(lambda match: match[0] if match["sign"] else blank(match), text)
    if "\\iffalse" not in text:
        return text
    pieces, at = [], 0
    for start, end in _skipped(text):
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _skipped(text: str) -> Iterator[tuple[int, int]]:
    r"""The parts between `\iffalse` and its `\else` or `\fi`."""
    own = {f"if{name}" for name in re.findall(r"\\newif\s*\\if([A-Za-z]+)", text)}
    depth, start = 0, 0
    for match in _CONDITION.finditer(text):
        if not depth:
            depth, start = int(match["false"] is not None), match.start()
        elif match["false"] or match["if"] in _CONDITIONALS or match["if"] in own:
            depth += 1
        elif match["fi"] or (match["else"] and depth == 1):
            depth -= 1
            if not depth:
                yield start, match.end()
