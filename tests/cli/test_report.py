"""Counts and annotations."""

from pathlib import Path

import pytest

from eyebib.cli import report
from eyebib.cli.export import loss_lines
from eyebib.exporters.losses import Loss
from eyebib.model.problem import Location, Problem, Severity, note, warning


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(1, "work", "1 work"), (0, "work", "0 works"), (2, "entry", "2 entries"), (1234, "error", "1,234 errors")],
)  # fmt: skip
def test_quantity(number: int, noun: str, text: str) -> None:
    assert report.quantity(number, noun) == text


def test_an_annotation_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    where = Location(path=Path("a,b:c.yaml"), line=3, column=9)
    message = "100%\nsure\x1b[2J%0A::error::x"
    problem = Problem(location=where, message=message, rule="r", severity=Severity.WARNING)
    report.annotate_problems([problem])
    assert capsys.readouterr().out == (
        "::warning file=a%2Cb%3Ac.yaml,line=3,col=9,title=r::100%25\\nsure\\x1b[2J%250A::error::x\n"
    )


def test_a_note_is_a_notice_and_never_fails_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    where = Location(path=Path("list.md"))
    found = note(where, "3 links", "account")
    report.annotate_problems([found])
    assert capsys.readouterr().out == (
        "::notice file=list.md,line=1,col=1,title=account::3 links\n"
    )
    report.exit_on([found], strict=True)
    with pytest.raises(SystemExit):
        report.exit_on([found, warning(where, "one", "paper")], strict=True)


def test_citekeys_of_losses_wrap() -> None:
    loss = Loss(variable="ISSN", reason="no field", citekeys=("alpha", "beta", "gamma"))
    assert list(loss_lines([loss], total=4, width=24)) == [
        "  ISSN  3  no field",
        "           alpha, beta,",
        "           gamma",
    ]
