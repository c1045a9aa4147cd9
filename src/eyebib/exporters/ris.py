"""RIS, for EndNote, Mendeley and similar programs.

Each fact is one line that ends with LF: a line break within a value becomes a space, so no value
can start a tag. A group is `AU  - Name,`; a comma in a part of a name, which RIS cannot escape,
becomes a semicolon. An article number is in `SP`; a conference paper has its proceedings in `C3`,
the conference in `T2`. `AN` is the arXiv id. For Zotero, use `zotero-rdf`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from eyebib.exporters import csl_item
from eyebib.exporters.ris_model import LOSSES, OF_TYPE, TAG, TYPES, WRITTEN
from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.settings import DEFAULTS, Options, Settings
from eyebib.text.clean import clean

__all__ = ["FILE", "LOSSES", "TYPES", "WRITTEN", "export", "verify"]

FILE = "references.ris"

_RANGE = re.compile(r"(\w[\w.:]*+)\s*+[-‐‑‒–—−]++\s*+(\w[\w.:]*+)")
_NAMES = frozenset("AU A2 A3 A4 ED".split())
_NOTES = frozenset(("N1", "RN"))
_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")

_Fact = tuple[str, str]  # a tag and its value, on one line


def export(
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the interface of every exporter
) -> str:
    """The bibliography as RIS in citekey order, with an empty line between two records.

    The text is always UTF-8, because RIS has no escapes for characters outside ASCII.
    """
    return "\n".join(_record(work, bibliography.settings) for work in bibliography.works)


def _record(work: Work, settings: Settings) -> str:
    facts = _once(_facts(work, settings))
    head = ("TY", TYPES[work.item["type"]])
    lines = [f"{tag}  - {value}\n" for tag, value in (head, *facts) if value]
    return "".join([*lines, "ER  - \n"])


def _once(facts: Iterable[_Fact]) -> Iterator[_Fact]:
    """The facts without repetitions, except names: two authors may have the same name."""
    seen = set[_Fact]()
    for fact in facts:
        if fact[0] in _NAMES or fact not in seen:
            seen.add(fact)
            yield fact


def _facts(work: Work, settings: Settings) -> Iterator[_Fact]:
    item = work.item
    yield "ID", clean(work.citekey)
    if work.eprint:  # before a PMID: Zotero reads only the first AN
        yield "AN", f"arXiv:{work.eprint.value}"
    if TYPES[item["type"]] == "CONF":  # pandoc ignores C3 and reads the first of BT and T2
        yield "BT", clean(item.get("container-title", ""))
    for variable, tag in _tags(item).items():
        if variable in csl.NAME_VARIABLES:
            yield from ((tag, _name(name)) for name in item[variable])
        else:
            yield tag, clean(item[variable])
    yield from _pages(item)
    yield from _dates(item)
    if work.eprint and work.is_preprint:
        yield "DB", "arXiv"
    yield from (("KW", clean(tag)) for tag in csl_item.tags(work, settings))
    yield "L2", clean(csl_item.code_link(work))


def _tags(item: csl.Item) -> dict[str, str]:
    """The tag of each variable of an item, in the order of the lines; pages have their own."""
    kind = item["type"]
    tags = TAG | OF_TYPE.get(TYPES[kind], {}) | OF_TYPE.get(kind, {})
    rest = item.keys() - ({"number"} if csl.is_article_number(item) else set())
    return {variable: tag for variable, tag in tags.items() if tag != "-" and variable in rest}


def hidden(item: csl.Item) -> Iterator[str]:
    """The variables whose tag has the other value of another variable, which readers may take."""
    taken: dict[str, str] = {}
    tags = [(name, tag) for name, tag in _tags(item).items() if name not in csl.NAME_VARIABLES]
    for variable, tag in [*tags, *([("page", "SP")] if item.get("page") else [])]:
        value = taken.setdefault(tag, clean(item[variable]))
        if tag not in _NOTES and value != clean(item[variable]):
            yield variable


def _name(name: csl.Name) -> str:
    """`Family, Given, Suffix`; a name without a given part ends with the comma."""
    family, *rest = _parts(name)
    return ", ".join([family, *rest]).rstrip(", ") if any(rest) else f"{family},"


def _parts(name: csl.Name) -> list[str]:
    parts = (csl.family(name), name.get("given", ""), name.get("suffix", ""))
    return [clean(part).replace(",", ";") for part in parts]


def _pages(item: csl.Item) -> Iterator[_Fact]:
    """The first and the last page; an article number such as `12-345` is no range."""
    pages = clean(csl.pages(item))
    span = _RANGE.fullmatch(pages) if item.get("page") else None
    yield "SP", span[1] if span else pages
    yield "EP", span[2] if span else ""


def _dates(item: csl.Item) -> Iterator[_Fact]:
    """The year and date of publication, and the date of access.

    A conference paper always has the date, because EndNote takes its year for the conference's.
    """
    for variable, tag in (("issued", "DA"), ("accessed", "Y2")):
        if parts := csl.date_parts(item.get(variable)):
            year, *rest = parts
            if variable == "issued":
                yield "PY", f"{year:04d}"
            if rest or variable == "accessed" or item["type"] == "paper-conference":
                yield tag, "/".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def verify(
    text: str,
    bibliography: Bibliography,
    options: Options = DEFAULTS,  # noqa: ARG001 - the interface of every exporter
) -> Iterator[str]:
    """Differences between the text, read as RIS, and the bibliography."""
    try:
        records = list(_read(text))
    except ValueError as error:
        yield str(error)
        return
    if [record.get("ID") for record in records] != [[clean(w.citekey)] for w in bibliography.works]:
        yield "the records differ from the works of the bibliography"
    for record, work in zip(records, bibliography.works, strict=False):
        for variable, actual, expected in _comparisons(record, work, bibliography.settings):
            if actual != expected:
                yield f"{work.citekey}: {variable} differs"


def _read(text: str) -> Iterator[dict[str, list[str]]]:
    """The records of a RIS text as values by tag; raises ValueError if a line is not valid RIS."""
    record: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not line and not record:
            continue
        if not match or (match[1] == "TY") == bool(record):
            raise ValueError(f"line {number} is not valid RIS: {line[:60]!r}")
        if match[1] == "ER":
            yield record
            record = {}
        else:
            record.setdefault(match[1], []).append(match[2])
    if record:
        raise ValueError("missing ER at the end of the last record")


def _comparisons(
    record: Mapping[str, list[str]], work: Work, settings: Settings
) -> Iterator[tuple[str, Any, Any]]:
    """Name, value in the record, and expected value of everything that is written of a work."""
    item = work.item
    yield "type", record["TY"], [TYPES[item["type"]]]
    for variable, tag in _tags(item).items():
        values = record.get(tag, [])
        if variable in csl.NAME_VARIABLES:
            names = [[*value.removesuffix(",").split(", "), "", ""][:3] for value in values]
            yield variable, names, [_parts(name) for name in item[variable]]
        else:
            yield variable, clean(item[variable]) in {"", *values}, True
    pages = "-".join(chain(record.get("SP", [])[-1:], record.get("EP", [])))
    expected = "-".join(value for _, value in _pages(item) if value)
    yield "page", pages, expected or pages
    for variable, tags in (("issued", ("DA", "PY")), ("accessed", ("Y2",))):
        first = next((date for tag in tags for date in record.get(tag, [])), "")
        yield (
            variable,
            [*map(int, filter(None, first.split("/")))],
            csl.date_parts(item.get(variable)),
        )
    yield "keyword", record.get("KW", []), [clean(tag) for tag in csl_item.tags(work, settings)]
    yield "the link to the code", record.get("L2", [""]), [clean(csl_item.code_link(work))]
    if work.eprint:
        yield "the arXiv id", f"arXiv:{work.eprint.value}" in record.get("AN", []), True
