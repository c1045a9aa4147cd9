"""CSL-JSON, as Zotero, pandoc, citation.js and eyebib itself write it.

Values are brought into the shapes of `csl`: numbers to text, dates to whole numbers, rich text to
plain text. What eyebib put under `custom` comes back into the entry.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from eyebib.importers.csl_value import READERS, CslItem, string
from eyebib.model import citekey as citekeys
from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, Entry
from eyebib.model.identifier import Identifier, identify
from eyebib.model.link_rules import SCHEMES
from eyebib.model.problem import Location, Problem, Severity, suggestion
from eyebib.text.markup import abstract, plain

SUFFIXES: tuple[str, ...] = (".json",)

_ELSEWHERE = frozenset("id citation-key title abstract custom DOI".split())  # an entry has a place
_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')
_ARXIV = re.compile(r"arxiv:\s*(\S+)(?:\s*\[[\w.-]+\])?", re.IGNORECASE)

_FACTS: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "name": (re.compile(r".+", re.DOTALL), plain),
    "listed": (re.compile(r"[12]\d{3}"), int),
    "code": (re.compile(rf"{NO_CODE}|https?://\S+"), str),
}
_TAKEN_ELSEWHERE = frozenset({"arxiv", "arxiv-primary-class", "sources"})
"""Facts that our own exporter puts under `custom`; the last are read as identifiers or locked."""


def read(text: str, path: Path, *, as_is: bool = False) -> tuple[list[Entry], list[Problem]]:
    """The entries of an array of CSL items, or of `{"items": [...]}`, and what is not kept.

    A problem of an item stands at the line of its `id`, or else on line 1 with the item's index.
    """
    entries: dict[str, Entry] = {}
    file = CslItem(data={}, where=Location(path=path), prefix="", problems=[])
    for item in _items(text, file):
        if entry := _entry(item, entries, as_is=as_is):
            entries[entry.citekey.lower()] = entry
    return list(entries.values()), file.problems


def _items(text: str, file: CslItem) -> Iterator[CslItem]:
    try:
        found = _parsed(text, file)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        place = replace(file, where=replace(file.where, line=line, column=column))
        place.report(f"not JSON: {getattr(error, 'msg', 'too deep')}", "json", Severity.ERROR)
        return
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        file.report('CSL items expected: `[...]` or `{"items": [...]}`', "json", Severity.ERROR)
        return
    lines = _lines_of_ids(text)
    for index, item in enumerate(items):
        data = item if isinstance(item, dict) else {}
        known = lines.get(str(data.get("id")))
        where = replace(file.where, line=known.pop(0)) if known else file.where
        prefix = f"[{index}]: " if known is None else ""
        yield replace(file, data=data, where=where, prefix=prefix)


def _parsed(text: str, file: CslItem) -> object:
    """The JSON value, its numbers as text: 7.10 is no 7.1."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, times in Counter(key for key, _ in pairs).items():
            if times > 1:
                message = f"`{key}` stands {times} times in one object; the last one is read"
                file.report(message, "duplicate-key")
        return dict(pairs)

    numbers: dict[str, Any] = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), str)
    return json.loads(text, object_pairs_hook=unique, **numbers)


def _lines_of_ids(text: str) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for found in _ID.findall(line):
            lines.setdefault(found.strip('"'), []).append(number)
    return lines


def _entry(item: CslItem, taken: Container[str], *, as_is: bool) -> Entry | None:
    title = plain(string(item.data.get("title")))
    if not title:
        item.report("no title; the item is not imported", "title", Severity.ERROR)
        return None
    if (stated := item.data.get("abstract")) and not string(stated):
        item.report("abstract: not text; kept nowhere", "value")
    said = string(stated)
    paragraphs = [said] if re.search(r"</?\w", said) else said.split("\n")  # tags say where
    links = _links(item)
    ranked = sorted(links.values(), key=lambda link: SCHEMES.index(link[0].scheme))
    paper, link = ranked[0] if ranked else (None, "")
    preprint = next((i for i, _ in ranked if i != paper and i.scheme == "arxiv"), None)
    used = {n for n, (i, _) in links.items() if i in (paper, preprint)} | ({"URL"} - links.keys())
    untyped = {} if paper else {"type": "document"}
    named = string(item.data.get("citation-key")) or string(item.data.get("id"))
    citekey, message = citekeys.chosen(named, title, taken, as_is=as_is)
    if message:
        item.report(message, "citekey")
    return Entry(
        citekey=citekey,
        title=title,
        paper=paper,
        preprint=preprint,
        link=link,
        abstract="\n".join(filter(None, map(abstract, paragraphs))),
        csl=untyped | dict(_overrides(item, used)) | (_stated(item, links) if as_is else {}),
        **_facts(item),
    )


def _stated(item: CslItem, links: Mapping[str, tuple[Identifier, str]]) -> csl.Item:
    """What a source would state of the paper: its address, and its primary class on arXiv."""
    custom = item.data.get("custom")
    kind = string(custom.get("arxiv-primary-class")) if isinstance(custom, dict) else ""
    kept: csl.Item = {"custom": {"primary-class": plain(kind)}} if kind else {}
    return kept | ({"URL": links["URL"][1]} if "URL" in links else {})


def _links(item: CslItem) -> dict[str, tuple[Identifier, str]]:
    """Variables that identify the paper, the identifier each states, and the link."""
    doi, number, url = (string(item.data.get(name)).strip() for name in ("DOI", "number", "URL"))
    custom = item.data.get("custom")
    own = string(custom.get("arxiv")) if isinstance(custom, dict) else ""
    arxiv = _ARXIV.fullmatch(number)
    links = {
        "DOI": doi if not doi or ":" in doi else f"doi:{doi}",
        "number": f"arxiv:{arxiv[1]}" if arxiv else "",
        "custom": own and f"arxiv:{own}",
        "URL": url,
    }
    found: dict[str, tuple[Identifier, str]] = {}
    for variable, link in links.items():
        try:
            if link:
                found[variable] = (identify(link), link)
        except ValueError as error:
            item.report(f"{variable}: {error}", "identifier")
    return found


def _overrides(item: CslItem, used: Container[str]) -> Iterator[tuple[str, Any]]:
    """The variables that are neither the paper's identifier nor have a place of their own."""
    for variable, value in item.data.items():
        if value in (None, "", [], {}) or variable in _ELSEWHERE or variable in used:
            continue
        if (read := READERS.get(variable)) is None:
            hint = suggestion(variable, csl.VARIABLES)
            item.report(f"`{variable}` is no variable that is kept{hint}", "not-read")
        elif found := read(item, variable, value):
            yield variable, found


def _facts(item: CslItem) -> dict[str, Any]:
    """What our own exporter puts under `custom`: name, code, modalities, tags, listed year."""
    custom = item.data.get("custom") or {}
    facts: dict[str, Any] = {}
    for fact, value in custom.items() if isinstance(custom, dict) else [("custom", custom)]:
        if fact in _FACTS and _FACTS[fact][0].fullmatch(string(value)):
            facts[fact] = _FACTS[fact][1](value)
        elif fact in ("modalities", "tags") and isinstance(value, list) and all(map(string, value)):
            facts[fact] = tuple(filter(None, dict.fromkeys(map(plain, value))))
        elif fact not in _TAKEN_ELSEWHERE:
            item.report(f"custom: `{fact}` is kept nowhere", "not-read")
    return facts
