"""The awesome list itself, in the form that `importers.awesome_list` reads.

Headings are the listed years, the newest first; under each stand its entries by name: title, links,
modalities in the curator's words, the abstract folded. An entry that says no year stands under that
of its publication, one that has none of either under `Undated`. Titles, links and abstracts are the
entry's own; a record's abstract is taken where the entry has none.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from eyebib.exporters import csl_item
from eyebib.importers import awesome_list
from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, Bibliography, Entry, Work
from eyebib.model.settings import DEFAULTS, EMPTY, Options, Settings
from eyebib.text import markdown
from eyebib.text.link import is_web_link
from eyebib.text.markup import plain

FILE = "awesome-list.md"

TYPES = dict.fromkeys(sorted(csl.TYPES), "an entry of the list")

WRITTEN = frozenset(("abstract", "issued"))

LOSSES = {
    **dict.fromkeys(csl.VARIABLES - WRITTEN, "a list names the title and the link of the entry"),
    "abstract": "only where the entry has none of its own",
    "issued": "the year, where the entry is listed under none",
}
"""What a list is not for; `--with-citation` adds the whole reference."""

_EXPECTED_RULES = {"citekey", "no-year", "paper"}
_CITATION_FOLDED = "section `BibTeX` was ignored"
"""What the importer says of a list that is right: of names twice, of no year, of no link."""

CONTENTS = "Table of Contents"
UNDATED = "Undated"

_Facts = tuple[Any, ...]
"""What a reader finds of an entry: paper, code, year; title with name, abstract, modalities."""


def export(
    bibliography: Bibliography,
    options: Options = DEFAULTS,
    citations: Mapping[str, str] = EMPTY,
) -> str:
    """The list as a document: title, table of contents, how to cite it, the entries.

    `citations` holds BibTeX by citekey, folded under each entry.
    """
    settings = bibliography.settings
    how = how_to_cite(settings)
    parts = [f"## How to Cite\n\n{how}"] if how else []
    parts.append(f"## Models\n\n{listing(bibliography, citations)}")
    head = f"# {markdown.inline(settings.title or 'A list of papers')}"
    document = "\n\n---\n\n".join(parts)
    toc = f"## {CONTENTS}\n\n{markdown.contents(document)}"
    text = "\n\n---\n\n".join([f"{head}\n\n{toc}", document]) + "\n"
    return in_ascii(text) if options.ascii else text


def listing(bibliography: Bibliography, citations: Mapping[str, str] = EMPTY) -> str:
    """The entries under their years, without a line feed at the end."""
    blocks = []
    for heading, works in groupby(_ordered(bibliography), _heading):
        first, *rest = (_entry(work, citations.get(work.citekey, "")) for work in works)
        blocks += [f"### {heading}\n\n{first}", *rest]
    return "\n\n---\n\n".join(blocks)


def how_to_cite(settings: Settings) -> str:
    """How the list itself is cited; empty where `eyebib.toml` names no authors of it."""
    if not settings.authors:
        return ""
    names = ", ".join(map(csl.display_name, settings.authors))
    version = f"Version {settings.version}" if settings.version else ""
    edition = ", ".join(filter(None, [version, settings.date]))
    said = [names, settings.title, edition]
    link = f" <{markdown.destination(settings.url)}>" if is_web_link(settings.url) else ""
    text = markdown.inline(" ".join(f"{part.rstrip('.')}." for part in said if part))
    return f"If you use this list, please cite it:\n\n> {text}{link}"


def in_ascii(text: str) -> str:
    """The text with a character reference for each character that is not ASCII."""
    return text.encode("ascii", "xmlcharrefreplace").decode()


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the form of every exporter
) -> Iterator[str]:
    """What the importer would not read as it is in the entries; one without a link it refuses."""
    found, problems = awesome_list.read_sound(text, Path(FILE))
    linked = [work for work in _ordered(bibliography) if _link(work)]
    for problem in problems:
        if problem.rule not in _EXPECTED_RULES and problem.message != _CITATION_FOLDED:
            yield str(problem)
    if len(found) != len(linked):
        yield f"{len(found)} entries, not {len(linked)}"
    for entry, work in zip(found, linked, strict=False):
        for read, meant in zip(_read(entry), _meant(work), strict=True):
            if read != meant and (not isinstance(meant, str) or _seen(read) != _seen(meant)):
                yield f"{work.citekey}: {read!r} is not {meant!r}"


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
    head = [f"**{markdown.inline(_title(entry))}**", _links(work)]
    if entry.modalities:
        noun = "Modality" if len(entry.modalities) == 1 else "Modalities"
        words = (markdown.inline(word).replace(",", "&#44;") for word in entry.modalities)
        head.append(f"_{noun}:_ {', '.join(words)}")
    parts = ["  \n".join(filter(None, head))]
    if abstract := markdown.paragraphs(_abstract(work)):
        parts.append(_folded("Abstract", abstract))
    if citation:
        parts.append(_folded("BibTeX", markdown.fence(citation, "bibtex")))
    return "\n\n".join(parts)


def _title(entry: Entry) -> str:
    return f"{entry.title} ({entry.name})" if entry.name else entry.title


def _links(work: Work) -> str:
    link, code = _link(work), csl_item.code_link(work)
    links = [f"[📄 Paper]({link})"] if link else []
    if code:
        links.append(f"[💻 Code]({markdown.destination(code)})")
    elif work.entry.code == NO_CODE:
        links.append("[💻 Code]() 🔒 Code not publicly available")
    return " | ".join(links)


def _link(work: Work) -> str:
    """The paper as the curator linked it; where that was no link, the address of what it names."""
    entry = work.entry
    named = [entry.paper, *entry.identifiers]
    addresses = [identifier.url for identifier in named if identifier]
    links = [entry.link, *addresses, str(work.item.get("URL", ""))]
    return markdown.destination(next(filter(is_web_link, links), ""))


def _abstract(work: Work) -> str:
    return work.entry.abstract or str(work.item.get("abstract", ""))


def _folded(summary: str, content: str) -> str:
    head = f"<details>\n<summary><strong>{summary}</strong></summary>"
    return f"{head}\n\n{content}\n\n</details>"


def _meant(work: Work) -> _Facts:
    entry = work.entry
    code = markdown.destination(csl_item.code_link(work))
    links = (_link(work), code or (NO_CODE if entry.code == NO_CODE else None), _year(work))
    words = "\n".join(dict.fromkeys(entry.modalities))
    return links, _title(entry), _abstract(work), words


def _read(entry: Entry) -> _Facts:
    links = (entry.link, entry.code, entry.listed)
    return links, _title(entry), entry.abstract, "\n".join(entry.modalities)


def _seen(text: str) -> str:
    """Text as the importer takes it, for whom a tag is a tag; spaces and brackets do not count."""
    return re.sub(r"[\s()]+", "", plain(plain(text.replace("\n", " "))))
