"""Facts in which two descriptions of one work differ, so that a reader would not find it."""

from collections.abc import Callable, Iterator, Mapping

from eyebib.matching import byline
from eyebib.matching.number import first_page, same_number
from eyebib.matching.title import same
from eyebib.model import csl
from eyebib.model.csl import Item
from eyebib.text.nocase import without_spans

_MOST_NAMES = 3


def differences(stated: Item, known: Item) -> Iterator[tuple[str, str, str]]:
    """Variable, stated and known value of each fact that both have and that differs.

    Compared are the title, the authors, the year, the volume and the first page; not their
    spelling, initials, leading zeros, or names that a list marked as incomplete leaves out.
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
    return str(item.get("volume", ""))


def _first_page(item: Item) -> str:
    """The first page, or the article number, which some files have as page."""
    return first_page(str(item.get("page") or item.get("number") or ""))


_Fact = tuple[Callable[[Item], str], Callable[[str, str], bool]]
_FACTS: Mapping[str, _Fact] = {
    "title": (_title, same),
    "issued": (_year, str.__eq__),
    "volume": (_volume, same_number),
    "page": (_first_page, str.__eq__),
}


def _names(stated: Item, known: Item) -> tuple[str, str] | None:
    """The authors of both, shortened, if they differ; groups make a comparison impossible."""
    if any(csl.is_group(name) for item in (stated, known) for name in item.get("author", ())):
        return None
    is_other = byline.difference(byline.byline(stated), byline.byline(known), "")
    return (_short(stated), _short(known)) if is_other else None


def _short(item: Item) -> str:
    names = [csl.family(name) for name in item["author"]]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
