"""Every reader of every format says of every work what was meant."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest

from eyebib.exporters import EXPORTERS
from eyebib.model.bibliography import Work
from readers.corpora import CORPORA
from readers.facts import Facts, expected, lost, stated
from readers.losses import LEFT_OUT, OF_READER, Loss, in_format, of_reader, written_as
from readers.registry import readers

pytestmark = pytest.mark.readers

PAIRS = [(name, reader) for name in EXPORTERS for reader in readers(name, ())]


@cache
def exported(name: str, corpus: str) -> str:
    return EXPORTERS[name].export(CORPORA[corpus]())


def losses(
    name: str, reader: str, works: Sequence[Work], found: Mapping[str, Facts]
) -> Iterator[tuple[str, str, list[Loss], str]]:
    """Citekey and fact of what the format could have said, the known reasons, and what was read."""
    for work in works:
        meant, other = expected(work), found.get(work.citekey, Facts(type=""))
        for fact in lost(meant, other):
            if not in_format(name, work, meant, other, fact):
                reasons = list(of_reader(name, reader, meant, fact))
                what = f"{stated(meant)[fact]!r} {stated(other)[fact]!r}"
                yield work.citekey, fact, reasons, what


def taken(name: str, reader: str, corpus: str) -> list[Work]:
    """The works whose type the reader knows."""
    left_out = LEFT_OUT.get((name, reader), "")
    return [w for w in CORPORA[corpus]().works if written_as(name, w.item) != left_out]


@pytest.mark.parametrize(("name", "reader"), PAIRS)
def test_every_fact_survives_but_what_is_known_to_be_lost(name: str, reader: str) -> None:
    unexplained, met = [], set()
    for corpus in ("thirteen", "recorded"):
        works = taken(name, reader, corpus)
        citekeys = [work.citekey for work in works]
        found = readers(name, citekeys)[reader](exported(name, corpus))
        assert list(found) == citekeys
        for citekey, fact, reasons, what in losses(name, reader, works, found):
            met.update(reasons)
            if not reasons:
                unexplained.append((citekey, fact, what))
    assert unexplained == []
    assert set(OF_READER.get((name, reader), ())) - met == set()  # it has learned
