"""Crossref: DOIs in batches, and PIIs. The search is in `search`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from urllib.parse import quote, unquote, urlencode

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources.attempt import Attempt
from eyebib.sources.crossref.message import Message, messages, record
from eyebib.sources.gather import gather
from eyebib.sources.http import Answer, Question, base_url, credentials, get, user_agent
from eyebib.sources.json_body import parse
from eyebib.sources.pace import Policy, SourceError, ask

BATCH = 40
"""DOIs in one request; some servers reject longer URLs."""

POLITE = Policy(requests=3, interval=1.0)
PUBLIC = Policy(requests=1, interval=1.0)
"""The limits of Crossref for list queries since December 2025, with and without a mailto."""


def fetch(
    identifiers: Iterable[Identifier], *, today: str, mailto: str = "", policy: Policy | None = None
) -> Iterator[Answer]:
    """Fetch DOIs and PIIs in as few requests as possible; yield answers as they arrive.

    Args:
        identifiers: Schemes other than `doi` and `pii` are skipped.
        today: The retrieval date of new records, as an ISO date.
        mailto: The e-mail address of the user, with which Crossref allows three times the rate.
        policy: The rate limit; by default `POLITE` with a mailto, else `PUBLIC`.

    Raises:
        UsageError: The mailto or the base URL is invalid.
    """
    policy = policy or limits(mailto)
    user_agent(mailto)  # raises for an invalid address now, not at the first answer
    base_url("crossref")
    return gather(
        questions(identifiers),
        source="crossref",
        policy=policy,
        ask=partial(_records, today=today, mailto=mailto),
        again=_again,
    )


def fetch_singly(
    dois: Iterable[Identifier], *, today: str, mailto: str = "", policy: Policy | None = None
) -> Iterator[Answer]:
    """Fetch each DOI in a request of its own, which also finds a DOI by its former names."""
    return gather(
        _singly(dois, "work"),
        source="crossref",
        policy=policy or limits(mailto),
        ask=partial(_records, today=today, mailto=mailto),
        again=_again,
    )


def limits(mailto: str) -> Policy:
    """The rate limit for list queries."""
    return POLITE if mailto else PUBLIC


def questions(identifiers: Iterable[Identifier]) -> Iterator[Question]:
    """The smallest set of requests; a DOI with a comma, the filter separator, goes alone."""
    identifiers = list(dict.fromkeys(identifiers))
    dois = [i for i in identifiers if i.scheme == "doi"]
    yield from _batches([i for i in dois if "," not in i.value], "doi")
    yield from _batches([i for i in identifiers if i.scheme == "pii"], "alternative-id")
    yield from _singly((i for i in dois if "," in i.value), "work")


def _batches(identifiers: Sequence[Identifier], route: str) -> Iterator[Question]:
    for start in range(0, len(identifiers), BATCH):
        batch = tuple(identifiers[start : start + BATCH])
        is_alone = route == "doi" and len(batch) == 1
        yield Question(identifiers=batch, route="work" if is_alone else route)


def _singly(identifiers: Iterable[Identifier], route: str) -> list[Question]:
    return [Question(identifiers=(identifier,), route=route) for identifier in identifiers]


def _again(question: Question, missing: tuple[Identifier, ...]) -> list[Question]:
    """Requests for missing PIIs, before they are reported as not found.

    Those of serials are requested as DOIs: Crossref has those of The Lancet in their printed form.
    Who registered a missing DOI is asked elsewhere.
    """
    if question.route != "alternative-id":
        return []
    serials = tuple(i for i in missing if _printed(i))
    rest = [i for i in missing if i not in serials and len(question.identifiers) > 1]
    printed = [Question(identifiers=serials, route="printed")] if serials else []
    return [*printed, *_singly(rest, question.route)]


def _printed(identifier: Identifier) -> str:
    """The DOI that Elsevier makes of the printed form of a PII; empty for that of a book."""
    match = re.fullmatch(r"(S?\d{4})(\d{3}.)(\d\d)(\d{5})(.)", identifier.value)
    return "10.1016/{}-{}({}){}-{}".format(*match.groups()) if match else ""


def _records(
    question: Question, policy: Policy, deadline: float, *, today: str, mailto: str
) -> dict[Identifier, Record]:
    """The records in the answer, by requested identifier; other works are ignored."""
    call = partial(_get, mailto=mailto)
    final_url, body = ask(_url(question), call, policy=policy, deadline=deadline)
    current = unquote(_name(final_url))  # the current name of a DOI, after a redirect
    keys = {i: current.lower() or _key(i, question.route) for i in question.identifiers}
    works: dict[str, Message] = {}
    answered = messages(parse(body, "Crossref"))
    if question.route == "work" and not answered:  # an unknown DOI has status 404
        raise SourceError("Crossref: invalid response: no work")
    for message in answered:
        works |= {name: message for name in _names(message, question.route) if name not in works}
    return {i: record(i, works[key], today) for i, key in keys.items() if key in works}


def _url(question: Question) -> str:
    """The URL of one work, or of a list: `rows` is 20 by default."""
    url, values = f"{base_url('crossref')}/works", [i.value for i in question.identifiers]
    if question.route == "work":
        return f"{url}/{quote(values[0], safe='')}"
    name = question.route
    if name == "printed":
        name, values = "doi", [_printed(identifier) for identifier in question.identifiers]
    conditions = ",".join(f"{name}:{value}" for value in values)
    return f"{url}?{urlencode({'filter': conditions, 'rows': len(values)})}"


def _key(identifier: Identifier, route: str) -> str:
    """The one of `_names` by which a work is recognised."""
    return (_printed(identifier) if route == "printed" else identifier.value).lower()


def _get(url: str, attempt: Attempt, *, mailto: str) -> tuple[str, bytes]:
    """The URL, which is that of a redirect after one, and the body."""
    status, body = get(url, attempt, mailto=mailto, auth=credentials("crossref"))
    if status != 200:
        raise SourceError(f"Crossref: HTTP {status}", status=status)
    return url, body


def _name(url: str) -> str:
    """The percent-encoded DOI in the URL of a single work; empty for the URL of a list."""
    return url.partition("/works/")[2].partition("?")[0]


def _names(message: Message, route: str) -> list[str]:
    """The names of a work, in lower case: its DOI and former DOIs, or its alternative ids.

    Alternative ids are without the punctuation of a printed PII.
    """
    fields = ("alternative-id",) if route == "alternative-id" else ("DOI", "aliases")
    values = [message.get(field) or [] for field in fields]
    names = [name for value in values for name in (value if isinstance(value, list) else [value])]
    texts = [name.lower() for name in names if isinstance(name, str)]
    return [re.sub(r"[-()./]", "", name) for name in texts] if len(fields) == 1 else texts
