"""The entries of a .bib file, with macros and `crossref` resolved, and located problems."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from eyebib.importers.bibtex_syntax import repaired
from eyebib.model import csl
from eyebib.model.problem import Location, Problem, warning

# eyebib reports these warnings as problems.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

MONTHS = [month.lower() for month in csl.MONTHS]

_INHERITED = frozenset(
    """
    booktitle booksubtitle editor publisher address location organization series volume number year
    month date isbn issn eventtitle venue
    """.split()
)
"""The fields that a paper inherits from the volume in its `crossref`."""


_REPEATABLE = frozenset({"keyword", "keywords"})
"""Fields that some programs write once for each word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field with its macros resolved; `raw` is still LaTeX."""

    name: str
    raw: str
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An entry of the file.

    A reader removes each field it uses from `fields`; the fields that remain are unused.
    """

    kind: str
    key: str
    where: Location
    fields: dict[str, Field]
    problems: list[Problem]

    def warn(self, where: Location, message: str, rule: str) -> None:
        """Add a warning about the block or one of its fields."""
        self.problems.append(warning(where, message, rule))


_NO_WORKS = frozenset({"bibnote", "set", "xdata"})
"""BibLaTeX's entry types for notes, for groups of entries, and for fields that entries share."""

_COMMENTARY = re.compile(r"(?i)@commentary(?=\s*[{(])")
"""A type of BibLaTeX that bibtexparser takes for a comment; `@book` is as long with spaces."""


def blocks(text: str, path: Path, problems: list[Problem]) -> Iterator[Block]:
    """The entries of a file, in file order; adds what cannot be read to `problems`."""
    text = repaired(_COMMENTARY.sub("@book      ", text), path, problems)
    library, lines = parse_string(text, parse_stack=[]), text.split("\n")
    macros = {name[:length]: name for name in MONTHS for length in range(3, len(name) + 1)}
    for block in library.blocks:
        line = block.start_line or 0
        where = Location(path=path, line=line + 1, column=_column(lines, line, "@"))
        if isinstance(block, model.String):
            macros[block.key.lower()] = _value(block.value, macros, where, problems)
        elif entry := _entry_block(block, where, problems):
            fields = _fields(entry, lines, macros, where, problems)
            absent = set()
            for name, key in _parents(fields):
                if key in library.entries_dict:
                    theirs = _fields(library.entries_dict[key], lines, macros, where, [])
                    fields = (_inherited(theirs) if name == "crossref" else theirs) | fields
                else:
                    absent.add(name)
            fields = {n: fields[n] for n in fields if n not in ("crossref", "xdata") or n in absent}
            if entry.entry_type.lower() in _NO_WORKS:
                continue
            yield Block(
                kind=entry.entry_type, key=entry.key, where=where, fields=fields, problems=problems
            )


def distinct(blocks: Iterable[Block], problems: list[Problem]) -> Iterator[Block]:
    """The first block with each key, as in BibTeX; says what the others have that it has not."""
    firsts: dict[str, tuple[Location, dict[str, str]]] = {}
    for block in blocks:
        facts = {name: " ".join(field.raw.split()) for name, field in block.fields.items()}
        facts["type"] = block.kind.lower()
        line, first = firsts.setdefault(block.key, (block.where, facts))
        if line == block.where or not block.key:
            yield block
            continue
        names = [name for name in first | facts if first.get(name) != facts.get(name)]
        differences = f"differs in `{'`, `'.join(names)}`" if names else "is the same"
        message = (
            f"duplicate key `{block.key}`; the entry on line {line.line} is used, this one "
            f"{differences} and was not imported"
        )
        problems.append(warning(block.where, message, "repeated-entry"))


def _entry_block(
    block: model.Block, where: Location, problems: list[Problem]
) -> model.Entry | None:
    """The entry in a block, if any; repeated keys and fields are reported elsewhere."""
    if isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
        block = block.ignore_error_block or block
    match block:
        case model.Entry():
            return block
        case model.String():
            message = f"duplicate macro `{block.key}`; the first definition is used"
            problems.append(warning(where, message, "macro"))
        case model.ParsingFailedBlock():
            reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
            if reason.startswith("Unexpected block start"):
                reason = "a brace or quotation mark is not closed before the next entry"
            message = f"invalid BibTeX, not imported: {reason}"
            problems.append(Problem(location=where, message=message, rule="bibtex"))
        case model.ImplicitComment() if re.search(r"=\s*[{\"\w]", block.comment):
            message = f"text outside any entry was ignored: `{block.comment[:60]}`"
            problems.append(warning(where, message, "not-read"))
    return None


def _column(lines: list[str], line: int, word: str) -> int:
    """The column of a field or block, counted from 1; bibtexparser gives only the line."""
    match = re.search(rf"(?<![\w-]){re.escape(word)}", lines[line]) if line < len(lines) else None
    return match.start() + 1 if match else 1


def _fields(
    entry: model.Entry,
    lines: list[str],
    macros: Mapping[str, str],
    where: Location,
    problems: list[Problem],
) -> dict[str, Field]:
    """The fields by lower-case name; the first of a repeated field counts, as in BibTeX."""
    fields: dict[str, Field] = {}
    for field in entry.fields:
        name, line = field.key.lower(), field.start_line
        at = replace(where, line=line + 1, column=_column(lines, line, field.key))
        if name in fields and name in _REPEATABLE:
            more = _value(field.value, macros, at, problems).strip()
            fields[name] = replace(fields[name], raw=f"{fields[name].raw}, {more}")
        elif name in fields:
            problems.append(warning(at, f"duplicate field `{name}`; the first is used", "field"))
        elif raw := _value(field.value, macros, at, problems).strip():
            fields[name] = Field(name=name, raw=raw, where=at)
    return fields


def _value(source: str, macros: Mapping[str, str], where: Location, problems: list[Problem]) -> str:
    """A value without its delimiters, with pieces joined and macros expanded."""
    pieces = []
    for piece in _pieces(source):
        if piece[:1] + piece[-1:] in ("{}", '""'):
            pieces.append(piece[1:-1])
        else:
            if piece and not piece.isdigit() and piece.lower() not in macros:
                message = f"undefined macro `{piece[:60]}`; read as text"
                problems.append(warning(where, message, "macro"))
            pieces.append(macros.get(piece.lower(), piece))
    return "".join(pieces)


def _pieces(source: str) -> Iterator[str]:
    """The parts of a value that `#` joins, outside braces and quotes."""
    depth, quoted, start = 0, False, 0
    for at, sign in enumerate(source):
        depth += (sign == "{") - (sign == "}")
        quoted ^= sign == '"' and not depth
        if sign == "#" and not depth and not quoted:
            yield source[start:at].strip()
            start = at + 1
    yield source[start:].strip()


def _parents(fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    """The keys of the entries that a paper inherits fields from, each with the field that names it.

    BibLaTeX's `xdata` is a list of keys, and comes before `crossref`.
    """
    shared = fields["xdata"].raw.split(",") if "xdata" in fields else []
    yield from (("xdata", key) for key in dict.fromkeys(map(str.strip, shared)))
    if "crossref" in fields:
        yield "crossref", fields["crossref"].raw


def _inherited(volume: dict[str, Field]) -> dict[str, Field]:
    for own, part in (("title", "booktitle"), ("subtitle", "booksubtitle")):
        if own in volume:
            volume.setdefault(part, replace(volume[own], name=part))
    return {name: field for name, field in volume.items() if name in _INHERITED}
