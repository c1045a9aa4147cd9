"""Compare pages, volumes and issues."""

import re
from collections.abc import Iterable

from eyebib.text.fold import folded

_DASH = re.compile(r"[-‐-―−]+|\\textendash")
_ZEROS = re.compile(r"(?<![\d.])0+(?=\d)")


def same_pages(own: str, others: Iterable[str]) -> bool:
    """Whether pages begin on the same page as one of the others, or are the same article number."""
    first = first_page(own)
    return any(first == first_page(other) or same_number(own, other) for other in others)


def same_number(own: str, other: str) -> bool:
    """Whether two volumes or issues are the same, but for zeros, spaces and dashes."""
    return _plain(own) == _plain(other)


def first_page(pages: str) -> str:
    """The first page, or an article number, in normal form: `e123`, `0123` as `123`."""
    text = re.sub(r"^(?:pp?|pages?)\.?\s+", "", pages.strip(), flags=re.IGNORECASE)
    return _plain(re.split(r"[,;+]", _DASH.split(text)[0])[0])


def _plain(text: str) -> str:
    text = _DASH.sub("-", folded("".join(text.split())))
    return re.sub(r"[^a-z0-9.-]", "", _ZEROS.sub("", text)).strip(".-")
