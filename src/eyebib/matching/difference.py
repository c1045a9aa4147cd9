"""Facts in which two descriptions of one work differ, so that a reader would not find it."""

import re
from collections.abc import Callable, Iterator, Mapping

from eyebib.matching.author import families
from eyebib.matching.title import same
from eyebib.model import csl
from eyebib.model.csl import Item
from eyebib.text.nocase import without_spans

_MOST_NAMES = 3


def differences(stated: Item, known: Item) -> Iterator[tuple[str, str, str]]:
    """Variable, stated and known value of each fact that both have and that differs.

    Compared are the title, the family names of the authors, the year, the volume and the first
    page; not their spelling, leading zeros, or names that a list marked as incomplete leaves out.
    """
    for variable, (read, agrees) in _FACTS.items():
        one, other = read(stated), read(known)
        if one and other and not agrees(one, other):
            yield variable, one, other
    if names := _names(stated, known):
        yield "author", *names


def _title(item: Item) -> str:
    return without_spans(str(item.get("title", "")))


def _year(item: Item) -> str:
    return str(csl.year(item) or "")


def _volume(item: Item) -> str:
    return str(item.get("volume", "")).strip().lstrip("0")


def _first_page(item: Item) -> str:
    """The first page, or the article number, which some files have as page."""
    text = str(item.get("page") or item.get("number") or "")
    return re.split(r"[-\u2010-\u2015,;\s]", text.strip(), maxsplit=1)[0].lstrip("0")


def _is_equal(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


_Fact = tuple[Callable[[Item], str], Callable[[str, str], bool]]
_FACTS: Mapping[str, _Fact] = {
    "title": (_title, same),
    "issued": (_year, _is_equal),
    "volume": (_volume, _is_equal),
    "page": (_first_page, _is_equal),
}


def _names(stated: Item, known: Item) -> tuple[str, str] | None:
    """The authors of both, shortened, if they differ; groups make a comparison impossible."""
    if any(csl.is_group(name) for item in (stated, known) for name in item.get("author", ())):
        return None
    one, other = families(stated), families(known)
    is_prefix = "author" in csl.incomplete(stated)
    compared = other[: len(one)] if is_prefix else other
    if not one or not other or (len(one) == len(compared) and all(map(_is_one, one, compared))):
        return None
    return _short(stated), _short(known)


def _is_one(one: str, other: str) -> bool:
    """Whether two family names are the same, with or without a particle."""
    return f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}")


def _short(item: Item) -> str:
    names = [csl.family(name) for name in item["author"]]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
