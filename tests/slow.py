"""What takes long or needs the network is marked, and left out unless `-m` names its marker.

`pytest` runs the plain suite, `pytest -m slow` what is exhaustive, `pytest -m long` what takes hours,
`pytest -m live` what asks the real hosts.
A slow test is a case of a test that has plain cases, too: a sample of the same property.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet

MARKERS = ("slow", "long", "live")

COLLECTED: pytest.StashKey[list[pytest.Item]] = pytest.StashKey()
"""All tests of the files that pytest reads, before any is left out."""


def slow(*values: Any) -> ParameterSet:  # noqa: ANN401 - the values of a test
    """A slow case of `parametrize`."""
    return pytest.param(*values, marks=pytest.mark.slow)


def long(*values: Any) -> ParameterSet:  # noqa: ANN401 - the values of a test
    """A case of `parametrize` that is run by hand."""
    return pytest.param(*values, marks=pytest.mark.long)


def every(step: int, cases: Iterable[Any], *, slow_step: int = 1) -> list[Any]:
    """Cases for `parametrize`: one in `step` is plain, one in `slow_step` slow, the others long."""
    sets = [case if isinstance(case, tuple) else (case,) for case in cases]
    return [
        pytest.param(*values, marks=_marks(number, step, slow_step))
        for number, values in enumerate(sets)
    ]


def _marks(number: int, step: int, slow_step: int) -> list[pytest.MarkDecorator]:
    if number % step == 0:
        return []
    return [pytest.mark.slow if number % slow_step == 0 else pytest.mark.long]


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take from `items` those whose marker `-m` does not name."""
    config.stash[COLLECTED] = list(items)
    expression = config.getoption("markexpr")
    unnamed = [marker for marker in MARKERS if marker not in expression]
    config.hook.pytest_deselected(
        items=[item for item in items if any(map(item.get_closest_marker, unnamed))]
    )
    items[:] = [item for item in items if not any(map(item.get_closest_marker, unnamed))]
