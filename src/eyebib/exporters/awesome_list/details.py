"""Papers as paragraphs: title, links, facts, and a folded abstract."""

from collections.abc import Iterator, Sequence

from eyebib.exporters.awesome_list import fact, fold
from eyebib.exporters.awesome_list.group import Group
from eyebib.exporters.awesome_list.item import Item
from eyebib.exporters.awesome_list.title import bold
from eyebib.model.bibliography import NO_CODE, Work
from eyebib.text import markdown

GAP = "\n\n---\n\n"
HAS_FOLDS = True


def abstract(work: Work) -> str:
    """The abstract of the entry, else that of a record."""
    return work.entry.abstract or str(work.item.get("abstract", ""))


def listings(groups: Sequence[Group]) -> Iterator[str]:
    """The items of each group, with their year unless the heading has it."""
    for group in groups:
        yield GAP.join(_entry(item, group) for item in group.items)


def _entry(item: Item, group: Group) -> str:
    head = [bold(item.title, item.name, markdown.inline), _links(item), *fact.lines(item)]
    if item.year and not group.year:
        head.append(fact.year(item))
    lines = [*filter(None, head)]
    if not item.paper:  # a bold line without it would head what is below it
        lines.append("No link to the paper")
    folds = fold.folds(item.abstract, item.citation)
    return "\n\n".join(["  \n".join(lines), *folds])


def _links(item: Item) -> str:
    links = [f"[📄 Paper]({item.paper})"] if item.paper else []
    if item.code == NO_CODE:
        links.append("[💻 Code]() 🔒 Code not publicly available")
    elif item.code:
        links.append(f"[💻 Code]({item.code})")
    return " | ".join(links)
