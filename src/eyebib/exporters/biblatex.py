"""BibLaTeX for biber: every variable that the data model has a field for, in an accepted field.

Unicode stays as it is, dates are EDTF, a preprint is `@online`. An article number is in `pages`,
because readers ignore `eid`, and styles print both if there are both. The place is `address`, which
biber reads as `location`: Zotero takes `location` for the place of the event. A work without
authors or date keeps its type: biblatex's manual (2.3.2) advises against invented values.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from eyebib.exporters import bib_file, bib_name
from eyebib.exporters.bib_file import BibEntry
from eyebib.exporters.biblatex_model import (
    ACCEPTED,
    EDITORS,
    FIELDS,
    LOSSES,
    NOT_EXPRESSIBLE,
    TYPES,
)
from eyebib.model import citekey, csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.classification import terms_of
from eyebib.model.settings import DEFAULTS, Options, Settings
from eyebib.text import tex, tex_title
from eyebib.text.link import url

__all__ = ["FIELDS", "FILE", "LOSSES", "NOT_EXPRESSIBLE", "TYPES", "WRITTEN", "export", "verify"]

FILE = "references.biblatex.bib"

WRITTEN = frozenset({"type", *FIELDS})
"""CSL variables that are written for at least some types."""

_WITHOUT = (
    ("article", "container-title", "misc"),
    ("inproceedings", "container-title", "misc"),
    ("incollection", "container-title", "misc"),
    ("inreference", "container-title", "misc"),
    ("incollection", "editor", "inbook"),
    ("inreference", "editor", "inbook"),
    ("book", "author", "collection"),
    ("collection", "editor", "book"),
    ("online", "URL", "misc"),
)
"""A type, a variable that it requires, and the type to use without it; applied in this order."""

ORDER = """
    author bookauthor title journaltitle booktitle series editor editora editoratype editorb
    editorbtype editorc editorctype translator volume number part chapter pages eid edition
    pagetotal volumes version type entrysubtype howpublished institution organization publisher
    address eventtitle venue eventdate date pubstate doi eprint eprinttype eprintclass isbn issn
    url urldate shorttitle shortjournal origtitle origdate origpublisher origlocation langid
    library note annotation keywords abstract ids
""".split()

_NAME_LISTS: Sequence[str] = ("author", "editor")
"""Fields whose single names are checked when the file is read back."""
_LISTS = frozenset(
    "authority publisher publisher-place original-publisher original-publisher-place".split()
)
"""Variables of fields that biber splits at `and`."""

_KINDS = {
    kind: kind.replace("_", " ").capitalize()
    for kind, type_ in TYPES.items()
    if type_ in ("manual", "misc", "report", "thesis") or kind in ("periodical", "review")
} | {"document": ""}
"""The field `type` by CSL type, if there is no genre: `@thesis` and `@report` require it, `@manual`
and `@misc` are too general."""


_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
"""The field `entrysubtype` by CSL type, which pandoc and Better BibTeX read."""


def export(bibliography: Bibliography, options: Options = DEFAULTS) -> str:
    """The bibliography as a .bib file in citekey order, with one field per line."""
    head = bib_file.header(bibliography, options)
    return bib_file.write(head, _entries(bibliography, options))


def verify(text: str, bibliography: Bibliography, options: Options = DEFAULTS) -> Iterator[str]:
    """Differences that bibtexparser and pybtex (strict) find when they read the text back."""
    return bib_file.differences(text, _entries(bibliography, options))


@lru_cache(maxsize=1)  # `verify` needs the entries that `export` has just made
def _entries(bibliography: Bibliography, options: Options) -> list[BibEntry]:
    entries = (_entry(work, bibliography.settings) for work in bibliography.works)
    return bib_file.encode(entries, options)


def entry_type(item: csl.Item) -> str:
    """The BibLaTeX type of a CSL item."""
    kind = TYPES[item["type"]]
    if item["type"] == "document" and bib_file.is_part(item):
        kind = "incollection"
    variables = {**item, "container-title": bib_file.container(item)}
    for one, variable, other in _WITHOUT:
        if kind == one and not variables.get(variable):
            kind = other
    return kind


def _entry(work: Work, settings: Settings) -> BibEntry:
    item = {**work.item, "container-title": bib_file.container(work.item)}
    kind = entry_type(item)
    terms = chain.from_iterable(terms_of(work.entry, settings).values())
    words = (item.get("keyword", ""), *work.entry.tags, *terms)
    item["keyword"] = ", ".join(dict.fromkeys(filter(None, words)))
    values = _own(work, item, kind)
    for variable, candidates in FIELDS.items():
        free = (f for f in candidates.split() if f in ACCEPTED[kind] and f not in values)
        if item.get(variable) and (field := next(free, None)):
            value = work.rich_title if variable == "title" else item[variable]
            values[field] = _text(variable, value, work.entry.name, str(item.get("language", "")))
            if variable in work.incomplete:
                values[field] += f" and {bib_file.OTHERS}"
    values |= {f"{field}type": kind for field, kind in EDITORS.items() if field in values}
    if "eprint" in values and not work.eprint:
        values["eprinttype"] = "pubmed"
    fields = {field: values[field] for field in ORDER if values.get(field)}
    names = {role: _names(item[role]) for role in _NAME_LISTS if role in fields}
    for role in work.incomplete & names.keys():
        names[role].append(bib_file.OTHERS)
    return BibEntry(kind=kind, citekey=work.citekey, fields=fields, names=names)


def _own(work: Work, item: csl.Item, kind: str) -> dict[str, str]:
    """Fields that do not follow from one variable; removes from the item what they contain."""
    is_plain = "type" in ACCEPTED[kind] and not item.get("genre")
    values = {"type": _KINDS.get(item["type"], "")} if is_plain else {}
    values["entrysubtype"] = _SUBTYPES.get(item["type"], "")
    number = csl.pages({**item, "page": ""})  # an article number
    if number and "pages" in ACCEPTED[kind]:
        del item["number"]
        if item.setdefault("page", number) != number:
            values["eid"] = bib_file.text(number)
    if work.is_preprint:
        item.setdefault("status", "prepublished")
    if item.get("authority") == item.get("publisher"):
        item.pop("authority", None)
    values["ids"] = ", ".join(filter(citekey.is_citable, work.entry.aliases))
    if work.eprint:
        values |= {"eprint": bib_file.text(work.eprint.value), "eprinttype": "arxiv"}
        values["eprintclass"] = work.eprint_class.value if work.eprint_class else ""
    return values


def _text(variable: str, value: Any, name: str, language: str) -> str:  # noqa: ANN401 - a CSL value of any shape
    """A CSL value as the text of its field; `name` is the short name to protect in a title.

    `language` is that of the work.
    """
    if variable in csl.NAME_VARIABLES:
        return " and ".join(_names(value))
    if variable in csl.DATE_VARIABLES:
        return _date(value)
    if variable in _TITLES:
        protect = [name] if name else []
        return tex_title.title(str(value), protect=protect, language=language)
    if variable in _VERBATIM:
        return _VERBATIM[variable](str(value))
    text = bib_file.text(value)
    if variable in _LISTS and re.search(r"(?i)(?<!\S)and(?!\S)", text):
        return f"{{{text}}}"
    return re.sub(r"(?i)^(xdata\s*)=", r"\1{=}", text)


def _names(names: Sequence[csl.Name]) -> list[str]:
    return [text for name in names if (text := _name(name))]


def _name(name: csl.Name) -> str:
    r"""A name in the form that biber accepts.

    Biber counts commas inside braces too, and `given=` is part of its own syntax. From
    `{\textbackslash}x` and `{}\&` it makes the initial `}`, and likewise from an opening quotation
    mark before a brace or a command; these break the document.
    """
    text = bib_name.name(name, accented=False)
    if text.count(",") > 2:
        text = bib_name.name({"literal": csl.display_name(name)}, accented=False)
    text = re.sub(r"\{(\\text[a-z]+)\}", r"\1{}", text).replace("{{}\\", "{\\")
    text = re.sub(r"[`‘ʿ](?=[{\\])", "'", text)
    return text.replace("=", "{=}")


def _date(value: csl.Date) -> str:
    """A date or a range in EDTF, shortened to the month or year if the date does not exist."""
    ends = [_in_calendar(end) for end in value["date-parts"]]
    return csl.iso_date({**value, "date-parts": ends})


def _in_calendar(parts: Sequence[int | str]) -> list[int]:
    year, *rest = (int(part) for part in parts if part not in (None, ""))
    if not rest or not 1 <= rest[0] <= 12:
        return [year]
    return [year, *rest] if 1 <= rest[-1] <= monthrange(year, rest[0])[1] else [year, rest[0]]


def _code(codes: str) -> str:
    """The first ISBN or ISSN with a valid check digit; biber warns of any other or further one."""
    return next(filter(_is_code, re.split(r"[,;\s]+", codes.upper())), "")


def _is_code(code: str) -> bool:
    digits = code.replace("-", "")
    if not re.fullmatch(r"\d{7}[\dX]|\d{9}[\dX]|97[89]\d{10}", digits):
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(values) == 13:
        return sum(values[::2], 3 * sum(values[1::2])) % 10 == 0
    return sum(weight * value for weight, value in enumerate(reversed(values), 1)) % 11 == 0


_TITLES = frozenset(("title", "title-short", "shortTitle"))
_VERBATIM = {
    "DOI": bib_file.doi,
    "URL": url,
    "ISBN": _code,
    "ISSN": _code,
    "page": tex.pages,
}
