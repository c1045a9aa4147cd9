"""Properties that hold for whatever hypothesis comes upon."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from slow import slow

Check = Callable[..., None]


def holds_for(
    *strategies: Any,  # noqa: ANN401 - hypothesis' own
    examples: int = 100,
    derandomize: bool = False,
    **named: Any,  # noqa: ANN401 - likewise
) -> Callable[[Check], Check]:
    """Test a property with a tenth of the examples in the plain suite, with all of them if slow."""

    def decorate(check: Check) -> Check:
        @pytest.mark.parametrize("count", [examples // 10, slow(examples)])
        def test(count: int) -> None:
            tried: Check = given(*strategies, **named)(check)  # type: ignore[no-untyped-call] # typed for either
            settings(max_examples=count, deadline=None, derandomize=derandomize)(tried)()

        test.__doc__ = check.__doc__
        return test

    return decorate
