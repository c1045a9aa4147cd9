"""Identifiers that no source has records of are translated to DOIs before the sources are asked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources import ncbi
from eyebib.sources.http import Answer

Ask = Callable[[list[Identifier]], Iterator[Answer]]


def fetch(identifiers: Iterable[Identifier], ask: Ask, *, mailto: str) -> Iterator[Answer]:
    """The answers of `ask`; those about a DOI are also given for the identifiers that mean it.

    The record of a translated identifier keeps that identifier, so that it is the entry's.

    Raises:
        UsageError: The mailto or the base URL of NCBI is invalid.
    """
    requested = dict.fromkeys(identifiers)
    owners: dict[Identifier, list[Identifier]] = {}
    for answer in ncbi.translate(requested, mailto=mailto):
        if isinstance(answer, ncbi.Translation):
            owners.setdefault(answer.target, []).append(answer.identifier)
        else:
            yield answer
    for found in ask(list(dict.fromkeys([*requested, *owners]))):
        if found.identifier in requested:
            yield found
        for owner in owners.get(found.identifier, ()):
            yield _named(found, owner)


def _named(answer: Answer, identifier: Identifier) -> Answer:
    """The answer about another name of a paper."""
    if isinstance(answer, Record):
        item = answer.item | {identifier.scheme.upper(): identifier.value}
        return replace(answer, identifier=identifier, item=item)
    return replace(answer, identifier=identifier, reason=f"{answer.identifier}: {answer.reason}")


def expected(identifiers: Iterable[Identifier]) -> list[Identifier]:
    """The identifiers, and a stand-in for the DOI of each that will be translated."""
    requested = list({identifier.exact: identifier for identifier in identifiers}.values())
    count = sum(len(question.identifiers) for question in ncbi.questions(requested))
    stand_ins = [Identifier(scheme="doi", value=f"10.0000/{number}") for number in range(count)]
    return [*requested, *stand_ins]
