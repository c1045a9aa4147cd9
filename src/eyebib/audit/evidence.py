"""What the sources answered about one reference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from eyebib.importers.bibtex_reference import Reference
from eyebib.matching import compare, likeness
from eyebib.matching.compare import Comparison
from eyebib.model.bibliography import Record, Source
from eyebib.model.identifier import Identifier
from eyebib.sources.http import Answer, NotFound, Unreachable

NAMES: Mapping[Source, str] = {
    "crossref": "Crossref",
    "datacite": "DataCite",
    "agency": "its DOI agency",
    "arxiv": "arXiv",
}
"""The sources as messages name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A record compared with a reference.

    It `is_own` if an identifier of the reference is its. It `is_certain` that it is of the work of
    the reference if it is its own, or has its title and authors; only then is a field corrected.
    """

    record: Record
    title: likeness.Title
    authors: likeness.Authors
    comparison: Comparison
    is_own: bool
    is_certain: bool

    @property
    def is_work(self) -> bool:
        """Whether the record is of the work of the reference, which may have wrong fields."""
        if self.title == "same":
            return self.is_own or self.authors in ("same", "some")
        return self.title == "near" and self.authors in ("same", "some")

    @property
    def is_preprint(self) -> bool:
        """Whether the record is that of a preprint."""
        return self.record.item.get("genre") == "preprint"

    @property
    def agrees(self) -> bool:
        """Whether nothing differs and everything is confirmed."""
        return not self.comparison.disagreements and not self.comparison.unconfirmed

    @property
    def wrong(self) -> set[str]:
        """The fields that differ."""
        return {each.field for each in self.comparison.disagreements}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The answers about a reference.

    `answers` are those about its identifiers, in the order in which they are preferred. `matches`
    are all records: those of its identifiers first, then the versions of record that these name,
    then what searches found. `searched` names the sources that were searched, `failures` says which
    did not answer, and why.
    """

    answers: tuple[Answer, ...] = ()
    matches: tuple[Match, ...] = ()
    searched: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def works(self) -> list[Match]:
        """The records that are of the work of the reference."""
        return [match for match in self.matches if match.is_work]

    @property
    def own(self) -> list[Match]:
        """The records of the identifiers of the reference."""
        return [match for match in self.matches if match.is_own]

    @property
    def unregistered(self) -> list[Identifier]:
        """The identifiers that do not exist."""
        return [
            answer.identifier
            for answer in self.answers
            if isinstance(answer, NotFound) and not answer.is_registered
            if answer.identifier.scheme in ("doi", "arxiv")
        ]

    @property
    def unreadable(self) -> list[Identifier]:
        """The identifiers that exist, and of which nobody says what they are."""
        missing = (answer for answer in self.answers if isinstance(answer, NotFound))
        return [answer.identifier for answer in missing if answer.is_registered]

    @property
    def silent(self) -> list[str]:
        """Why a source did not answer."""
        unreachable = [a.reason for a in self.answers if isinstance(a, Unreachable)]
        return [*unreachable, *self.failures]

    def after(self, source: str, reference: Reference, found: Iterable[Record]) -> "Evidence":
        """The evidence with the works that the search of a source found."""
        known = {match.record.identifier for match in self.matches}
        new = (matched(reference, record) for record in found if record.identifier not in known)
        return replace(self, matches=(*self.matches, *new), searched=(*self.searched, source))

    def without(self, failure: str) -> "Evidence":
        """The evidence with the reason why the search of a source failed."""
        return replace(self, failures=(*self.failures, failure))


def matched(reference: Reference, record: Record, *, is_own: bool = False) -> Match:
    """A record compared with a reference; in its fields only if it may be of the same work."""
    entry = reference.entry
    title = likeness.title(entry, record.item)
    if not is_own and title == "other":
        authors: likeness.Authors = "unknown"
        comparison = Comparison()
    else:
        authors = likeness.authors(dict(entry.csl), record.item)
        comparison = compare.compare(entry, record, NAMES[record.source])
    return Match(
        record=record,
        title=title,
        authors=authors,
        comparison=comparison,
        is_own=is_own,
        is_certain=is_own or (title == "same" and authors in ("same", "some")),
    )
