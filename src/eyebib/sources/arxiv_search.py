"""The search of arXiv by title, and by authors and words of the title.

The language of queries: https://info.arxiv.org/help/api/user-manual.html#query_details
"""

import time
from collections.abc import Sequence
from urllib.parse import urlencode

from eyebib.matching.title import content, normal
from eyebib.model.bibliography import Record
from eyebib.sources import arxiv, cache
from eyebib.sources.attempt import Attempt
from eyebib.sources.http import base_url, credentials, get
from eyebib.sources.pace import Policy, SourceError, ask

ROWS = 10

_WORDS = 12
"""Words of a title that a query has; any of them suffices."""


def search(
    query: str,
    *,
    today: str,
    policy: Policy | None = None,
    use: cache.Use = "kept",
    rows: int = ROWS,
) -> tuple[Record, ...]:
    """The latest versions of at most `rows` papers that match a query: `titled`, `titled_or_by`.

    Raises:
        SourceError: arXiv gave no usable answer.
        UsageError: The base URL is invalid.
    """
    policy = policy or arxiv.POLICY
    address = url(query, rows)
    deadline = time.monotonic() + policy.overall
    return cache.answered(
        address,
        lambda: ask(address, _get, policy=policy, deadline=deadline),
        lambda feed: tuple(arxiv.records(feed.encode(), today=today)),
        today=today,
        use=use,
    )


def titled(title: str) -> str:
    """The query for a title as a phrase, in which arXiv ignores case and punctuation."""
    return f'ti:"{normal(title)}"'


def titled_or_by(title: str, families: Sequence[str]) -> str:
    """The query for a title, or for another one with a word in common by the same authors.

    Args:
        title: The title.
        families: The family names of the authors, of which the first and the last are used.
    """
    authors = dict.fromkeys([*families[:1], *families[-1:]])
    words = [word for word in dict.fromkeys(normal(title).split()) if content(word)][:_WORDS]
    if not authors or not words:
        return titled(title)
    byline = " AND ".join(f'au:"{family}"' for family in authors)
    any_word = " OR ".join(f'ti:"{word}"' for word in words)
    return f"{titled(title)} OR ({byline} AND ({any_word}))"


def url(query: str, rows: int = ROWS) -> str:
    """The address of a search."""
    words = {"search_query": query, "max_results": rows}
    return f"{base_url('arxiv')}/api/query?{urlencode(words)}"


def _get(url: str, attempt: Attempt) -> str:
    status, feed = get(url, attempt, auth=credentials("arxiv"))
    if status != 200:
        raise SourceError(f"arXiv: HTTP {status}", status=status)
    try:
        return feed.decode()
    except ValueError as error:
        raise SourceError(f"arXiv: invalid feed: {error}") from error
