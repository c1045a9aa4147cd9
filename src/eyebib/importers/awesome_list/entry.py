"""Entries from drafts: one for each identifier, with what all drafts of it say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.block import Kind, Piece, text_of
from eyebib.importers.awesome_list.code import closed, code_of
from eyebib.importers.awesome_list.column import is_fact_of_list, role
from eyebib.importers.awesome_list.draft import Draft
from eyebib.importers.awesome_list.fact import facts, value, words
from eyebib.importers.awesome_list.link import Link
from eyebib.importers.awesome_list.literal import shown
from eyebib.importers.awesome_list.marked import bare, marked, year_in, year_of
from eyebib.matching.role import is_preprint
from eyebib.model.bibliography import Entry
from eyebib.model.facet import MODALITIES, SECTION, joined
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link

_MODALITIES = re.compile(r"\s*[-*+]?\s*modalit(?:y|ies)\s*:\s*(?P<words>.*)", re.IGNORECASE)


def entry_of(draft: Draft) -> Entry:
    """The entry of a draft, without a citekey of its own."""
    paper, preprint, published, _ = versions(draft)
    address = paper.identifier.url if paper.identifier else ""
    link = closed(clean(paper.url)) if is_web_link(clean(paper.url)) else address
    return Entry(
        citekey="",
        title=draft.title,
        name=draft.name or _fact(draft, "name"),
        paper=paper.identifier,
        link=link,
        preprint=preprint.identifier if preprint else None,
        published=published.identifier if published else None,
        code=code_of(draft),
        listed=_year(draft),
        facets=_facets(draft),
        abstract=next((s.block.text for s in draft.segments if s.block.kind is Kind.ABSTRACT), ""),
        table={name: cell for name, cell in _cells(draft).items() if name.casefold() != SECTION},
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
    """An entry with what the list says of the same paper in another place, but its versions."""
    return replace(
        one,
        name=one.name or other.name,
        code=one.code or other.code,
        listed=one.listed or other.listed,
        facets=joined(one.facets, other.facets),
        abstract=one.abstract or other.abstract,
        table={**other.table, **one.table},
    )


def _year(draft: Draft) -> int | None:
    """The year of the innermost heading that is one, else of the item."""
    headings = (section.year for section in reversed(draft.sections))
    if year := next(filter(None, headings), draft.year or year_of(_fact(draft, "year"))):
        return year
    dated = (line for line in draft.lines if not _is_other(line))
    texts = [bare(marked(line)) for line in dated]
    texts += [link.label for link in draft.papers if not link.has_title]
    text = shown(" ".join(texts))
    for part in filter(year_in, (draft.title, draft.name)):
        text = text.replace(part, " ", 1)
    return year_in(text)


def _is_other(line: Sequence[Piece]) -> bool:
    """Whether a line names a fact whose numbers are no years."""
    return any(role(key) not in ("date", "venue") for key in facts([line]))


def _fact(draft: Draft, key: str) -> str:
    """The value of a key that an item names, in any case; empty if it does not."""
    named = facts(draft.lines).items()
    return next((text_of(pieces) for name, pieces in named if name.casefold() == key), "")


def _cells(draft: Draft) -> dict[str, str]:
    """What the list has of its own, in lines or in columns."""
    named = facts(draft.lines).items()
    values = {key: value(pieces) for key, pieces in named if is_fact_of_list(key)}
    return {key: text for key, text in values.items() if text} | draft.cells


def _facets(draft: Draft) -> dict[str, tuple[str, ...]]:
    """The modalities, and the sections that the paper is in or that a column names."""
    sections = [section.tag for section in draft.sections]
    sections += [cell for name, cell in _cells(draft).items() if name.casefold() == SECTION]
    return joined({MODALITIES: _modalities(draft), SECTION: tuple(filter(None, sections))})


def _modalities(draft: Draft) -> tuple[str, ...]:
    named = [
        word
        for index, line in enumerate(draft.lines)
        if (match := _MODALITIES.match("".join(piece.markup for piece in line)))
        and not (index == 0 and text_of(line).startswith(draft.title))
        for word in words(match["words"])
    ]
    return tuple(dict.fromkeys([*draft.modalities, *named]))
