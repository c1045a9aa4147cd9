"""A .bib file as bibtexparser writes it, and what bibtexparser and pybtex read in it.

BibTeX and BibLaTeX share it and differ by their tables.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bibtexparser import entrypoint, model
from bibtexparser.library import Library
from bibtexparser.writer import BibtexFormat
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person, PybtexError, parse_string

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import Options
from eyebib.text import tex, tex_ascii
from eyebib.text.link import url

_FORMAT = BibtexFormat()  # type: ignore[no-untyped-call] # bibtexparser gives it no type
_FORMAT.indent = "  "
_FORMAT.block_separator = "\n"

_MACROS = frozenset({"month"})
"""Fields that hold a bare macro: styles print a month in their own language."""


_INTRICATE = re.compile(r",.*,")
"""Names with more than one comma, whose parts pybtex may not understand."""

_RESOLVER = "https://doi.org/"

NOT_EXPRESSIBLE: Mapping[str, str] = {
    **dict.fromkeys(
        """chair collection-editor compiler composer contributor curator director
        editorial-director executive-producer guest host illustrator interviewer narrator organizer
        original-author performer producer recipient reviewed-author script-writer
        series-creator""".split(),
        "no field for this role",
    ),
    **dict.fromkeys(
        """citation-label citation-number first-reference-note-number locator
        year-suffix""".split(),
        "of the document that cites, not of the work",
    ),
    **dict.fromkeys(
        "archive archive-place archive_collection archive_location source".split(),
        "no field for where a copy is kept",
    ),
    **dict.fromkeys(("id", "citation-key"), "the entry's key stands for it"),
    **dict.fromkeys(("available-date", "submitted"), "one date alone: issued"),
    **dict.fromkeys(("reviewed-genre", "reviewed-title"), "no field for what is reviewed"),
    **dict.fromkeys(("dimensions", "medium", "scale"), "no field for the form of the work"),
    **dict.fromkeys(("volume-title", "volume-title-short"), "no field beside the container's"),
    **dict.fromkeys(
        "division jurisdiction part-title printing section supplement".split(), "no field"
    ),
    "categories": "groups of a library, not of the work",
    "custom": "a source's own facts",
    "page-first": "the beginning of page",
    "PMCID": "no field; the DOI leads there",
    "references": "no field",
}
"""CSL variables that neither BibTeX nor BibLaTeX has a field for, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """An entry as it is meant: its fields in the file's order, escaped and without braces.

    `names` holds each name of `author` and `editor`, the fields that a reader takes apart.
    """

    kind: str
    citekey: str
    fields: Mapping[str, str]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def content(self) -> tuple[str, list[tuple[str, str]]]:
        """The type and the fields as they stand in the file."""
        braced = ((f, v if f in _MACROS else f"{{{v}}}") for f, v in self.fields.items())
        return self.kind, list(braced)


def text(value: object) -> str:
    """A CSL text as a field on one line."""
    return tex.escape(" ".join(str(value).split()))


def container(item: csl.Item) -> str:
    """What a work stands in; of a conference's paper in no proceedings, the conference."""
    event = item.get("event-title") if item["type"] == "paper-conference" else ""
    return str(item.get("container-title") or event or "")


def is_part(item: csl.Item) -> bool:
    """Whether a `document`, which may be anything, stands on pages of something."""
    return bool(item.get("container-title") and item.get("page"))


def doi(value: str) -> str:
    """A DOI, raw but for what could end the field."""
    return url(f"{_RESOLVER}{value}").removeprefix(_RESOLVER)


def header(bibliography: Bibliography, options: Options, *remarks: str) -> str:
    """Comment lines; they hold no `@` and no brace, which would start an entry for some readers."""
    advice = f"Written by eyebib: change {bibliography.origin}, not this file."
    lines = [bibliography.settings.title, advice, *remarks]
    harmless = (" ".join(re.split(r"[@{}\s]+", line)).strip() for line in lines)
    comment = "\n".join(f"% {line}" for line in harmless if line)
    return comment.encode("ascii", "backslashreplace").decode() if options.ascii else comment


def chosen(entries: Iterable[BibEntry], options: Options) -> list[BibEntry]:
    """The entries as the options want their text: in ASCII, or as they are."""
    return [_in_ascii(entry) if options.ascii else entry for entry in entries]


def _in_ascii(entry: BibEntry) -> BibEntry:
    fields = {name: tex_ascii.commands(value) for name, value in entry.fields.items()}
    names = {role: [*map(tex_ascii.commands, said)] for role, said in entry.names.items()}
    return replace(entry, fields=fields, names=names)


def write(head: str, entries: Sequence[BibEntry]) -> str:
    """The file: a comment, then the entries in their order, one field a line."""
    library = Library([model.ImplicitComment(comment=head)])
    library.add([_block(entry) for entry in entries])
    return entrypoint.write_string(library, unparse_stack=[], bibtex_format=_FORMAT)


def _block(entry: BibEntry) -> model.Entry:
    kind, fields = entry.content
    return model.Entry(kind, entry.citekey, [model.Field(*each) for each in fields])


def differences(written: str, entries: Sequence[BibEntry]) -> Iterator[str]:
    """What bibtexparser and pybtex (strict) would not find as it was meant; none is proof."""
    meant = {entry.citekey: entry for entry in entries}
    library = entrypoint.parse_string(written, parse_stack=[])
    if library.failed_blocks or [block.key for block in library.entries] != list(meant):
        yield "bibtexparser reads other entries than were written"
    for block in library.entries:
        found = block.entry_type, [(each.key, each.value) for each in block.fields]
        if block.key not in meant or found != meant[block.key].content:
            yield f"{block.key}: bibtexparser reads other fields than were written"
    try:
        read = parse_string(written, "bibtex", person_fields=()).entries
    except PybtexError as error:
        yield f"pybtex: {error}"
        return
    for citekey, entry in meant.items():
        if citekey in read:
            yield from _pybtex_differences(entry, read[citekey])
        else:
            yield f"{citekey}: pybtex does not find it"


def _name_differences(entry: BibEntry, name: str) -> Iterator[str]:
    """Whether pybtex takes a name apart at all: it counts commas."""
    try:
        Person(name)
    except PybtexError as error:
        yield f"{entry.citekey}: pybtex: {error}"


def _pybtex_differences(entry: BibEntry, found: Entry) -> Iterator[str]:
    for role, names in entry.names.items():
        if split_name_list(found.fields.get(role, "")) != list(names):
            yield f"{entry.citekey}: pybtex reads other names in {role}"
        for name in filter(_INTRICATE.search, names):
            yield from _name_differences(entry, name)
    for name, value in entry.fields.items():
        if name not in entry.names and name not in _MACROS and found.fields.get(name) != value:
            yield f"{entry.citekey}: pybtex reads another {name}"
