"""Write text as Markdown that GitHub displays as that text, with nothing taken for markup.

Only characters that would be taken for markup are changed. Most become a character reference. The
dollar sign of a formula (as GitHub's documentation recommends) and the colon of an emoji go into a
`<span>`, because GitHub looks for both after decoding references. Prose without markup is
unchanged.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from eyebib.text.clean import clean

_MARKUP = re.compile(
    r"[*`\[]"  # emphasis, code, links, images, footnotes
    r"|\\(?=[^\w\s]|_|$)"  # escapes
    r"|<(?=[A-Za-z/!?])"  # tags, comments, links
    r"|&(?=#?\w+;)"  # character references
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, but not inside a word
    r"|:(?=[\w+-]+:)"  # emoji, and `10:30:00`
)
_ADDRESS = re.compile(r":(?=[^\s<]| \d)|(?<=\b[wW]{3})\.|(?<=\w)\.(?=\w+/)")
"""The sign by which an address or an identifier is recognised."""
_BLOCK = re.compile(r"(?:\d{1,9}(?=[.)])|(?=[-+>#=|]))(.)", re.DOTALL)
"""The beginning of a list, a quotation, a heading, a rule or a table."""

_CODE = re.compile(
    r"^ {0,3}(?:(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<item>(?:[-+*]|\d{1,9}[.)])[ \t]+)*"  # a list item may start with a fence
    r"(?P<fence>(?P<sign>[`~])(?P=sign){2,})(?:(?<=~)[^\n]*|[^`\n]*)$"
    r".*?(?:^(?(item) *| {0,3})(?P=fence)(?P=sign)*[ \t\r]*$|\Z))",
    re.MULTILINE | re.DOTALL,
)
"""A fenced code block (CommonMark 0.31.2, section 4.5), or a comment, which may contain a fence."""
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t](.*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")

_CELL_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~!&$@^])")
_CELL_URL_SAFE = "/:?=&%#~+,;@!-._"
"""Characters kept in the URL of a cell's link; `)`, `|`, spaces and quotes would end it."""

_BARE_CITEKEY = re.compile(r"\w+(?:[:.&+?<>/-]\w+)*", re.ASCII)

_URL_SAFE = "/:?=&%#~+,;@!$'*()[]{}|-._"


def inline(text: str) -> str:
    """The text on one line, for use inside a line."""
    text = _MARKUP.sub(_reference, clean(text))
    if text.count("~") > 1:
        text = text.replace("~", "&#126;")
    if re.search(r"\S\$", text[text.find("$") + 1 :]):
        text = text.replace("$", "<span>$</span>")
    return text


def part(text: str) -> str:
    """The text as a part of a line, whatever its other parts hold; no address in it is a link.

    `inline` looks at the whole line for a second dollar sign or tilde, and a table row has bars.
    """
    text = inline(text)
    text = text if "<span>$" in text else text.replace("$", "<span>$</span>")
    text = text.replace("~", "&#126;").replace("|", "&#124;")
    return _ADDRESS.sub(_number, text)


def paragraphs(text: str) -> str:
    """The text with each line as a paragraph."""
    lines = filter(None, map(inline, text.split("\n")))
    return "\n\n".join(
        _BLOCK.sub(_first, line, count=1) if _BLOCK.match(line) else line for line in lines
    )


def cell(text: str) -> str:
    """The text of a table cell, for both GitHub and pandoc.

    Every character that either takes for markup, a tag or the end of the cell gets a backslash.
    """
    return _CELL_MARKUP.sub(r"\\\1", " ".join(text.split()))


def cell_link(text: str, url: str) -> str:
    """A link in a table cell."""
    return f"[{cell(text)}]({quote(url, safe=_CELL_URL_SAFE)})"


def citation(citekey: str) -> str:
    """A citation for pandoc: `@key`, in braces if pandoc would not read the whole key otherwise.

    The rule is in the section "Citation syntax" of pandoc's manual.
    """
    return f"@{citekey}" if _BARE_CITEKEY.fullmatch(citekey) else f"@{{{citekey}}}"


def destination(url: str) -> str:
    """A URL as a link destination; characters that would end or change it are encoded."""
    url = quote(url, safe=_URL_SAFE)
    if re.search(r"[()]", re.sub(r"\([^()]*\)", "", url)):
        url = url.replace("(", "%28").replace(")", "%29")
    return re.sub(r"(&#?\w+);", r"\1%3B", url)


def fence(code: str, language: str) -> str:
    """A fenced code block; the fence is longer than any run of backticks in the code."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n{code}\n{mark}"


def contents(text: str, *, above: str = "") -> str:
    """A list of links to the headings of levels 2 and 3, with anchors as GitHub generates them.

    `above` is the part of the document above the list; its last heading, that of the list itself,
    is left out.
    """
    own = len(list(_headings(above))) - 1
    seen: Counter[str] = Counter()
    lines = []
    for index, (level, heading) in enumerate(_headings(text)):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        number = seen[anchor]
        seen[anchor] += 1
        if level in (2, 3) and index != own:
            unique = f"{anchor}-{number}" if number else anchor
            lines.append(f"{'  ' * (level - 2)}- [{heading}](#{unique})")
    return "\n".join(lines)


def without_code(text: str) -> str:
    """The text with spaces in place of its fenced code blocks; line breaks and offsets are kept."""
    return _CODE.sub(_blank, text)


def _blank(block: re.Match[str]) -> str:
    return block[0] if block["comment"] else re.sub(r"[^\r\n]", " ", block[0])


def _headings(text: str) -> Iterator[tuple[int, str]]:
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), without_code(text))
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line):
            yield len(heading[1]), _LINKED.sub(r"\1", _unclosed(heading[2]))


def _unclosed(heading: str) -> str:
    """The text of a heading without the number signs that may close it."""
    text = heading.strip(" \t")
    before = text.rstrip("#")
    return before.rstrip(" \t") if not before or before.endswith((" ", "\t")) else text


def _reference(sign: re.Match[str]) -> str:
    named = {"<": "&lt;", "&": "&amp;", ":": "<span>:</span>"}
    return named.get(sign[0]) or _number(sign)


def _number(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def _first(beginning: re.Match[str]) -> str:
    return f"{beginning[0][:-1]}&#{ord(beginning[1])};"
