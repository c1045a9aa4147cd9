"""The hosts of the sources, the HTTP client, and the classification of failures."""

import os
import re
import time
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import httpx2

from eyebib.model.bibliography import Record, Source
from eyebib.model.identifier import Identifier
from eyebib.model.problem import UsageError
from eyebib.sources.attempt import Attempt
from eyebib.sources.pace import SourceError, UnconnectedError
from eyebib.sources.redirect import target
from eyebib.sources.transfer import body, hold

Host = Literal["crossref", "arxiv", "pmc", "eutils", "doi", "datacite", "zotero", "zotero-api"]

HOSTS: Mapping[Host, tuple[str, str]] = {
    "crossref": ("EYEBIB_CROSSREF_URL", "https://api.crossref.org"),
    "arxiv": ("EYEBIB_ARXIV_URL", "https://export.arxiv.org"),
    "pmc": ("EYEBIB_PMC_URL", "https://pmc.ncbi.nlm.nih.gov"),
    "eutils": ("EYEBIB_EUTILS_URL", "https://eutils.ncbi.nlm.nih.gov"),
    "doi": ("EYEBIB_DOI_URL", "https://doi.org"),
    "datacite": ("EYEBIB_DATACITE_URL", "https://api.datacite.org"),
    "zotero": ("EYEBIB_ZOTERO_URL", "http://127.0.0.1:23119"),
    "zotero-api": ("EYEBIB_ZOTERO_API_URL", "https://api.zotero.org"),
}
"""The environment variable that overrides each host, and the default."""

FAILURES = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    zlib.error,
    OSError,  # unreadable certificates
    ValueError,  # an invalid address of a proxy
    ImportError,  # the support for a kind of proxy is not installed
)
"""All exceptions that httpx2 was observed to raise, and those of `zlib`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The source answered that the identifier is unknown.

    `is_registered`: doi.org knows the DOI, but its agency has no metadata that can be read.
    """

    identifier: Identifier
    source: Source
    reason: str
    is_registered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """The source gave no usable answer; a later run may succeed."""

    identifier: Identifier
    source: Source
    reason: str


Answer = Record | NotFound | Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request for some identifiers; `route` is a kind of request, named by the source.

    A question is `in_haste` if it repeats a part of a request that failed.
    """

    identifiers: tuple[Identifier, ...]
    route: str
    in_haste: bool = False


def base_url(source: Host) -> str:
    """The base URL of a source, without credentials or a trailing slash.

    It is the default host, unless overridden.

    Raises:
        UsageError: The environment variable that overrides it is not an http(s) address.
    """
    return str(_address(source).copy_with(userinfo=b"")).rstrip("/")


def credentials(source: Host) -> tuple[str, str] | None:
    """The user and the password in the base URL, if any.

    All other functions take URLs without them, so that no message contains them.

    Raises:
        UsageError: The environment variable that overrides it is not an http(s) address.
    """
    address = _address(source)
    return (address.username, address.password) if address.userinfo else None


def _address(source: Host) -> httpx2.URL:
    variable, default = HOSTS[source]
    try:
        address = httpx2.URL(os.environ.get(variable) or default)
    except httpx2.InvalidURL:
        address = httpx2.URL()
    if address.scheme not in {"http", "https"} or not address.host:
        raise UsageError(f"{variable} is not a valid http(s) address")  # it may have a password
    return address


def user_agent(mailto: str = "") -> str:
    """`eyebib/0.2.0`, with ` (mailto:...)` if there is an address.

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


def get(  # noqa: PLR0913 - the parts of a request
    url: str,
    attempt: Attempt,
    *,
    mailto: str = "",
    auth: tuple[str, str] | None = None,
    accept: str = "*/*",
    hosts: Collection[str] = (),
) -> tuple[int, bytes]:
    """Send one request over a new connection; return the status (2xx or 4xx) and the body.

    Args:
        url: The address, without credentials.
        attempt: The time limits, and the means to end the request.
        mailto: The e-mail address of the user, if it is to be sent.
        auth: The user and the password for the host.
        accept: The media type to ask for.
        hosts: Other hosts to which a redirect may lead.

    Raises:
        SourceError: The transport failed, or the host returned 429, 5xx, a redirect, more than
            `transfer.MAX_BYTES`, or a response with an invalid compression.
    """
    agent = user_agent(mailto)
    headers = {"User-Agent": agent, "Accept": accept, "Accept-Encoding": "gzip"}
    timeout = httpx2.Timeout(attempt.timeout, connect=attempt.connect)
    extensions = {"trace": partial(hold, attempt)}
    try:
        with (
            httpx2.Client(auth=auth, timeout=timeout) as client,
            client.stream("GET", url, headers=headers, extensions=extensions) as response,
        ):
            if response.is_redirect or response.status_code == 429 or response.is_server_error:
                raise refusal(response, hosts)
            return response.status_code, body(response)
    except FAILURES as error:
        raise broken(url, error) from error


def refusal(response: httpx2.Response, hosts: Collection[str] = ()) -> SourceError:
    """The error for a response with a status other than 2xx; it may lead to one of `hosts`."""
    status, location = response.status_code, None
    if response.is_redirect:
        location = target(response.url, response.headers.get("Location", ""), hosts)
    away = ", redirect not followed" if response.is_redirect and not location else ""
    return SourceError(
        f"{response.url.host}: HTTP {status}{away}",
        status=status,
        retry_after=_retry_after(response.headers),
        location=location,
        transient=status == 429 or status >= 500,
    )


def broken(url: str, error: Exception) -> SourceError:
    """The error for one of `FAILURES`: the transport failed, or the response is invalid."""
    is_shown = isinstance(error, httpx2.TransportError | OSError | zlib.error)
    detail = str(error) if is_shown else ""  # other messages may quote an address of a proxy
    message = f"{httpx2.URL(url).host}: {detail or type(error).__name__}"
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return UnconnectedError(message)
    return SourceError(message, transient=isinstance(error, httpx2.TransportError))


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
