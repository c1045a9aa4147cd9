"""The answers of the sources, kept for a week in the user's cache folder.

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
from typing import Literal, TypeVar

from platformdirs import user_cache_dir

from eyebib.model.problem import EyebibError
from eyebib.project import text_file
from eyebib.sources.pace import SourceError

T = TypeVar("T")

WEEK = 7
"""Days for which an answer is kept."""

Use = Literal["kept", "fresh", "offline"]
"""Whether to ask only for what is not in the cache, for everything, or for nothing."""

OFFLINE = "not in the cache, and no source is asked (offline)"

_LIMIT = 1 << 24
"""The largest file that is read, in bytes; 20 works of Crossref have 0.2 MB."""


def answered(
    query: str,
    ask: Callable[[], str],
    read: Callable[[str], T],
    *,
    today: str,
    use: Use = "kept",
) -> T:
    """What `read` makes of the answer to a query, which is asked only if it is not in the cache.

    A damaged file is ignored and written again, and an answer that `read` refuses is not kept.
    Expired files are deleted when a new answer is written.

    Args:
        query: The URL of the search, without credentials.
        ask: Sends the query and returns the answer.
        read: Reads an answer; raises SourceError if it is not valid.
        today: Today's ISO date.
        use: Whether to ask if there is an answer in the cache, and if there is none.

    Raises:
        SourceError: The source gave no usable answer, or must not be asked.
    """
    if use != "fresh" and (answer := kept(query, today=today)) is not None:
        with contextlib.suppress(SourceError):
            return read(answer)
    if use == "offline":
        raise SourceError(OFFLINE)
    answer = ask()
    result = read(answer)
    keep(query, answer, today=today)
    sweep(today)
    return result


def keep(query: str, answer: str, *, today: str) -> None:
    """Write an answer; a folder that cannot be written costs only a request in the next run."""
    content = {"query": query, "date": today, "answer": answer}
    with contextlib.suppress(EyebibError):
        text_file.write(_path(query), json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def has(query: str, *, today: str) -> bool:
    """Whether the answer to a query is in the cache."""
    return kept(query, today=today) is not None


def _folder() -> Path:
    folder = os.environ.get("EYEBIB_CACHE_DIR") or user_cache_dir("eyebib", appauthor=False)
    return Path(folder) / "searches"


def _path(query: str) -> Path:
    return _folder() / f"{hashlib.sha256(query.encode()).hexdigest()}.json"


def sweep(today: str) -> None:
    """Delete the answers that are older than a week by the times of their files."""
    midnight = dt.datetime.fromisoformat(today).replace(tzinfo=dt.UTC)
    oldest = (midnight - dt.timedelta(days=WEEK)).timestamp()
    for path in _folder().glob("*.json"):
        with contextlib.suppress(OSError):  # another run may delete it at the same time
            if path.stat().st_mtime < oldest:
                path.unlink()


def kept(query: str, *, today: str) -> str | None:
    """The answer to a query of the last week; None if there is none or its file is damaged."""
    try:
        data = json.loads(text_file.read_exactly(_path(query), limit=_LIMIT))
        age = dt.date.fromisoformat(today) - dt.date.fromisoformat(data["date"])
        is_current = data["query"] == query and 0 <= age.days < WEEK
        answer: str = data["answer"]
        str.encode(answer)  # raises if it is not text, or has unpaired surrogates
    except (EyebibError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return answer if is_current else None
