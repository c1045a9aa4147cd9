"""Papers as list items: title, links, venue and year on a line, then facts and folds."""

from collections.abc import Iterator, Sequence
from textwrap import indent

from eyebib.exporters.awesome_list import fact, fold
from eyebib.exporters.awesome_list.group import Group
from eyebib.exporters.awesome_list.item import Item
from eyebib.exporters.awesome_list.title import bold, is_name
from eyebib.importers.awesome_list.marked import year_in
from eyebib.model.bibliography import NO_CODE, Work
from eyebib.text import markdown

GAP = "\n\n"
HAS_FOLDS = True


def abstract(work: Work) -> str:
    """The abstract of the entry; those of records would bury the list."""
    return work.entry.abstract


def listings(groups: Sequence[Group]) -> Iterator[str]:
    """The items of each group."""
    for group in groups:
        yield "\n".join(map(_entry, group.items))


def _entry(item: Item) -> str:
    is_named = bool(item.year) and year_in(str(item.year)) is None  # of another century
    line = [_title(item), *_links(item), markdown.part(item.venue) if is_named else _date(item)]
    facts = [fact.year(item)] if is_named else []
    text = "  \n".join([" · ".join(filter(None, line)), *facts, *fact.lines(item)])
    folds = fold.folds(item.abstract, item.citation)
    return "- " + indent("\n\n".join([text, *folds]), "  ").removeprefix("  ")


def _title(item: Item) -> str:
    """The title; in italics, too, if it is a name."""
    if is_name(item.title, item.name):
        return f"*{bold(item.title, '')}*"
    return bold(item.title, item.name)


def _links(item: Item) -> Iterator[str]:
    links = {"Paper": item.paper, **item.versions, "Code": item.code}
    for label, address in links.items():
        if address == NO_CODE:
            yield "Code not public"
        elif address:
            yield f"[{label}]({address})"


def _date(item: Item) -> str:
    """The venue and the year; the first year is the item's, whatever the venue is called."""
    year, venue = str(item.year or ""), markdown.part(item.venue)
    stated = year_in(item.venue)
    if stated == item.year:
        return venue
    return f"{year} · {venue}" if stated else f"{venue} {year}".strip()
