"""Every reader of every format finds the facts of every work."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Work
from readers.corpora import CORPORA
from readers.facts import Facts, comparable, expected, lost
from readers.losses import LEFT_OUT, OF_READER, Loss, in_format, of_reader, written_as
from readers.registry import readers

pytestmark = pytest.mark.readers

PAIRS = [(name, reader) for name in EXPORTERS for reader in readers(name, ())]


@cache
def exported(name: str, corpus: str) -> str:
    return EXPORTERS[name].export(CORPORA[corpus]())


def losses(
    name: str, reader: str, works: Sequence[Work], results: Mapping[str, Facts]
) -> Iterator[tuple[str, str, list[Loss], str]]:
    """Losses that the format does not explain: citekey, fact, known reasons, and both values."""
    for work in works:
        source, result = expected(work), results.get(work.citekey, Facts(type=""))
        for fact in lost(source, result):
            if not in_format(name, work, source, result, fact):
                reasons = list(of_reader(name, reader, source, fact))
                values = f"{comparable(source)[fact]!r} {comparable(result)[fact]!r}"
                yield work.citekey, fact, reasons, values


def readable(name: str, reader: str, corpus: str) -> list[Work]:
    """The works of a corpus without those of a type that the reader skips."""
    left_out = LEFT_OUT.get((name, reader), "")
    return [w for w in CORPORA[corpus]().works if written_as(name, w.item) != left_out]


@pytest.mark.parametrize(("name", "reader"), PAIRS)
def test_every_fact_is_kept_except_known_losses(name: str, reader: str) -> None:
    unexplained, explanations = [], set()
    for corpus in ("thirteen", "recorded"):
        works = readable(name, reader, corpus)
        citekeys = [work.citekey for work in works]
        results = readers(name, citekeys)[reader](exported(name, corpus))
        assert list(results) == citekeys
        for citekey, fact, reasons, values in losses(name, reader, works, results):
            explanations.update(reasons)
            if not reasons:
                unexplained.append((citekey, fact, values))
    assert unexplained == []
    obsolete = set(OF_READER.get((name, reader), ())) - explanations
    assert obsolete == set()
