"""An awesome list in Markdown, in the form that `importers.awesome_list` reads.

Entries are grouped by listed year, newest first, and sorted by name within a year. Each shows its
title, links, modalities in the curator's words, and a collapsed abstract. An entry without a listed
year is placed under its year of publication, or under `Undated` if that is unknown too. Titles,
links and abstracts come from the entry; a record's abstract is used if the entry has none.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from eyebib.exporters import csl_item
from eyebib.importers import awesome_list
from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, Bibliography, Entry, Work
from eyebib.model.facet import MODALITIES
from eyebib.model.settings import DEFAULTS, EMPTY, Options, Settings
from eyebib.text import markdown
from eyebib.text.link import is_web_link
from eyebib.text.markup import plain

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
UNDATED = "Undated"

_Facts = tuple[Any, ...]
"""What is compared of an entry: paper, code and year; title with name; abstract; modalities."""


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
    parts.append(f"## Models\n\n{listing(bibliography, citations)}")
    head = f"# {markdown.inline(settings.title or 'A list of papers')}"
    document = "\n\n---\n\n".join(parts)
    toc = f"## {CONTENTS}\n\n{markdown.contents(document)}"
    text = "\n\n---\n\n".join([f"{head}\n\n{toc}", document]) + "\n"
    return in_ascii(text) if options.ascii else text


def listing(bibliography: Bibliography, citations: Mapping[str, str] = EMPTY) -> str:
    """The entries under their years, without a line break at the end."""
    blocks = []
    for heading, works in groupby(_ordered(bibliography), _heading):
        first, *rest = (_entry(work, citations.get(work.citekey, "")) for work in works)
        blocks += [f"### {heading}\n\n{first}", *rest]
    return "\n\n---\n\n".join(blocks)


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
    """The text with every character outside ASCII replaced by a character reference."""
    return text.encode("ascii", "xmlcharrefreplace").decode()


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the interface of every exporter
) -> Iterator[str]:
    """Differences between the entries that the importer reads in the text and the bibliography's.

    The importer reads no item without a link, so such entries are not compared.
    """
    entries = awesome_list.items(text)
    works = [work for work in _ordered(bibliography) if _link(work)]
    if len(entries) != len(works):
        yield f"expected {len(works)} entries, read {len(entries)}"
    for entry, work in zip(entries, works, strict=False):
        for actual, expected in zip(_facts(entry), _expected_facts(work), strict=True):
            if actual != expected and not _is_same_text(actual, expected):
                yield f"{work.citekey}: expected {expected!r}, read {actual!r}"


def _ordered(bibliography: Bibliography) -> list[Work]:
    return sorted(bibliography.works, key=_order)


def _order(work: Work) -> tuple[int, str, str]:
    return -(_year(work) or 0), work.entry.label.casefold(), work.citekey


def _year(work: Work) -> int | None:
    return work.entry.listed or csl.year(work.item)


def _heading(work: Work) -> str:
    year = _year(work)
    return f"{year:04d}" if year else UNDATED


def _entry(work: Work, citation: str) -> str:
    entry = work.entry
    head = [f"**{markdown.inline(_title(work))}**", _links(work)]
    if modalities := _modalities(entry):
        noun = "Modality" if len(modalities) == 1 else "Modalities"
        words = (markdown.inline(word).replace(",", "&#44;") for word in modalities)
        head.append(f"_{noun}:_ {', '.join(words)}")
    parts = ["  \n".join(filter(None, head))]
    if abstract := markdown.paragraphs(_abstract(work)):
        parts.append(_details("Abstract", abstract))
    if citation:
        parts.append(_details("BibTeX", markdown.fence(citation, "bibtex")))
    return "\n\n".join(parts)


def _modalities(entry: Entry) -> tuple[str, ...]:
    return entry.facets.get(MODALITIES, ())


def _title(work: Work) -> str:
    """The entry's title with its name; that of the record if the entry's is only its link."""
    entry, title = work.entry, work.entry.title
    if entry.is_untitled:
        title = str(work.item["title"])
        if title == entry.title:  # there is no record
            return entry.label
    return _named(title, entry.name)


def _named(title: str, name: str) -> str:
    return f"{title} ({name})" if name else title


def _links(work: Work) -> str:
    link, code = _link(work), csl_item.code_link(work)
    links = [f"[📄 Paper]({link})"] if link else []
    if code:
        links.append(f"[💻 Code]({markdown.destination(code)})")
    elif work.entry.code == NO_CODE:
        links.append("[💻 Code]() 🔒 Code not publicly available")
    return " | ".join(links)


def _link(work: Work) -> str:
    """The curator's link to the paper; if it is not a web link, that of the identifier."""
    entry = work.entry
    identifiers = [entry.paper, *entry.identifiers]
    addresses = [identifier.url for identifier in identifiers if identifier]
    links = [entry.link, *addresses, str(work.item.get("URL", ""))]
    return markdown.destination(next(filter(is_web_link, links), ""))


def _abstract(work: Work) -> str:
    return work.entry.abstract or str(work.item.get("abstract", ""))


def _details(summary: str, content: str) -> str:
    head = f"<details>\n<summary><strong>{summary}</strong></summary>"
    return f"{head}\n\n{content}\n\n</details>"


def _expected_facts(work: Work) -> _Facts:
    entry = work.entry
    code = markdown.destination(csl_item.code_link(work))
    links = (_link(work), code or (NO_CODE if entry.code == NO_CODE else None), _year(work))
    words = "\n".join(dict.fromkeys(_modalities(entry)))
    return links, _title(work), _abstract(work), words


def _facts(entry: Entry) -> _Facts:
    links = (entry.link, entry.code, entry.listed)
    return links, _named(entry.title, entry.name), entry.abstract, "\n".join(_modalities(entry))


def _is_same_text(actual: object, expected: object) -> bool:
    """Whether two texts are equal after the importer's cleaning, without spaces and brackets.

    The importer removes tags, so text that looks like a tag cannot be read back.
    """
    if not isinstance(actual, str) or not isinstance(expected, str):
        return False
    return _letters(actual) == _letters(expected)


def _letters(text: str) -> str:
    """The letters and signs of a text; each line is cleaned alone, as the importer reads it.

    A repeated line counts once: two modalities may be equal when their tags are removed.
    """
    lines = dict.fromkeys(plain(plain(line)) for line in text.split("\n"))
    return re.sub(r"[\s()]+", "", "".join(lines))
