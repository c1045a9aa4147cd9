"""Import into a folder, and problems of the folder's files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from eyebib import importers
from eyebib.model.problem import EyebibError
from eyebib.project import lock_file
from eyebib.project.folder import Project, load
from works import ARTICLE, PREPRINT, record

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
    first = run("import", "list.md").stderr
    assert "written   entries/eyenet.yaml" in first
    assert "list.md:7:1: warning: missing paper link" in first
    assert sorted(path.name for path in (folder / "entries").iterdir()) == [
        "entry.schema.json",
        "eyenet.yaml",
    ]
    assert "unchanged entries/eyenet.yaml" in run("import", "list.md").stderr
    path = write("entries/eyenet.yaml", b"M\xfcller")
    stderr = run("import", "list.md").stderr
    assert "kept      entries/eyenet.yaml (differs; use --overwrite to replace it)" in stderr
    assert path.read_bytes() == b"M\xfcller"
    assert "written" in run("import", "--overwrite", "list.md").stderr
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("list.docx", "unknown file type; expected one of .md, .markdown, .bib, .json"),
        ("list.bib", "no such file"),
    ],
)
def test_a_file_that_cannot_be_imported(folder: Path, name: str, message: str) -> None:
    with pytest.raises(EyebibError, match=message):
        importers.read(folder / name)


@pytest.mark.parametrize(("name", "text"), [("a.bib", ""), ("a.bib", "% x"), ("a.json", "[]")])
def test_a_file_without_entries(run: Run, write: Write, folder: Path, name: str, text: str) -> None:
    write(name, text)
    stderr = run("import", name, code=1).stderr
    assert stderr == f"{name}:1:1: error: no entries found [no-entry]\n"
    assert [path.name for path in folder.iterdir()] == [name]


def test_the_next_step_is_printed_if_files_were_written(run: Run, write: Write) -> None:
    write("a.bib", "@book{a, title = {T}}\r\n@book{b, title = {U}}\r\n")
    lines = run("import", "a.bib").stderr.splitlines()
    assert lines == [
        "written   entries/a.yaml",
        "written   entries/b.yaml",
        "2 entries written; run `eyebib resolve` to fetch metadata",
    ]
    assert run("import", "a.bib").stderr.splitlines() == [
        "unchanged entries/a.yaml",
        "unchanged entries/b.yaml",
        "0 entries written, 2 unchanged",
    ]


def test_a_name_that_windows_reserves(run: Run, write: Write) -> None:
    write("list.md", LIST.replace("EyeNet", "CON").partition("\n**No link")[0])
    assert "written   entries/paper-con.yaml" in run("import", "list.md").stderr


def test_import_round_trip(run: Run, write: Write, folder: Path) -> None:
    """An exported file, imported into an empty folder, gives the same facts."""
    write("list.md", LIST.partition("\n**No link")[0])
    run("import", "list.md")
    run("export", "--format", "csl-json", "-o", "a.json")
    (folder / "entries/eyenet.yaml").unlink()
    run("import", "a.json")
    text = (folder / "entries/eyenet.yaml").read_text(encoding="utf-8")
    assert "name: EyeNet" in text
    assert "modalities: [CFP]" in text
    assert "code: none" in text


ENTRY = "title: T\npaper: arxiv:2405.11338\npublished: doi:10.1038/x\n"
LOCK = lock_file.dump([record("arxiv:2405.11338", PREPRINT), record("doi:10.1038/x", ARTICLE)])
ELSE = "rename or delete this file"


@pytest.mark.parametrize(
    ("files", "advice"),
    [
        ({"entries/new.yaml": ENTRY}, "rename it to `new.json`"),
        ({"entries/new.yaml": ENTRY, "entries/a.yaml": "title: T\npaper: x.org/a\n"}, "rename it to `new.json`"),
        ({"entries/new.yaml": ENTRY.replace("/x", "/y")}, ELSE),
        ({"entries/new.yaml": ENTRY.partition("published")[0]}, ELSE),
        ({"entries/new.yaml": ENTRY, "entries/other.yaml": ENTRY}, ELSE),
        ({"entries/new.yaml": ENTRY, "entries/locked/new.json": LOCK}, ELSE),
        ({"entries/new.yaml": ENTRY, "entries/locked/old.json": "{"}, ELSE),
        ({"entries/new.yaml": "title: T\ncsl: {type: book}\n", "entries/locked/old.json": lock_file.dump([])}, ELSE),
    ],
)  # fmt: skip
def test_an_orphaned_lock(write: Write, folder: Path, files: dict[str, str], advice: str) -> None:
    for name, text in ({"entries/locked/old.json": LOCK} | files).items():
        write(name, text)
    [problem] = [p for p in load(Project(folder))[1] if p.rule == "orphan-lock"]
    assert problem.location.path == folder / "entries/locked/old.json"
    assert problem.message == f"orphaned lock: there is no entry old.yaml; {advice}"


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        ("key: first\n", "entries/second.yaml:1:6: `first` is a citation key"),
        ("key: FIRST\n", "entries/second.yaml:1:6: `FIRST` is a citation key"),
        ("aliases: [other, old]\n", "entries/second.yaml:1:18: `old` is a citation key"),
        ("key: old\n", "entries/second.yaml:1:6: `old` is a citation key"),
    ],
)
def test_a_key_of_two_entries_is_an_error(write: Write, second: str, problem: str) -> None:
    write("entries/first.yaml", "aliases: [old]\ntitle: T\npaper: arxiv:2310.04990\n")
    write("entries/second.yaml", f"{second}title: U\npaper: arxiv:2310.04992\n")
    bibliography, problems = load(Project())
    assert [str(each) for each in problems if each.rule == "citekey"] == [
        f"{problem} of entries/first.yaml, too; change one [citekey]"
    ]
    assert [work.citekey for work in bibliography.works] == ["first"]
