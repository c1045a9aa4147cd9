"""The searches of one run; a source that fails repeatedly is not searched again."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from eyebib.sources import arxiv_search
from eyebib.sources.cache import Use
from eyebib.sources.crossref import search as crossref_search
from eyebib.sources.crossref.search import Hit
from eyebib.sources.pace import SourceError

T = TypeVar("T")

MOST_FAILURES = 3
"""Consecutive failed searches of a source after which it is not searched again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searches:
    """What the searches of a run have in common, and the number of the last failures by source.

    `today` is an ISO date, `mailto` the e-mail address of the user, for Crossref; `use` says
    whether answers in the cache are used, and whether there are others.
    """

    today: str
    mailto: str
    use: Use = "kept"
    failures: Counter[str] = field(default_factory=Counter)

    def crossref(self, words: str) -> tuple[Hit, ...]:
        """The works at Crossref that match the words, best first.

        Raises:
            SourceError: The search failed, or the last `MOST_FAILURES` searches did.
        """
        search = partial(crossref_search.search, today=self.today, mailto=self.mailto)
        return self._tried("Crossref", lambda: search(words, use=self.use))

    def arxiv(self, query: str) -> tuple[Hit, ...]:
        """The papers at arXiv that match a query of `arxiv_search`, in their latest versions.

        Raises:
            SourceError: The search failed, or the last `MOST_FAILURES` searches did.
        """
        search = partial(arxiv_search.search, today=self.today)
        papers = self._tried("arXiv", lambda: search(query, use=self.use))
        return tuple(Hit(record=paper) for paper in papers)

    def _tried(self, source: str, ask: Callable[[], T]) -> T:
        if self.failures[source] >= MOST_FAILURES and self.use != "offline":
            raise SourceError(f"{source} was not searched, after {MOST_FAILURES} failed searches")
        self.failures[source] += 1
        answer = ask()
        self.failures[source] = 0
        return answer
