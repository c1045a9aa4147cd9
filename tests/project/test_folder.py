"""Importing into a folder: what is written, what is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from eyebib import importers
from eyebib.model.problem import EyebibError

Write = Callable[[str, str | bytes], Path]

LIST = """\
### 2024

**A model of eyes (EyeNet)**
[Paper](https://arxiv.org/abs/2405.11338) | [Code]() Code not publicly available
_Modality:_ CFP

**No link at all (NoNet)**
"""


def test_import(run: Run, write: Write, folder: Path) -> None:
    write("list.md", LIST)
    first = run("import", "list.md", code=1).stderr
    assert "written   entries/eyenet.yaml" in first
    assert "list.md:7:1: error: missing paper link" in first
    assert sorted(path.name for path in (folder / "entries").iterdir()) == [
        "entry.schema.json",
        "eyenet.yaml",
    ]
    assert "unchanged entries/eyenet.yaml" in run("import", "list.md", code=1).stderr
    path = write("entries/eyenet.yaml", b"M\xfcller")
    kept = run("import", "list.md", code=1).stderr
    assert "kept      entries/eyenet.yaml (differs; --overwrite replaces it)" in kept
    assert path.read_bytes() == b"M\xfcller"
    assert "written" in run("import", "--overwrite", "list.md", code=1).stderr
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("list.docx", "unknown file type; expected one of .md, .bib, .json"),
        ("list.bib", "no such file"),
    ],
)
def test_a_file_that_cannot_be_imported(folder: Path, name: str, message: str) -> None:
    with pytest.raises(EyebibError, match=message):
        importers.read(folder / name)


@pytest.mark.parametrize(("name", "text"), [("a.bib", ""), ("a.bib", "% x"), ("a.json", "[]")])
def test_a_file_without_entries(run: Run, write: Write, folder: Path, name: str, text: str) -> None:
    write(name, text)
    told = run("import", name, code=1).stderr
    assert told == f"{name}:1:1: error: nothing to import: no entries found [no-entry]\n"
    assert [path.name for path in folder.iterdir()] == [name]


def test_the_next_step_is_told_once_something_is_written(run: Run, write: Write) -> None:
    write("a.bib", "@book{a, title = {T}}\r\n@book{b, title = {U}}\r\n")
    told = run("import", "a.bib").stderr.splitlines()
    assert told == [
        "written   entries/a.yaml",
        "written   entries/b.yaml",
        "2 entries written; `eyebib resolve` asks what is known of them",
    ]
    assert run("import", "a.bib").stderr.splitlines() == [
        "unchanged entries/a.yaml",
        "unchanged entries/b.yaml",
    ]


def test_a_name_that_windows_keeps(run: Run, write: Write) -> None:
    write("list.md", LIST.replace("EyeNet", "CON").partition("\n**No link")[0])
    assert "written   entries/paper-con.yaml" in run("import", "list.md").stderr


def test_what_is_imported_comes_back_as_it_was(run: Run, write: Write, folder: Path) -> None:
    """Exported to both formats, imported into empty folders: the same two files of facts."""
    write("list.md", LIST.partition("\n**No link")[0])
    run("import", "list.md")
    run("export", "--format", "csl-json", "-o", "a.json", code=1)
    (folder / "entries/eyenet.yaml").unlink()
    run("import", "a.json")
    again = (folder / "entries/eyenet.yaml").read_text(encoding="utf-8")
    assert "name: EyeNet" in again
    assert "modalities: [CFP]" in again
    assert "code: none" in again
