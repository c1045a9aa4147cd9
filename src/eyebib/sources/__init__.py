"""Where records come from. A new source is a module here and a line in `SOURCES`."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from eyebib.model.identifier import Identifier
from eyebib.sources import arxiv
from eyebib.sources.crossref import client
from eyebib.sources.http import Answer, Question


class Source(Protocol):
    """What a module of this package is; it passes over identifiers of other schemes."""

    def questions(self, identifiers: Iterable[Identifier]) -> Iterator[Question]:
        """The requests it takes at the least."""
        ...

    def fetch(
        self, identifiers: Iterable[Identifier], *, today: str, mailto: str
    ) -> Iterator[Answer]:
        """An answer for each identifier, as it arrives; failures are answers, too."""
        ...


SOURCES: dict[str, Source] = {"crossref": client, "arxiv": arxiv}


def fetch(identifiers: Iterable[Identifier], *, today: str, mailto: str) -> Iterator[Answer]:
    """Ask every source about its identifiers, one source after the other.

    Raises:
        UsageError: the mailto or the address of a source is none.
    """
    asked = list(identifiers)
    answers = [source.fetch(asked, today=today, mailto=mailto) for source in SOURCES.values()]
    for stream in answers:
        yield from stream


def requests(identifiers: Iterable[Identifier]) -> dict[str, int]:
    """How many requests each source will take, if it finds everything at once."""
    asked = list(identifiers)
    return {name: len(list(source.questions(asked))) for name, source in SOURCES.items()}
