"""Compare web addresses: are they of the same page?"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)\Z")
_VIEWS = frozenset(
    "abs abstract authors citations epub figures full fulltext full-text htm html keywords media "
    "metrics pdf references similar".split()
)
"""Parts of a path that name a view of an article, such as its abstract or its PDF."""
_VIEW_ENDING = re.compile(r"(?<=article)-(?:abstract|pdf|standard)\Z|(?<=.)\.(?:html?|pdf)\Z")
"""A view as the ending of a part: `article-abstract`, `paper.pdf`."""
_NOISE = re.compile(
    r"utm_\w+|fbclid|gclid|login|casa_token|searchresult|redirectedfrom|ref|source|download|tp"
)
"""Parameters that say where a reader came from or how the page is shown."""
_FORMS = (
    (re.compile(r"(ieeexplore\.ieee\.org)/.*\barnumber=(\d+).*"), r"\1/document/\2"),
    (re.compile(r"(ieeexplore\.ieee\.org)/(?:iel\w+/.+/)0*(\d+)"), r"\1/document/\2"),
    (re.compile(r"(mdpi\.com/[\dX-]+/\d+/\d+/\d+)[/?].*"), r"\1"),
    (re.compile(r"(academic\.oup\.com/[\w-]+/article(?:/\d+){4})/.*"), r"\1"),
)
"""Addresses of a host that do not only differ in the view."""


def page(link: str) -> str:
    """What is compared of a web address; empty if the text is not an address.

    Scheme, `www.`, the case of the host, the port, a slash or `index.html` at the end, the anchor,
    the order of the parameters, and what only names a view of the page are left out.
    """
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return ""
    steps = (_step(step) for step in _INDEX.sub("", unquote(parts.path)).split("/"))
    path = "/".join(["", *(step for step in steps if step and step.lower() not in _VIEWS)])
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(sorted(f"{key}={value}" for key, value in pairs if not _is_noise(key)))
    address = f"{parts.hostname.removeprefix('www.')}{path}{query and f'?{query}'}"
    for form, canonical in _FORMS:
        if match := form.fullmatch(address):
            return match.expand(canonical)
    return address


def _step(step: str) -> str:
    return _VIEW_ENDING.sub("", step)


def _is_noise(key: str) -> bool:
    return _NOISE.fullmatch(key.lower()) is not None
