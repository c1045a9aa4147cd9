"""Works chosen by their citekeys."""

from collections.abc import Sequence
from dataclasses import replace

from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import UsageError
from eyebib.text.suggestion import suggestion


def select(bibliography: Bibliography, citekeys: Sequence[str]) -> Bibliography:
    """The works with these citekeys or aliases; all works if `citekeys` is empty.

    Raises:
        UsageError: there is no entry with a citekey; suggests the nearest one.
    """
    if not citekeys:
        return bibliography
    aliases = {alias: work for work in bibliography.works for alias in work.entry.aliases}
    works = aliases | {work.citekey: work for work in bibliography.works}
    for citekey in citekeys:
        if citekey not in works:
            raise UsageError(f"no entry `{citekey}`{suggestion(citekey, works)}")
    selection = {works[citekey].citekey for citekey in citekeys}
    return replace(
        bibliography, works=tuple(w for w in bibliography.works if w.citekey in selection)
    )
