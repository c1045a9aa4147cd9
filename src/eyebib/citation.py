"""A work as one plain sentence: authors, year, title, where it appeared, and its address."""

import re
from collections.abc import Iterator, Sequence

from eyebib import csl
from eyebib.identifiers import Identifier
from eyebib.model import Work
from eyebib.text import clean

MOST_AUTHORS = 20
"""Of more, the first 19 and the last stand, as in APA's seventh edition."""


def reference(work: Work) -> str:
    """`Wu, J., & Li, A. (2024). A model. Nature, 622(7981), 1–9. https://doi.org/10.1038/x`."""
    item = work.item
    year = csl.year(item)
    parts = (
        authors(item.get("author", ())),
        f"({year or 'n.d.'})",
        str(item.get("title", "")),
        ", ".join(filter(None, _place(item))),
        address(work),
    )
    return clean(" ".join(_ended(part) for part in map(clean, parts) if part))


def _ended(part: str) -> str:
    """A part with its full stop; an address has none, so that it can be followed."""
    return part if part.endswith((".", "?", "!")) or "://" in part else f"{part}."


def authors(names: Sequence[csl.Name]) -> str:
    """The authors of a reference: `Wu, J., Li, A., & PINNACLE consortium`."""
    shown = [_author(name) for name in names]
    if len(shown) > MOST_AUTHORS:
        return f"{', '.join(shown[: MOST_AUTHORS - 1])}, … {shown[-1]}"
    *others, last = shown or [""]
    return f"{', '.join(others)}, & {last}" if others else last


def _author(name: csl.Name) -> str:
    given = re.findall(r"(?:^|(?<=[\s.])|(-))(\w)", name.get("given", ""))
    initials = "".join(f"{hyphen or ' '}{letter}." for hyphen, letter in given).lstrip()
    return ", ".join(filter(None, (csl.family(name), initials, name.get("suffix"))))


def _place(item: csl.Item) -> Iterator[str]:
    """Container or publisher; volume and issue; pages or article number."""
    container, publisher = item.get("container-title", ""), item.get("publisher", "")
    yield str(container or item.get("number") or publisher)
    issue = f"({item['issue']})" if item.get("issue") else ""
    yield f"{item.get('volume', '')}{issue}"
    yield csl.pages(item).replace("-", "–")
    yield str(publisher) if container and item["type"] in _OF_BOOKS else ""


_OF_BOOKS = frozenset({"chapter", "paper-conference"})


def address(work: Work) -> str:
    """Where a reader finds the work: by its DOI, else its own link, else the cited identifier."""
    item = work.item
    if doi := item.get("DOI"):
        return Identifier(scheme="doi", value=clean(str(doi))).url
    if url := str(item.get("URL", "")):
        return url
    return work.cited.url if work.cited else ""
