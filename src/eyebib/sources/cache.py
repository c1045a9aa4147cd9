"""The answers of searches, kept for a month in the user's cache folder.

Each file is JSON, with the `query`, the `answer` as text, and its `date` (an ISO date). Locks are
never written from it: what is locked is always fetched.
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_dir

from eyebib.model.problem import EyebibError
from eyebib.project import text_file
from eyebib.sources.pace import SourceError

T = TypeVar("T")

MONTH = 30
"""Days for which an answer is kept."""

_LIMIT = 1 << 24
"""The largest file that is read, in bytes; 20 works of Crossref have 0.2 MB."""


def answered(
    query: str,
    ask: Callable[[], str],
    read: Callable[[str], T],
    *,
    today: str,
    refresh: bool = False,
) -> T:
    """What `read` makes of the answer to a query, which is asked only if it is not in the cache.

    A damaged file is ignored and written again, and an answer that `read` refuses is not kept.
    Expired files are deleted when a new answer is written.

    Args:
        query: The URL of the search, without credentials.
        ask: Sends the query and returns the answer.
        read: Reads an answer; raises SourceError if it is not valid.
        today: Today's ISO date.
        refresh: Whether to ask even if there is an answer in the cache.

    Raises:
        SourceError: The source gave no usable answer.
    """
    path = _path(query)
    if not refresh and (answer := _kept(path, query, today)) is not None:
        with contextlib.suppress(SourceError):
            return read(answer)
    answer = ask()
    result = read(answer)
    content = {"query": query, "date": today, "answer": answer}
    with contextlib.suppress(EyebibError):  # a folder that cannot be written costs a request
        text_file.write(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        _sweep(path.parent, today)
    return result


def has(query: str, *, today: str) -> bool:
    """Whether the answer to a query is in the cache."""
    return _kept(_path(query), query, today) is not None


def _path(query: str) -> Path:
    folder = os.environ.get("EYEBIB_CACHE_DIR") or user_cache_dir("eyebib", appauthor=False)
    return Path(folder) / "searches" / f"{hashlib.sha256(query.encode()).hexdigest()}.json"


def _sweep(folder: Path, today: str) -> None:
    """Delete the answers that are older than a month by the times of their files."""
    midnight = dt.datetime.fromisoformat(today).replace(tzinfo=dt.UTC)
    oldest = (midnight - dt.timedelta(days=MONTH)).timestamp()
    for path in folder.glob("*.json"):
        with contextlib.suppress(OSError):  # another run may delete it at the same time
            if path.stat().st_mtime < oldest:
                path.unlink()


def _kept(path: Path, query: str, today: str) -> str | None:
    """The answer in a file of the last month; None if there is no such file or it is damaged."""
    try:
        data = json.loads(text_file.read_exactly(path, limit=_LIMIT))
        age = dt.date.fromisoformat(today) - dt.date.fromisoformat(data["date"])
        is_current = data["query"] == query and 0 <= age.days < MONTH
        answer: str = data["answer"]
        str.encode(answer)  # raises if it is not text, or has unpaired surrogates
    except (EyebibError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return answer if is_current else None
