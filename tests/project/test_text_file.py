import os
from pathlib import Path

import pytest

from eyebib.model.problem import EyebibError, Severity
from eyebib.project import text_file


def test_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("é\n".encode())
    assert text_file.read(path) == ("é\n", [])


@pytest.mark.parametrize(
    ("content", "text", "problem"),
    [
        (b"\xef\xbb\xbfa\n", "a\n", ":1:1: byte order mark; save without one [bom]"),
        (b"a\nb\r\nc\r\n", "a\nb\nc\n", ":2:2: CRLF line endings; save with LF [crlf]"),
        (b"a\rb\r", "a\nb\n", ":1:2: CR line endings; save with LF [crlf]"),
    ],
)
def test_read_with_a_warning(tmp_path: Path, content: bytes, text: str, problem: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    result, [warning] = text_file.read(path)
    assert (result, warning.severity) == (text, Severity.WARNING)
    assert str(warning) == f"{path}{problem}"


def test_latin_1_is_refused_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("title: x\nname: Müller\n".encode("latin-1"))
    with pytest.raises(EyebibError, match=r":2:8: byte 0xFC is not UTF-8; .* \[encoding\]"):
        text_file.read(path)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(
        EyebibError, match=r":1:1: too large \(100,000,000 bytes\): the limit is .* \[too-large\]"
    ):
        text_file.read(path)


def test_a_file_that_reports_no_size() -> None:
    endless = Path("/proc/self/environ")  # the system reports 0 bytes
    if not endless.exists():
        pytest.skip("no /proc here")
    with pytest.raises(EyebibError, match=r":1:1: too large: the limit is 1 bytes \[too-large\]"):
        text_file.read(endless, limit=1)


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    text_file.write(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_not_a_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path in (loop, fifo, tmp_path, tmp_path / "absent"):
        with pytest.raises(EyebibError, match=r":1:1: .* \[unreadable\]"):
            text_file.read(path)


def test_write_returns_whether_the_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a"
    assert text_file.write(path, "é\n")
    assert not text_file.write(path, "é\n")
    assert text_file.write(path, "e\n")
    assert path.read_bytes() == b"e\n"
    assert [p.name for p in path.parent.iterdir()] == ["a"]


def test_write_follows_a_link_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    text_file.write(tmp_path / "link", "x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text(encoding="utf-8") == "x"


def test_write_into_a_device() -> None:
    text_file.write(Path("/dev/null"), "x")
    assert not Path("/dev/null").is_file()


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EyebibError, match="a: cannot be written: no space left on device"):
        text_file.write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
