"""`eyebib import`: several files, standard input, and a summary that adds up."""

from functools import partial
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.importers import detected, imported
from eyebib.importers.join import join


def test_several_files_with_a_repeated_key(run: Run, write: Write, folder: Path) -> None:
    write("a.bib", "@misc{one, title={A}}\n@misc{one, title={B}}\n@misc{two}\n")
    write(
        "b.ris",
        "TY  - JOUR\nID  - one\nTI  - C\nER  - \nTY  - JOUR\nID  - three\nTI  - D\nER  - \n",
    )
    lines = run("import", "a.bib", "b.ris", code=1).stderr.splitlines()
    assert (
        "b.ris:1:1: warning: duplicate key `one`; the entry of a.bib is used, this one differs in "
        "`title`, `csl` and was not imported [repeated-entry]"
    ) in lines
    assert lines[-1] == (
        "2 entries written, 3 not imported; run `eyebib resolve` to fetch metadata"
    )
    assert sorted(path.stem for path in (folder / "entries").glob("*.yaml")) == ["one", "three"]


def test_what_is_kept_and_unchanged_is_counted(run: Run, write: Write) -> None:
    write("a.bib", "@misc{one, title={A}}\n@misc{two, title={B}}\n")
    run("import", "a.bib")
    write("a.bib", "@misc{one, title={A}}\n@misc{two, title={C}}\n@misc{three, title={D}}\n")
    lines = run("import", "a.bib").stderr.splitlines()
    assert lines[-1] == (
        "1 entry written, 1 kept, 1 unchanged; run `eyebib resolve` to fetch metadata"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[{"id": "a"}]', "csl_json"),
        ("% x\n\n@misc{a, title={T}}", "bibtex"),
        ("Provider: X\n\nTY  - JOUR\n", "ris"),
        ("\nPMID- 1\n", "nbib"),
        ("---\nreferences:\n- id: a\n", "csl_yaml"),
        ("- id: a\n  title: T\n", "csl_yaml"),
        ("- [T](https://arxiv.org/abs/2405.11338)\n", "awesome_list"),
        ("# A list\n\n- **T**\n", "awesome_list"),
    ],
)
def test_the_format_of_standard_input(text: str, name: str) -> None:
    assert detected(text).__name__ == f"eyebib.importers.{name}"  # type: ignore[attr-defined] # a module


def test_files_are_read_in_their_order(write: Write) -> None:
    paths = [write("a.bib", "@misc{a, title={T}}"), write("b.bib", "@misc{a, title={T}}")]
    read = join(paths, partial(imported.work, today="2026-01-31"))
    assert [work.entry.title for work in read.works] == ["T"]
    [problem] = read.problems
    assert "this one is the same and was not imported" in problem.message


def test_keys_of_two_files_that_differ_only_in_case(run: Run, write: Write, folder: Path) -> None:
    write("a.bib", "@misc{Wu, title={A}}\n@misc{li:1, title={B}}\n")
    write("b.ris", "TY  - JOUR\nID  - wu\nTI  - C\nER  - \n")
    write("c.bib", "@misc{li/1, title={D}}\n@misc{wu, title={C}}\n")
    lines = run("import", "a.bib", "b.ris", "c.bib").stderr.splitlines()
    message = "citation key `wu` is used by an entry above; this becomes `wu-2`"
    assert f"b.ris:1:1: warning: {message} [citekey]" in lines
    assert "c.bib:2:1: warning: duplicate key `wu`; the entry of b.ris is used" in lines[1]
    assert lines[-1].startswith("4 entries written, 1 not imported")
    stems = sorted(path.stem for path in (folder / "entries").glob("*.yaml"))
    assert stems == ["Wu", "li-1", "li-1-2", "wu-2"]
    assert "aliases: [wu]" in (folder / "entries/wu-2.yaml").read_text(encoding="utf-8")
    assert run("check").stdout.count("error") == 0
    assert "1 unchanged" in run("import", "b.ris").stderr
    assert "key: li/1" in (folder / "entries/li-1-2.yaml").read_text(encoding="utf-8")


BULLETS = "# L\n\n- **Seeing more with less** [Paper](https://arxiv.org/abs/2405.11336)\n"


def test_the_first_list_determines_the_layout(run: Run, write: Write, folder: Path) -> None:
    write("eyebib.toml", "[list]\ntitle = 'L'\n")
    write("list.md", BULLETS)
    lines = run("import", "list.md").stderr.splitlines()
    assert "written   eyebib.toml (layout = bullets)" in lines
    settings = "[list]\nlayout = \"bullets\"\ntitle = 'L'\n"
    assert (folder / "eyebib.toml").read_text(encoding="utf-8") == settings
    run("export", "--format", "list")
    exported = (folder / "output/awesome-list.md").read_text(encoding="utf-8")
    assert "\n- **Seeing more with less** · [Paper]" in exported
    assert "unchanged" in run("import", "output/awesome-list.md").stderr


@pytest.mark.parametrize("first", ["@misc{one, title={A}}\n", ""])
def test_a_later_list_or_one_in_the_first_layout_changes_no_settings(
    run: Run, write: Write, folder: Path, first: str
) -> None:
    write("a.bib", first)
    write("list.md", BULLETS if first else BULLETS.replace("- **", "**").replace("** ", "**\n"))
    if first:
        run("import", "a.bib")
    run("import", "list.md")
    assert not (folder / "eyebib.toml").exists()


def test_items_of_a_list_have_the_keys_of_the_project(run: Run, write: Write, folder: Path) -> None:
    """And a new paper never has the key of another one, which would be kept instead."""
    write("entries/net.yaml", "title: Ears hear better\nname: Net\npaper: arxiv:2405.11337\n")
    write("entries/own.yaml", "title: Seeing more with less\npaper: arxiv:2405.11336\n")
    items = (
        "- **Eyes see better (Net)** · [Paper](https://arxiv.org/abs/2405.11338)\n"
        "- **Ears hear better (Net)** · [Paper](https://arxiv.org/abs/2405.11337)\n"
        "- **Seeing more with less** · [Paper](arxiv:2405.11336)\n"
    )
    write("list.md", items)
    lines = run("import", "list.md").stderr.splitlines()
    assert "written   entries/net-2.yaml" in lines
    assert sorted(path.stem for path in (folder / "entries").glob("*.yaml")) == [
        "net",
        "net-2",
        "own",
    ]
    assert "1 entry written, 2 kept" in lines[-2]
