"""How problems are printed."""

from pathlib import Path

import pytest

from eyebib.model.problem import EyebibError, Location, Problem
from eyebib.text.suggestion import suggestion


def test_a_problem_is_printed_on_one_line() -> None:
    where = Location(path=Path("a\nb.yaml"), line=3, column=9)
    problem = Problem(location=where, message="`\x1b[2J` is not text", rule="value")
    assert str(problem) == r"a\nb.yaml:3:9: `\x1b[2J` is not text [value]"
    assert str(EyebibError(problems=[problem, problem])).count("\n") == 1


def test_problems_are_sorted_by_file_line_and_column() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1)]
    problems = [
        Problem(location=Location(path=Path(p), line=line, column=column), rule="r", message="m")
        for p, line, column in places
    ]
    assert [str(p.location) for p in sorted(problems)] == ["a:9:1", "a:9:2", "a:10:1", "b:1:1"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [("Titel", "; did you mean `title`?"), ("zzz", ""), ("x" * 100_000, "")],
)
def test_suggestion(word: str, hint: str) -> None:
    assert suggestion(word, ["title", "paper"]) == hint
