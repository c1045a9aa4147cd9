"""Changes of one line in the file of an entry."""

import pytest

from conftest import Write
from eyebib.model.problem import EyebibError
from eyebib.project import entry_editor

EYEFOUND = """\
# kept as it is
name: EyeFound
title: 'EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic Imaging'
paper: https://arxiv.org/abs/2405.11338   # the preprint
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EYEFOUND, EYEFOUND + "published: doi:10.1000/x\n"),
        (EYEFOUND.removesuffix("\n"), EYEFOUND + "published: doi:10.1000/x\n"),
        ("paper: a\n# note\ntitle: T\n", "paper: a\npublished: doi:10.1000/x\n# note\ntitle: T\n"),
        ("title: T\npaper: 'a\n  b'\n", "title: T\npublished: doi:10.1000/x\npaper: 'a\n  b'\n"),
        ("paper:\n  a\ntitle: T\n", "paper:\n  a\npublished: doi:10.1000/x\ntitle: T\n"),
        ("title: T\r\npaper: a", "title: T\r\npaper: a\r\npublished: doi:10.1000/x\r\n"),
        ("title: T\rpaper: a\r", "title: T\rpaper: a\rpublished: doi:10.1000/x\r"),
        ("---\npaper: a\n...\n", "---\npaper: a\npublished: doi:10.1000/x\n...\n"),
        ("\ufeffpaper: a # b\n", "\ufeffpaper: a # b\npublished: doi:10.1000/x\n"),
        ("paper: >-\n  a\ntags: [x]\n", "published: doi:10.1000/x\npaper: >-\n  a\ntags: [x]\n"),
        (
            "# a\ntitle: T\ncsl: {volume: 1}\n",
            "# a\ntitle: T\npublished: doi:10.1000/x\ncsl: {volume: 1}\n",
        ),
        ('"paper": "a"\n', '"paper": "a"\npublished: doi:10.1000/x\n'),
    ],
)
def test_add_key_adds_a_line_only(write: Write, text: str, expected: str) -> None:
    path = write("a.yaml", text)
    entry_editor.add_key(path, "published", "doi:10.1000/x")
    assert path.read_bytes().decode() == expected


def test_add_key_without_a_place_for_the_line(write: Write) -> None:
    path = write("a.yaml", "{title: T, paper: a}\n")
    with pytest.raises(EyebibError, match=r"add it by hand: published: doi:10\.1000/x"):
        entry_editor.add_key(path, "published", "doi:10.1000/x")
    assert path.read_text(encoding="utf-8") == "{title: T, paper: a}\n"


def test_add_key_never_replaces_a_key(write: Write) -> None:
    path = write("a.yaml", "paper: a\npublished: doi:10.1000/y\n")
    with pytest.raises(EyebibError, match="could not be added"):
        entry_editor.add_key(path, "published", "doi:10.1000/x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: doi:10.1/x\npaper: doi:10.1/x\n", "title: 'A: b'\npaper: doi:10.1/x\n"),
        ("title: 'doi:10.1/x'  # later\npaper: a\n", "title: 'A: b'  # later\npaper: a\n"),
        ('\ufefftitle: "doi:10.1/x"\r\npaper: a', "\ufefftitle: 'A: b'\r\npaper: a"),
        ("paper: doi:10.1/x\ntitle: doi:10.1/x\n", "paper: doi:10.1/x\ntitle: 'A: b'\n"),
        ("{paper: a, title: doi:10.1/x}", "{paper: a, title: 'A: b'}"),
    ],
)
def test_set_title_changes_the_title_only(write: Write, text: str, expected: str) -> None:
    path = write("a.yaml", text)
    entry_editor.set_title(path, "A: b")
    assert path.read_bytes().decode() == expected


def test_set_title_of_several_lines(write: Write) -> None:
    path = write("a.yaml", "title: >-\n  doi:10.1/x\npaper: a\n")
    with pytest.raises(EyebibError, match="write it by hand: 'A: b'"):
        entry_editor.set_title(path, "A: b")
    assert path.read_text(encoding="utf-8") == "title: >-\n  doi:10.1/x\npaper: a\n"
