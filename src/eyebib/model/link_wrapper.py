"""Links inside links: proxies, archives, and redirects of search engines and mail programs."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from eyebib.text.link import is_web_link

DEPTH = 4
"""Links inside each other that are unwrapped."""

_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/", re.IGNORECASE)

_REDIRECT = re.compile(
    r"(?:^|&)(?:(?:q|qu)?url|u|q|to|dest(?:ination)?|target(?:_?url)?|redirect(?:_?ur[il])?|goto"
    r"|continue|link|return(?:_?ur[il])?|_returnurl|return_to)=(https?(?::/|%3a%2f|%3a/|-3A__).*)",
    re.IGNORECASE,
)
"""A parameter with the address to go to; `ref` and `referrer` name where the reader comes from."""

_SEARCH = re.compile(r"/(?:search|scholar)\Z", re.IGNORECASE)

_ENCLOSED = re.compile(r"(?<=.)https?:/{1,2}(?=[\w-]+\.)", re.IGNORECASE)

_TOP = r"(?:com|org|net|edu|gov|info|io|eu|de|fr|uk|nl|ch|ca|jp|cn)"
_DASHED = re.compile(rf"(?:0-)?((?:[a-z\d]+-{{1,2}})+{_TOP})\.(?:[\w-]+\.)+[a-z]+", re.IGNORECASE)
_DOTTED = re.compile(
    r"(?:0-)?((?:[\w-]+\.)+(?:com|org|net|edu|gov))\.[\w-]+\.(?:[\w-]+\.)*[a-z]+", re.IGNORECASE
)


def split(text: str) -> SplitResult | None:
    """The parts of a link, with or without `https://`; None if the text is not a link."""
    try:
        parts = urlsplit(text if is_web_link(text) or not _HOST.match(text) else f"https://{text}")
    except ValueError:  # such as "[" without "]" in the host
        return None
    is_link = parts.scheme in {"http", "https"} and re.search(r"\w", parts.hostname or "")
    return parts if is_link else None


def layers(text: str) -> Iterator[str]:
    """The links inside a link, from the inside out and at most `DEPTH`; last the text itself."""
    links = [text]
    while len(links) <= DEPTH and (inner := _inside(links[-1])):
        links.append(inner)
    return reversed(links)


def _inside(text: str) -> str:
    """The link inside a link; empty if there is none."""
    parts = split(text)
    if parts is None:
        return ""
    return _redirected(parts) or _enclosed(text, parts) or _unproxied(parts)


def _redirected(parts: SplitResult) -> str:
    """The address in a parameter: `login?url=https://...`, or the whole query."""
    if is_web_link(parts.query):
        return parts.query
    match = None if _SEARCH.search(parts.path) else _REDIRECT.search(parts.query)
    if match is None:
        return ""
    value = match[1]
    if "-3A__" in value[:10]:  # Proofpoint writes `-3A` for a colon and `_` for a slash
        return unquote(value.partition("&")[0].replace("-", "%").replace("_", "/"))
    if "?" not in value:  # else the `&` behind it may be of the inner link
        value = value.partition("&")[0]
    return value if is_web_link(value) else unquote(value)


def _enclosed(text: str, parts: SplitResult) -> str:
    """The address at the end of a path: `web.archive.org/web/2020/https://...`."""
    match = _ENCLOSED.search(unquote(parts.path))
    if match is None:
        return ""
    rest = text.partition(parts.netloc)[2]
    inner = _ENCLOSED.search(rest) or _ENCLOSED.search(rest := unquote(rest))
    return re.sub(r"(?i)^(https?:)/+", r"\1//", rest[inner.start() :]) if inner else ""


def _unproxied(parts: SplitResult) -> str:
    """The link with the host behind a proxy: `www-nature-com.x.edu`, `www.nature.com.x.y.edu`.

    EZproxy writes a hyphen for a dot and two for a hyphen.
    """
    host = parts.hostname or ""
    if match := _DASHED.fullmatch(host):
        host = match[1].replace("--", "\0").replace("-", ".").replace("\0", "-")
    elif match := _DOTTED.fullmatch(host):
        host = match[1]
    else:
        return ""
    return parts._replace(scheme="https", netloc=host).geturl()
