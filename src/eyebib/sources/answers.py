"""The answers about identifiers, kept in the cache, so that a second audit asks little.

Each identifier has its own file, because the next run asks for others beside it. Locks are not
written from these answers.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from eyebib import sources
from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.model.problem import EyebibError
from eyebib.project import lock_file
from eyebib.sources import cache
from eyebib.sources.http import HOSTS, Answer, NotFound, Unreachable, base_url


def fetch(
    identifiers: Iterable[Identifier], *, today: str, mailto: str, use: cache.Use = "kept"
) -> Iterator[Answer]:
    """An answer for each identifier, as it arrives, those in the cache first.

    Args:
        identifiers: The identifiers to look up.
        today: Today's ISO date.
        mailto: The e-mail address of the user.
        use: Whether to ask for what is in the cache, and for what is not.

    Raises:
        UsageError: The mailto or the base URL of a source is invalid.
    """
    unknown: list[Identifier] = []
    for identifier in dict.fromkeys(identifiers):
        kept = None if use == "fresh" else _kept(identifier, today)
        if kept is not None:
            yield kept
        elif use == "offline":
            yield Unreachable(identifier=identifier, source="crossref", reason=cache.OFFLINE)
        else:
            unknown.append(identifier)
    for answer in sources.fetch(unknown, today=today, mailto=mailto) if unknown else ():
        _keep(answer, today)
        yield answer
    cache.sweep(today)


def _query(identifier: Identifier) -> str:
    """What the cache knows an answer by: the hosts that are asked, and the identifier."""
    return " ".join([*(base_url(host) for host in HOSTS), identifier.exact])


def _keep(answer: Answer, today: str) -> None:
    if isinstance(answer, Unreachable):
        return
    if isinstance(answer, NotFound):
        facts = {"source": answer.source, "reason": answer.reason}
        text = json.dumps(facts | {"is_registered": answer.is_registered})
    else:
        try:
            text = lock_file.dump([answer])
        except EyebibError:  # an unexpected value in the answer is asked for again
            return
    cache.keep(_query(answer.identifier), text, today=today)


def _kept(identifier: Identifier, today: str) -> Record | NotFound | None:
    """The answer in the cache; None if there is none or it is damaged."""
    text = cache.kept(_query(identifier), today=today)
    if text is None:
        return None
    try:
        if "records" in (data := json.loads(text)):
            return lock_file.parse(text, Path())[0]
        return NotFound(identifier=identifier, **data)
    except (EyebibError, ValueError, TypeError, LookupError):
        return None
