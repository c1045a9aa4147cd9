"""Every reader and writer takes linear time for text made by repetition.

Four times the text may take eight times as long, not sixteen; the time itself is never judged.
"""

import time
from itertools import product

import pytest

import odd
from eyebib.matching import byline
from eyebib.matching.author import shares_authors
from slow import every

TASKS = {**odd.READERS, **{f"to {name}": task for name, task in odd.WRITERS.items()}}

FLOOR = 0.004
"""Seconds; a shorter time is noise."""

LIMIT = 8
"""Times as long; linear growth is 4, quadratic growth 16."""

SIZE = 1500
LARGE = 25_000
"""Characters of the shorter text; the longer one has four times as many."""

FOUND = [
    ("message", " "),
    ("message", "1-"),
    ("settings file", " "),
    ("settings wrong", " "),
    ("markers", " "),
    ("titles", "+ "),
    ("list field", "<summary>"),
    ("bib field", "arxiv:"),
    ("to ris", "1"),
    ("to ris", "a"),
    ("to csl-yaml", "["),
    ("to list", "$ "),
    ("to table csv", "A"),
    ("to table csv", "A-"),
]
"""What once took quadratic or cubic time."""

DEAR = ("bib field", "to biblatex", "to bibtex", "to reference")
"""Tasks that take a second for some kB: pybtex and pylatexenc are linear, but slow."""

SAMPLE = [
    (name, odd.TOKENS[index % len(odd.TOKENS)])
    for index, name in enumerate(TASKS)
    if name not in DEAR
]
PLAIN = list(dict.fromkeys([*FOUND, *SAMPLE]))
REST = [pair for pair in product(TASKS, odd.TOKENS) if pair not in PLAIN]


def seconds(name: str, token: str, size: int, turn: int) -> float:
    """The processor time of a task; the last character keeps caches from knowing the text."""
    text = f"{token * (size // len(token))}{turn}"
    start = time.process_time()
    odd.run(TASKS[name], text)
    return time.process_time() - start


def growth(name: str, token: str, size: int) -> float:
    """How much longer four times the text takes; the best of three turns, or the first that is good."""
    short = long = float("inf")
    for turn in range(3):
        short = min(short, seconds(name, token, size, turn))
        long = min(long, seconds(name, token, 4 * size, turn))
        if long < LIMIT * max(short, FLOOR):
            break
    return long / max(short, FLOOR)


@pytest.mark.parametrize(("name", "token"), [*PLAIN, *every(len(REST), REST, slow_step=12)[1:]])
def test_growth_is_linear(name: str, token: str) -> None:
    assert growth(name, token, SIZE) < LIMIT


@pytest.mark.long
@pytest.mark.parametrize(("name", "token"), [*product(TASKS, odd.TOKENS)])
def test_growth_is_linear_up_to_100_kb(name: str, token: str) -> None:
    assert growth(name, token, LARGE) < LIMIT


def many_names(count: int) -> float:
    people = [{"family": f"Name{number}", "given": "Bob"} for number in range(count)]
    start = time.process_time()
    one, other = byline.byline({"author": people}), byline.byline({"author": people[::-1]})
    byline.difference(one, other, "Crossref")
    byline.common(one, other)
    return time.process_time() - start


def many_authors(count: int) -> float:
    people = [{"family": f"A{number}", "given": "B"} for number in range(count)]
    start = time.process_time()
    shares_authors({"author": people}, {"author": people[::-1]})
    return time.process_time() - start


def test_authors_are_compared_in_linear_time() -> None:
    """15,025 authors are real."""
    for measure in (many_authors, many_names):
        few, many = (min(measure(count) for _ in range(3)) for count in (2000, 8000))
        assert many < LIMIT * max(few, FLOOR)
