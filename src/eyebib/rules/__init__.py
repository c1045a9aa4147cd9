"""Rules: pure functions that find problems in a bibliography, offline.

To add a rule, write a function in a module here, add it to `WORK_RULES` or `LIST_RULES`, and
describe the id that it reports in `registry`.
"""

from collections.abc import Callable, Iterator

from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.problem import Problem
from eyebib.model.settings import Settings
from eyebib.rules import (
    acceptance,
    columns,
    duplicates,
    evidence,
    facets,
    facts,
    notices,
    records,
    versions,
)

WORK_RULES: tuple[Callable[[Work, Settings], Iterator[Problem]], ...] = (
    records.unresolved,
    records.stale_lock,
    records.title_mismatch,
    records.title_spelling,
    records.published_incomplete,
    records.unconfirmed,
    records.consortium_members,
    notices.updated,
    notices.withdrawn,
    notices.marked_retracted,
    records.override,
    evidence.imported,
    facts.placeholder_title,
    facts.missing_facts,
    facts.incomplete_names,
    facts.suspicious_text,
    facts.unprintable,
    facts.listed_year,
    facets.unknown_value,
    facets.several_values,
    facets.similar_facet,
    columns.own_columns,
    acceptance.unknown_rule,
)

LIST_RULES: tuple[Callable[[Bibliography], Iterator[Problem]], ...] = (
    duplicates.duplicate_identifiers,
    versions.duplicate_versions,
    versions.published_since,
    duplicates.duplicate_titles,
)


def check(bibliography: Bibliography) -> Iterator[Problem]:
    """The problems of each work, then those between works, without those that entries accept."""
    return acceptance.unaccepted(bibliography, _problems(bibliography))


def _problems(bibliography: Bibliography) -> Iterator[Problem]:
    for work in bibliography.works:
        for rule in WORK_RULES:
            yield from rule(work, bibliography.settings)
    for list_rule in LIST_RULES:
        yield from list_rule(bibliography)
