"""Files that are not UTF-8 are read, and said to be."""

from pathlib import Path

import pytest

from eyebib import importers
from eyebib.model.problem import EyebibError
from eyebib.project.encoding import decode, rewritten

HERE = Path("a.bib")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\r\nb\rc", "a\nb\nc"),
        ("é".encode(), "é"),
        ("\ufeffé".encode(), "é"),
        ("\ufeffé".encode("utf-16-le"), "é"),
        (b"% Encoding: Cp1252\n\x93\xe9\x94", "% Encoding: Cp1252\n“é”"),
        (b"%% x\n% -*- coding: iso-8859-2 -*-\n\xb3", "%% x\n% -*- coding: iso-8859-2 -*-\nł"),
        ("% Encoding: Cp1252\né".encode(), "% Encoding: Cp1252\né"),
    ],
)
def test_an_encoding_that_is_known(content: bytes, text: str) -> None:
    assert decode(content, HERE) == (text, [])


@pytest.mark.parametrize(
    ("content", "text", "message"),
    [
        (b"a\nM\xfcller\n\xc3\xa9", "a\nMüller\né", "2:1: not UTF-8; line 2 read"),
        (b"\xe9\r\n\r\n\xe8", "é\n\nè", "1:1: not UTF-8; lines 1, 3 read"),
        (
            b"% Encoding: unicode_escape\n\xe9",
            "% Encoding: unicode_escape\né",
            "2:1: not UTF-8; line 2 read",
        ),
        (b"% Encoding: UTF-8\n\xe9", "% Encoding: UTF-8\né", "2:1: not UTF-8; line 2 read"),
    ],
)
def test_lines_that_are_not_utf8_are_named(content: bytes, text: str, message: str) -> None:
    decoded, [problem] = decode(content, HERE)
    assert decoded == text
    end = " as Windows-1252; check the text, or save the file as UTF-8 [encoding]"
    assert str(problem) == f"a.bib:{message}{end}"


def test_one_byte_does_not_refuse_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"@misc{a, title={A}}\n@misc{b, title={B\xe9}}\n")
    entries, [problem] = importers.read(path)
    assert [entry.title for entry in entries] == ["A", "Bé"]
    assert problem.location.line == 2


OLD, NEW = "% Müller\r\n{a}\n", "% Müller\r\n{ö}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_new_text_has_the_encoding_of_the_old_one(encoding: str) -> None:
    assert rewritten(OLD.encode(encoding), NEW, HERE) == NEW.encode(encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_a_new_text_has_the_byte_order_mark_of_the_old_one(mark: bytes, encoding: str) -> None:
    assert rewritten(mark + OLD.encode(encoding), NEW, HERE) == mark + NEW.encode(encoding)


def test_a_new_text_in_a_declared_encoding() -> None:
    head = "% Encoding: ISO-8859-2\n"
    old = f"{head}ł".encode("iso-8859-2")
    assert rewritten(old, f"{head}łó", HERE) == f"{head}łó".encode("iso-8859-2")


@pytest.mark.parametrize(
    ("content", "text"), [(b"\xe9\n\xc3\xa9", "éa\né"), (b"\xe9", "é漢")], ids=["mixed", "lacking"]
)
def test_a_new_text_that_cannot_be_written(content: bytes, text: str) -> None:
    with pytest.raises(EyebibError, match=r"a\.bib:1:1: cannot be written in its encoding"):
        rewritten(content, text, HERE)
