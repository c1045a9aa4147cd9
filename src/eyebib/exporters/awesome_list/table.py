"""Papers as rows of a table, without folds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from eyebib.exporters.awesome_list.fact import value, words
from eyebib.exporters.awesome_list.group import Group
from eyebib.exporters.awesome_list.item import Item
from eyebib.exporters.awesome_list.title import bold
from eyebib.importers.awesome_list.column import role
from eyebib.model.bibliography import NO_CODE, Work
from eyebib.text import markdown

GAP = "\n\n"
HAS_FOLDS = False


def _paper(item: Item) -> str:
    links = {"Paper": item.paper, **item.versions}
    return " · ".join(f"[{label}]({url})" for label, url in links.items() if url)


def _code(item: Item) -> str:
    if item.code == NO_CODE:
        return "not public"
    return f"[Code]({item.code})" if item.code else ""


_COLUMNS: Mapping[str, Callable[[Item], str]] = {
    "Title": lambda item: bold(item.title, ""),
    "Name": lambda item: markdown.part(item.name),
    "Venue": lambda item: markdown.part(item.venue),
    "Year": lambda item: str(item.year or ""),
    "Paper": _paper,
    "Code": _code,
    "Modalities": lambda item: words(item.modalities),
}
"""The cell of an item in each column; the columns of the list's facts follow."""


def abstract(work: Work) -> str:  # noqa: ARG001 - the interface of every layout
    """None: a row has no folds."""
    return ""


def listings(groups: Sequence[Group]) -> Iterator[str]:
    """A table for each group, with the columns that its items fill."""
    for group in groups:
        yield "\n".join(_lines(group.items)) if group.items else ""


def _lines(items: Sequence[Item]) -> Iterator[str]:
    facts = dict.fromkeys(key for item in items for key in item.facts if key not in _COLUMNS)
    columns = [*_filled(items, facts), *facts]
    yield _line(map(markdown.part, columns))
    yield "|---" * len(columns) + "|"
    yield from (_line(_cells(item, columns)) for item in items)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _filled(items: Sequence[Item], facts: Mapping[str, None]) -> Iterator[str]:
    """The columns that items fill, and those without which a fact would be read as theirs."""
    needed = {"title", "paper", *map(role, facts)}
    for column, cell in _COLUMNS.items():
        if role(column) in needed or any(map(cell, items)):
            yield column


def _cells(item: Item, columns: Sequence[str]) -> Iterator[str]:
    for column in columns:
        cell = _COLUMNS.get(column)
        yield cell(item) if cell else value(item.facts.get(column, ""))
