"""An awesome list in Markdown, in one of the layouts that `importers.awesome_list` reads.

Entries are under the headings of their sections, or of their listed years. An entry without a
listed year is placed under its year of publication, or under `Undated` if that is unknown too.
Titles, links and abstracts come from the entry; in the layout with folded abstracts, a record's is
used if the entry has none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from eyebib.exporters.awesome_list import bullets, details, proof, table
from eyebib.exporters.awesome_list.group import Group, groups
from eyebib.exporters.awesome_list.item import item_of
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import DEFAULTS, EMPTY, ListLayout, Options, Settings
from eyebib.text import markdown
from eyebib.text.link import is_web_link

FILE = "awesome-list.md"

TYPES = dict.fromkeys(sorted(csl.TYPES), "an entry of the list")

WRITTEN = frozenset(("abstract", "issued"))

LOSSES = {
    **dict.fromkeys(
        csl.VARIABLES - WRITTEN,
        "not shown; a list has the entry's title, links, modalities and abstract",
    ),
    "abstract": "the record's abstract, only if the entry has none",
    "issued": "only the year, and only if the entry has no listed year",
}
"""CSL variables that a list does not show; `--with-citation` adds the BibTeX entry."""

CONTENTS = "Table of Contents"


class Layout(Protocol):
    """The interface of a module that lays out papers."""

    GAP: str
    """What is between two groups."""

    HAS_FOLDS: bool
    """Whether papers have folded abstracts and citations."""

    def abstract(self, work: Work) -> str:
        """The abstract of a paper, empty if the layout does not show it."""
        ...

    def listings(self, groups: Sequence[Group]) -> Iterator[str]:
        """The text of each group, without its heading; empty for a group without items."""
        ...


LAYOUTS: Mapping[ListLayout, Layout] = {"details": details, "bullets": bullets, "table": table}


def layout_for(bibliography: Bibliography, options: Options = DEFAULTS) -> Layout:
    """The layout of the options, else that of the settings."""
    return LAYOUTS[options.layout or bibliography.settings.layout]


def export(
    bibliography: Bibliography,
    options: Options = DEFAULTS,
    citations: Mapping[str, str] = EMPTY,
) -> str:
    """The list as a document: title, table of contents, how to cite the list, entries.

    `citations` holds the BibTeX entry for each citekey, shown collapsed under the list's entry.
    """
    settings = bibliography.settings
    request = how_to_cite(settings)
    parts = [f"## How to Cite\n\n{request}"] if request else []
    parts.append(f"## Models\n\n{listing(bibliography, options, citations)}")
    head = f"# {markdown.inline(settings.title or 'A list of papers')}"
    document = "\n\n---\n\n".join(parts)
    toc = f"## {CONTENTS}\n\n{markdown.contents(document)}"
    text = "\n\n---\n\n".join([f"{head}\n\n{toc}", document]) + "\n"
    return in_ascii(text) if options.ascii else text


def listing(
    bibliography: Bibliography,
    options: Options = DEFAULTS,
    citations: Mapping[str, str] = EMPTY,
) -> str:
    """The entries under their headings, without a line break at the end."""
    layout = layout_for(bibliography, options)
    parts = _groups(bibliography, options, citations)
    blocks, above = [], ""
    for group, text in zip(parts, layout.listings(parts), strict=True):
        heading = f"{'#' * group.level} {_heading(group)}\n\n" if group.path else ""
        above += heading
        if text:
            blocks.append(f"{above}{text}")
            above = ""
    return layout.GAP.join(blocks)


def _groups(
    bibliography: Bibliography, options: Options, citations: Mapping[str, str] = EMPTY
) -> list[Group]:
    abstract = layout_for(bibliography, options).abstract
    items = {
        work.citekey: item_of(
            work,
            bibliography.settings,
            abstract=abstract(work),
            citation=citations.get(work.citekey, ""),
        )
        for work in bibliography.works
    }
    return groups(bibliography, options.group_by, items)


def _heading(group: Group) -> str:
    text = markdown.part(group.heading)
    return f"{text[:-1]}&#35;" if text.endswith("#") else text


def how_to_cite(settings: Settings) -> str:
    """How to cite the list itself; empty if `eyebib.toml` does not name its authors."""
    if not settings.authors:
        return ""
    names = ", ".join(map(csl.display_name, settings.authors))
    version = f"Version {settings.version}" if settings.version else ""
    edition = ", ".join(filter(None, [version, settings.date]))
    parts = [names, settings.title, edition]
    link = f" <{markdown.destination(settings.url)}>" if is_web_link(settings.url) else ""
    text = markdown.inline(" ".join(f"{part.rstrip('.')}." for part in parts if part))
    return f"If you use this list, please cite it:\n\n> {text}{link}"


def in_ascii(text: str) -> str:
    """The text with every character outside ASCII replaced by a character reference.

    A backslash before such a character would escape the `&` of its reference.
    """
    text = re.sub(r"(?<!\\)((?:\\\\)*)\\(?=[^\x00-\x7f])", r"\1\\\\", text)
    return text.encode("ascii", "xmlcharrefreplace").decode()


def verify(text: str, bibliography: Bibliography, options: Options = DEFAULTS) -> Iterator[str]:
    """Differences between the entries that the importer reads in the text and the bibliography's.

    The importer reads no item without a link, and no brackets and spaces of others, so the lines
    of the items are compared, too; a list may have lines of citations between them.
    """
    yield from proof.differences(text, _groups(bibliography, options))
    plain = listing(bibliography, options)
    if not any(_has_lines(text, lines) for lines in (plain, in_ascii(plain))):
        yield "the lines of the items differ"


def _has_lines(text: str, lines: str) -> bool:
    """Whether the text has these lines in their order."""
    rest = iter(text.split("\n"))
    return all(line in rest for line in lines.split("\n"))
