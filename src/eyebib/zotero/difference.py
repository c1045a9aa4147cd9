"""Which of the values that differ is the new one: that of the list, that of the library, or both.

Three values are compared: what the list states, what the library has, and what was last pushed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Change = Literal["here", "there", "both"]
"""Where a value was changed since the last push."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value of the list (`here`) that differs from that of the library; empty if it is absent."""

    name: str
    here: str
    there: str
    change: Change


def differences(
    here: Mapping[str, str], there: Mapping[str, str], pushed: Mapping[str, str | None] | None
) -> Iterator[Difference]:
    """The differences in values that the list states, or stated when it was last pushed.

    Args:
        here: The values of the list.
        there: The values of the library; values that the list never stated do not matter.
        pushed: The values that were last pushed; None if nothing is known of the item. A value that
            is None is not known: then any difference is a change on both sides.
    """
    for name in dict.fromkeys([*here, *(pushed or ())]):
        mine, theirs = here.get(name, ""), there.get(name, "")
        last = None if pushed is None else pushed.get(name, "")
        if mine != theirs and not (name == "DOI" and mine.lower() == theirs.lower()):
            yield Difference(name=name, here=mine, there=theirs, change=_change(mine, theirs, last))


def _change(here: str, there: str, pushed: str | None) -> Change:
    if pushed is None:
        return "both"
    if pushed == there:
        return "here"
    return "there" if pushed == here else "both"
