"""Ask a source one question after the other, and keep what is answered whatever else fails.

Failures are values, so that a failed request does not lose other answers.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from eyebib.model.bibliography import Source
from eyebib.model.identifier import Identifier
from eyebib.sources.http import NotFound, Question, Unreachable
from eyebib.sources.pace import Policy, SourceError

T = TypeVar("T")

PARTS = 4
"""A failed request is divided into so many smaller ones: one identifier may be the reason."""

HASTE = 3
"""If a request failed for a transient reason, its parts have one attempt each, with the timeout
divided by this number: with one bad identifier among 20, all else is answered in two minutes."""


def gather(
    questions: Iterable[Question],
    *,
    source: Source,
    policy: Policy,
    ask: Callable[[Question, Policy, float], Mapping[Identifier, T]],
    again: Callable[[Question, tuple[Identifier, ...]], list[Question]],
) -> Iterator[T | NotFound | Unreachable]:
    """Ask questions one by one; yield an answer for every identifier, as it arrives.

    Args:
        questions: The first questions.
        source: The name of the source in the answers.
        policy: The limits for all questions together.
        ask: Returns the records for a question; takes the question, its limits and a deadline,
            which is a value of `time.monotonic`.
        again: Returns further questions for the identifiers that are missing from an answer. If
            there are none, the identifiers are not found.
    """
    waiting, deadline = deque(questions), time.monotonic() + policy.overall
    failures, reason = 0, ""
    while waiting and failures < policy.failures:
        question = waiting.popleft()
        try:
            records = ask(question, _limits(policy, question), deadline)
        except SourceError as error:
            reason, is_answer = str(error), _is_answer(error, question)
            failures = 0 if is_answer else failures + 1
            more = parts(question, in_haste=error.transient)
            kind = NotFound if is_answer else Unreachable
            yield from _lost(kind, () if more else question.identifiers, source, reason)
        else:
            failures = 0
            yield from records.values()
            missing = tuple(i for i in question.identifiers if i not in records)
            more = again(question, missing) if missing else []
            yield from _lost(
                NotFound, () if more else missing, source, f"unknown to {source}; check the link"
            )
        waiting.extend(more)
    for question in waiting:
        yield from _lost(Unreachable, question.identifiers, source, reason)


def _limits(policy: Policy, question: Question) -> Policy:
    if not question.in_haste:
        return policy
    return replace(policy, attempts=1, timeout=policy.timeout / HASTE)


def _is_answer(error: SourceError, question: Question) -> bool:
    """Whether the error is an answer: an identifier is malformed or unknown."""
    return error.status == 400 or (error.status in {404, 410} and len(question.identifiers) == 1)


def parts(question: Question, *, in_haste: bool = False) -> list[Question]:
    """Smaller questions for the same identifiers; none for a single one."""
    identifiers = question.identifiers
    if len(identifiers) == 1:
        return []
    size, in_haste = -(-len(identifiers) // PARTS), in_haste or question.in_haste
    return [
        replace(question, identifiers=identifiers[start : start + size], in_haste=in_haste)
        for start in range(0, len(identifiers), size)
    ]


def _lost(
    kind: type[NotFound | Unreachable],
    identifiers: Iterable[Identifier],
    source: Source,
    reason: str,
) -> Iterator[NotFound | Unreachable]:
    return (kind(identifier=i, source=source, reason=reason) for i in identifiers)
