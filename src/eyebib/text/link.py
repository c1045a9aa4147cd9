"""Web links: what is one, and how it is written into a file."""

import re
from urllib.parse import quote

_WEB = re.compile(r"https?://", re.IGNORECASE)


def is_web_link(text: str) -> bool:
    """Whether a text starts as an http(s) address; a link of another scheme is never followed."""
    return _WEB.match(text) is not None


def url(link: str) -> str:
    """A web address, raw, for the url field; empty for anything but http(s).

    Percent-encoded is what could end the field, and what no address holds raw.
    """
    if not re.match(r"(?i)https?://[^/\s]", link := link.strip()):
        return ""
    unfit = r"%(?![0-9A-Fa-f]{2})|[{}\\]|[^!-~]"
    return re.sub(unfit, lambda m: quote(m[0], errors="surrogatepass"), link)
