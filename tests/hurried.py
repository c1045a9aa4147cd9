"""Sources that do not wait between requests: loopback needs no rate limits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from eyebib import sources
from eyebib.model.identifier import Identifier
from eyebib.sources import arxiv
from eyebib.sources.crossref import client
from eyebib.sources.http import Answer, Question
from eyebib.sources.pace import Policy

TODAY = "2026-11-23"

FAST = Policy(
    requests=5,
    interval=0.0,
    attempts=2,
    timeout=0.5,
    total=2.0,
    overall=10.0,
    wait=0.01,
    wait_max=0.02,
)
"""Gives up soon, for tests of faults."""

PATIENT = replace(FAST, attempts=3, timeout=30.0, total=60.0, overall=600.0)
"""Gives a busy machine time, for tests in which every answer must arrive."""


@dataclass(frozen=True)
class Hurried:
    """A source with the rate limits of a test."""

    source: Any
    policy: Policy

    def questions(self, identifiers: Iterable[Identifier]) -> Iterator[Question]:
        return self.source.questions(identifiers)  # type: ignore[no-any-return] # a module

    def fetch(
        self, identifiers: Iterable[Identifier], *, today: str, mailto: str
    ) -> Iterator[Answer]:
        return self.source.fetch(identifiers, today=today, mailto=mailto, policy=self.policy)  # type: ignore[no-any-return] # a module


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let searches and fetches of Crossref and arXiv not wait, and not try again."""
    monkeypatch.setenv("EYEBIB_MAILTO", "ann@example.org")
    for module, name in ((client, "POLITE"), (arxiv, "POLICY")):
        monkeypatch.setattr(module, name, replace(FAST, attempts=1, timeout=5.0, total=10.0))
    monkeypatch.setattr(sources, "SOURCES", sources.SOURCES | {"arxiv": Hurried(arxiv, FAST)})
