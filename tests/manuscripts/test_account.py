"""What a document cites of the entries, and what not."""

from pathlib import Path

import pytest

from eyebib.manuscripts import account
from eyebib.manuscripts.part import Citation
from eyebib.model.problem import Location
from works import entry

ENTRIES = [entry("retfound"), entry("b", aliases=("old", "older")), entry("c")]


def citations(keys: str) -> list[Citation]:
    return [
        Citation(key=key, where=Location(path=Path("a.tex"), line=number))
        for number, key in enumerate(keys.split(), 1)
    ]


@pytest.mark.parametrize(
    ("keys", "cited"),
    [
        ("", []),
        ("c retfound c x", ["retfound", "c"]),
        ("old older", ["b"]),
        ("C", []),
        ("*", ["retfound", "b", "c"]),
    ],
)
def test_cited(keys: str, cited: list[str]) -> None:
    assert [one.citekey for one in account.cited(citations(keys), ENTRIES)] == cited


def test_problems() -> None:
    of_document = citations("retfond older x x")
    problems = [
        *account.unknown(of_document, ENTRIES),
        *account.never_cited(of_document, ENTRIES),
    ]
    assert [f"{problem.severity}: {problem}" for problem in problems] == [
        "error: a.tex:1:1: `retfond` is not in the bibliography; did you mean `retfound`? [unknown-citation]",
        "error: a.tex:3:1: `x` is not in the bibliography [unknown-citation]",
        "error: a.tex:4:1: `x` is not in the bibliography [unknown-citation]",
        "note: entries/retfound.yaml:1:1: `retfound` is never cited [never-cited]",
        "note: entries/c.yaml:1:1: `c` is never cited [never-cited]",
    ]


def test_many_unknown_keys_have_no_suggestions() -> None:
    """Each needs a comparison with all known keys."""
    problems = account.unknown(citations(" ".join(f"retfound{n}" for n in range(60))), ENTRIES)
    suggested = [problem for problem in problems if "did you mean" in problem.message]
    assert len(suggested) == 50
