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


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("count", [60, slow(500), long(20_000)])
def test_what_is_right_is_not_refused(name: str, count: int) -> None:
    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(works(), OPTIONS)
    def check(work: Work, options: Options) -> None:
        both = bibliography(work, merge(entry("b"), ()))
        text = EXPORTERS[name].export(both, options)
        assert list(EXPORTERS[name].verify(text, both, options)) == []

    check()


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("count", [60, slow(500), long(20_000)])
def test_what_is_lost_is_not_passed(name: str, count: int) -> None:
    """A file without a variable of the work is refused, unless the file is the same with it."""

    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(works(), OPTIONS, st.data())
    def check(work: Work, options: Options, data: st.DataObject) -> None:
        variable = data.draw(st.sampled_from(sorted(work.variables.keys() - {"type"})))
        refuse_without(variable, work, name, options)

    check()


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("count", [60, slow(500), long(20_000)])
def test_a_value_does_not_stand_for_another(name: str, count: int) -> None:
    """A file without a variable is refused also if another has the same value."""

    @settings(max_examples=count, deadline=None, derandomize=count < 1000)
    @given(twins(), OPTIONS)
    def check(twin: tuple[Work, str], options: Options) -> None:
        work, variable = twin
        refuse_without(variable, work, name, options)

    check()


def refuse_without(variable: str, work: Work, name: str, options: Options) -> None:
    """The proof refuses the file without a variable, unless it has the same lines as with it."""
    rest = {key: value for key, value in work.variables.items() if key != variable}
    whole, part = bibliography(work), bibliography(replace(work, variables=rest))
    text, full = (EXPORTERS[name].export(each, options) for each in (part, whole))
    if sorted(text.split("\n")) != sorted(full.split("\n")):
        assert list(EXPORTERS[name].verify(text, whole, options))
