"""Each miss has one cause: the format, the reader, or none that is known."""

from dataclasses import replace
from typing import Any

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Work
from readers.causes import UNEXPLAINED, cause, misses
from readers.facts import Facts, Name, expected
from readers.limits import LIMITS
from works import work

WORK = work("a", title="A $1 or $2 map", type="article", issued={"date-parts": [[2024, 5, 7]]})
FOUND = expected(WORK)


@pytest.mark.parametrize(
    ("name", "reader", "result", "causes"),
    [
        ("ris", "pandoc", FOUND, []),
        ("ris", "pandoc", replace(FOUND, type="manuscript"), [("format", "written as MANSCPT")]),
        ("ris", "pandoc", replace(FOUND, title="B"), [("", UNEXPLAINED)]),
        ("csl-json", "pandoc", replace(FOUND, type="manuscript"), [("", UNEXPLAINED)]),
        ("bibtex", "pybtex", replace(FOUND, title="B"), [("reader", r"does not convert \$")]),
        (
            "bibtex",
            "biber",
            replace(FOUND, date="2024-05"),
            [("format", "only year and month, and the start of a range")],
        ),
        ("biblatex", "biber", replace(FOUND, date="2024-05"), [("", UNEXPLAINED)]),
    ],
)
def test_cause(name: str, reader: str, result: Facts, causes: list[tuple[str, str]]) -> None:
    assert [cause(miss) for miss in misses(name, reader, [WORK], {"a": result})] == causes


TRIAL: dict[str, Any] = {
    "container_title": None,
    "event_title": "A Meeting",
    "type": "paper-conference",
}
LIMITED: list[tuple[str, Work, dict[str, Any]]] = [
    ("bibtex", WORK, {"date": "2024-05"}),
    ("ris", work("a", author=[{"literal": "A, Inc."}]), {"authors": (Name(family="A; Inc."),)}),
    ("biblatex", work("a", **TRIAL), {"container": "A Meeting"}),
    ("biblatex", work("a", type="dataset"), {"container": ""}),
    ("bibtex", work("a", type="dataset", issue="3"), {"issue": ""}),
]


def test_every_limit_of_a_format_is_a_cause() -> None:
    for number, (name, limited, result) in enumerate(LIMITED):
        [miss, *_] = misses(name, "any", [limited], {"a": replace(expected(limited), **result)})
        assert cause(miss) == ("format", EXPORTERS[name].LOSSES[LIMITS[number].variable])
    assert len(LIMITED) == len(LIMITS)


def test_work_that_is_not_read_has_no_cause() -> None:
    assert {cause(miss)[1] for miss in misses("csl-json", "pandoc", [WORK], {})} == {UNEXPLAINED}
