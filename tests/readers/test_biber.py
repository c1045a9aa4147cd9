"""Biber validates the files against its data model without warnings that eyebib could prevent."""

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
    # a volume may be XII or 417-418; biber ignores it only in this validation
    rf"{_KEY}Invalid value of field 'volume' must be datatype 'integer' - ignoring field": (
        lambda item: not item["volume"].isdigit()
    ),
    r"Range field 'pages' in entry '(\S+)' is malformed, falling back to literal": lambda item: (
        not re.search(r"\d", item["page"])
    ),
    # biber's list of registration groups is older than these ISBNs
    r"ISBN '97865\d+' in entry '(\S+)' is invalid .*": lambda item: "ISBN" in item,
}
"""Warnings that the facts of a work cause, with a test for such works."""


@pytest.mark.parametrize("corpus", CORPORA)
def test_entries_are_valid_by_the_data_model(corpus: str, tmp_path: Path) -> None:
    need("biber")
    works = {work.citekey: work for work in CORPORA[corpus]().works}
    (tmp_path / "read.bib").write_text(biblatex.export(CORPORA[corpus]()), encoding="utf-8")
    messages = run(
        "biber --tool --nolog --validate-datamodel --output-file=o.bib read.bib".split(), tmp_path
    )
    unexplained = []
    for warning in re.findall("(?m)^(?:WARN|ERROR) - (.*)$", messages):
        matches = [(re.fullmatch(pattern, warning), test) for pattern, test in EXPLAINED.items()]
        if not any(match and test(works[match[1]].item) for match, test in matches):
            unexplained.append(warning)
    assert unexplained == []
    output = (tmp_path / "o.bib").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^@\w+\{(.*),$", output) == [*works]
