"""COinS: a work as an OpenURL context object in a span, for the Zotero Connector and similar tools.

The format is ANSI/NISO Z39.88-2004 as Zotero's parser (`openurl.js`) reads it. Spaces are `%20`;
the parser reads every plus sign as a space, even `%2B`, so that a plus sign in a title is lost.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from eyebib.exporters import zotero_item, zotero_model
from eyebib.model import csl
from eyebib.model.bibliography import Work
from eyebib.text.clean import clean
from eyebib.text.link import is_web_link

CLASS = "Z3988"
"""The class of the span, whose `title` is the context object."""

_PARTS = {"bookSection": "bookitem", "conferencePaper": "proceeding"}
_WHOLES = {"book": "book", "report": "report"}
"""Genres of the book format by Zotero's types: for parts of a book, and for whole ones."""

_FORMAT = "info:ofi/fmt:kev:mtx:"

_PLAIN = {
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher",
    "publisher-place": "place",
    "edition": "edition",
    "collection-title": "series",
    "number-of-pages": "tpages",
    "ISSN": "issn",
    "ISBN": "isbn",
    "language": "language",
}


def context_object(work: Work) -> str:
    """The work as percent-encoded `key=value&key=value`: type first, then title, then the rest."""
    pairs = [("ctx_ver", "Z39.88-2004"), *_identifiers(work), *_titles(work), *_facts(work)]
    return "&".join(f"{key}={quote(clean(value), safe='')}" for key, value in pairs if value)


def _identifiers(work: Work) -> Iterator[tuple[str, str]]:
    doi, url = str(work.item.get("DOI", "")), str(work.item.get("URL", ""))
    yield "rft_id", f"info:doi/{doi}" if doi else ""
    yield "rft_id", url if is_web_link(url) else ""
    yield "rft_id", f"info:arxiv/{work.eprint.value}" if work.eprint else ""


def _titles(work: Work) -> Iterator[tuple[str, str]]:
    """Format and genre, and the titles of the work and of its container."""
    item = work.item
    kind = zotero_model.TYPES[item["type"]]
    title, container = str(item.get("title", "")), str(item.get("container-title", ""))
    if kind == "journalArticle":
        yield from (("rft_val_fmt", f"{_FORMAT}journal"), ("rft.genre", "article"))
        yield from (("rft.atitle", title), ("rft.jtitle", container))
        yield "rft.stitle", str(item.get("container-title-short", ""))
    elif genre := _PARTS.get(kind):
        yield from (("rft_val_fmt", f"{_FORMAT}book"), ("rft.genre", genre))
        yield from (("rft.atitle", title), ("rft.btitle", container))
    elif genre := _WHOLES.get(kind):  # a second btitle would replace the first
        yield from (("rft_val_fmt", f"{_FORMAT}book"), ("rft.genre", genre), ("rft.btitle", title))
    else:  # the type last: before it, the parser reads the title as that of the work
        yield from (("rft_val_fmt", f"{_FORMAT}dc"), ("rft.title", title))
        yield from (("rft.source", container), ("rft.type", kind))


def _facts(work: Work) -> Iterator[tuple[str, str]]:
    item = work.item
    yield from (("rft.au", _name(name)) for name in item.get("author", ()))
    yield "rft.date", csl.iso_date(item.get("issued"))
    yield from ((f"rft.{key}", str(item.get(variable, ""))) for variable, key in _PLAIN.items())
    yield "rft.pages", csl.pages(item)


def _name(name: csl.Name) -> str:
    """`Family, Given` without another comma, after which the parser reads nothing.

    A group ends with a comma, or else the parser would read its last word as the family name.
    The keys `aulast` and `aufirst` are not used: with them, the parser drops an author whose given
    name is the start of another's of the same family name. `aucorp` moves groups to the front.
    """
    family, given = (_COMMA.sub(" ", part) for part in zotero_item.parts(name))
    return f"{family}, {given}" if given else f"{family},"


_COMMA = re.compile(r"\s*[,،]\s*")
