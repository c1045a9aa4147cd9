"""Rules: pure functions that find problems in a bibliography, offline.

To add a rule, write a function in a module here, add it to `WORK_RULES` or `LIST_RULES`, and
describe the id that it reports in `registry`.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from eyebib.matching.duplicate import title_keys
from eyebib.matching.version import versions as versions_of
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.identity import identity
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
    return chain(check_works(bibliography), check_list(bibliography))


def check_works(bibliography: Bibliography) -> Iterator[Problem]:
    """The problems of each work, without those that entries accept."""
    problems = (
        problem
        for work in bibliography.works
        for rule in WORK_RULES
        for problem in rule(work, bibliography.settings)
    )
    return acceptance.unaccepted(bibliography, problems)


def check_list(bibliography: Bibliography) -> Iterator[Problem]:
    """The problems between works, without those that entries accept."""
    problems = (problem for rule in LIST_RULES for problem in rule(bibliography))
    return acceptance.unaccepted(bibliography, problems)


def ties(work: Work) -> frozenset[str]:
    """The identifiers and titles by which the rules of `LIST_RULES` find a work and its versions.

    A work that has none in common with another, and names no version, has no problem with others.
    """
    named = {version.identifier.key for version in versions_of(work)}
    return frozenset(identity(work) | named) | {f"title:{key}" for key in title_keys(work)}
