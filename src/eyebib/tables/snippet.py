"""What readers copy of each work from a table: its BibTeX entry, and a citation as a sentence."""

import re
from collections.abc import Iterator, Sequence

from eyebib.exporters import EXPORTERS, bibtex_entries
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work, address
from eyebib.model.settings import DEFAULTS
from eyebib.tables.table import Snippet
from eyebib.text.clean import clean


def snippets(bibliography: Bibliography) -> dict[str, Snippet]:
    """The snippets of all works, by citekey."""
    entries = bibtex_entries(EXPORTERS["bibtex"].export(bibliography, DEFAULTS), bibliography)
    return {
        work.citekey: Snippet(bibtex=entries[work.citekey], reference=reference(work))
        for work in bibliography.works
    }


MOST_AUTHORS = 20
"""Of more, the first 19 and the last stand, as in APA's seventh edition."""


def reference(work: Work) -> str:
    """`Wu, J., & Li, A. (2024). A model. Nature, 622(7981), 1–9. https://doi.org/10.1038/x`."""
    item = work.item
    year = csl.year(item)
    parts = (
        authors(item.get("author", ())),
        f"({year or 'n.d.'})",
        _title(item),
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


def _title(item: csl.Item) -> str:
    """The title, and in parentheses the number of a report, standard or patent."""
    title, number = str(item.get("title", "")), str(item.get("number", ""))
    if not number or item["type"] not in _NUMBERED:
        return title
    return f"{title} ({f'Report No. {number}' if number.isdigit() else number})"


_NUMBERED = frozenset({"patent", "report", "standard"})


def _place(item: csl.Item) -> Iterator[str]:
    """Container or publisher; volume and issue; pages or article number."""
    container, publisher = item.get("container-title", ""), item.get("publisher", "")
    number = "" if item["type"] in _NUMBERED else item.get("number")
    yield str(container or number or publisher)
    issue = f"({item['issue']})" if item.get("issue") else ""
    yield f"{item.get('volume', '')}{issue}"
    yield csl.pages(item).replace("-", "–")
    yield str(publisher) if container and item["type"] in _OF_BOOKS else ""


_OF_BOOKS = frozenset({"chapter", "paper-conference"})
