"""Searches arXiv for many titles in few requests, because it allows one request in three seconds.

The papers of each title are kept in the cache on their own, because the next audit searches for
other titles beside it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from eyebib.matching.title import content, normal
from eyebib.model.bibliography import Record
from eyebib.model.problem import EyebibError
from eyebib.project import lock_file
from eyebib.sources import arxiv_search, cache
from eyebib.sources.http import base_url
from eyebib.sources.pace import SourceError
from eyebib.text.markup import plain

BATCH = 8
"""Titles in one request."""

ROWS = 60
"""Papers in one answer."""

_LONG = 10
"""Words of a title that is searched for in two halves, one of which may have a wrong word."""

_LEAST_COMMON = 0.5
"""The part of the words of a title that a paper must have, so that it is kept for the title."""

Papers = tuple[Record, ...]


def search(
    titles: Sequence[str], *, today: str, use: cache.Use = "kept"
) -> Iterator[tuple[str, Papers | SourceError]]:
    """The papers at arXiv that may have each title, or why arXiv gave no answer.

    Raises:
        UsageError: The base URL is invalid.
    """
    unknown = []
    for title in dict.fromkeys(titles):
        kept = None if use == "fresh" else _kept(title, today)
        if kept is not None:
            yield title, kept
        else:
            unknown.append(title)
    for start in range(0, len(unknown), BATCH):
        yield from _batch(unknown[start : start + BATCH], today, use)


def _batch(
    titles: Sequence[str], today: str, use: cache.Use
) -> Iterator[tuple[str, Papers | SourceError]]:
    if use == "offline":
        yield from ((title, SourceError(cache.OFFLINE)) for title in titles)
        return
    query = " OR ".join(phrase for title in titles for phrase in phrases(title))
    try:
        papers = arxiv_search.search(query, today=today, use=use, rows=ROWS)
    except SourceError as error:
        yield from ((title, error) for title in titles)
        return
    for title in titles:
        own = tuple(paper for paper in papers if _may_be(title, paper))
        _keep(title, own, today)
        yield title, own


def phrases(title: str) -> list[str]:
    r"""What arXiv is asked for: the words of a title in their order, or each half of them.

    An apostrophe ends a word there, and what is a sign here may be TeX there (`$\varepsilon$`).
    """
    text = normal(re.sub("['’‘ʼ]", " ", plain(title)))
    runs = [run.split() for run in re.split(r"\S*[^\x00-\x7f]\S*", text)]
    words = max(runs, key=len)
    half = len(words) // 2
    parts = [words[:half], words[half:]] if len(words) >= _LONG else [words]
    return [f'ti:"{" ".join(part)}"' for part in parts if part]


def _may_be(title: str, paper: Record) -> bool:
    own, theirs = content(title), content(str(paper.item.get("title", "")))
    return len(own & theirs) >= _LEAST_COMMON * len(own)


def _query(title: str) -> str:
    return f"{base_url('arxiv')} title {normal(title)}"


def _keep(title: str, papers: Papers, today: str) -> None:
    try:
        text = lock_file.dump(papers) if papers else json.dumps([])
    except EyebibError:  # an unexpected value in the answer is asked for again
        return
    cache.keep(_query(title), text, today=today)


def _kept(title: str, today: str) -> Papers | None:
    """The papers in the cache; None if there is no answer or it is damaged."""
    text = cache.kept(_query(title), today=today)
    if text is None:
        return None
    try:
        return lock_file.parse(text, Path()) if json.loads(text) else ()
    except (EyebibError, ValueError):
        return None
