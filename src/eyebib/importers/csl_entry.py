"""Entries from CSL items, for all formats that are read as CSL items.

Values are converted to the shapes of `csl`: numbers to text, dates to integers, rich text to plain
text. Facts that eyebib wrote to `custom` become keys of the entry again.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeGuard

from eyebib.importers.csl_value import READERS, CslItem, string
from eyebib.importers.extra import with_fields
from eyebib.model import citekey as citekeys
from eyebib.model import csl
from eyebib.model.bibliography import NO_CODE, Entry
from eyebib.model.facet import MODALITIES, joined, name_problem
from eyebib.model.identifier import Identifier, identify
from eyebib.model.link_rules import SCHEMES
from eyebib.model.name import is_et_al
from eyebib.model.problem import Severity
from eyebib.model.settings import COLUMNS
from eyebib.text.clean import clean
from eyebib.text.markup import abstract, has_tags, plain
from eyebib.text.nocase import spans_marked, with_spans, without_spans
from eyebib.text.suggestion import suggestion

_ENTRY_VARIABLES = frozenset("id citation-key title abstract custom DOI".split())  # entry keys
_ARXIV = re.compile(r"arxiv:\s*(\S+)(?:\s*\[[\w.-]+\])?", re.IGNORECASE)

_FACTS: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "name": (re.compile(r".+", re.DOTALL), plain),
    "listed": (re.compile(r"[12]\d{3}"), int),
    "code": (re.compile(rf"{NO_CODE}|https?://\S+"), clean),
}
_OTHER_FACTS = frozenset({"arxiv", "arxiv-primary-class", csl.INCOMPLETE, "sources"})
"""Other facts that eyebib writes to `custom`; identifiers are read in `_links`."""


def entries(items: Iterable[CslItem]) -> list[Entry]:
    """The entries of the items in their order; of several items with one key the first is used.

    Problems are added to those of the items' file.
    """
    result: list[Entry] = []
    taken = citekeys.Taken()
    firsts: dict[str, CslItem] = {}
    for item in map(_regular, items):
        key = _key(item)
        first = firsts.setdefault(key, item) if key else item
        if first is not item:
            _report_repetition(item, first, key)
        elif entry := _entry(item, taken):
            result.append(entry)
    return result


def _regular(item: CslItem) -> CslItem:
    """The item with the facts of its note, and with marks in place of `others` as a last name.

    eyebib writes software as a document of this genre, because Zotero refuses the type.
    """
    data = with_fields(item.data)
    if (data.get("type"), data.get("genre")) == ("document", "software"):
        data["type"] = data.pop("genre")
    marked = [name for name in csl.NAME_VARIABLES & data.keys() if _ends_in_others(data[name])]
    data |= {name: data[name][:-1] for name in marked}
    custom = data.get("custom")
    if marked:
        data["custom"] = (custom if isinstance(custom, dict) else {}) | {
            csl.INCOMPLETE: sorted(marked)
        }
    return replace(item, data=data)


def _ends_in_others(names: object) -> bool:
    if not isinstance(names, list) or len(names) < 2 or not isinstance(names[-1], dict):
        return False
    last = [text for text in names[-1].values() if text]
    return len(last) == 1 and is_et_al(string(last[0]))


def _key(item: CslItem) -> str:
    return string(item.data.get("citation-key")) or string(item.data.get("id"))


def _report_repetition(item: CslItem, first: CslItem, key: str) -> None:
    names = [
        name
        for name in dict.fromkeys((*first.data, *item.data))
        if first.data.get(name) != item.data.get(name)
    ]
    differences = f"differs in `{'`, `'.join(names)}`" if names else "is the same"
    message = (
        f"duplicate key `{key}`; the item on line {first.where.line} is used, this one "
        f"{differences} and was not imported"
    )
    item.report(message, "repeated-entry")


def _entry(item: CslItem, taken: citekeys.Taken) -> Entry | None:
    rich = with_spans(plain(spans_marked(string(item.data.get("title")))))
    title = without_spans(rich)
    if not title:
        item.report("missing title; the item was not imported", "title", Severity.ERROR)
        return None
    links = _links(item)
    ranked = sorted(links.values(), key=lambda link: SCHEMES.index(link[0].scheme))
    paper, link = ranked[0] if ranked else (None, "")
    preprint = next((i for i, _ in ranked if i != paper and i.scheme == "arxiv"), None)
    used = {n for n, (i, _) in links.items() if i in (paper, preprint)} | ({"URL"} - links.keys())
    untyped = {} if paper else {"type": "document"}
    protected = {} if rich == title else {"title": rich}
    marks = _marks(item)
    facts = _source_facts(item, links)
    custom = marks.get("custom", {}) | facts.get("custom", {})
    choice = _choice(item, title, taken)
    return Entry(
        citekey=choice.citekey,
        file_stem=choice.file_stem,
        aliases=choice.aliases,
        title=title,
        paper=paper,
        preprint=preprint,
        link=link,
        abstract=_abstract(item),
        path=item.where.path,
        marks={("title",): (item.where.line, item.where.column)},
        csl=untyped
        | protected
        | dict(_overrides(item, used))
        | facts
        | ({"custom": custom} if custom else {}),
        **_facts(item),
    )


def _abstract(item: CslItem) -> str:
    value = item.data.get("abstract")
    if value and not string(value):
        item.report("abstract: expected text; the value was ignored", "value")
    text = string(value)
    paragraphs = [text] if has_tags(text) else text.split("\n")
    return "\n".join(filter(None, map(abstract, paragraphs)))


def _choice(item: CslItem, title: str, taken: citekeys.Taken) -> citekeys.Choice:
    """The citekey of the item, else the first author and the year, which the file omits."""
    key = _key(item)
    if not key and (name := _first_author(item)):
        years = re.findall(r"[12]\d{3}", str(item.data.get("issued")))
        made = citekeys.make(f"{name} {years[0] if years else ''}", title)
        key = citekeys.unused(made, taken.citekeys)
    choice = citekeys.choose(key, title, taken)
    if choice.message:
        item.report(choice.message, "citekey")
    return choice


def _first_author(item: CslItem) -> str:
    names = item.data.get("author")
    first = names[0] if isinstance(names, list) and names else {}
    return string(first.get("family")) if isinstance(first, dict) else ""


def _marks(item: CslItem) -> csl.Item:
    """The mark of incomplete lists of names."""
    marked = sorted(csl.incomplete(item.data) & item.data.keys())
    return {"custom": {csl.INCOMPLETE: marked}} if marked else {}


def _source_facts(item: CslItem, links: Mapping[str, tuple[Identifier, str]]) -> csl.Item:
    """The address and the primary arXiv class, beside what identifies the paper."""
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
    """The variables that are neither identifiers of the paper nor keys of the entry.

    A short title of the container may be there twice, because Zotero reads only the older variable.
    """
    data = dict(item.data)
    if data.get("journalAbbreviation") == data.get("container-title-short"):
        data.pop("journalAbbreviation", None)
    for variable, value in data.items():
        if value in (None, "", [], {}) or variable in _ENTRY_VARIABLES or variable in used:
            continue
        if (read := READERS.get(variable)) is None:
            hint = suggestion(variable, csl.VARIABLES)
            item.report(f"unknown variable `{variable}` was ignored{hint}", "not-read")
        elif result := read(item, variable, value):
            yield variable, result


def _facts(item: CslItem) -> dict[str, Any]:
    """The facts that eyebib writes to `custom`: name, code, facets, tags, listed year."""
    custom = item.data.get("custom") or {}
    facts: dict[str, Any] = {}
    facets: dict[str, tuple[str, ...]] = {}
    for fact, value in custom.items() if isinstance(custom, dict) else [("custom", custom)]:
        if fact in _FACTS and _FACTS[fact][0].fullmatch(string(value)):
            facts[fact] = _FACTS[fact][1](value)
        elif fact == "tags" and _are_words(value):
            facts[fact] = _words(value)
        elif fact == MODALITIES and _are_words(value):
            facets[fact] = _words(value)
        elif fact == "facets" and isinstance(value, dict) and all(map(_is_facet, value.items())):
            facets |= {name: _words(words) for name, words in value.items()}
        elif fact not in _OTHER_FACTS:
            item.report(f"custom: `{fact}` was ignored", "not-read")
    return facts | {"facets": joined(facets)}


def _is_facet(facet: tuple[str, object]) -> bool:
    name, words = facet
    return not name_problem(name, COLUMNS) and _are_words(words)


def _are_words(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(map(string, value))


def _words(value: list[str]) -> tuple[str, ...]:
    return tuple(filter(None, dict.fromkeys(map(plain, value))))
