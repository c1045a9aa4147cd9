"""Runs: a heading, bold line or parent item, with the segments below it and their sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eyebib.importers.awesome_list import label as labels
from eyebib.importers.awesome_list.block import Kind
from eyebib.importers.awesome_list.literal import shown
from eyebib.importers.awesome_list.marked import BOLD, END_BOLD, bare, year_in
from eyebib.importers.awesome_list.segment import BOLD_LEVEL, Segment
from eyebib.text.clean import clean

ITEM_LEVEL = 10
"""The level of a list item as a section is this and its depth: below all headings."""

_LEAD = re.compile(r"(?:[^\w(]++|(?:\d++(?:\.\d++)*+[.):]?|[IVX]++\.)\s++)*+")
"""Numbers and signs before the words of a heading."""
_GENERIC = frozenset(
    """awesome list lists reading must read resources collection year years in of the other
    others misc table contents content toc news update updates citation introduction overview
    about contributing license contact acknowledgement acknowledgements selected recent
    related entries models methods method published works work and paper papers undated publication
    publications article articles""".split()
)
_LONGEST_TAG = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading by which items are ordered; the first of the page is the page's title."""

    level: int
    text: str
    is_page: bool = False

    @property
    def year(self) -> int | None:
        """The year if the heading is one: `2024`, `Papers of 2024`, `CVPR 2024`."""
        if re.fullmatch(r"[12]\d{3}", whole := re.sub(r"\W", "", self.text)):
            return int(whole)
        year = year_in(self.text)
        rest = re.sub(r"\d+", "", self.text)
        is_short = _is_generic(rest) or labels.is_venue(rest)
        return year if year and is_short else None

    @property
    def tag(self) -> str:
        """The heading as a keyword; empty for a year, the title of the page, and `Papers`."""
        text = _LEAD.sub("", re.sub(r":[a-z_+\d]+:", "", self.text), count=1)
        text = re.sub(r"[^\w)!?+%#]+$", "", text)
        is_empty = self.is_page or _is_generic(re.sub(r"(?:19|20)\d\d", "", text))
        return "" if is_empty or len(text.split()) > _LONGEST_TAG else clean(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`head` is None for segments that follow no heading of their own.

    `outer` are the sections that the head is in, `sections` those of the body.
    """

    head: Segment | None
    outer: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    body: list[Segment] = field(default_factory=list)


def runs(segments: Sequence[Segment]) -> Iterator[Run]:
    """The runs of a page, in order."""
    sections: list[Section] = []
    run = Run(head=None)
    has_title = False
    for segment, following in zip(segments, [*segments[1:], None], strict=False):
        block = segment.block
        level = _level(segment, following)
        if level or _ends(run, segment):
            yield run
            bound = level or (block.level if block.kind is Kind.END else ITEM_LEVEL + block.level)
            is_section = bool(level) and not segment.papers and _is_section(segment)
            if is_section or not level or block.kind is not Kind.PARAGRAPH:
                sections = [section for section in sections if section.level < bound]
            outer = tuple(sections)
            if is_section:
                is_page = block.kind is Kind.HEADING and block.level <= 6 and not has_title
                sections.append(Section(level=bound, text=_heading(segment), is_page=is_page))
                has_title = has_title or is_page
            is_head = bool(level) and not segment.papers
            head = segment if is_head else None
            run = Run(head=head, outer=outer, sections=tuple(sections))
            if is_head:
                continue
        run.body.append(segment)
    yield run


def _level(segment: Segment, following: Segment | None) -> int:
    """The level of a segment that heads others; 0 if it is none."""
    block = segment.block
    if block.kind is Kind.HEADING:
        return block.level
    if segment.papers or not segment.title:
        return 0
    if block.kind is Kind.PARAGRAPH:
        return BOLD_LEVEL if segment.text.lstrip().startswith(BOLD) else 0
    is_deeper = following is not None and following.block.level > block.level
    is_parent = is_deeper and following is not None and following.block.kind is Kind.ITEM
    return ITEM_LEVEL + block.level if block.kind is Kind.ITEM and is_parent else 0


def _ends(run: Run, segment: Segment) -> bool:
    """Whether a segment without head ends the run before it."""
    block = segment.block
    if block.kind is Kind.END:
        return True
    if run.head is None or run.head.block.kind is not Kind.ITEM:
        return False
    return block.kind is not Kind.ITEM or block.level <= run.head.block.level


def _is_section(segment: Segment) -> bool:
    """Whether what heads a run names a section: a heading, or a line that is bold as a whole."""
    if segment.block.kind is not Kind.PARAGRAPH:
        return bool(_heading(segment))
    text = segment.text.strip()
    is_whole = re.fullmatch(f"{BOLD}[^{END_BOLD}]*{END_BOLD}\\W*", text)
    return bool(is_whole) and len(text.split()) <= _LONGEST_TAG


def _heading(segment: Segment) -> str:
    return shown(bare(segment.text))


def _is_generic(text: str) -> bool:
    parts = labels.words(text)
    return all(part in _GENERIC for part in parts)
