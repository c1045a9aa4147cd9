"""`eyebib rename`."""

from pathlib import Path

import pytest

from conftest import Run, Write

ENTRY = "# as it is\nname: EyeFound\ntitle: T  # a title\npaper: arxiv:2405.11338\n"


@pytest.mark.parametrize(
    ("text", "new", "stem", "expected"),
    [
        (ENTRY, "eyefound", "eyefound", "# as it is\naliases: [old]\nname: EyeFound\n"),
        (ENTRY, "A:b", "a-b", "# as it is\nkey: A:b\naliases: [old]\nname: EyeFound\n"),
        ("aliases: [x]\n" + ENTRY, "new", "new", "# as it is\naliases: [x, old]\nname: EyeFound\n"),
        (
            "aliases:\n- x\n- y\n" + ENTRY,
            "new",
            "new",
            "# as it is\naliases: [x, y, old]\nname: EyeFound\n",
        ),
    ],
)
def test_the_file_is_renamed_and_the_old_key_is_an_alias(
    run: Run, write: Write, text: str, new: str, *, stem: str, expected: str
) -> None:
    write("entries/old.yaml", text)
    lock = write("entries/locked/old.json", '{"records": [], "version": 1}\n')
    printed = run("rename", "old", new)
    assert f"wrote     entries/{stem}.yaml" in printed.stderr
    path = Path(f"entries/{stem}.yaml")
    assert path.read_text(encoding="utf-8") == f"{expected}{ENTRY.split(chr(10), 2)[2]}"
    assert not Path("entries/old.yaml").exists()
    assert not lock.exists()
    assert Path(f"entries/locked/{stem}.json").exists()
    assert run("show", "old").stdout == run("show", new).stdout


def test_a_second_rename_replaces_the_key(run: Run, write: Write) -> None:
    write("entries/a.yaml", ENTRY)
    run("rename", "a", "b:1")
    run("rename", "b:1", "c")
    text = Path("entries/c.yaml").read_text(encoding="utf-8")
    assert text.startswith("# as it is\naliases: [a, b:1]\nname:")


def test_documents_that_cite_the_old_key_are_listed(run: Run, write: Write) -> None:
    write("entries/old.yaml", ENTRY)
    write("paper.tex", "See \\cite{old,older}.\n\\cite{older} \\cite{old-2} \\cite{x:old}\n")
    write("docs/a.md", "[@old; @b]\nThe old man.\n")
    write("output/references.bib", "@misc{old,}\n")
    write(".git/x.md", "@old\n")
    write("picture.png", "old")
    printed = run("rename", "old", "new")
    assert printed.stdout == (
        "paper.tex:1:11: See \\cite{old,older}.\n"
        "docs/a.md:1:3: [@old; @b]\n"
        "docs/a.md:2:5: The old man.\n"
    )
    assert "3 lines with `old`; change it to `new`" in printed.stderr


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("a b", "is not a valid citation key"),
        ("other", "`other` is already a citation key of entries/other.yaml"),
        ("OTHER", "`OTHER` is already a citation key of entries/other.yaml"),
        ("older", "`older` is already a citation key of entries/other.yaml"),
        ("old", "`old` is already a citation key of entries/old.yaml"),
    ],
)
def test_a_key_in_use_is_refused(run: Run, write: Write, new: str, message: str) -> None:
    write("entries/old.yaml", ENTRY)
    write("entries/other.yaml", "aliases: [older]\ntitle: U\npaper: arxiv:2310.04990\n")
    before = sorted(Path("entries").iterdir())
    assert message in run("rename", "old", new, code=2).stderr
    assert sorted(Path("entries").iterdir()) == before


def test_a_key_that_no_entry_has(run: Run, write: Write) -> None:
    write("entries/eyefound.yaml", ENTRY)
    assert "did you mean `eyefound`?" in run("rename", "eye-found", "x", code=2).stderr


def test_only_the_case_changes(run: Run, write: Write) -> None:
    write("entries/eyefound.yaml", ENTRY)
    run("rename", "eyefound", "EyeFound")
    assert [path.name for path in Path("entries").glob("*.yaml")] == ["EyeFound.yaml"]


def test_a_file_in_braces_is_not_changed(run: Run, write: Write) -> None:
    path = write("entries/a.yaml", "{title: T, paper: arxiv:2405.11338}\n")
    assert "write by hand: aliases: [a]" in run("rename", "a", "b", code=1).stderr
    assert path.exists()
