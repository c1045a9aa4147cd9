"""Lines below an item that name a fact each: `_Modality:_ OCT`."""

from collections.abc import Iterator, Sequence

from eyebib.exporters.awesome_list.item import Item
from eyebib.exporters.awesome_list.title import has_place
from eyebib.importers.awesome_list.column import is_fact_of_list, role
from eyebib.importers.awesome_list.fact import is_fact, says_something
from eyebib.importers.awesome_list.marked import year_in
from eyebib.importers.awesome_list.paper_link import kind_of
from eyebib.text import markdown
from eyebib.text.link import is_web_link

_LABEL = "link"
"""The text of a value that is an address."""


def lines(item: Item) -> Iterator[str]:
    """The lines of an item: its modalities, a name that fits beside no title, its other facts."""
    if item.modalities:
        noun = "Modality" if len(item.modalities) == 1 else "Modalities"
        yield f"_{noun}:_ {words(item.modalities)}"
    if not has_place(item.name):
        yield f"_Name:_ {markdown.part(item.name)}"
    for key, text in item.facts.items():
        if item.year is None and role(key) in ("date", "venue") and year_in(text):
            continue  # it would be read as the year
        yield f"_{markdown.part(key)}:_ {value(text)}"


def year(item: Item) -> str:
    """The line of the year."""
    return f"_Year:_ {item.year}"


def words(texts: Sequence[str]) -> str:
    """The texts, separated by commas; their own commas are written as references."""
    return ", ".join(markdown.part(text).replace(",", "&#44;") for text in texts)


def value(text: str) -> str:
    """A value; an address is a link, unless it would be taken for that of a paper or of code."""
    address = address_in(text)
    return f"[{_LABEL}]({address})" if address else markdown.part(text)


def address_in(text: str) -> str:
    """The address that a value is, as Markdown can hold it; empty for other values."""
    is_link = is_web_link(text) and " " not in text and kind_of(text, _LABEL) == "other"
    return markdown.destination(text) if is_link else ""


def read_again(item: Item) -> dict[str, str]:
    """The facts of an item that a reader takes for facts, as they are read."""
    return {
        key: address_in(text) or text
        for key, text in item.facts.items()
        if is_fact_of_list(key) and is_fact(key, text) and says_something(text)
    }
