"""The entries of a .bib file as references: what each says, and where each of its fields is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eyebib.importers import bibtex
from eyebib.importers.bibtex_file import Block, Field, blocks
from eyebib.importers.bibtex_span import EntrySpan, spans
from eyebib.model.bibliography import Entry
from eyebib.model.citekey import Taken
from eyebib.model.problem import Location, Problem
from eyebib.project.encoding import with_line_feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of a .bib file.

    `key` is the citation key as written, `kind` the entry type in lower case. `entry` is what the
    fields say as CSL variables; its title is empty if there is none. `fields` are those of the
    file by lower-case name, with macros resolved, and those that `crossref` adds. `span` is where
    the entry is in the text of the file; None if its syntax had to be repaired.
    """

    key: str
    kind: str
    where: Location
    entry: Entry
    fields: Mapping[str, Field]
    span: EntrySpan | None

    def place(self, *names: str) -> Location:
        """Where the first of these fields is that the entry has, else where the entry begins."""
        return next((self.fields[name].where for name in names if name in self.fields), self.where)


def references(text: str, path: Path) -> tuple[list[Reference], list[Problem]]:
    """The entries of a file in file order, repeated keys included, and the problems of the file.

    `text` is that of the file with its own line ends, for which the spans hold.
    """
    problems: list[Problem] = []
    places = {(span.line, span.key): span for span in reversed(spans(text))}
    read = blocks(with_line_feeds(text), path, problems)
    return [_reference(block, places) for block in read], problems


def _reference(block: Block, places: Mapping[tuple[int, str], EntrySpan]) -> Reference:
    span = places.get((block.where.line, block.key))
    fields = {name: _located(field, span) for name, field in block.fields.items()}
    entry = bibtex.entry(replace(block, fields=dict(fields)), Taken())
    return Reference(
        key=block.key,
        kind=block.kind.lower(),
        where=block.where,
        entry=entry or Entry(citekey=block.key, title="", path=block.where.path),
        fields=fields,
        span=span,
    )


def _located(field: Field, span: EntrySpan | None) -> Field:
    """The field with its exact column, because several fields can be on one line."""
    own = span.field(field.name) if span else None
    if own is None or own.line != field.where.line:  # an inherited field is in another entry
        return field
    return replace(field, where=replace(field.where, column=own.column))
