"""The title of an item in bold, written so that title and name are read as they are."""

from collections.abc import Callable

from eyebib.importers.awesome_list.plain_title import SHORT, is_beside, split_exact
from eyebib.text import markdown

Escape = Callable[[str], str]
"""`markdown.inline` for a title on a line of its own, `markdown.part` for one beside other text."""


def bold(title: str, name: str, escape: Escape = markdown.part) -> str:
    """The title in bold with its name in parentheses, if there is a place for it.

    Parentheses that would be taken for those of a name are written as references.
    """
    name = name if has_place(name) else ""
    if split_exact(named(title, name)) == (title, name):
        return f"**{escape(named(title, name))}**"
    head, tail = markdown.part(title), markdown.part(name)
    tail = tail.replace("(", "&#40;").replace(")", "&#41;")
    if name and not _is_inside(name):
        return named(f"**{head}**", tail)
    head = f"{head[:-1]}&#41;" if head.endswith(")") else head
    return f"**{named(head, tail)}**"


def named(title: str, name: str) -> str:
    """The title with its name in parentheses."""
    return f"{title} ({name})" if name else title


def has_place(name: str) -> bool:
    """Whether parentheses after a title are read as its name: not `(II)` or `(1)`."""
    return not name or _is_inside(name) or is_beside(f"({_bare(name)})")


def _is_inside(name: str) -> bool:
    """Whether a name is read that is in bold with the title; one in another script is beside it."""
    return split_exact(named("T", _bare(name)))[1] != ""


def _bare(name: str) -> str:
    return name.replace("(", "").replace(")", "").strip()


def is_name(title: str, name: str) -> bool:
    """Whether an item has no title but its name."""
    return title == name and len(title.split()) <= SHORT
