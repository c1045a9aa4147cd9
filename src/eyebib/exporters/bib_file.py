"""Writing a .bib file with bibtexparser, and reading it back with bibtexparser and pybtex.

The exporters of BibTeX and BibLaTeX share this module; they differ in their tables.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from bibtexparser import entrypoint, model
from bibtexparser.library import Library
from bibtexparser.writer import BibtexFormat
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person, PybtexError, parse_string

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography
from eyebib.model.settings import Options
from eyebib.text import tex, tex_ascii

_FORMAT = BibtexFormat()  # type: ignore[no-untyped-call] # bibtexparser does not annotate it
_FORMAT.indent = "  "
_FORMAT.block_separator = "\n"

_MACROS = frozenset({"month"})
"""Fields that hold a macro without braces: styles print a month in their own language."""

_INTRICATE = re.compile(r",.*,")
"""Names with more than one comma, which pybtex may be unable to split."""

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
        "belongs to the citing document, not to the work",
    ),
    **dict.fromkeys(
        "archive archive-place archive_collection archive_location source".split(),
        "no field for the location of a copy",
    ),
    **dict.fromkeys(("id", "citation-key"), "written as the key of the entry"),
    **dict.fromkeys(("available-date", "submitted"), "no field for this date"),
    **dict.fromkeys(("reviewed-genre", "reviewed-title"), "no field for the reviewed work"),
    **dict.fromkeys(("dimensions", "medium", "scale"), "no field for the physical form"),
    **dict.fromkeys(("volume-title", "volume-title-short"), "no field for the title of a volume"),
    **dict.fromkeys(
        "division jurisdiction part-title printing section supplement".split(), "no field"
    ),
    "categories": "describes a library, not the work",
    "custom": "facts specific to a source",
    "page-first": "contained in page",
    "PMCID": "no field; the DOI identifies the work",
    "references": "no field",
}
"""CSL variables without a field in either BibTeX or BibLaTeX, and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """An entry to write: its fields in the file's order, escaped, without the outer braces.

    `names` holds the single names of `author` and `editor`, the fields that readers split.
    """

    kind: str
    citekey: str
    fields: Mapping[str, str]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def content(self) -> tuple[str, list[tuple[str, str]]]:
        """The type and the fields, braced as in the file."""
        braced = ((f, v if f in _MACROS else f"{{{v}}}") for f, v in self.fields.items())
        return self.kind, list(braced)


OTHERS = "others"
"""The last name of an incomplete list; BibTeX's styles and biblatex print "et al."."""


def text(value: object) -> str:
    """A CSL text escaped for a field, on one line."""
    return tex.escape(" ".join(str(value).split()))


def container(item: csl.Item) -> str:
    """Title of the container; for a conference paper without proceedings, that of the event."""
    event = item.get("event-title") if item["type"] == "paper-conference" else ""
    return str(item.get("container-title") or event or "")


def is_part(item: csl.Item) -> bool:
    """Whether an item of type `document` is a part of a container."""
    return bool(item.get("container-title") and item.get("page"))


def doi(value: str) -> str:
    r"""A DOI, raw except for what no DOI has and TeX acts on: `^ { } \`, spaces, non-ASCII.

    `<`, `>` and `#` occur in real DOIs and stay.
    """
    unfit = r"%(?![0-9A-Fa-f]{2})|[{}\\^]|[^!-~]"
    return re.sub(unfit, lambda sign: quote(sign[0], errors="surrogatepass"), value)


def header(bibliography: Bibliography, options: Options, *remarks: str) -> str:
    """Comment lines without `@` and braces, which some readers take for the start of an entry."""
    advice = f"Written by eyebib: change {bibliography.origin}, not this file."
    lines = [bibliography.settings.title, advice, *remarks]
    plain_lines = (" ".join(re.split(r"[@{}\\^\s]+", line)).strip() for line in lines)
    comment = "\n".join(f"% {line}" for line in plain_lines if line)
    return comment.encode("ascii", "backslashreplace").decode() if options.ascii else comment


def encode(entries: Iterable[BibEntry], options: Options) -> list[BibEntry]:
    """The entries, converted to ASCII if the options ask for it."""
    return [_in_ascii(entry) if options.ascii else entry for entry in entries]


def _in_ascii(entry: BibEntry) -> BibEntry:
    fields = {name: tex_ascii.commands(value) for name, value in entry.fields.items()}
    names = {role: [*map(tex_ascii.commands, people)] for role, people in entry.names.items()}
    return replace(entry, fields=fields, names=names)


def write(head: str, entries: Sequence[BibEntry]) -> str:
    """The text of the file: a comment, then the entries in order, with one field per line."""
    library = Library([model.ImplicitComment(comment=head)])
    library.add([_block(entry) for entry in entries])
    return entrypoint.write_string(library, unparse_stack=[], bibtex_format=_FORMAT)


def _block(entry: BibEntry) -> model.Entry:
    kind, fields = entry.content
    return model.Entry(kind, entry.citekey, [model.Field(*each) for each in fields])


def differences(bib: str, entries: Sequence[BibEntry]) -> Iterator[str]:
    """Differences between the entries and what bibtexparser and pybtex (strict) read in a text."""
    expected = {entry.citekey: entry for entry in entries}
    library = entrypoint.parse_string(bib, parse_stack=[])
    if library.failed_blocks or [block.key for block in library.entries] != list(expected):
        yield "bibtexparser reads different entries"
    for block in library.entries:
        content = block.entry_type, [(each.key, each.value) for each in block.fields]
        if block.key not in expected or content != expected[block.key].content:
            yield f"{block.key}: bibtexparser reads different fields"
    try:
        pybtex_entries = parse_string(bib, "bibtex", person_fields=()).entries
    except PybtexError as error:
        yield f"pybtex: {error}"
        return
    for citekey, entry in expected.items():
        if citekey in pybtex_entries:
            yield from _pybtex_differences(entry, pybtex_entries[citekey])
        else:
            yield f"{citekey}: pybtex does not find this entry"


def _name_differences(entry: BibEntry, name: str) -> Iterator[str]:
    """The error of pybtex if it cannot split a name; it refuses too many commas."""
    try:
        Person(name)
    except PybtexError as error:
        yield f"{entry.citekey}: pybtex: {error}"


def _pybtex_differences(entry: BibEntry, other: Entry) -> Iterator[str]:
    for role, names in entry.names.items():
        if split_name_list(other.fields.get(role, "")) != list(names):
            yield f"{entry.citekey}: pybtex reads different names in {role}"
        for name in filter(_INTRICATE.search, names):
            yield from _name_differences(entry, name)
    for name, value in entry.fields.items():
        if name not in entry.names and name not in _MACROS and other.fields.get(name) != value:
            yield f"{entry.citekey}: pybtex reads a different {name}"
