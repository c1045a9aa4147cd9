"""What is printed: columns, counts, annotations."""

from pathlib import Path

import pytest

from eyebib import report
from eyebib.errors import Location, Problem, Severity

ROWS = [
    ("author", "Yukun Zhou; Mark A. Chia; UK Biobank Eye & Vision Consortium", "crossref"),
    ("URL", "https://www.nature.com/articles/s41586-023-06555-x", "entry"),
    ("abstract", "One two three four five six seven eight nine ten eleven twelve", "arxiv"),
    ("note", "", "entry"),
]


def test_a_terminal_wraps_and_loses_nothing_but_the_end_of_an_abstract() -> None:
    assert (
        "\n".join(report.aligned(ROWS, 44))
        == """\
author    crossref  Yukun Zhou; Mark A.
                    Chia; UK Biobank Eye &
                    Vision Consortium
URL       entry     https://www.nature.com/articles/s41586-023-06555-x
abstract  arxiv     One two three four five
                    six seven eight nine …
note      entry"""
    )


def test_a_pipe_gets_a_line_for_each_variable() -> None:
    lines = list(report.aligned(ROWS))
    assert len(lines) == len(ROWS)
    assert lines[0] == f"author    crossref  {ROWS[0][1]}"
    assert lines[2].endswith("eleven twelve")


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(1, "work", "1 work"), (0, "work", "0 works"), (2, "entry", "2 entries"), (1234, "error", "1,234 errors")],
)  # fmt: skip
def test_counted(number: int, noun: str, text: str) -> None:
    assert report.counted(number, noun) == text


def test_a_workflow_annotation_is_one_command() -> None:
    where = Location(path=Path("a,b:c.yaml"), line=3, column=9)
    problem = Problem(location=where, message="100%\nsure", rule="r", severity=Severity.WARNING)
    assert report.github(problem) == (
        "::warning file=a%2Cb%3Ac.yaml,line=3,col=9,title=r::100%25%0Asure"
    )
