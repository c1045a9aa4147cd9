"""pandoc cites every work in the files of eyebib."""

import json
from pathlib import Path

import pytest

from eyebib.exporters import EXPORTERS
from readers import pandoc_reader
from readers.corpora import CORPORA

pytestmark = pytest.mark.readers


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json", "csl-yaml"])
@pytest.mark.parametrize("corpus", CORPORA)
def test_document_cites_every_key(name: str, corpus: str, tmp_path: Path) -> None:
    path = tmp_path / EXPORTERS[name].FILE
    path.write_text(EXPORTERS[name].export(CORPORA[corpus]()), encoding="utf-8")
    keys = [work.citekey for work in CORPORA[corpus]().works]
    document = "".join(f"[@{key}]\n\n" for key in keys)
    output = pandoc_reader.run(document, "--citeproc", f"--bibliography={path}", "--to=json")
    references = [block["c"][0][0] for block in _blocks(json.loads(output))]
    assert sorted(references) == sorted(f"ref-{key}" for key in keys)


def _blocks(
    document: dict[str, list[dict[str, list[dict[str, object]]]]],
) -> list[dict[str, list[list[str]]]]:
    """The references, which are the last block of a document."""
    return document["blocks"][-1]["c"][1]  # type: ignore[return-value] # pandoc's own tree
