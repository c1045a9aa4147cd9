"""Biber's own check of its data model has nothing to say that is ours to prevent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from eyebib.exporters import biblatex
from eyebib.model.csl import Item
from readers.conftest import need
from readers.corpora import CORPORA
from readers.tex_readers import run

pytestmark = pytest.mark.readers

_KEY = r"Datamodel: Entry '(\S+)' \(read\.bib\): "

EXPLAINED: dict[str, Callable[[Item], object]] = {
    rf"{_KEY}Missing mandatory field 'author'": lambda item: not item.get("author"),
    rf"{_KEY}Missing mandatory field - one of 'author, editor' must be defined": lambda item: (
        not item.get("author")
    ),
    rf"{_KEY}Missing mandatory field 'editor'": lambda item: not item.get("editor"),
    rf"{_KEY}Missing mandatory field - one of 'date, year' must be defined": lambda item: (
        not item.get("issued")
    ),
    # a volume may be XII or 417-418; without the check biber keeps it
    rf"{_KEY}Invalid value of field 'volume' must be datatype 'integer' - ignoring field": (
        lambda item: not item["volume"].isdigit()
    ),
    r"Range field 'pages' in entry '(\S+)' is malformed, falling back to literal": lambda item: (
        not re.search(r"\d", item["page"])
    ),
    # biber's list of publishers' groups is older than the ISBN
    r"ISBN '97865\d+' in entry '(\S+)' is invalid .*": lambda item: "ISBN" in item,
}
"""A warning, and the works whose own facts are its reason: nobody can prevent it."""


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_data_model_is_kept(corpus: str, tmp_path: Path) -> None:
    need("biber")
    works = {work.citekey: work for work in CORPORA[corpus]().works}
    (tmp_path / "read.bib").write_text(biblatex.export(CORPORA[corpus]()), encoding="utf-8")
    said = run(
        "biber --tool --nolog --validate-datamodel --output-file=o.bib read.bib".split(), tmp_path
    )
    unexplained = []
    for warning in re.findall("(?m)^(?:WARN|ERROR) - (.*)$", said):
        found = [(re.fullmatch(pattern, warning), is_so) for pattern, is_so in EXPLAINED.items()]
        if not any(match and is_so(works[match[1]].item) for match, is_so in found):
            unexplained.append(warning)
    assert unexplained == []
    kept = (tmp_path / "o.bib").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^@\w+\{(.*),$", kept) == [*works]
