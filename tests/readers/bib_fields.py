"""The facts in the fields of a .bib entry after a reader has converted them to plain text."""

import re
from collections.abc import Mapping
from typing import Any

from readers.facts import Facts, Name

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "manual": "standard",
    "mastersthesis": "thesis",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def of_fields(
    kind: str, fields: Mapping[str, Any], *, authors: tuple[Name, ...], editors: tuple[Name, ...]
) -> Facts:
    """The facts of a BibTeX or BibLaTeX entry; `fields` has plain text by field name."""
    arxiv = fields.get("eprint", "") if fields.get("eprinttype", "").lower() == "arxiv" else ""
    preprint = arxiv and not (fields.get("journal") or fields.get("journaltitle"))
    title, container = fields.get("title", ""), ""
    if "issuetitle" in fields:  # a periodical has its container in `title`
        title, container = fields["issuetitle"], title
    for name in ("journaltitle", "journal", "booktitle"):
        container = container or fields.get(name, "")
    return Facts(
        type="article" if preprint and kind in ("misc", "online") else _TYPES.get(kind, "document"),
        authors=authors,
        editors=editors,
        title=title,
        container=container,
        volume=fields.get("volume", ""),
        issue=fields.get("number", "") if container or kind == "periodical" else "",
        pages=fields.get("pages", "") or fields.get("eid", ""),
        date=fields.get("date", "") or _date(fields.get("year", ""), fields.get("month", "")),
        doi=fields.get("doi", ""),
        arxiv=arxiv,
    )


def _date(year: str, month: str) -> str:
    match = re.fullmatch(r"(?i)(\d+)|([a-z]{3})\w*", month)
    if not match:
        return year
    number = int(match[1]) if match[1] else _MONTHS.index(match[2].lower()) + 1
    return f"{year}-{number:02d}"
