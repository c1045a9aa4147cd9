r"""Where the entries of a .bib file and their fields are in its text.

The spans are those of the text as it is in the file, so that one field can be replaced and all else
stays byte for byte. As in bibtexparser, an escaped brace (`\{`) opens nothing, and a new entry at
the start of a line ends a value that is not closed. An entry whose syntax needs repair has no span.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = r"(?:(?<=[\r\n])|\A)"
_START = re.compile(rf"{_LINE}[ \t\ufeff]*@(?P<kind>[A-Za-z]+)[ \t]*(?P<open>[{{(])")
_KEY = re.compile(r"\s*+(?P<key>[^\s,{}]*+)\s*+(?=[,})])")
_NAME = re.compile(r"\s*+,\s*+(?P<name>[^\s=,{}\"#()]++)\s*+=\s*+")
_WORD = re.compile(r"[^\s{}\",#()=]++")
_JOIN = re.compile(r"\s*+#\s*+")
_SIGN = re.compile(rf"\\.|[{{}}\"]|{_LINE}[ \t]*@[A-Za-z]+[ \t]*[{{(]", re.DOTALL)
_ENDS = {"{": re.compile(r"\s*+,?+\s*+\}"), "(": re.compile(r"\s*+,?+\s*+\)")}
_NOT_ENTRIES = frozenset({"comment", "preamble", "string"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpan:
    """Where a field is: `start` of its name, and its value with the delimiters around it.

    `name` is in lower case; `line` and `column`, counted from 1, are those of the name. The value
    `is_single` if it is one text in braces or quotes, or a number: no macro, and nothing joined by
    `#`.
    """

    name: str
    line: int
    column: int
    start: int
    value_start: int
    value_end: int
    is_single: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySpan:
    """Where an entry is: from its `@` to the delimiter that closes it, with its fields in order.

    `kind` is in lower case, `key` as written; `line` and `column` are those of the `@`.
    """

    kind: str
    key: str
    line: int
    column: int
    start: int
    end: int
    fields: tuple[FieldSpan, ...]

    def field(self, name: str) -> FieldSpan | None:
        """The first field with a name in lower case, which is the one that counts in BibTeX."""
        return next((field for field in self.fields if field.name == name), None)


def spans(text: str) -> list[EntrySpan]:
    """The entries of a file in file order, without those that are not closed.

    `text` is that of the file with its own line ends (LF, CRLF or CR).
    """
    places, entries, at = _Places(text), [], 0
    while start := _START.search(text, at):
        at = start.end()
        key = _KEY.match(text, at)
        if key is None or start["kind"].lower() in _NOT_ENTRIES:
            continue
        place = start.start() + start[0].index("@")
        line, column = places.place(place)
        fields = tuple(_fields(text, key.end(), places))
        at = fields[-1].value_end if fields else key.end()
        if end := _ENDS[start["open"]].match(text, at):
            at = end.end()
            entry = EntrySpan(
                kind=start["kind"].lower(),
                key=key["key"],
                line=line,
                column=column,
                start=place,
                end=at,
                fields=fields,
            )
            entries.append(entry)
    return entries


class _Places:
    """Finds the lines and columns of ascending offsets."""

    def __init__(self, text: str) -> None:
        self._ends = re.finditer(r"\r\n?|\n", text)
        self._next = next(self._ends, None)
        self._line, self._start = 1, 0

    def place(self, offset: int) -> tuple[int, int]:
        while self._next is not None and self._next.end() <= offset:
            self._line, self._start = self._line + 1, self._next.end()
            self._next = next(self._ends, None)
        return self._line, offset - self._start + 1


def _fields(text: str, at: int, places: _Places) -> Iterator[FieldSpan]:
    """The fields from an offset to the first place where none begins."""
    while name := _NAME.match(text, at):
        value = _value(text, name.end())
        if value is None:
            return
        at, is_single = value
        line, column = places.place(name.start("name"))
        yield FieldSpan(
            name=name["name"].lower(),
            line=line,
            column=column,
            start=name.start("name"),
            value_start=name.end(),
            value_end=at,
            is_single=is_single,
        )


def _value(text: str, at: int) -> tuple[int, bool] | None:
    """The end of the value that begins at an offset, and whether it is a single one."""
    is_single = True
    while (end := _piece(text, at)) is not None:
        is_single = is_single and (text[at] in '{"' or text[at:end].isdigit())
        join = _JOIN.match(text, end)
        if join is None:
            return end, is_single
        at, is_single = join.end(), False
    return None


def _piece(text: str, at: int) -> int | None:
    """The end of a text in braces or quotes, a number or a macro; None if it is not closed."""
    first = text[at : at + 1]
    if first not in ("{", '"'):
        word = _WORD.match(text, at)
        return word.end() if word else None
    depth, closing = 0, "}" if first == "{" else '"'
    for sign in _SIGN.finditer(text, at + (first == '"')):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if depth < 0 or "@" in sign[0]:
            return None
        if depth == 0 and sign[0] == closing:
            return sign.end()
    return None
