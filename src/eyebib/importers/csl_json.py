"""CSL-JSON, as written by Zotero, pandoc, citation.js and eyebib itself.

Values are converted to the shapes of `csl`: numbers to text, dates to integers, rich text to plain
text. Facts that eyebib wrote to `custom` become keys of the entry again.
"""

import json
import re
from collections import Counter, deque
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
from eyebib.model.problem import Location, Problem, Severity
from eyebib.text.clean import clean
from eyebib.text.markup import abstract, has_tags, plain
from eyebib.text.suggestion import suggestion

SUFFIXES: tuple[str, ...] = (".json",)

_ENTRY_VARIABLES = frozenset("id citation-key title abstract custom DOI".split())  # entry keys
_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')
_ARXIV = re.compile(r"arxiv:\s*(\S+)(?:\s*\[[\w.-]+\])?", re.IGNORECASE)

_FACTS: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "name": (re.compile(r".+", re.DOTALL), plain),
    "listed": (re.compile(r"[12]\d{3}"), int),
    "code": (re.compile(rf"{NO_CODE}|https?://\S+"), clean),
}
_OTHER_FACTS = frozenset({"arxiv", "arxiv-primary-class", "sources"})
"""Other facts that eyebib writes to `custom`; identifiers are read in `_links`."""


def read(text: str, path: Path, *, as_is: bool = False) -> tuple[list[Entry], list[Problem]]:
    """The entries of an array of CSL items, or of `{"items": [...]}`, and the problems.

    A problem of an item is located at the line of its `id`, else on line 1 with the item's index.
    """
    taken = citekeys.Taken()
    file = CslItem(data={}, where=Location(path=path), prefix="", problems=[])
    entries = [_entry(item, taken, as_is=as_is) for item in _items(text, file)]
    return list(filter(None, entries)), file.problems


def _items(text: str, file: CslItem) -> Iterator[CslItem]:
    try:
        data = _parse(text, file)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        place = replace(file, where=replace(file.where, line=line, column=column))
        reason = getattr(error, "msg", "nested too deeply")
        place.report(f"invalid JSON: {reason}", "json", Severity.ERROR)
        return
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        file.report('expected CSL items: `[...]` or `{"items": [...]}`', "json", Severity.ERROR)
        return
    lines = _lines_of_ids(text)
    for index, item in enumerate(items):
        variables = item if isinstance(item, dict) else {}
        numbers = lines.get(str(variables.get("id")))
        where = replace(file.where, line=numbers.popleft()) if numbers else file.where
        prefix = f"[{index}]: " if numbers is None else ""
        yield replace(file, data=variables, where=where, prefix=prefix)


def _parse(text: str, file: CslItem) -> object:
    """The JSON value, with numbers as text, so that 7.10 does not become 7.1."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, times in Counter(key for key, _ in pairs).items():
            if times > 1:
                message = f"duplicate key `{key}` ({times} times); the last value is used"
                file.report(message, "duplicate-key")
        return dict(pairs)

    numbers: dict[str, Any] = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), str)
    return json.loads(text, object_pairs_hook=unique, **numbers)


def _lines_of_ids(text: str) -> dict[str, deque[int]]:
    lines: dict[str, deque[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for id_ in _ID.findall(line):
            lines.setdefault(id_.strip('"'), deque()).append(number)
    return lines


def _entry(item: CslItem, taken: citekeys.Taken, *, as_is: bool) -> Entry | None:
    title = plain(string(item.data.get("title")))
    if not title:
        item.report("missing title; the item was not imported", "title", Severity.ERROR)
        return None
    if (value := item.data.get("abstract")) and not string(value):
        item.report("abstract: expected text; the value was ignored", "value")
    text = string(value)
    paragraphs = [text] if has_tags(text) else text.split("\n")
    links = _links(item)
    ranked = sorted(links.values(), key=lambda link: SCHEMES.index(link[0].scheme))
    paper, link = ranked[0] if ranked else (None, "")
    preprint = next((i for i, _ in ranked if i != paper and i.scheme == "arxiv"), None)
    used = {n for n, (i, _) in links.items() if i in (paper, preprint)} | ({"URL"} - links.keys())
    untyped = {} if paper else {"type": "document"}
    key = string(item.data.get("citation-key")) or string(item.data.get("id"))
    choice = citekeys.choose(key, title, taken)
    if choice.message:
        item.report(choice.message, "citekey")
    return Entry(
        citekey=choice.citekey,
        file_stem=choice.file_stem,
        aliases=choice.aliases,
        title=title,
        paper=paper,
        preprint=preprint,
        link=link,
        abstract="\n".join(filter(None, map(abstract, paragraphs))),
        csl=untyped | dict(_overrides(item, used)) | (_source_facts(item, links) if as_is else {}),
        **_facts(item),
    )


def _source_facts(item: CslItem, links: Mapping[str, tuple[Identifier, str]]) -> csl.Item:
    """Facts that a source would otherwise supply: the address and the primary arXiv class."""
    custom = item.data.get("custom")
    kind = string(custom.get("arxiv-primary-class")) if isinstance(custom, dict) else ""
    facts: csl.Item = {"custom": {"primary-class": plain(kind)}} if kind else {}
    return facts | ({"URL": links["URL"][1]} if "URL" in links else {})


def _links(item: CslItem) -> dict[str, tuple[Identifier, str]]:
    """The variables that identify the paper, each with its identifier and link."""
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
    identifiers: dict[str, tuple[Identifier, str]] = {}
    for variable, text in links.items():
        link = clean(text)
        try:
            if link:
                identifiers[variable] = (identify(link), link)
        except ValueError as error:
            item.report(f"{variable}: {error}", "identifier")
    return identifiers


def _overrides(item: CslItem, used: Container[str]) -> Iterator[tuple[str, Any]]:
    """The variables that are neither identifiers of the paper nor keys of the entry."""
    for variable, value in item.data.items():
        if value in (None, "", [], {}) or variable in _ENTRY_VARIABLES or variable in used:
            continue
        if (read := READERS.get(variable)) is None:
            hint = suggestion(variable, csl.VARIABLES)
            item.report(f"unknown variable `{variable}` was ignored{hint}", "not-read")
        elif result := read(item, variable, value):
            yield variable, result


def _facts(item: CslItem) -> dict[str, Any]:
    """The facts that eyebib writes to `custom`: name, code, modalities, tags, listed year."""
    custom = item.data.get("custom") or {}
    facts: dict[str, Any] = {}
    for fact, value in custom.items() if isinstance(custom, dict) else [("custom", custom)]:
        if fact in _FACTS and _FACTS[fact][0].fullmatch(string(value)):
            facts[fact] = _FACTS[fact][1](value)
        elif fact in ("modalities", "tags") and isinstance(value, list) and all(map(string, value)):
            facts[fact] = tuple(filter(None, dict.fromkeys(map(plain, value))))
        elif fact not in _OTHER_FACTS:
            item.report(f"custom: `{fact}` was ignored", "not-read")
    return facts
