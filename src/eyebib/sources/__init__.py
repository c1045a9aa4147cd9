"""The sources of records. To add a source, add a module here and a line in `SOURCES`."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Protocol

from eyebib.model.identifier import Identifier
from eyebib.sources import arxiv, ncbi, translation, unknown_doi
from eyebib.sources.crossref import client
from eyebib.sources.http import HOSTS, Answer, NotFound, Question, base_url
from eyebib.sources.streams import together


class Source(Protocol):
    """The interface of each source module; identifiers of other schemes are skipped."""

    def questions(self, identifiers: Iterable[Identifier]) -> Iterator[Question]:
        """The smallest set of requests for the identifiers."""
        ...

    def fetch(
        self, identifiers: Iterable[Identifier], *, today: str, mailto: str
    ) -> Iterator[Answer]:
        """An answer for each identifier, as it arrives; a failure is also an answer."""
        ...


SOURCES: dict[str, Source] = {"crossref": client, "arxiv": arxiv}


def fetch(identifiers: Iterable[Identifier], *, today: str, mailto: str) -> Iterator[Answer]:
    """Fetch the identifiers from all sources; those of PubMed by their DOIs.

    Raises:
        UsageError: The mailto or the base URL of a source is invalid.
    """
    for host in HOSTS:
        base_url(host)  # raises now, not when the host is asked
    ask = partial(_fetch, today=today, mailto=mailto)
    yield from translation.fetch(identifiers, ask, mailto=mailto)


def _fetch(identifiers: Iterable[Identifier], *, today: str, mailto: str) -> Iterator[Answer]:
    """Fetch the identifiers from all sources at once; then, what Crossref does not know."""
    requested = list(identifiers)
    streams = [source.fetch(requested, today=today, mailto=mailto) for source in SOURCES.values()]
    unknown: list[Identifier] = []
    for answer in together(streams):
        if isinstance(answer, NotFound) and answer.identifier.scheme == "doi":
            unknown.append(answer.identifier)
        else:
            yield answer
    yield from unknown_doi.fetch(unknown, today=today, mailto=mailto)


def requests(identifiers: Iterable[Identifier]) -> dict[str, int]:
    """The number of requests to each source, if no request has to be repeated."""
    requested = list(identifiers)
    rounds = (requested, translation.expected(requested))
    counts = {
        name: sum(len(list(source.questions(identifiers))) for identifiers in rounds)
        for name, source in SOURCES.items()
    }
    return {"ncbi": len(list(ncbi.questions(requested)))} | counts
