"""A Markdown page, with the HTML in it, as a sequence of blocks.

markdown-it-py reads the syntax (CommonMark with GitHub's tables). Its tokens and the tags of raw
HTML make the same calls of `Page`, so that a cell is a cell, and a link a link, in either language.
"""

import re
from html import escape
from html.entities import html5
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from eyebib.importers.awesome_list.block import Block
from eyebib.importers.awesome_list.literal import hidden
from eyebib.importers.awesome_list.tree import Page

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^<>]*+)>", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]++))""")
_SCRIPTS = frozenset(("sub", "sup"))
_PENDING = 1000
"""Characters; markdown-it-py copies the text before a sign for each sign, so it is kept short."""


def _flush(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if len(state.pending) > _PENDING and not silent:
        state.pushPending()
    return False


class _Parser(MarkdownIt):
    """The parser; an address is kept as it is written, and judged by `identify`."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - markdown-it's signature
        return True


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": True}).enable("table").disable("text_join")
    parser.inline.ruler.before("text", "flush", _flush)
    return parser


def blocks(text: str) -> list[Block]:
    """The blocks of a page in the order of the page; code blocks and comments are left out."""
    page = Page()
    for token in _parser().parse(text):
        if token.map and token.type != "inline":
            page.line = token.map[0] + 1
        _read(page, token)
    return page.finish()


def _read(page: Page, token: Token) -> None:
    match token.type:
        case "inline":
            page.line = token.map[0] + 1 if token.map else page.line
            _read_inline(page, token.children or [])
        case "softbreak":
            page.text(" ")
            page.line += 1
        case "hardbreak":
            page.start("br", {})
            page.line += 1
        case "image":
            page.image(str(token.attrs.get("src", "")), token.content)
        case "html_inline" | "html_block":
            _read_html(page, token.content)
        case _ if token.nesting == -1:
            page.end(token.tag)
        case _ if token.nesting == 1 or token.type == "hr":
            page.start(token.tag, {name: str(value) for name, value in token.attrs.items()})


def _read_inline(page: Page, tokens: list[Token]) -> None:
    for is_text, run in groupby(tokens, key=_is_text):
        if is_text:
            text = "".join(map(_markup, run))
            page.text(hidden(text) if text == "$" else text)  # in a tag: it begins no formula
        else:
            for token in run:
                _read(page, token)


def _is_text(token: Token) -> bool:
    return token.type in ("text", "text_special", "code_inline")


def _markup(token: Token) -> str:
    """The text of a token as HTML; what was escaped stays a reference, `&#44;` for a comma."""
    if token.type == "text_special":
        signs = "".join(f"&#{ord(sign)};" for sign in token.content)
        text = hidden(token.content) if token.info == "entity" else token.content
        return signs if text == token.content else text
    return escape(token.content, quote=False)


def _read_html(page: Page, html: str) -> None:
    at = 0
    for tag in _TAG.finditer(html):
        _read_text(page, html[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name in _SCRIPTS:
            page.text(f"<{tag['end']}{name}>")
        elif name and tag["end"]:
            page.end(name)
        elif name:
            page.start(name, _attributes(tag["rest"]))
        page.line += tag[0].count("\n")
    _read_text(page, html[at:])


def _read_text(page: Page, html: str) -> None:
    for index, line in enumerate(html.split("\n")):
        if index:
            page.text(" ")
            page.line += 1
        page.text(line.replace("<", "&lt;"))


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): _decoded(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(text)
    }


def _decoded(value: str) -> str:
    """The value with its entities decoded; those without `;` are parts of an address."""
    return re.sub(r"&(#?\w+;)", lambda m: html5.get(m[1], m[0]), value)
