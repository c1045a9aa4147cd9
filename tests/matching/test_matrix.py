"""What share of the pairs of each kind is accepted; `benchmarks/matching.md` has all of them."""

import pytest

from eyebib.matching.title import same
from eyebib.matching.work import verdict
from shared import RECORDED
from slow import slow
from title_pairs import KINDS, Pair, sample

STEPS = {"formatting": 331, "as lists write it": 97, "notices": 37, "near misses": 83}  # fmt: skip
"""One pair in so many is in the plain suite; numbers without a factor in common with the patterns."""


def is_accepted(each: Pair) -> bool:
    return verdict(each.entry, each.record, each.others).is_same


def accepted(pairs: list[Pair]) -> list[Pair]:
    return [each for each in pairs if is_accepted(each)]


def pairs_of(kind: str, step: int) -> list[Pair]:
    pairs = list(sample(kind, step))
    assert len(pairs) > 40 or not RECORDED.exists()
    return pairs


@pytest.mark.parametrize("step", [STEPS["formatting"], slow(7)])
def test_formatting_makes_no_difference(step: int) -> None:
    pairs = pairs_of("formatting", step)
    assert [each for each in pairs if not is_accepted(each)] == []


@pytest.mark.parametrize("step", [STEPS["as lists write it"], slow(5)])
def test_what_lists_write_is_accepted(step: int) -> None:
    pairs = pairs_of("as lists write it", step)
    assert len(accepted(pairs)) >= 0.97 * len(pairs)


@pytest.mark.parametrize("kind", ["notices", "papers about the model"])
@pytest.mark.parametrize("step", [STEPS["notices"], slow(3)])
def test_others_are_refused(kind: str, step: int) -> None:
    """At most one in 500 is accepted, and each of those is said."""
    pairs = pairs_of(kind, step)
    wrong = accepted(pairs)
    assert len(wrong) <= len(pairs) / 500
    assert [
        each for each in wrong if not verdict(each.entry, each.record, each.others).reason
    ] == []


@pytest.mark.parametrize("step", [STEPS["near misses"], slow(5)])
def test_similar_titles_are_refused(step: int) -> None:
    """What is accepted has the same title: the versions of one work."""
    wrong = accepted(pairs_of("near misses", step))
    assert [e for e in wrong if not same(e.entry.title, e.record.item["title"])] == []


def test_there_are_ten_thousand_pairs() -> None:
    if not RECORDED.exists():
        pytest.skip("../shared/data is missing")
    assert sum(1 for _ in KINDS["as lists write it"]()) > 10_000
