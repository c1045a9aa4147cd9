"""A marker must not hide that nothing was run."""

from collections import Counter
from pathlib import Path

import pytest

from slow import COLLECTED, slow

AT_LEAST = {
    "cli/test_cli.py": 2,
    "cli/test_done.py": 10,
    "cli/test_interrupt.py": 1,
    "cli/test_loud.py": 12,
    "cli/test_offline.py": 12,
    "cli/test_privacy.py": 5,
    "exporters/test_awesome_list.py": 2,
    "exporters/test_bibtex.py": 1,
    "exporters/test_losses.py": 288,
    "exporters/test_options.py": 1,
    "exporters/test_reference.py": 108,
    "exporters/test_reimport.py": 2,
    "figures/test_plot.py": 9,
    "fuzz/test_files.py": 12,
    "fuzz/test_readers.py": 21,
    "matching/test_matrix.py": 5,
    "model/test_identifier.py": 1,
    "readers/test_injection.py": 10,
    "resolver/test_misbehaviour.py": 20,
    "resolver/test_resolve.py": 42,
    "sources/crossref/test_item.py": 2,
    "tables/test_tables.py": 5,
    "test_every_work.py": 16,
    "test_slow.py": 1,
    "text/test_clean.py": 1,
    "text/test_encoding.py": 2,
    "text/test_tex.py": 3,
    "text/test_tex_ascii.py": 2,
}
"""Slow tests of each file; whoever adds one writes it here."""

LIVE = 12


def place(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).as_posix()


@pytest.mark.parametrize("suite", ["plain", slow("slow")])
def test_slow_tests_are_there(request: pytest.FixtureRequest, suite: str) -> None:
    """Of the files that are read, `-m slow` would run so many; in a slow run, it does."""
    read = request.config.stash[COLLECTED]
    items = read if suite == "plain" else request.session.items
    counts = Counter(place(item) for item in items if item.get_closest_marker("slow"))
    files = {place(item) for item in read}
    few = {file: counts[file] for file in AT_LEAST.keys() & files if counts[file] < AT_LEAST[file]}
    assert few == {}


def test_every_slow_test_has_a_plain_sibling(request: pytest.FixtureRequest) -> None:
    """A case of the same test."""
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for item in request.config.stash[COLLECTED]:
        is_slow = item.get_closest_marker("slow") is not None
        names[is_slow].add(item.nodeid.partition("[")[0])
    assert names[True] - names[False] == set()


def test_the_real_hosts_are_asked_only_with_m_live(request: pytest.FixtureRequest) -> None:
    live = [i for i in request.config.stash[COLLECTED] if i.get_closest_marker("live")]
    if "live" not in request.config.getoption("markexpr"):
        assert not set(live) & set(request.session.items)
    files = {place(item) for item in request.config.stash[COLLECTED]}
    assert len(live) >= LIVE or "test_live.py" not in files
