"""Documents of several files: what is followed, and what is not."""

from pathlib import Path

import pytest

from conftest import Write
from eyebib import manuscripts
from eyebib.manuscripts.document import LIMIT
from eyebib.model.problem import EyebibError, UsageError


def keys(*names: str) -> list[str]:
    document = manuscripts.read(map(Path, names))
    return sorted(citation.key for citation in document.citations)


def problems(name: str) -> list[str]:
    return [str(problem) for problem in manuscripts.read([Path(name)]).problems]


def test_files_are_followed_from_the_folder_of_the_main_file(write: Write) -> None:
    """As in LaTeX, which runs there; then from the folder of the file that includes another."""
    write("paper/main.tex", r"\cite{a}\input{sec/one}\include{two}")
    write("paper/sec/one.tex", r"\cite{b}\input{sec/three}\input{beside}")
    write("paper/two.tex", r"\cite{c}")
    write("paper/sec/three.tex", r"\cite{d}")
    write("paper/sec/beside.tex", r"\cite{e}")
    assert keys("paper/main.tex") == ["a", "b", "c", "d", "e"]
    assert problems("paper/main.tex") == []


def test_parts_of_an_aux_file(write: Write) -> None:
    write("main.aux", "\\citation{a}\n\\@input{sec/one.aux}\n")
    write("sec/one.aux", "\\citation{b}\n\\@input{sec/two.aux}\n")
    write("sec/two.aux", "\\citation{c}\n")
    assert keys("main.aux") == ["a", "b", "c"]


def test_labels_of_all_files_of_a_document_count(write: Write) -> None:
    write("main.typ", '#include "sec/one.typ"\n@a @sec-one @fig')
    write("sec/one.typ", '= One <sec-one>\n#include "two.typ"\n@b')
    write("sec/two.typ", "#figure([x]) <fig>")
    assert keys("main.typ") == ["a", "b"]


def test_a_file_is_read_once(write: Write) -> None:
    write("main.tex", r"\cite{a}\input{main}\input{one}\input{./one}\input{one.tex}")
    write("one.tex", r"\cite{b}\input{main}\input{one}")
    assert keys("main.tex") == ["a", "b"]
    assert keys("main.tex", "main.tex") == ["a", "b"]


def test_a_long_chain_of_files(write: Write) -> None:
    for number in range(300):
        write(f"f{number}.tex", rf"\cite{{k{number}}}\input{{f{number + 1}}}")
    assert len(keys("f0.tex")) == 300


def test_missing_files_are_named(write: Write) -> None:
    write("main.tex", "\\input{one}\n \\input{\\folder/two}")
    assert sorted(problems("main.tex")) == [
        "main.tex:1:8: `one.tex` was not found; what it cites is not counted [unread-file]",
        "main.tex:2:9: `\\folder/two.tex` was not found; what it cites is not counted [unread-file]",
    ]


@pytest.mark.parametrize("name", ["{}/secret", "../../secret", "link", "../../here/../secret"])
def test_nothing_outside_is_read(
    write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write("secret.tex", r"\cite{secret}")
    write("here/paper/main.tex", rf"\input{{{name.format(folder)}}}")
    (folder / "here/paper/link.tex").symlink_to(folder / "secret.tex")
    monkeypatch.chdir(folder / "here")
    assert keys("paper/main.tex") == []
    [problem] = problems("paper/main.tex")
    assert "is outside of the folder of the document; what it cites is not counted" in problem


def test_a_file_beside_the_folder_of_the_document_is_read_from_a_folder_with_both(
    write: Write,
) -> None:
    write("shared/one.tex", r"\cite{a}")
    write("paper/main.tex", r"\input{../shared/one}")
    assert keys("paper/main.tex") == ["a"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "loop", "folder", "a/../b", "|ls", "~"])
def test_names_that_are_no_files(write: Write, folder: Path, name: str) -> None:
    (folder / "folder.tex").mkdir()
    (folder / "loop.tex").symlink_to("loop.tex")
    write("main.tex", f"\\cite{{a}}\\input{{{name}}}")
    assert keys("main.tex") == ["a"]
    assert len(problems("main.tex")) == 1


def test_an_included_file_that_is_too_large_is_an_error(write: Write, folder: Path) -> None:
    write("main.tex", r"\cite{a}\input{one}")
    with (folder / "one.tex").open("wb") as file:
        file.truncate(LIMIT + 1)
    assert keys("main.tex") == ["a"]
    assert problems("main.tex") == [
        "one.tex:1:1: too large (16,777,217 bytes): the limit is 16,777,216 bytes [too-large]"
    ]
    with pytest.raises(EyebibError, match="too large"):
        keys("one.tex")


def test_other_encodings(write: Write) -> None:
    write("a.tex", "é \\cite{a}".encode("latin-1"))
    write("b.md", "\ufeff---\r\ntitle: x\r\n---\r\n\r\n    @no\r\n\r\n@b".encode())
    assert keys("a.tex", "b.md") == ["a", "b"]


def test_an_unknown_suffix(write: Write) -> None:
    write("a.docx", "x")
    with pytest.raises(
        UsageError, match=r"a\.docx: unknown type of document; expected one of \.aux, "
    ):
        keys("a.docx")
