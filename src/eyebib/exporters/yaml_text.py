"""Write nested values as YAML, with every text in double quotes.

The bytes are those of PyYAML, whose writer of Python classes takes thirty times as long. Every
version of YAML reads them alike; a key is quoted if it could be read as something else.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import yaml

_ESCAPED = re.compile("[^ !#-\\[\\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
"""Characters that PyYAML escapes: not printable in YAML 1.1, quotes, backslashes, and all that
UTF-16 needs two units for."""
_ESCAPED_IN_ASCII = re.compile(r"[^ !#-\[\]-~]")
_NAMES = yaml.emitter.Emitter.ESCAPE_REPLACEMENTS
"""The short escapes of some characters, such as `n` of a line feed."""


def write(value: Mapping[str, Any], *, in_ascii: bool = False) -> str:
    """The text of a file, a list indented under its key."""
    escaped = _ESCAPED_IN_ASCII if in_ascii else _ESCAPED
    return "".join(f"{line}\n" for line in _lines(value, escaped))


def _lines(value: Any, escaped: re.Pattern[str]) -> Iterator[str]:  # noqa: ANN401 - nested values
    """The lines of a value, without the indent of what is around it."""
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from _pair(_head(key, escaped), part, escaped)
    elif isinstance(value, list) and value:
        for part in value:
            yield from _below("- ", _lines(part, escaped))
    else:
        yield _quoted(value, escaped) if isinstance(value, str) else json.dumps(value)


def _pair(
    head: Sequence[str],
    value: Any,  # noqa: ANN401 - nested values
    escaped: re.Pattern[str],
) -> Iterator[str]:
    *above, start = head
    yield from above
    lines = _lines(value, escaped)
    if isinstance(value, dict | list) and value and not above:
        yield start.rstrip()
        yield from _below("  ", lines)
    else:
        yield from _below(start, lines)


def _below(start: str, lines: Iterator[str]) -> Iterator[str]:
    """The lines of a value after what it starts with."""
    yield f"{start}{next(lines)}"
    yield from (f"  {line}" for line in lines)


@cache
def _head(key: str, escaped: re.Pattern[str]) -> Sequence[str]:
    """What a value starts with; after a long key, which has a line of its own, that is a colon."""
    dumped = yaml.dump({key: 0}, allow_unicode=escaped is _ESCAPED, width=float("inf"))
    lines = dumped.removesuffix("0\n").split("\n")
    return lines if len(lines) <= 2 else (f"? {_quoted(key, escaped)}", ": ")


def _quoted(text: str, escaped: re.Pattern[str]) -> str:
    return f'"{escaped.sub(_escape, text)}"'


def _escape(sign: re.Match[str]) -> str:
    if name := _NAMES.get(sign[0]):
        return f"\\{name}"
    code = ord(sign[0])
    letter, digits = ("x", 2) if code < 1 << 8 else ("u", 4) if code < 1 << 16 else ("U", 8)
    return f"\\{letter}{code:0{digits}X}"
