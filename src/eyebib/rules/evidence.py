"""Rules about what was imported: where a source contradicts it."""

from collections.abc import Iterator

from eyebib.matching.difference import differences
from eyebib.model.bibliography import Record, Work
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.rules.place import keys_for, warning

_LONGEST = 80
"""Characters of a value that are shown."""


def imported(work: Work, _: Settings) -> Iterator[Problem]:
    """Facts of an imported file that the source of the cited version contradicts."""
    cited = [r for r in work.records if r.identifier == work.cited or not r.is_identified]
    fetched = next((record for record in cited if record.is_fetched), None)
    for record in cited:
        if record.is_imported and fetched is not None:
            yield from _contradictions(work, record, fetched)


def _contradictions(work: Work, record: Record, fetched: Record) -> Iterator[Problem]:
    for variable, stated, known in differences(record.item, fetched.item):
        if variable not in work.entry.csl:
            message = (
                f"{', '.join(record.evidence)} says {variable} {stated[:_LONGEST]}; "
                f"{fetched.source} says {known[:_LONGEST]}, which is cited"
            )
            yield warning(work, message, "imported", *keys_for(work, variable))
