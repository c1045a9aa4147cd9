"""The proof of Zotero RDF compares each part of an item with that part alone."""

from typing import Any

import pytest

from eyebib.exporters import zotero_rdf
from eyebib.model.bibliography import Bibliography
from eyebib.model.merge import merge
from works import bibliography, entry

WU = [{"family": "Wu", "given": "Jian"}]
BEE = [{"family": "Bee", "given": "Ann"}]


def of(*items: dict[str, Any], code: str | None = None) -> Bibliography:
    """Works with these variables."""
    entries = (entry(f"a{n}", csl=item, code=code) for n, item in enumerate(items))
    return bibliography(*(merge(each, ()) for each in entries))


@pytest.mark.parametrize(
    ("item", "lost", "named"),
    [
        ({"type": "book", "author": WU, "editor": WU}, "editor", "editor"),
        ({"type": "book", "author": WU, "editor": WU}, "author", "author"),
        ({"type": "book", "note": "Read it", "annote": "Read it"}, "annote", "note"),
    ],
)
def test_one_part_does_not_stand_for_another(item: dict[str, Any], lost: str, named: str) -> None:
    part = {name: value for name, value in item.items() if name != lost}
    text = zotero_rdf.export(of(part))
    assert f"a0: {named} differs" in list(zotero_rdf.verify(text, of(item)))


def test_one_work_does_not_stand_for_another() -> None:
    one, other = {"type": "book", "note": "Read it"}, {"type": "book"}
    text = zotero_rdf.export(of(one, other))
    assert list(zotero_rdf.verify(text, of(one, one))) == ["a1: note differs"]


def test_a_link_to_the_code_belongs_to_its_work() -> None:
    book = {"type": "book"}
    text = zotero_rdf.export(of(book, code="https://x.org/code"))
    expected = ["a0: the link to the code differs"]
    assert list(zotero_rdf.verify(text, of(book, code="https://x.org/other"))) == expected
    assert list(zotero_rdf.verify(text, of(book))) == expected


def test_two_variables_with_one_role_are_not_refused() -> None:
    """A hearing has no creators but contributors."""
    both = of({"type": "hearing", "author": WU, "contributor": BEE})
    assert list(zotero_rdf.verify(zotero_rdf.export(both), both)) == []
