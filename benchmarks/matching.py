"""How many pairs of an entry and a record are accepted as the same work.

`python benchmarks/matching.py` writes `benchmarks/matching.md`. It needs `../shared/data`.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from eyebib.matching.work import Verdict, verdict
from title_pairs import KINDS, Pair, half

NOTES = """\
# Which pairs are accepted

An entry and a record that claims to be its paper, made from 3,200 real titles. Which pairs are of
one work is known from how they were made (`tests/title_pairs.py`). Written by
`python benchmarks/matching.py`.

- *formatting*: the same title in another case, with markup, other signs, or another spelling
- *as lists write it*: with the name, the venue or the year, without its subtitle, with one typing
  error, or marked as retracted
- *notices*: corrections, replies, reviews, protocols, data and parts, by others and by the authors
- *papers about the model*: with its short name in the title, by others and by the authors, as the
  paper and as its published version
- *near misses*: works whose titles have most words in common; accepted are versions of one work

The patterns of the second to fourth kind were written before the rules were tuned, and half of them
was kept apart by a checksum until the rules were finished. One rule was changed since, because of
three pairs in that half: what a model comes with (`with external validation`) is not compared.

| pairs | same work | half | number | accepted | share | said |
|---|---|---|--:|--:|--:|--:|
"""
OF_ONE_WORK = ("formatting", "as lists write it")
HALVED = ("as lists write it", "notices", "papers about the model")
REASONS = """
*said*: accepted for another reason than an equal title, which `eyebib resolve` then prints.

| reason | same work | other work |
|---|--:|--:|
"""


def row(kind: str, name: str, verdicts: Iterable[Verdict]) -> str:
    """A line of the table for one half of the pairs of a kind."""
    results = list(verdicts)
    accepted = [result for result in results if result.is_same]
    said = sum(1 for result in accepted if result.reason)
    same = "yes" if kind in OF_ONE_WORK else "no"
    share = f"{len(accepted) / len(results):.2%}"
    return (
        f"| {kind} | {same} | {name} | {len(results):,} | {len(accepted):,} | {share} | {said:,} |"
    )


def judged(kind: str) -> list[tuple[Pair, Verdict]]:
    """Each pair of a kind with its verdict."""
    pairs = KINDS[kind]()
    return [(each, verdict(each.entry, each.record, each.others)) for each in pairs]


def main() -> None:
    """Write the table."""
    lines: list[str] = []
    reasons: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for kind in KINDS:
        results = judged(kind)
        halves = ("tuned", "kept apart") if kind in HALVED else ("all",)
        for name in halves:
            chosen = [v for pair, v in results if name in ("all", half(pair))]
            lines.append(row(kind, name, chosen))
            print(lines[-1])
        accepted = (v.reason or "equal titles" for _, v in results if v.is_same)
        reasons[kind in OF_ONE_WORK].update(accepted)
    of_one, of_others = reasons[True], reasons[False]
    rows = [
        f"| {reason} | {count:,} | {of_others[reason]:,} |"
        for reason, count in of_one.most_common()
    ]
    text = NOTES + "\n".join(lines) + "\n" + REASONS + "\n".join(rows) + "\n"
    Path(__file__).with_suffix(".md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
