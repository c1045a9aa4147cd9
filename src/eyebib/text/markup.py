"""Convert HTML, JATS, MathML and entities to the text that a reader sees.

The rules come from real titles and abstracts: entities escaped once or twice, tags that are never
closed, line feeds from pretty-printing, formulas in TeX, in MathML, or in both. A tag is recognised
by its name, so that `a<b and c>d` is kept. Takes linear time, whatever the nesting.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.entities import html5

from eyebib.text.clean import clean, clean_lines
from eyebib.text.formula import grouped, letter_script, readable_tex, script, unicode_script

_INLINE = frozenset(
    """
    a abbr abbrev b big bold caption cite code ext-link font img inline-graphic label mark monospace
    named-content overline q roman s sans-serif sc scp small smallcaps span strike strong
    styled-content tt u underline uri xref
    """.split()
)
_BLOCK = frozenset(
    "abstract br disp-quote div h1 h2 h3 h4 li list list-item ol p sec subtitle title ul".split()
)
_LOOSE = frozenset("br img li p span".split())
"""Tags that are often not closed."""

_TAG = re.compile(
    r"<(?P<end>/?)(?P<prefix>[A-Za-z][\w.-]*:)?(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    r"""(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))*+)\s*(?P<empty>/?)>"""
)
_SUSPECT = re.compile(r"[<$\\\x00-\x08]|&(?=[#A-Za-z])|[^\S ]|  ")
"""A text without a match has no markup, no TeX and no run of whitespace."""
_ENTITY = re.compile(r"&(?:#\d{1,7};|#[xX][\da-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_PRETTY = re.compile(r"(?<=[(\[/-])\n(?=<)|(?<=>)\n(?=[]),.;:!?/])")
"""Line feeds that pretty-printing put next to a tag, where the text has no space."""
_LOST_SCRIPT = re.compile(r"(?:(?<![a-z]{2})(?<=[A-Za-z])|(?<=\)))\n(\d{1,2}[+−-]?)\n")
"""A digit on a line of its own: `CO`, `2`, `emissions`. The tag was lost, the line was not."""

# Control characters mark places between two steps; the result has none.
_MATH, _END_MATH, _ITALIC, _END_ITALIC, _SCRIPT, _END_SCRIPT = "\x01\x02\x03\x04\x05\x06"
_PRESCRIPTS = "\x07"
_WORD_MATH = re.compile(
    f"(?<=[a-z]{{2}}){_MATH}(?=[\\w(−])|{_END_MATH}(?!(?:st|nd|rd|th)\\b)(?=[A-Za-z]{{2}}|a\\b)"
)
"""A word that touches a formula: Hindawi and APS deposit `With<math>L</math>Data`."""
_WORD_ITALIC = re.compile(
    f"(?:(?<=[a-z]{{2}}){_ITALIC}(?=[A-Z])|(?<=[\\d.;]){_ITALIC}(?=[A-Z](?:[a-z]{{2}}|\\. ?[a-z])))"
    f"([^{_ITALIC}{_END_ITALIC}]*+){_END_ITALIC}([A-Za-z]{{2}})?"
)
"""A word that touches a capital in italics: `of<i>Salmonella enterica</i>from` lost its spaces."""
_WORD_SCRIPT = re.compile(
    f"(?<=[\\w)]){_SCRIPT}([^{_SCRIPT}{_END_SCRIPT}]*+){_END_SCRIPT}"
    "(?=[a-z]{2})(?!(?:st|nd|rd|th)\\b)"
)
"""A script that touches a word: `CO<sub>2</sub>emissions`, but not `<sup>13</sup>carbon`."""

_Frame = tuple[str, list[tuple[str, str]]]
"""An open element: its name, and the names and texts of its children ("" is bare text)."""


def without_markup(markup: str) -> str:
    """The text of the markup, with a line feed where a block begins or ends.

    All other whitespace becomes a space. Subscripts and superscripts of digits and signs become
    Unicode characters, others plain text (in a formula `a_i`, `x^n`). A formula in both TeX and
    MathML is used once; TeX with an unknown part is left unchanged, and so are unknown tags and
    entities.
    """
    if not _SUSPECT.search(markup):
        return markup
    text = re.sub(r"\s+", _space, re.sub("[\x00-\x08]", "", markup))
    text = _LOST_SCRIPT.sub(r"\1 ", _PRETTY.sub("", text)).replace("\n", " ")
    for _ in range(4):  # escaped once or twice
        before, text = text, _without_tags(text)
        if text == before:
            break
    return readable_tex(text)


def _space(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def _without_tags(text: str) -> str:
    frames: list[_Frame] = [("", [])]
    at = 0
    for tag in _tags(text):
        _add(frames, "", _ENTITY.sub(_character, text[at : tag.start()]))
        _follow(frames, tag)
        at = tag.end()
    _add(frames, "", _ENTITY.sub(_character, text[at:]))
    while len(frames) > 1:
        _close(frames)
    return _unmarked("".join(part for _, part in frames[0][1]))


def _tags(text: str) -> Iterator[re.Match[str]]:
    closings = Counter(tag["name"].lower() for tag in _TAG.finditer(text) if tag["end"])
    return (tag for tag in _TAG.finditer(text) if _is_markup(tag, closings))


def _unmarked(text: str) -> str:
    """The text without marks, and with the spaces that were lost between words and elements."""
    text = _WORD_SCRIPT.sub(r"\1 ", _WORD_ITALIC.sub(_spaced, _WORD_MATH.sub(" ", text)))
    return re.sub(f"[{_MATH}-{_PRESCRIPTS}]", "", text)


def _spaced(italics: re.Match[str]) -> str:
    following = f" {italics[2]}" if italics[2] else ""
    return f" {italics[1]}{following}"


def _is_markup(tag: re.Match[str], closings: Counter[str]) -> bool:
    """Whether the tag has a known name, and either attributes or a closing tag: not `a<b>c`."""
    name = tag["name"].lower()
    if name not in _INLINE and name not in _BLOCK and name not in _ELEMENTS:
        return False
    if tag["end"]:
        closings[name] -= 1
        return True
    is_certain = tag["prefix"] or tag["attributes"] or tag["empty"] or name in _LOOSE
    return bool(is_certain) or closings[name] > 0


def _follow(frames: list[_Frame], tag: re.Match[str]) -> None:
    name = tag["name"].lower()
    if name in _BLOCK:
        _add(frames, "", "\n")
    elif name not in _ELEMENTS:
        return
    elif tag["empty"]:
        _add(frames, name, _ELEMENTS[name]([]))
    elif not tag["end"]:
        frames[len(frames) :] = [(name, [])] if len(frames) < 50 else []  # hostile nesting
    elif any(name == opened for opened, _ in frames):
        while frames[-1][0] != name:
            _close(frames)
        _close(frames)


def _add(frames: list[_Frame], name: str, text: str) -> None:
    opened, children = frames[-1]
    if name or (text and not (opened in _MATHML and text.isspace())):
        children.append((name, text))


def _close(frames: list[_Frame]) -> None:
    name, children = frames.pop()
    names = {child for child, _ in children}
    texts = [text for child, text in children if child != "tex-math" or "math" not in names]
    _add(frames, name, _ELEMENTS[name](texts))


def _character(entity: re.Match[str]) -> str:
    is_known = entity[0].startswith("&#") or entity[0][1:] in html5
    return html.unescape(entity[0]) if is_known else entity[0]


def _word_script(mark: str) -> Callable[[list[str]], str]:
    def render(texts: list[str]) -> str:
        text = _unmarked("".join(texts)).strip()
        return f"{_SCRIPT}{unicode_script(mark, text) or letter_script(mark, text)}{_END_SCRIPT}"

    return render


def _based(marks: str) -> Callable[[list[str]], str]:
    """Render a base followed by scripts, one for each mark."""

    def render(texts: list[str]) -> str:
        return "".join([*texts[:1], *map(script, marks, texts[1:])])

    return render


def _multiscripts(texts: list[str]) -> str:
    """A base with its scripts, below and above by turns; those after the mark precede the base."""
    base, *scripts = texts or [""]
    cut = scripts.index(_PRESCRIPTS) if _PRESCRIPTS in scripts else len(scripts)
    after, before = scripts[:cut], scripts[cut + 1 :]
    marks = "_^" * len(scripts)
    return "".join([*map(script, marks, before), base, *map(script, marks, after)])


def tex_math(texts: list[str]) -> str:
    """The formula of an element `tex-math`, which may be in a whole document."""
    source = "".join(texts).partition(r"\begin{document}")
    body = (source[2] or source[0]).partition(r"\end{document}")[0]
    return f"$${body.strip().strip('$').strip()}$$"


_ELEMENTS: dict[str, Callable[[list[str]], str]] = {
    **dict.fromkeys(
        """mi mn mo mtext ms mrow mstyle mpadded mphantom merror menclose mover mroot mtable mtr mtd
        semantics none inline-formula disp-formula alternatives""".split(),
        "".join,
    ),
    **dict.fromkeys(
        ("i", "italic", "ital", "em", "emph"),
        lambda texts: f"{_ITALIC}{''.join(texts)}{_END_ITALIC}",
    ),
    "sub": _word_script("_"),
    "inf": _word_script("_"),
    "sup": _word_script("^"),
    "math": lambda texts: f"{_MATH}{''.join(texts)}{_END_MATH}",
    "msub": _based("_"),
    "munder": _based("_"),
    "msup": _based("^"),
    "msubsup": _based("_^"),
    "munderover": _based("_^"),
    "mfrac": lambda texts: "/".join(map(grouped, texts)),
    "msqrt": lambda texts: f"√{grouped(''.join(texts))}",
    "mfenced": lambda texts: f"({','.join(texts)})",
    "mspace": lambda _: " ",
    "mmultiscripts": _multiscripts,
    "mprescripts": lambda _: _PRESCRIPTS,
    "annotation": lambda _: "",
    "annotation-xml": lambda _: "",
    "tex-math": tex_math,
}
"""Elements that convert the texts of their children, and how."""
_MATHML = frozenset(name for name in _ELEMENTS if name.startswith("m") and name != "mtext")


def has_tags(text: str) -> bool:
    """Whether tags that `abstract` removes mark the paragraphs; else each line is one."""
    return any(any(_tags(line)) for line in text.split("\n"))


def plain(markup: str) -> str:
    """A title or name, which may have tags, entities or formulas, as plain text on one line.

    Subscripts and superscripts of digits and signs become Unicode characters (`CO₂`, `10⁵`), see
    `without_markup`.
    """
    return clean(without_markup(markup))


def abstract(markup: str) -> str:
    r"""An abstract as plain text, its paragraphs and section headings separated by `\n`.

    The heading "Abstract" is removed; others (`Background`) are kept, each on its own line.
    """
    lines = clean_lines(without_markup(markup)).split("\n")
    if len(lines) > 1 and lines[0].casefold().strip(" :.") == "abstract":
        lines = lines[1:]
    return "\n".join(lines)
