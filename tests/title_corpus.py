"""Titles of real works, with their authors, years and containers, as CSL items."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from conftest import REPOSITORY
from eyebib.importers import conversion
from eyebib.matching.notice import is_marked_withdrawn as is_marked
from eyebib.matching.title import normal
from eyebib.model.csl import Item
from eyebib.project.folder import Project
from eyebib.sources.crossref.item import item
from shared import RECORDED, SHARED

WORLD = SHARED / "audit/world.jsonl"
"""1,815 more works, most of machine learning."""

SIMILAR = 4
"""Other titles that a title is compared with."""


def works() -> list[Item]:
    """The recorded works if they are there, and the papers of this repository."""
    return [*own(), *_recorded(), *_world(), *_files()]


def own() -> list[Item]:
    """The papers of this repository."""
    return [work.item for work in Project(REPOSITORY).bibliography().works]


@cache
def models() -> list[tuple[str, Item]]:
    """Papers about one model each, with its short name: those of this repository, and others."""
    listed = [(work.entry.label, work.item) for work in Project(REPOSITORY).bibliography().works]
    names = ((_NAMED.match(each["title"]), each) for each in _world())
    others = [(match[1], each) for match, each in names if match and len(each["title"]) > 50]
    return [*listed, *others[::8]]


_NAMED = re.compile(r"([A-Z]\w*[A-Z]\w*(?:-\w+)?): ")
"""`RETFound: ...`"""


def _recorded() -> Iterator[Item]:
    lines = RECORDED.read_text(encoding="utf-8").splitlines() if RECORDED.exists() else []
    yield from (each for each in map(item, map(json.loads, lines)) if each.get("title"))


def _world() -> Iterator[Item]:
    lines = WORLD.read_text(encoding="utf-8").splitlines() if WORLD.exists() else []
    for message in map(json.loads, lines):
        if message["kind"] == "work":
            yield {
                "title": message["title"],
                "author": message["authors"],
                "issued": {"date-parts": [[message["year"]]]},
                "container-title": message["venue"],
            }


def _files() -> Iterator[Item]:
    for path in sorted((SHARED / "bib").glob("*.bib")):
        for work in conversion.bibliography(path)[0].works:
            if work.item.get("title"):
                yield work.item


def similar(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Each item with the other items whose titles have most words in common with its own."""
    titles = [frozenset(normal(each["title"]).split()) for each in items]
    places = defaultdict(list)
    for number, words in enumerate(titles):
        for word in words:
            places[word].append(number)
    for number, words in enumerate(titles):
        rare = (word for word in words if len(places[word]) < len(items) // 20)
        common = Counter(other for word in rare for other in places[word] if other != number)
        scores = {o: _alike(words, titles[o]) for o, _ in common.most_common(40)}
        for other in sorted(scores, key=lambda o: -scores[o])[:SIMILAR]:
            yield items[number], items[other]


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


@cache
def corpus() -> tuple[Item, ...]:
    """The works that are not withdrawn, with a title of several words; each title and byline once."""
    titles = ((each, each["title"]) for each in works())
    several = (each for each, title in titles if " " in normal(title) and not is_marked(title))
    return tuple({f"{each['title']} {each.get('author')}": each for each in several}.values())
