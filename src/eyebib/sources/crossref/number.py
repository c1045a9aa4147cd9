"""The numbers in a Crossref message: volume, issue, pages, codes; placeholders are left out."""

import re

from eyebib.model.csl import Item
from eyebib.sources.field import Message, fact, mapping, texts

_UNKNOWN = re.compile(
    r"(?i)(no|n/?a|nil|tbd|0+)[-–]\1|no|nil|tbd|n\.? ?pag\.?|(?:in|at) press|in print|forthcoming"
    r"|to appear|online(?: first| only)?|ahead[- ]of[- ]print|epub(?: ahead of print)?"
    r"|early (?:view|access)|pp"
)
"""What publishers deposit while a paper has no volume or pages, or if it never gets any; IEEE gives
papers in early access the volume `PP`."""
_FIRST = frozenset(("1", "1-1"))


def numbers(message: Message) -> Item:
    """Volume, issue, pages and edition; an article number is `number`, and `page` without pages."""
    article = fact(message.get("article-number"))
    volume, issue = _place(message)
    return {
        "volume": volume,
        "issue": issue,
        "page": _pages(message, is_placed=bool(volume or issue)) or article,
        "number": article or fact(message.get("award")),
        "part": fact(message.get("part-number")),
        "edition": fact(message.get("edition-number")),
        "ISBN": _codes(message.get("ISBN")),
        "ISSN": _codes(message.get("ISSN")),
    }


def _place(message: Message) -> tuple[str, str]:
    """Volume and issue; both are empty before there is a volume (`PP` and issue 99)."""
    volume, issue = fact(message.get("volume")), fact(message.get("issue"))
    issue = issue or fact(mapping(message.get("journal-issue")).get("issue"))
    return ("", "") if _UNKNOWN.fullmatch(volume) else (volume, _known(issue))


def _pages(message: Message, *, is_placed: bool) -> str:
    """The pages, a single page as one number; not page 1 of an article without volume and issue."""
    pages = _known(fact(message.get("page")))
    if pages in _FIRST and not is_placed and message.get("type") == "journal-article":
        return ""
    return ", ".join(map(_page, pages.split(", ")))


def _page(pages: str) -> str:
    """A range of one page as that page, whose number may have a dash: `47-2810-47-2810`."""
    half = len(pages) // 2
    is_one = pages[:half] == pages[half + 1 :] and pages[half:].startswith(("-", "–"))
    return pages[:half] if is_one else pages


def _known(text: str) -> str:
    return "" if _UNKNOWN.fullmatch(text) else text


def _codes(values: object) -> str:
    """The distinct ISBNs or ISSNs; in older messages they are links."""
    return ", ".join(dict.fromkeys(value.rpartition("/")[2] for value in texts(values)))
