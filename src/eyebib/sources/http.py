"""The hosts of the sources, the HTTP client, and the classification of failures.

`gather` returns failures as values, so that a failed request does not lose other answers.
"""

import os
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import httpx2

from eyebib.model.bibliography import Record, Source
from eyebib.model.identifier import Identifier
from eyebib.model.problem import UsageError
from eyebib.sources.pace import Policy, SourceError

MAX_BYTES = 20_000_000
"""The maximum size of a response to `get`; a feed of 100 arXiv entries has 0.25 MB."""

HOSTS = {
    "crossref": ("EYEBIB_CROSSREF_URL", "https://api.crossref.org"),
    "arxiv": ("EYEBIB_ARXIV_URL", "https://export.arxiv.org"),
}
"""The environment variable that overrides each host, and the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The source answered that the identifier is unknown."""

    identifier: Identifier
    source: Source
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """The source gave no usable answer; a later run may succeed."""

    identifier: Identifier
    source: Source
    reason: str


Answer = Record | NotFound | Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request for some identifiers; `route` is a kind of request, named by the source."""

    identifiers: tuple[Identifier, ...]
    route: str


def base_url(source: Literal["crossref", "arxiv"]) -> str:
    """The base URL of a source, without a trailing slash: the default host unless overridden.

    Raises:
        UsageError: The environment variable that overrides it is not an http(s) address.
    """
    variable, default = HOSTS[source]
    url = os.environ.get(variable) or default
    try:
        address = httpx2.URL(url)
    except httpx2.InvalidURL:
        address = httpx2.URL()
    if address.scheme not in {"http", "https"} or not address.host:
        raise UsageError(f"{variable} is not a valid http(s) address: {url!r}")
    return url.rstrip("/")


def user_agent(mailto: str = "") -> str:
    """`eyebib/0.1.0`, with ` (mailto:...)` if there is an address.

    Raises:
        UsageError: The address is not valid in a header.
    """
    if mailto and not re.fullmatch(r"[!-~]+@[!-~]+", mailto):
        raise UsageError(f"not a valid e-mail address: {mailto!r}")
    try:
        name = f"eyebib/{version('eyebib')}"
    except PackageNotFoundError:  # run from the source tree
        name = "eyebib"
    return f"{name} (mailto:{mailto})" if mailto else name


def gather(
    questions: Iterable[Question],
    *,
    source: Source,
    policy: Policy,
    ask: Callable[[Question, float], Mapping[Identifier, Record]],
    again: Callable[[Question, tuple[Identifier, ...]], list[Question]],
) -> Iterator[Answer]:
    """Ask questions one by one; yield an answer for every identifier, as it arrives.

    Args:
        questions: The first questions.
        source: The name of the source in the answers.
        policy: The limits for all questions together.
        ask: Returns the records for a question; takes the question and a deadline, which is a
            value of `time.monotonic`.
        again: Returns further questions for the identifiers that are missing from an answer. If
            there are none, the identifiers are not found.
    """
    waiting, deadline = deque(questions), time.monotonic() + policy.overall
    failures, reason = 0, ""
    while waiting and failures < policy.failures:
        question = waiting.popleft()
        try:
            records = ask(question, deadline)
        except SourceError as error:
            reason, is_answer = str(error), _is_answer(error, question)
            failures = 0 if is_answer else failures + 1
            more = [] if error.transient else _halves(question)
            kind = NotFound if is_answer else Unreachable
            yield from _lost(kind, () if more else question.identifiers, source, reason)
        else:
            failures = 0
            yield from records.values()
            missing = tuple(i for i in question.identifiers if i not in records)
            more = again(question, missing) if missing else []
            yield from _lost(NotFound, () if more else missing, source, f"unknown to {source}")
        waiting.extend(more)
    for question in waiting:
        yield from _lost(Unreachable, question.identifiers, source, reason)


def _is_answer(error: SourceError, question: Question) -> bool:
    """Whether the error is an answer: an identifier is malformed or unknown."""
    return error.status == 400 or (error.status in {404, 410} and len(question.identifiers) == 1)


def _halves(question: Question) -> list[Question]:
    """Two smaller questions, because one identifier may make a whole request fail; none for one."""
    identifiers, middle = question.identifiers, len(question.identifiers) // 2
    parts = (identifiers[:middle], identifiers[middle:]) if middle else ()
    return [replace(question, identifiers=part) for part in parts]


def _lost(
    kind: type[NotFound | Unreachable],
    identifiers: Iterable[Identifier],
    source: Source,
    reason: str,
) -> Iterator[Answer]:
    return (kind(identifier=i, source=source, reason=reason) for i in identifiers)


def get(url: str, timeout: float, *, mailto: str = "") -> tuple[int, bytes]:
    """Send one request over a new connection; return the status (2xx or 4xx) and the body.

    Raises:
        SourceError: The transport failed, or the host returned 429, 5xx, a redirect, more than
            `MAX_BYTES`, or a compressed response although none was requested.
    """
    headers = {"User-Agent": user_agent(mailto), "Accept-Encoding": "identity"}
    try:
        with httpx2.stream("GET", url, headers=headers, timeout=timeout) as response:
            if response.is_redirect or response.status_code == 429 or response.is_server_error:
                raise refusal(response)
            return response.status_code, _body(response)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise broken(url, error) from error


def _body(response: httpx2.Response) -> bytes:
    host, body = response.url.host, bytearray()
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise SourceError(f"{host}: unexpected compressed response")
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MAX_BYTES:
            raise SourceError(f"{host}: the response has more than {MAX_BYTES:,} bytes")
    return bytes(body)


def refusal(response: httpx2.Response) -> SourceError:
    """The error for a response with a status other than 2xx."""
    status, location = response.status_code, None
    if response.is_redirect:
        location = _within_host(response.url, response.headers.get("Location", ""))
    away = ", redirect not followed" if response.is_redirect and not location else ""
    return SourceError(
        f"{response.url.host}: HTTP {status}{away}",
        status=status,
        retry_after=_retry_after(response.headers),
        location=location,
        transient=status == 429 or status >= 500,
    )


def broken(url: str, error: Exception) -> SourceError:
    """The error for an exception of httpx2: the transport failed, or the response is invalid."""
    message = f"{httpx2.URL(url).host}: {str(error) or type(error).__name__}"
    return SourceError(message, transient=isinstance(error, httpx2.TransportError))


def _within_host(url: httpx2.URL, location: str) -> str | None:
    """The target of a redirect; None if it leaves the host or drops encryption."""
    try:
        new = url.join(location)
    except httpx2.InvalidURL:
        return None
    places = {(url.scheme, url.host, url.port), ("https", url.host, None)}
    return str(new) if (new.scheme, new.host, new.port) in places else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from a number of seconds or a date (RFC 9110, 10.2.3).

    A date is compared with the `Date` header, the clock of the host.
    """
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return float(text)
    moment, now = _moment(text), _moment(headers.get("Date", "")) or time.time()
    return None if moment is None else max(0.0, moment - now)


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None
