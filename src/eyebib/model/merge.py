"""Merge an Entry and its Records into a Work, variable by variable.

The first source that has a variable wins: the entry's `csl`; the record of the cited identifier,
from Crossref before arXiv before a transcribed before an imported one; last the other keys of the
entry. A preprint's record adds only its eprint facts, and an abstract if there is none. A list of
names that is marked as incomplete is used only if no source has a complete one. A title whose text
is that of a record with formulas has these formulas.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import RANK, Entry, Record, Source, Sourced, Work, missing
from eyebib.model.csl import Item
from eyebib.model.identifier import Identifier
from eyebib.text.clean import clean, clean_lines
from eyebib.text.link import is_web_link
from eyebib.text.nocase import has_formulas, with_formulas, without_spans

_CLASS = re.compile(r"[A-Za-z-]+(?:\.[A-Za-z-]+)?")
"""An arXiv class, such as `cs.CV`. It is written raw into .bib files, so nothing else may pass."""

_STATED_BY: Mapping[str, frozenset[str]] = {
    "page": frozenset({"number"}),
    "number": frozenset({"page"}),
    "container-title-short": frozenset({"container-title"}),
    "publisher-place": frozenset({"publisher"}),
    "genre": frozenset({"type"}),
    "URL": frozenset({"DOI"}),
}
"""Imported variables, and those with which a source says the same: an article number is no page."""

_Layer = tuple[Source, Mapping[str, Any]]


def merge(entry: Entry, records: Sequence[Record]) -> Work:
    """The work of an entry, which may have no records."""
    cited = _cited(entry, records)
    variables: dict[str, Sourced] = {}
    partial: dict[str, Sourced] = {}
    for source, item in _layers(entry, records, cited):
        incomplete = csl.incomplete(item)
        for variable, value in item.items():
            if variable not in variables and _is_usable(variable, tidy := _tidy(variable, value)):
                sourced = _sourced(variable, tidy, source, incomplete)
                (partial if sourced.is_incomplete else variables).setdefault(variable, sourced)
    if "title" in variables:
        variables["title"] = _with_formulas(variables["title"], records)
    eprint = next((i for i in (cited, *entry.identifiers) if i and i.scheme == "arxiv"), None)
    return Work(
        entry=entry,
        variables=partial | variables,
        cited=cited,
        records=tuple(records),
        eprint=_eprint(eprint, records),
        eprint_class=_eprint_class(entry, eprint, records),
    )


def _is_usable(variable: str, value: Any) -> bool:  # noqa: ANN401 - a CSL value of any shape
    """Whether a value can be merged: not empty, not `custom`, and a URL only if it is http(s)."""
    if variable == "URL":
        return is_web_link(str(value))
    return bool(value) and variable != "custom"


def _sourced(
    variable: str,
    tidy: Any,  # noqa: ANN401 - a CSL value of any shape
    source: Source,
    incomplete: Container[str],
) -> Sourced:
    if variable == "title" and (plain := without_spans(tidy)) != tidy:
        return Sourced(value=plain, source=source, markup=tidy)
    return Sourced(value=tidy, source=source, is_incomplete=variable in incomplete)


def _with_formulas(title: Sourced, records: Sequence[Record]) -> Sourced:
    """The title with the formulas that a record has of the same text."""
    for record in () if title.markup else records:
        markup = clean(str(record.item.get("title", "")))
        if without_spans(markup) != title.value:
            continue
        if not has_formulas(markup):
            markup = with_formulas(title.value, csl.facts(record.item, csl.FORMULAS))
        if has_formulas(markup):
            return replace(title, markup=markup)
    return title


def _tidy(variable: str, value: Any) -> Any:  # noqa: ANN401 - a CSL value of any shape
    """The value with clean text, since a lock may be edited by hand; abstracts keep their lines."""
    if variable == "abstract":
        return clean_lines(str(value or ""))
    if variable in csl.NAME_VARIABLES:
        names = [tidy for name in value if (tidy := _tidy_name(name))]
        return value if names == value else names  # of two equal lists one is kept in memory
    return clean(value) if isinstance(value, str) else value


def _tidy_name(name: csl.Name) -> dict[str, str]:
    """A name without the parts that are invisible; a given name alone is a name of one word."""
    parts = {part: text for part, words in name.items() if (text := clean(str(words)))}
    if "family" not in parts and "literal" not in parts and "given" in parts:
        parts["family"] = parts.pop("given")
    return parts if "family" in parts or "literal" in parts else {}


def _cited(entry: Entry, records: Sequence[Record]) -> Identifier | None:
    if entry.published is None:
        return entry.asked
    items = [record.item for record in _of(entry.published, records)]
    return entry.asked if missing(entry.csl, *items) else entry.published


def _of(identifier: Identifier | None, records: Sequence[Record]) -> list[Record]:
    own = [record for record in records if record.identifier == identifier]
    return sorted(own, key=lambda record: RANK[record.source])


def _layers(entry: Entry, records: Sequence[Record], cited: Identifier | None) -> Iterator[_Layer]:
    yield "entry", entry.csl
    own = _of(cited, records)
    known = {variable for record in own if record.is_fetched for variable in record.item}
    for record in (*own, *_unidentified(cited, records)):
        item = _gaps(record.item, known) if record.is_imported else record.item
        yield record.source, item
    yield "entry", _fallback(entry, cited)
    for identifier in entry.identifiers:  # the lock may also hold records of other papers
        for record in _of(identifier, records):
            yield record.source, {"abstract": record.item.get("abstract")}


def _unidentified(cited: Identifier | None, records: Sequence[Record]) -> list[Record]:
    """The imported records that name no identifier of a version, so they are of the cited one."""
    return [r for r in records if r.is_imported and not r.is_identified and r.identifier != cited]


def _gaps(item: Item, known: AbstractSet[str]) -> Item:
    """An imported item without the variables whose fact a source states in another variable."""
    return {name: item[name] for name in item if not _STATED_BY.get(name, frozenset()) & known}


def _fallback(entry: Entry, cited: Identifier | None) -> dict[str, Any]:
    """The item that the entry describes apart from its `csl`."""
    item: dict[str, Any] = {"title": entry.title, "abstract": entry.abstract, "type": "document"}
    if entry.listed:
        item["issued"] = {"date-parts": [[entry.listed]]}
    if cited is None:
        return item
    item["URL"] = cited.url
    if cited.scheme == "doi":
        item["DOI"] = cited.value
    elif cited.scheme in ("pmid", "pmcid"):
        item[cited.scheme.upper()] = cited.value
    elif cited.scheme == "arxiv":
        number = f"arXiv:{cited.value}"
        item |= {"type": "article", "genre": "preprint", "publisher": "arXiv", "number": number}
    return item


def _eprint(eprint: Identifier | None, records: Sequence[Record]) -> Sourced | None:
    if eprint is None:
        return None
    own = _of(eprint, records)
    return Sourced(value=eprint.value, source=own[0].source if own else "entry")


def _eprint_class(
    entry: Entry, eprint: Identifier | None, records: Sequence[Record]
) -> Sourced | None:
    imported = [record for record in records if record.is_imported]  # of any version
    layers: list[_Layer] = [(r.source, r.item) for r in (*_of(eprint, records), *imported)]
    for source, item in [("entry", entry.csl), *layers] if eprint else ():
        primary_class = clean(csl.fact(item, "primary-class"))
        if _CLASS.fullmatch(primary_class):
            return Sourced(value=primary_class, source=source)
    return None
