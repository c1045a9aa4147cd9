"""Entries from drafts: one for each identifier, with what all drafts of it say."""

import re
from collections.abc import Iterator
from dataclasses import replace

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.block import Kind, Piece
from eyebib.importers.awesome_list.draft import Draft
from eyebib.importers.awesome_list.link import Link
from eyebib.importers.awesome_list.marked import bare, lines, marked, year_in
from eyebib.matching.role import is_preprint
from eyebib.model.bibliography import NO_CODE, Entry
from eyebib.model.facet import MODALITIES, SECTION, joined
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link
from eyebib.text.markup import plain

_MODALITIES = re.compile(r"\s*[-*+]?\s*modalit(?:y|ies)\s*:\s*(?P<words>.*)", re.IGNORECASE)
_NOT_PUBLIC = re.compile(
    r"(?:code )?(?:is )?not (?:yet )?(?:publicly )?(?:available|public|released)"
)


def entry_of(draft: Draft) -> Entry:
    """The entry of a draft, without a citekey of its own."""
    paper, preprint, published, _ = versions(draft)
    link = clean(paper.url)
    return Entry(
        citekey="",
        title=draft.title,
        name=draft.name,
        paper=paper.identifier,
        link=link if is_web_link(link) else str(paper.identifier),
        preprint=preprint.identifier if preprint else None,
        published=published.identifier if published else None,
        code=_code(draft),
        listed=_year(draft),
        facets=_facets(draft),
        abstract=next((s.block.text for s in draft.segments if s.block.kind is Kind.ABSTRACT), ""),
        table={name: cell for name, cell in draft.cells.items() if name.casefold() != SECTION},
    )


def versions(draft: Draft) -> tuple[Link, Link | None, Link | None, list[Link]]:
    """The link to the paper, to its preprint and its published version, and those not read.

    A further link is a version only if its label says what it is and no link above has that label.
    A page without identifier is another page of the same paper.
    """
    paper, *others = draft.papers
    preprint = published = None
    is_posted = is_preprint(paper.identifier)
    seen = {_label(paper)}
    unread = []
    for link in others:
        is_same = link.identifier in {x.identifier for x in (paper, preprint, published) if x}
        if is_same:
            continue
        if link.has_title or _label(link) in seen:
            unread.append(link)
        elif preprint is None and not is_posted and is_preprint(link.identifier):
            preprint = link
        elif published is None and is_posted and _is_published(link):
            published = link
        elif link.identifier is not None and link.identifier.scheme != "url":
            unread.append(link)
        seen.add(_label(link))
    return paper, preprint, published, unread


def _label(link: Link) -> tuple[str, ...]:
    return tuple(sorted(labels.words(link.label)))


def _is_published(link: Link) -> bool:
    """Whether a link has an identifier of a publisher; a page without one may be anything."""
    identifier = link.identifier
    return identifier is not None and identifier.scheme != "url" and not is_preprint(identifier)


def merged(one: Entry, other: Entry) -> Entry:
    """An entry with what the list says of the same paper in another place."""
    return replace(
        one,
        name=one.name or other.name,
        preprint=one.preprint or other.preprint,
        published=one.published or other.published,
        code=one.code or other.code,
        listed=one.listed or other.listed,
        facets=joined(one.facets, other.facets),
        abstract=one.abstract or other.abstract,
        table={**other.table, **one.table},
    )


def _code(draft: Draft) -> str | None:
    """The first code link, or `none` if the list says that the code is not public."""
    code = [link for link in draft.links if link.kind == "code" and is_web_link(link.url)]
    said = [link for link in code if labels.says_code(link.label)]
    address = next((clean(link.url) for link in (*said, *code)), "")
    if address and " " not in address:
        return address
    return NO_CODE if any(map(_is_not_public, _lines(draft))) else None


def _is_not_public(line: list[Piece]) -> bool:
    words = re.findall(r"[^\W_]+", bare(marked(line)).casefold())
    return _NOT_PUBLIC.fullmatch(" ".join(words)) is not None


def _year(draft: Draft) -> int | None:
    """The year of the innermost heading that is one, else of the item."""
    headings = (section.year for section in reversed(draft.sections))
    if year := next(filter(None, headings), draft.year):
        return year
    labels_of_papers = [link.label for link in draft.papers if not link.has_title]
    text = " ".join([*(segment.text for segment in draft.segments), *labels_of_papers])
    return year_in(bare(text).replace(draft.title, " "))


def _facets(draft: Draft) -> dict[str, tuple[str, ...]]:
    """The modalities, and the sections that the paper is in or that a column names."""
    sections = [section.tag for section in draft.sections]
    sections += [cell for name, cell in draft.cells.items() if name.casefold() == SECTION]
    return joined({MODALITIES: _modalities(draft), SECTION: tuple(filter(None, sections))})


def _modalities(draft: Draft) -> tuple[str, ...]:
    words = [
        plain(word)
        for line in _lines(draft)
        if (match := _MODALITIES.match("".join(piece.markup for piece in line)))
        for word in match["words"].split(",")
    ]
    return tuple(dict.fromkeys(filter(None, words)))


def _lines(draft: Draft) -> Iterator[list[Piece]]:
    for segment in draft.segments:
        yield from lines(segment.block.pieces)
