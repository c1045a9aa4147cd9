"""What a format cannot hold: facts that no reader can find in its files.

Each is in the exporter's LOSSES or TYPES, and so in `docs/losses.md`.
"""

from collections.abc import Callable
from typing import NamedTuple

from eyebib.exporters import EXPORTERS, biblatex, bibtex, csl_item, ris, zotero_rdf
from eyebib.model.bibliography import Work
from eyebib.model.csl import Item
from readers.facts import Facts, expected
from readers.losses import parts


class Limit(NamedTuple):
    """A fact that a format cannot hold, the CSL variable that LOSSES gives the reason for, and when.

    `applies` takes the format, the work, and the facts that a reader found.
    """

    formats: str
    fact: str
    variable: str
    applies: Callable[[str, Work, Facts], bool]


def of_format(name: str, work: Work, result: Facts, fact: str) -> str:
    """Why a format cannot hold a fact of a work; empty if it can."""
    if fact == "type":
        kind = written_as(name, work.item)
        is_alike = kind == written_as(name, {**work.item, "type": result.type or "document"})
        return f"written as {kind}" if is_alike else ""
    for limit in LIMITS:
        is_concerned = name in limit.formats.split() and fact in limit.fact.split()
        if is_concerned and limit.applies(name, work, result):
            return EXPORTERS[name].LOSSES[limit.variable]
    return ""


def _start(name: str, work: Work, result: Facts) -> bool:
    start = expected(work).date.split("/")[0]
    return result.date == (start[:7] if name == "bibtex" else start)


def _comma(_name: str, work: Work, _result: Facts) -> bool:
    facts = expected(work)
    return any("," in part for name in (*facts.authors, *facts.editors) for part in parts(name))


def _event(_name: str, work: Work, result: Facts) -> bool:
    return "container-title" not in work.item and result.container == work.item.get("event-title")


def _no_container(name: str, work: Work, _result: Facts) -> bool:
    return written_as(name, work.item) in ("misc", "book", "collection")


def _no_issue(name: str, work: Work, _result: Facts) -> bool:
    return written_as(name, work.item) != "article"


LIMITS = (
    Limit("bibtex biblatex ris", "date", "issued", _start),
    Limit("ris", "authors editors groups", "author", _comma),
    Limit("bibtex biblatex", "container", "event-title", _event),
    Limit("bibtex biblatex", "container", "container-title", _no_container),
    Limit("bibtex", "issue", "issue", _no_issue),
)


def written_as(name: str, item: Item) -> str:
    """The type of an item in a format."""
    return _WRITTEN_AS[name](item)


_WRITTEN_AS: dict[str, Callable[[Item], str]] = {
    "biblatex": biblatex.entry_type,
    "bibtex": bibtex.entry_type,
    "csl-json": lambda item: csl_item.TYPES[item["type"]],
    "csl-yaml": lambda item: csl_item.TYPES[item["type"]],
    "ris": lambda item: ris.TYPES[item["type"]],
    "zotero-rdf": lambda item: zotero_rdf.TYPES[item["type"]],
}
"""The type by format; readers cannot distinguish CSL types that are written alike."""
