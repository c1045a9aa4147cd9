"""Every reader of every format finds the facts of every work."""

import json
from functools import cache
from typing import Any

import pytest

from eyebib.exporters import EXPORTERS, zotero_model
from eyebib.model import csl
from eyebib.model.bibliography import Work
from golden_file import renewed
from readers.causes import UNEXPLAINED, cause, misses
from readers.corpora import CORPORA
from readers.losses import OF_READER
from readers.node_readers import ask
from readers.registry import readers
from works import bibliography
from works import work as make

pytestmark = pytest.mark.readers

PAIRS = [(name, reader) for name in EXPORTERS for reader in readers(name, ())]


@cache
def exported(name: str, corpus: str) -> str:
    return EXPORTERS[name].export(CORPORA[corpus]())


@pytest.mark.parametrize(("name", "reader"), PAIRS)
def test_every_fact_is_kept_except_known_losses(name: str, reader: str) -> None:
    unexplained, explanations = [], set()
    for corpus in ("thirteen", "recorded"):
        works = CORPORA[corpus]().works
        citekeys = [work.citekey for work in works]
        results = readers(name, citekeys)[reader](exported(name, corpus))
        assert list(results) == citekeys
        for miss in misses(name, reader, works, results):
            explanations.update([] if miss.limit else miss.losses)
            if cause(miss)[1] == UNEXPLAINED:
                unexplained.append(str(miss))
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
