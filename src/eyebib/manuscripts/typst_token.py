"""The tokens of Typst files that citations need, by the rules of markup, code and formulas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_INERT = r"//[^\n]*+ | (?P<comment>/\*) |"
_COMMON = r"(?P<raw>`+) | <(?P<label>[\w.:-]++)> | (?P<dollar>\$) | (?P<left>\[) | (?P<right>\])"
_STRING = r'"(?:\\.|[^"\\])*+"'
_NAME = r"[^\W\d][\w-]*+"
_CALL = rf"\#(?:{_NAME}(?:\.{_NAME})*+)?+(?P<open>[({{])"

_MARKUP = re.compile(
    rf"""\\. | https?://[^\s\[\]"<>]*+ | {_INERT} @(?P<reference>[\w.:-]++)
    | \#(?P<statement>(?:let|set|show|if|for|while|import|include|return|context)(?![\w-]))
    | {_CALL} | \#{_STRING} | {_COMMON}""",
    re.DOTALL | re.VERBOSE,
)
_CODE = re.compile(
    rf"""{_INERT} (?P<string>{_STRING}) | (?P<open>[({{]) | (?P<close>[)}}]) | (?P<end>[\n;])
    | (?P<every>\bfull:[ ]*+true\b) | {_COMMON}""",
    re.DOTALL | re.VERBOSE,
)
_FORMULA = re.compile(
    rf"\\. | {_INERT} {_STRING} | {_CALL} | (?P<dollar>\$)", re.DOTALL | re.VERBOSE
)
_LEXERS = {
    "file": _MARKUP,
    "content": _MARKUP,  # in brackets
    "code": _CODE,  # in braces or parentheses
    "statement": _CODE,  # to the end of the line
    "formula": _FORMULA,
}

_WORD = re.compile(rf"({_NAME})[ ]*+\Z")
_CALL_OF_RESULT = re.compile(rf"(?:\.{_NAME})*+\(")
"""What may follow a call in markup: `#x.at(0).y(1)`."""
_COMMENT_EDGE = re.compile(r"/\*|\*/")

_NEAR = 40
"""Characters in front of a token in which a word is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token: `reference` (`@name`), `label`, `string` or `every` (`full: true`).

    `text` is the content, which is at `offset`. `before` is the word in front of the token.
    `functions` are the two innermost functions in whose arguments it is, the inner one last; it is
    empty in markup.
    """

    kind: str
    text: str
    offset: int
    before: str
    functions: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a file, in order; comments, raw text and text in quotation marks have none."""
    parts = [("file", "")]
    at = 0
    while match := _LEXERS[parts[-1][0]].search(text, at):
        at, kind = match.end(), match.lastgroup or ""
        if kind in ("reference", "label", "string", "every"):
            yield _token(match, kind, parts)
        elif kind == "comment":
            at = _after_comment(text, at)
        elif kind == "raw":
            at = _after_raw(text, match)
        elif kind:
            _take(parts, kind, _word(text, match.start(kind)))
            is_ended = kind == "close" and parts[-1][0] in ("file", "content", "formula")
            if is_ended and (call := _CALL_OF_RESULT.match(text, at)):
                at = call.end()
                parts.append(("code", ""))


def _token(match: re.Match[str], kind: str, parts: list[tuple[str, str]]) -> Token:
    is_code = parts[-1][0] in ("code", "statement")
    is_string = kind == "string"
    return Token(
        kind=kind,
        text=match[kind][1:-1] if is_string else match[kind],
        offset=match.start(kind) + is_string,
        before=_word(match.string, match.start()),
        functions=tuple(function for _, function in parts[-2:]) if is_code else (),
    )


def _word(text: str, at: int) -> str:
    word = _WORD.search(text[max(0, at - _NEAR) : at])
    return word[1] if word else ""


def _take(parts: list[tuple[str, str]], kind: str, word: str) -> None:
    """Open or close a part of the text; each is a mode and the function of its arguments."""
    mode = parts[-1][0]
    match kind:
        case "open":
            parts.append(("code", word))
        case "statement":
            parts.append(("statement", ""))
        case "left":
            parts.append(("content", ""))
        case "dollar" if mode != "formula":
            parts.append(("formula", ""))
        case "dollar":
            parts.pop()
        case "close" if mode == "code":
            parts.pop()
        case "end" if mode == "statement":
            parts.pop()
        case "right" if mode != "file":
            while len(parts) > 1 and parts.pop()[0] != "content":
                pass


def _after_comment(text: str, at: int) -> int:
    """The offset after a comment that is open; comments may be nested."""
    depth = 1
    for edge in _COMMENT_EDGE.finditer(text, at):
        depth += 1 if edge[0] == "/*" else -1
        if not depth:
            return edge.end()
    return len(text)


def _after_raw(text: str, match: re.Match[str]) -> int:
    """The offset after raw text; it ends at as many backticks as it starts with."""
    ticks = match["raw"]
    if len(ticks) == 2:
        return match.end()
    end = text.find(ticks, match.end())
    return len(text) if end < 0 else end + len(ticks)
