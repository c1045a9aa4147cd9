"""Judge the works that a search found for an entry: which is the paper, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eyebib.matching import work as guard
from eyebib.matching.author import shares_authors
from eyebib.matching.difference import differences
from eyebib.matching.title import normal, same
from eyebib.matching.work import Verdict
from eyebib.model import csl
from eyebib.model.bibliography import Record, Work
from eyebib.model.csl import Item
from eyebib.model.link_wrapper import layers
from eyebib.resolver.proposal import brief
from eyebib.sources.crossref.search import Hit
from eyebib.text.page import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A work that may be the paper of an entry.

    `is_linked`: the publisher registered the entry's link as its page. `title`: whether the guard
    accepts its title. `has_authors` and `has_year`: whether the entry's agree, None if the entry
    has none. `has_place`: whether the container or the first page agrees, as far as both are known.
    """

    hit: Hit
    is_linked: bool
    title: Verdict
    has_authors: bool | None
    has_year: bool | None
    has_place: bool

    @property
    def record(self) -> Record:
        """The record of the work."""
        return self.hit.record

    @property
    def has_title(self) -> bool:
        """Whether the title is equal to the entry's."""
        return self.title.is_same and not self.title.reason

    @property
    def is_proven(self) -> bool:
        """Whether it may be taken without asking.

        Crossref must have the entry's link as its page. Else title, authors and year must be equal,
        and at Crossref also the container or the first page: authors use a title twice.
        """
        if not self.title.is_same or self.hit.is_posted or self.has_authors is False:
            return False
        is_equal = self.has_title and bool(self.has_authors and self.has_year)
        return self.is_linked or (is_equal and (self.record.source == "arxiv" or self.has_place))

    @property
    def evidence(self) -> str:
        """What the work is, and what speaks for and against it."""
        item = self.record.item
        facts = dict.fromkeys(
            (
                self.is_linked and "Crossref has the link of the entry for it",
                self._title_evidence,
                {True: "authors in common", False: "other authors", None: "no authors to compare"}[
                    self.has_authors
                ],
                self.has_year is False and "another year",
                self.hit.is_posted and "a preprint or a copy, so check who posted it",
                _venue(item),
            )
        )
        return f'"{item.get("title", "")}", {brief(item)}: {"; ".join(f for f in facts if f)}'

    @property
    def _title_evidence(self) -> str:
        return self.title.reason or ("the title agrees" if self.has_title else "the title differs")


def candidates(work: Work, hits: Iterable[Hit]) -> list[Candidate]:
    """The works that may be the paper, best first.

    The title must agree, and the authors if those of the entry are known, or the publisher must
    have registered the entry's link.
    """
    judged = [_candidate(work, hit) for hit in hits]
    likely = [c for c in judged if c.is_linked or (c.title.is_same and c.has_authors is not False)]
    return sorted(_without_copies(likely), key=_rank)


def _candidate(work: Work, hit: Hit) -> Candidate:
    item, known = hit.record.item, work.item
    paper, year = work.entry.paper, csl.year(known)
    links = layers(paper.value) if paper else ()  # also behind a proxy or in an archive
    is_linked = page(hit.page) in {page(link) for link in links} - {""}
    is_paper = is_linked or guard.may_be_version(work.entry, item)  # no data with the same title
    return Candidate(
        hit=hit,
        is_linked=is_linked,
        title=guard.title_verdict(work.entry, item) if is_paper else Verdict(is_same=False),
        has_authors=shares_authors(known, item) if known.get("author") else None,
        has_year=_is_of_year(hit.record, year) if year else None,
        has_place=_has_place(known, item),
    )


def _has_place(known: Item, item: Item) -> bool:
    """Whether two works have the same container or the same first page, and no other volume."""
    contradicted = {variable for variable, _, _ in differences(known, item)}
    if "volume" in contradicted or "page" in contradicted:
        return False
    containers = [normal(str(each.get("container-title", ""))) for each in (known, item)]
    has_page = bool(known.get("page") and item.get("page"))
    return has_page or containers[0] == containers[1] != ""


def _is_of_year(record: Record, year: int) -> bool:
    """Whether a work is of a year; a preprint may be of the year before."""
    own = csl.year(record.item) or 0
    return own in ((year - 1, year) if record.source == "arxiv" else (year,))


def _without_copies(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without posted copies of others."""
    originals = [c.record.item for c in candidates if not c.hit.is_posted]
    return [
        c
        for c in candidates
        if not (c.hit.is_posted and any(is_copy(c.record.item, item) for item in originals))
    ]


def is_copy(posted: Item, original: Item) -> bool:
    """Whether posted content has the title and authors of a paper, and is later than it."""
    is_same = same(str(posted.get("title", "")), str(original.get("title", "")))
    dates = zip(*(csl.date_parts(item.get("issued")) for item in (original, posted)), strict=False)
    is_later = next((one < other for one, other in dates if one != other), False)
    return is_same and is_later and shares_authors(posted, original)


def _rank(candidate: Candidate) -> tuple[bool, ...]:
    """False comes first; candidates of the same rank keep the order of the search."""
    return (
        not candidate.is_proven,
        not candidate.is_linked,
        candidate.hit.is_posted,
        not candidate.has_title,
        not candidate.has_authors,
        not candidate.has_year,
        candidate.record.source != "crossref",
    )


def _venue(item: Item) -> str:
    """Where the paper was published according to its authors, for the curator to check."""
    journal, comment = csl.fact(item, "journal-ref"), csl.fact(item, "comment")
    venue = journal or comment
    return f"the authors state on arXiv: {venue}" if venue else ""
