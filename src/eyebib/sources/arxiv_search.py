"""The search of arXiv by title."""

import time
from urllib.parse import urlencode

from eyebib.matching.title import normal
from eyebib.model.bibliography import Record
from eyebib.sources import arxiv, cache
from eyebib.sources.attempt import Attempt
from eyebib.sources.http import base_url, credentials, get
from eyebib.sources.pace import Policy, SourceError, ask

ROWS = 10


def search(
    title: str, *, today: str, policy: Policy | None = None, refresh: bool = False
) -> tuple[Record, ...]:
    """The latest versions of the papers whose title has the words of `title` in this order.

    Raises:
        SourceError: arXiv gave no usable answer.
        UsageError: The base URL is invalid.
    """
    policy = policy or arxiv.POLICY
    url = query(title)
    deadline = time.monotonic() + policy.overall
    return cache.answered(
        url,
        lambda: ask(url, _get, policy=policy, deadline=deadline),
        lambda feed: tuple(arxiv.records(feed.encode(), today=today)),
        today=today,
        refresh=refresh,
    )


def query(title: str) -> str:
    """The URL of a search for a title as a phrase, in which arXiv ignores case and punctuation."""
    words = {"search_query": f'ti:"{normal(title)}"', "max_results": ROWS}
    return f"{base_url('arxiv')}/api/query?{urlencode(words)}"


def _get(url: str, attempt: Attempt) -> str:
    status, feed = get(url, attempt, auth=credentials("arxiv"))
    if status != 200:
        raise SourceError(f"arXiv: HTTP {status}", status=status)
    try:
        return feed.decode()
    except ValueError as error:
        raise SourceError(f"arXiv: invalid feed: {error}") from error
