"""The proof of a file refuses nothing that is right and passes nothing that is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbitrary import OPTIONS, twins, works
from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Work
from eyebib.model.merge import merge
from eyebib.model.settings import Options
from slow import long, slow
from works import bibliography, entry

COUNTS = pytest.mark.parametrize("count", [60, slow(500), long(20_000)])
"""Examples, each of which is written in every format, because it takes long to draw one."""


@COUNTS
def test_what_is_right_is_not_refused(count: int) -> None:
    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(works(), OPTIONS)
    def check(work: Work, options: Options) -> None:
        both = bibliography(work, merge(entry("b"), ()))
        for name, exporter in EXPORTERS.items():
            text = exporter.export(both, options)
            assert (name, list(exporter.verify(text, both, options))) == (name, [])

    check()


@COUNTS
def test_what_is_lost_is_not_passed(count: int) -> None:
    """A file without a variable of the work is refused, unless the file is the same with it."""

    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(works(), OPTIONS, st.data())
    def check(work: Work, options: Options, data: st.DataObject) -> None:
        variable = data.draw(st.sampled_from(sorted(work.variables.keys() - {"type"})))
        assert passed(without(variable, work), work, options) == []

    check()


@COUNTS
def test_what_is_lost_of_the_entry_is_not_passed(count: int) -> None:
    """The short name, the code and the words of a list are facts, too, where a file has them."""
    nothing = entry("a")

    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(works(), OPTIONS, st.sampled_from(["name", "code", "listed", "facets", "tags"]))
    def check(work: Work, options: Options, name: str) -> None:
        part = replace(work, entry=replace(work.entry, **{name: getattr(nothing, name)}))
        assert passed(part, work, options) == []

    check()


@COUNTS
def test_a_value_does_not_stand_for_another(count: int) -> None:
    """A file without a variable is refused also if another has the same value."""

    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(twins(), OPTIONS)
    def check(twin: tuple[Work, str], options: Options) -> None:
        work, variable = twin
        assert passed(without(variable, work), work, options) == []

    check()


def without(variable: str, work: Work) -> Work:
    rest = {key: value for key, value in work.variables.items() if key != variable}
    return replace(work, variables=rest)


def passed(part: Work, work: Work, options: Options) -> list[str]:
    """The formats whose proof passes a file of a part of the work that has other lines."""
    names = []
    for name, exporter in EXPORTERS.items():
        text, whole = (exporter.export(bibliography(each), options) for each in (part, work))
        is_other = sorted(text.split("\n")) != sorted(whole.split("\n"))
        if is_other and not list(exporter.verify(text, bibliography(work), options)):
            names.append(name)
    return names
