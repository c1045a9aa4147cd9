"""Snippets that readers copy from a table: the BibTeX entry and the reference of a work."""

import re
from collections.abc import Iterator, Sequence

from eyebib.exporters import EXPORTERS, bibtex_entries
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.identity import address
from eyebib.model.settings import DEFAULTS
from eyebib.tables.table import Snippet
from eyebib.text.clean import clean


def snippets(bibliography: Bibliography) -> dict[str, Snippet]:
    """The snippet of each work, by citekey."""
    entries = bibtex_entries(EXPORTERS["bibtex"].export(bibliography, DEFAULTS), bibliography)
    return {
        work.citekey: Snippet(bibtex=entries[work.citekey], reference=reference(work))
        for work in bibliography.works
    }


MAX_AUTHORS = 20
"""With more, the first 19 and the last are printed (APA style, 7th edition, section 9.8)."""


def reference(work: Work) -> str:
    """`Wu, J., & Li, A. (2024). A model. Nature, 622(7981), 1–9. https://doi.org/10.1038/x`."""
    item = work.item
    year = csl.year(item)
    parts = (
        _byline(work),
        f"({year or 'n.d.'})",
        _title(item),
        ", ".join(filter(None, _place(item))),
        address(work),
    )
    return clean(" ".join(_with_stop(part) for part in map(clean, parts) if part))


def _with_stop(part: str) -> str:
    """A part with a full stop, unless it is an address, which a stop would break."""
    return part if part.endswith((".", "?", "!")) or "://" in part else f"{part}."


def _byline(work: Work) -> str:
    names = work.item.get("author", ())
    if "author" in work.incomplete:
        return f"{', '.join(map(_author, names))}, et al."
    return authors(names)


def authors(names: Sequence[csl.Name]) -> str:
    """The authors of a reference: `Wu, J., Li, A., & PINNACLE consortium`."""
    texts = [_author(name) for name in names]
    if len(texts) > MAX_AUTHORS:
        return f"{', '.join(texts[: MAX_AUTHORS - 1])}, … {texts[-1]}"
    *others, last = texts or [""]
    return f"{', '.join(others)}, & {last}" if others else last


def _author(name: csl.Name) -> str:
    letters = re.findall(r"(?:^|(?<=[\s.])|(-))(\w)", name.get("given", ""))
    initials = "".join(f"{hyphen or ' '}{letter}." for hyphen, letter in letters).lstrip()
    return ", ".join(filter(None, (csl.family(name), initials, name.get("suffix"))))


def _title(item: csl.Item) -> str:
    """The title, with the number of a report, standard or patent in parentheses."""
    title, number = str(item.get("title", "")), str(item.get("number", ""))
    if not number or item["type"] not in _NUMBERED:
        return title
    return f"{title} ({f'Report No. {number}' if number.isdigit() else number})"


_NUMBERED = frozenset({"patent", "report", "standard"})


def _place(item: csl.Item) -> Iterator[str]:
    """The container or publisher; volume and issue; pages or article number; a book's publisher."""
    container, publisher = item.get("container-title", ""), item.get("publisher", "")
    number = "" if item["type"] in _NUMBERED else item.get("number")
    yield str(container or number or publisher)
    issue = f"({item['issue']})" if item.get("issue") else ""
    yield f"{item.get('volume', '')}{issue}"
    yield csl.pages(item).replace("-", "–")
    yield str(publisher) if container and item["type"] in _OF_BOOKS else ""


_OF_BOOKS = frozenset({"chapter", "paper-conference"})
