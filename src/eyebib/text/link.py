"""Web links: how to recognise one, and how to write it into a .bib file."""

import re
from urllib.parse import quote

_WEB = re.compile(r"https?://", re.IGNORECASE)


def is_web_link(text: str) -> bool:
    """Whether the text starts with `http://` or `https://`; no other scheme is accepted."""
    return _WEB.match(text) is not None


def url(link: str) -> str:
    """A web address for a `url` field, without TeX escapes; empty for anything but http(s).

    Characters that could end the field, or that a URL must not contain, are percent-encoded.
    """
    if not re.match(r"(?i)https?://[^/\s]", link := link.strip()):
        return ""
    unfit = r"%(?![0-9A-Fa-f]{2})|[{}\\]|[^!-~]"
    return re.sub(unfit, lambda m: quote(m[0], errors="surrogatepass"), link)
