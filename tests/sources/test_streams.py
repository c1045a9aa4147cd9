import threading
import time
from collections.abc import Iterator

import pytest

from eyebib.sources import streams
from eyebib.sources.streams import together


def numbers(*values: int, pause: float = 0.0) -> Iterator[int]:
    """The values, each after a pause."""
    for value in values:
        time.sleep(pause)
        yield value


def failing() -> Iterator[int]:
    yield 1
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_ORDERLY", 0.3)


@pytest.mark.parametrize(
    ("slow_or_fast", "expected"),
    [
        ([], []),
        ([numbers()], []),
        ([numbers(1, 2), numbers(3, 4), numbers(5)], [1, 2, 3, 4, 5]),
        ([numbers(1, 2, pause=0.02), numbers(3, 4)], [1, 2, 3, 4]),
        ([numbers(), numbers(3, 4)], [3, 4]),
        ([numbers(1, pause=1.0), numbers(3, 4)], [3, 4, 1]),
    ],
)
def test_order(slow_or_fast: list[Iterator[int]], expected: list[int]) -> None:
    """Fast streams come one after the other, and a slow one delays no other."""
    assert list(together(slow_or_fast)) == expected


def test_streams_run_at_the_same_time() -> None:
    """Each waits until the other has begun."""
    barrier = threading.Barrier(2, timeout=10)

    def meeting(value: int) -> Iterator[int]:
        barrier.wait()
        yield value

    assert sorted(together([meeting(1), meeting(2)])) == [1, 2]


def test_an_exception_is_raised_in_the_reader() -> None:
    with pytest.raises(ZeroDivisionError):
        list(together([failing(), numbers(2)]))


def test_streams_stop_with_their_reader() -> None:
    sent: list[int] = []

    def endless() -> Iterator[int]:
        while len(sent) < 1000:
            time.sleep(0.005)
            sent.append(1)
            yield 1

    answers = together([endless()])
    next(answers)
    answers.close()  # type: ignore[attr-defined] # a generator
    time.sleep(0.1)
    count = len(sent)
    time.sleep(0.1)
    assert len(sent) == count < 1000
