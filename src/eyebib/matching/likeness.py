"""How much the title and the authors of a reference are those of a work."""

from dataclasses import replace
from typing import Literal

from eyebib.matching import byline, notice
from eyebib.matching.person import without_letters
from eyebib.matching.title import content, is_spelled, same, words
from eyebib.matching.work import ONE_LETTER, title_verdict
from eyebib.model.bibliography import Entry
from eyebib.model.csl import Item
from eyebib.text.encoding import repaired

Title = Literal["same", "near", "other"]
"""Equal but for labels and a subtitle; with a wrong word or letter; of another work."""

Authors = Literal["same", "some", "other", "unknown"]
"""All names agree; at least half of the shorter list, or the first; fewer; one has no authors."""

_NEAR = 0.7
"""The part of the words of the longer title that both have, so that they may be of one work."""


def title(entry: Entry, item: Item) -> Title:
    """How much the title of a reference is one of the titles of a work; mojibake is undone."""
    entry = replace(entry, title=repaired(entry.title))
    kinds = [_title(entry, dict(item) | {"title": each}) for each in _titles(item)]
    return next((kind for kind in ("same", "near") if kind in kinds), "other")


def _titles(item: Item) -> list[str]:
    others = item.get("custom", {}).get("titles", ())
    texts = (item.get("title"), item.get("original-title"), *others)
    return [str(text) for text in texts if text]


def _title(entry: Entry, item: Item) -> Title:
    if content(entry.title).isdisjoint(content(str(item["title"]))) and not same(
        entry.title, str(item["title"])
    ):
        return "other"
    verdict = title_verdict(entry, item)
    text = notice.without_mark(str(item["title"]))
    own = notice.without_mark(entry.title)
    if verdict.is_same and verdict.reason in _EQUAL:
        return "same" if verdict.reason or is_spelled(own, text) else "near"
    if not text.isascii() and same(entry.title, without_letters(text)):
        return "same"
    if verdict.reason == ONE_LETTER or _is_near(entry.title, text):
        return "near"
    return "other"


_EQUAL = frozenset(
    ("", "the titles are equal but for a label", "one title has a subtitle that the other lacks")
)


def _is_near(one: str, other: str) -> bool:
    """Whether most words of two titles are the same, and neither is of a part or a notice."""
    a, b = set(words(one)), set(words(other))
    is_near = len(a & b) >= _NEAR * max(len(a), len(b), 1)
    return is_near and not notice.difference(one, other)


def authors(own: Item, theirs: Item) -> Authors:
    """How much the authors of a reference are those of a work."""
    one, other = byline.byline(own), byline.byline(theirs)
    if not one.people or not other.people:
        return "unknown"
    if not byline.difference(one, other, ""):
        return "same"
    common = byline.common(one, other)
    is_some = 2 * common >= min(len(one.people), len(other.people))
    return "some" if common and is_some else "other"
