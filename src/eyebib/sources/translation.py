"""Identifiers that no source has records of: they are translated to DOIs, and those are fetched."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier
from eyebib.sources import ncbi
from eyebib.sources.http import Answer, NotFound, Unreachable
from eyebib.sources.streams import together

Ask = Callable[[list[Identifier]], Iterator[Answer]]


def fetch(identifiers: Iterable[Identifier], ask: Ask, *, mailto: str) -> Iterator[Answer]:
    """The answers of `ask`; those about a DOI are also given for the identifiers that mean it.

    NCBI is asked at the same time, so that it delays no other identifier; what it names is asked
    for last. The record of a translated identifier keeps that identifier, so that it is the
    entry's.

    Raises:
        UsageError: The mailto or the base URL of NCBI is invalid.
    """
    requested = list({identifier.exact: identifier for identifier in identifiers}.values())
    answers: dict[str, Answer] = {}
    targets: dict[str, Identifier] = {}
    owners: dict[str, list[Identifier]] = {}
    for answer in together([ask(requested), *_translations(requested, mailto)]):
        if isinstance(answer, ncbi.Translation):
            targets[answer.target.exact] = answer.target
            owners.setdefault(answer.target.exact, []).append(answer.identifier)
        else:
            answers[answer.identifier.exact] = answer
            yield answer
    known = [answers[name] for name in targets if name in answers]
    unknown = [target for name, target in targets.items() if name not in answers]
    for answer in chain(known, ask(unknown)):
        for owner in owners[answer.identifier.exact]:
            yield _named(answer, owner)


def _translations(
    requested: Iterable[Identifier], mailto: str
) -> list[Iterator[ncbi.Translation | NotFound | Unreachable]]:
    """A stream for each scheme, because NCBI has a host for each."""
    own = [[i for i in requested if i.scheme == scheme] for scheme in ("pmcid", "pmid")]
    return [ncbi.translate(identifiers, mailto=mailto) for identifiers in own]


def _named(answer: Answer, identifier: Identifier) -> Answer:
    """The answer about another name of a paper."""
    if isinstance(answer, Record):
        item = answer.item | {identifier.scheme.upper(): identifier.value}
        return replace(answer, identifier=identifier, item=item)
    return replace(answer, identifier=identifier, reason=f"{answer.identifier}: {answer.reason}")


def expected(identifiers: Iterable[Identifier]) -> list[Identifier]:
    """A stand-in for the DOI of each identifier that will be translated."""
    count = sum(len(question.identifiers) for question in ncbi.questions(identifiers))
    return [Identifier(scheme="doi", value=f"10.0000/{number}") for number in range(count)]
