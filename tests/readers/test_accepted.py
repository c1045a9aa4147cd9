"""TeX's programs read every entry of a file that has acceptances between them."""

import re
from pathlib import Path

import pytest

from readers.conftest import need
from readers.tex_readers import run, run_bibtex

pytestmark = pytest.mark.readers

FILE = """\
% eyebib: accept a year, volume: the printed issue says so: see p. 3
@misc{a, author = {A}, title = {First}, year = 2020}
  %% eyebib: accept b/2 not-found: O'Neill sent "it" by post, 100 % sure
@misc{b/2, author = {B}, title = {Second}, year = 2021}
% eyebib: accept a pages: last line
"""


def test_classic_bibtex_reads_all_entries(tmp_path: Path) -> None:
    need("bibtex", "plain.bst")
    (tmp_path / "read.bib").write_text(FILE, encoding="utf-8")
    assert "Warning" not in run_bibtex("plain", "read", tmp_path)
    output = (tmp_path / "read.bbl").read_text(encoding="utf-8")
    assert re.findall(r"\\bibitem\{(.*)\}", output) == ["a", "b/2"]


def test_biber_reads_all_entries(tmp_path: Path) -> None:
    need("biber")
    (tmp_path / "read.bib").write_text(FILE, encoding="utf-8")
    messages = run("biber --tool --nolog --output-file=o.bib read.bib".split(), tmp_path)
    assert re.findall("(?m)^(?:WARN|ERROR) - (.*)$", messages) == []
    output = (tmp_path / "o.bib").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^@\w+\{(.*),$", output) == ["a", "b/2"]
