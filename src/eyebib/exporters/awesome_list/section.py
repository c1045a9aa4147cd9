"""Sections in sections: the headings of a list, from what each paper says that it is in.

A paper names its sections from the outside in, and after them those of the next place where the
list has it: `[Vision, Surveys, Language]` may be `Vision > Surveys` and `Language`. Which it is, is
seen in all papers together: a section is in one that it often follows, or in none if it often comes
first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

Path = tuple[str, ...]
"""Headings from the outside in."""

_OFTEN = 3
"""A third of the papers: many are in two sections of one, few sections are inside and outside."""
_DEEPEST = 4
"""Headings in one another: the first has the third level, and Markdown has six."""


def paths(sections: Mapping[str, Sequence[str]]) -> dict[str, list[Path]]:
    """The places of each paper, by citekey; that of a paper without sections is the empty path."""
    counts = Counter(pair for words in sections.values() for pair in pairwise(("", *words)))
    return {citekey: _places(words, counts) for citekey, words in sections.items()}


def _places(words: Sequence[str], counts: Mapping[tuple[str, str], int]) -> list[Path]:
    places: dict[str, Path] = {}
    outer = set()
    for word in words:
        near = [other for other in [*places][-2 * _DEEPEST :] if len(places[other]) < _DEEPEST]
        most = max(counts[other, word] for other in ("", *near))
        parent = next(other for other in ("", *near) if _OFTEN * counts[other, word] >= most)
        places[word] = (*places.get(parent, ()), word)
        outer.add(parent)
    return [path for word, path in places.items() if word not in outer] or [()]


def ordered(places: Iterable[Sequence[Path]], vocabulary: Sequence[str]) -> list[Path]:
    """All headings in the order of the list: that of the vocabulary, or that of most papers.

    Headings that no paper has beside another are in alphabetical order.
    """
    lists = list(places)
    nodes = {path[:depth] for each in lists for path in each for depth in range(1, len(path) + 1)}
    children: dict[Path, list[Path]] = {}
    for node in sorted(nodes, key=lambda path: [_rank(word, vocabulary) for word in path]):
        children.setdefault(node[:-1], []).append(node)
    if not vocabulary:
        before = _before(lists)
        children = {parent: _sorted(nodes, before) for parent, nodes in children.items()}
    top = [()] if any(() in each for each in lists) else []
    return [*top, *_walk((), children)]


def _rank(word: str, vocabulary: Sequence[str]) -> tuple[int, str, str]:
    place = vocabulary.index(word) if word in vocabulary else len(vocabulary)
    return place, word.casefold(), word


def _walk(node: Path, children: Mapping[Path, Sequence[Path]]) -> Iterator[Path]:
    for child in children.get(node, ()):
        yield child
        yield from _walk(child, children)


def _before(lists: Iterable[Sequence[Path]]) -> dict[Path, set[Path]]:
    """For each heading, those beside it that come first in a paper that is under both."""
    before: dict[Path, set[Path]] = {}
    for places in lists:
        for one, other in pairwise(places):
            depth = next(i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
            before.setdefault(other[: depth + 1], set()).add(one[: depth + 1])
    return before


def _sorted(nodes: Sequence[Path], before: Mapping[Path, set[Path]]) -> list[Path]:
    """The headings in an order that agrees with `before`, or as they are if there is none."""
    graph = {node: sorted(before.get(node, ())) for node in nodes}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return list(nodes)
