"""Problems that entries accept."""

from collections.abc import Iterable, Iterator

from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.problem import KEY, Problem
from eyebib.model.settings import Settings
from eyebib.rules.place import warning
from eyebib.rules.registry import GROUPS
from eyebib.text.suggestion import suggestion

_OLDER = {"modality": "facet"}
"""Older ids of rules, which entries may still accept."""

_IDS = frozenset(rule.id for rules in GROUPS.values() for rule in rules)


def unaccepted(bibliography: Bibliography, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that no entry accepts at its own place."""
    accepted = {
        (work.entry.path, _OLDER.get(rule, rule))
        for work in bibliography.works
        for rule in work.entry.accept
    }
    return (each for each in problems if (each.location.path, each.rule) not in accepted)


def unknown_rule(work: Work, _: Settings) -> Iterator[Problem]:
    """An id under `accept:` that no rule has."""
    for rule in work.entry.accept:
        if _OLDER.get(rule, rule) not in _IDS:
            message = f"unknown rule `{rule}`{suggestion(rule, _IDS)}"
            yield warning(work, message, "unknown-rule", "accept", rule, KEY)
