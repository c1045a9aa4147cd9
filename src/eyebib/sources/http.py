"""The sources' hosts: where they are, the one HTTP client, and what their failures mean.

`gather` turns failures into values, so that one failed request never loses what others bring.
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
"""The longest answer that `get` takes; a feed of 100 arXiv entries has 0.25 MB."""

HOSTS = {
    "crossref": ("EYEBIB_CROSSREF_URL", "https://api.crossref.org"),
    "arxiv": ("EYEBIB_ARXIV_URL", "https://export.arxiv.org"),
}
"""The environment variable that overrides a host, and the real one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The source answered: it does not know the identifier."""

    identifier: Identifier
    source: Source
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """The source did not answer, or not readably; a later run may do better."""

    identifier: Identifier
    source: Source
    reason: str


Answer = Record | NotFound | Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request about some identifiers; `route` is the source's own name of the way to ask."""

    identifiers: tuple[Identifier, ...]
    route: str


def base_url(source: Literal["crossref", "arxiv"]) -> str:
    """Where a source is asked, without a slash at the end: its real host unless overridden.

    Raises:
        UsageError: The environment variable that overrides it holds no http(s) address.
    """
    variable, default = HOSTS[source]
    url = os.environ.get(variable) or default
    try:
        address = httpx2.URL(url)
    except httpx2.InvalidURL:
        address = httpx2.URL()
    if address.scheme not in {"http", "https"} or not address.host:
        raise UsageError(f"{variable} is no http(s) address: {url!r}")
    return url.rstrip("/")


def user_agent(mailto: str = "") -> str:
    """`eyebib/0.1.0`, and ` (mailto:...)` where an address is known.

    Raises:
        UsageError: The address cannot stand in a header.
    """
    if mailto and not re.fullmatch(r"[!-~]+@[!-~]+", mailto):
        raise UsageError(f"not an e-mail address: {mailto!r}")
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
    """Ask questions one by one; an answer for every identifier, as it arrives.

    Args:
        questions: What to ask first.
        source: Whom.
        policy: Bounds the whole.
        ask: The records of a question; its second argument is when time is up (monotonic).
        again: What to ask about identifiers that an answer left out; nothing: they are not found.
    """
    waiting, deadline = deque(questions), time.monotonic() + policy.overall
    failures, reason = 0, ""
    while waiting and failures < policy.failures:
        question = waiting.popleft()
        try:
            found = ask(question, deadline)
        except SourceError as error:
            reason, is_answer = str(error), _is_answer(error, question)
            failures = 0 if is_answer else failures + 1
            more = [] if error.transient else _halves(question)
            kind = NotFound if is_answer else Unreachable
            yield from _lost(kind, () if more else question.identifiers, source, reason)
        else:
            failures = 0
            yield from found.values()
            missing = tuple(i for i in question.identifiers if i not in found)
            more = again(question, missing) if missing else []
            yield from _lost(NotFound, () if more else missing, source, f"unknown to {source}")
        waiting.extend(more)
    for question in waiting:
        yield from _lost(Unreachable, question.identifiers, source, reason)


def _is_answer(error: SourceError, question: Question) -> bool:
    """Whether the host is well: it says that an identifier is malformed or unknown."""
    return error.status == 400 or (error.status in {404, 410} and len(question.identifiers) == 1)


def _halves(question: Question) -> list[Question]:
    """Two smaller questions, none for a single identifier: one may spoil the answer for all."""
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
    """Ask once, over a connection of its own; the status (2xx or 4xx) and the body.

    Raises:
        SourceError: Transport failed; the host refuses for now (429, 5xx), redirects, or sends
            more than `MAX_BYTES` or something compressed, which nobody asked for.
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
        raise SourceError(f"{host}: a compressed answer, which nobody asked for")
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MAX_BYTES:
            raise SourceError(f"{host}: an answer of more than {MAX_BYTES:,} bytes")
    return bytes(body)


def refusal(response: httpx2.Response) -> SourceError:
    """What a status other than 2xx means."""
    status, location = response.status_code, None
    if response.is_redirect:
        location = _within_host(response.url, response.headers.get("Location", ""))
    away = ", to another place than this host" if response.is_redirect and not location else ""
    return SourceError(
        f"{response.url.host}: HTTP {status}{away}",
        status=status,
        retry_after=_retry_after(response.headers),
        location=location,
        transient=status == 429 or status >= 500,
    )


def broken(url: str, error: Exception) -> SourceError:
    """What an exception of httpx2 means: transport failed, or the answer cannot be read."""
    message = f"{httpx2.URL(url).host}: {str(error) or type(error).__name__}"
    return SourceError(message, transient=isinstance(error, httpx2.TransportError))


def _within_host(url: httpx2.URL, location: str) -> str | None:
    """Where a redirect points, unless it leaves the host or its encryption."""
    try:
        new = url.join(location)
    except httpx2.InvalidURL:
        return None
    places = {(url.scheme, url.host, url.port), ("https", url.host, None)}
    return str(new) if (new.scheme, new.host, new.port) in places else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from seconds or from a date by the host's own clock (RFC 9110, 10.2.3)."""
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
