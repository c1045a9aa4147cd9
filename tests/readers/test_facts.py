"""Every reader of every format finds the facts of every work."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from eyebib.exporters import EXPORTERS, zotero_model
from eyebib.model import csl
from eyebib.model.bibliography import Work
from golden_file import renewed
from readers.corpora import CORPORA
from readers.facts import Facts, comparable, expected, lost
from readers.losses import OF_READER, Loss, in_format, of_reader
from readers.node_readers import ask
from readers.registry import readers
from works import bibliography
from works import work as make

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


@pytest.mark.parametrize(("name", "reader"), PAIRS)
def test_every_fact_is_kept_except_known_losses(name: str, reader: str) -> None:
    unexplained, explanations = [], set()
    for corpus in ("thirteen", "recorded"):
        works = CORPORA[corpus]().works
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


def test_item_types_in_zotero() -> None:
    """The item types that differ from the type which a work has in Zotero's own file."""
    kinds = sorted(csl.TYPES)
    works = bibliography(*(_complete(f"k{n:02}", kind) for n, kind in enumerate(kinds)))
    changed = {}
    for name in ("bibtex", "biblatex", "csl-json", "ris"):
        [answer] = ask("zotero", [EXPORTERS[name].export(works)])
        items = [
            item["itemType"] for item in answer if item["itemType"] not in ("note", "attachment")
        ]
        pairs = zip(kinds, items, strict=True)
        changed[name] = {k: item for k, item in pairs if item != zotero_model.TYPES[k]}
    text = json.dumps(changed, indent=2) + "\n"
    assert text == renewed("zotero-types.json", text)


def _complete(citekey: str, kind: str) -> Work:
    facts: dict[str, Any] = (
        {"genre": "preprint", "container_title": None} if kind == "article" else {}
    )
    return make(citekey, type=kind, publisher="P", title=f"Of {kind}", URL="https://x.org", **facts)
