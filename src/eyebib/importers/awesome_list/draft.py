"""Drafts: what a page says about each paper, each time it lists it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list import title as titles
from eyebib.importers.awesome_list.block import Kind, Piece
from eyebib.importers.awesome_list.link import Link
from eyebib.importers.awesome_list.literal import shown
from eyebib.importers.awesome_list.marked import END_ITALIC, ITALIC, bare, lines
from eyebib.importers.awesome_list.plain_title import looks_like_authors, split_exact
from eyebib.importers.awesome_list.row import row_of
from eyebib.importers.awesome_list.run import Run, Section
from eyebib.importers.awesome_list.segment import Segment

_BARE = 3
"""Words: what may be beside the labels of an item whose title is elsewhere."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """One item of the list: a title with the links and lines that belong to it."""

    line: int
    kind: Kind
    level: int
    title: str
    name: str
    sections: tuple[Section, ...]
    segments: list[Segment]
    year: int | None = None
    modalities: tuple[str, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def links(self) -> list[Link]:
        """All links of the item."""
        return [link for segment in self.segments for link in segment.links]

    @property
    def lines(self) -> list[list[Piece]]:
        """All lines of the item that are no cells."""
        return [line for segment in self.segments for line in lines(segment.block.pieces)]

    @property
    def papers(self) -> list[Link]:
        """The links to papers, the one that is the title first."""
        papers = [link for link in self.links if link.kind == "paper"]
        return sorted(papers, key=lambda link: not link.has_title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A link to a paper that belongs to no draft, and why."""

    link: Link
    reason: str


NO_TITLE = "no title is beside it"


def drafts(runs: Iterable[Run]) -> Iterator[Draft | Unread]:
    """The drafts of a page in order, and the links to papers that are in none."""
    for run in runs:
        loose = [segment for segment in run.body if segment.papers and not _titled(segment)]
        has_titles = any(_titled(segment) for segment in run.body if segment.papers)
        if run.head and loose and not has_titles and _heads(run, loose):
            yield _headed(run, run.head)
        else:
            yield from _listed(run)


def _titled(segment: Segment) -> bool:
    if segment.block.kind is Kind.ROW:
        return bool(row_of(segment.block).title)
    return bool(segment.title)


def _heads(run: Run, loose: Sequence[Segment]) -> bool:
    """Whether the head of a run is the title of the one paper whose links are below."""
    head = run.head
    if head is None or not all(map(_is_bare, loose)):
        return False
    is_page = head.block.kind is Kind.HEADING and run.sections[-1:] and run.sections[-1].is_page
    text = head.title or bare(head.text)
    if is_page or labels.is_label(text) or not re.search(r"[^\W\d]", text):
        return False
    papers = [link for segment in loose for link in segment.papers]
    by_label = {tuple(sorted(labels.words(link.label))): link.identifier for link in papers}
    return all(by_label[tuple(sorted(labels.words(p.label)))] == p.identifier for p in papers)


def _is_bare(segment: Segment) -> bool:
    """Whether a segment has labels and hardly any text: it is part of an item, and not prose."""
    if titles.is_sentence(segment.text):
        return False
    text = re.sub(f"{ITALIC}[^{END_ITALIC}]*{END_ITALIC}", " ", segment.text)
    text = bare(re.sub(r"\[[^\[\]]*\]|\([^()]*\)", " ", text))
    rest = [word for word in labels.words(text) if not labels.is_label(word)]
    return len(rest) <= _BARE or looks_like_authors(text) or labels.is_venue(text)


def _headed(run: Run, head: Segment) -> Draft:
    title, name = head.title, head.name
    if not title:
        title, name = map(shown, split_exact(bare(head.text)))
    draft = _draft(head, title, name, run.outer)
    draft.segments += run.body
    return draft


def _listed(run: Run) -> Iterator[Draft | Unread]:
    sections = run.sections
    current: Draft | None = None
    for segment in run.body:
        if segment.block.kind is Kind.END:
            current = None
        elif segment.papers and _titled(segment):
            if current:
                yield current
            current = _own(segment, sections)
        elif current and _joins(current, segment):
            current.segments.append(segment)
        else:
            yield from (Unread(link=link, reason=NO_TITLE) for link in segment.papers)
    if current:
        yield current


def _own(segment: Segment, sections: tuple[Section, ...]) -> Draft:
    if segment.block.kind is Kind.ROW:
        row = row_of(segment.block)
        draft = _draft(segment, row.title, row.name, sections)
        draft.year, draft.modalities, draft.cells = row.year, row.modalities, row.cells
        return draft
    return _draft(segment, segment.title, segment.name, sections)


def _draft(segment: Segment, title: str, name: str, sections: tuple[Section, ...]) -> Draft:
    return Draft(
        line=segment.block.line,
        kind=segment.block.kind,
        level=segment.block.level,
        title=title,
        name=name,
        sections=sections,
        segments=[segment],
    )


def _joins(draft: Draft, segment: Segment) -> bool:
    """Whether a segment without a title of a paper belongs to the item above it."""
    kind = segment.block.kind
    if kind is Kind.ABSTRACT:
        return True
    if segment.papers and not _is_bare(segment):
        return False
    if draft.kind is Kind.ITEM:
        return kind is Kind.ITEM and segment.block.level > draft.level
    return draft.kind is not Kind.ROW and kind in (Kind.PARAGRAPH, Kind.ITEM)
