"""Web links: how to recognise one, and how to write it into a .bib file."""

import re
from urllib.parse import quote

_WEB = re.compile(r"https?://", re.IGNORECASE)


def is_web_link(text: str) -> bool:
    """Whether the text starts with `http://` or `https://`; no other scheme is accepted."""
    return _WEB.match(text) is not None


def url(link: str) -> str:
    r"""A web address for a field, a table or an attribute; empty for anything but http(s).

    Characters that RFC 3986 allows nowhere in a URI are percent-encoded: spaces and control
    characters, non-ASCII, `^ { } \ < > |`, quotation marks, backquotes, and a `%` without two
    hexadecimal digits. TeX reads `^^5c` as a backslash even in a verbatim address. Reserved
    characters stay.
    """
    if not re.match(r"(?i)https?://[^/\s]", link := link.strip()):
        return ""
    unfit = r"%(?![0-9A-Fa-f]{2})|[{}\\^<>|\"`]|[^!-~]"
    return re.sub(unfit, lambda m: quote(m[0], errors="surrogatepass"), link)
