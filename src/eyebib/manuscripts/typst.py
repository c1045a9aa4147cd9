"""Typst: `@key` and `#cite(<key>)`.

`@name` refers to a part of the document if a label with that name is anywhere in the document.
"""

from pathlib import Path

from eyebib.manuscripts.part import EVERY, Citation, Inclusion, Part
from eyebib.manuscripts.typst_token import Token, tokens
from eyebib.model.problem import Lines

SUFFIXES: tuple[str, ...] = (".typ",)


def read(text: str, path: Path) -> Part:
    """The citations of a file, its labels, and the files that it includes."""
    lines, found = Lines(path, text), list(tokens(text))
    keys = [(token.offset, key) for token in found if (key := _key(token))]
    included = [token for token in found if token.kind == "string" and token.before == "include"]
    return Part(
        citations=tuple(Citation(key=key, where=lines.location(offset)) for offset, key in keys),
        inclusions=tuple(_inclusion(token, lines) for token in included),
        labels=frozenset(t.text for t in found if t.kind == "label" and not t.functions),
    )


def _key(token: Token) -> str:
    """The key that a token cites, if any."""
    match token.kind:
        case "reference":
            return token.text.rstrip(".:")  # the end of a sentence
        case "label" if token.functions[-1:] == ("cite",):
            return token.text
        case "string" if token.functions == ("cite", "label"):
            return token.text
        case "every" if token.functions[-1:] == ("bibliography",):
            return EVERY
    return ""


def _inclusion(token: Token, lines: Lines) -> Inclusion:
    """The file that `include` names; a path that starts with `/` starts at the main folder."""
    is_rooted = token.text.startswith("/")
    return Inclusion(
        names=(token.text.lstrip("/"),),
        where=lines.location(token.offset),
        base="main" if is_rooted else "own",
    )
