"""The works of some citekeys, read without the files of the others."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from conftest import Run
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import Problem, UsageError
from eyebib.model.selection import select
from eyebib.project import lock_file
from eyebib.project.folder import Project, load, lock_path
from eyebib.project.selected import load_named, load_selected, load_sound
from works import ARTICLE, record

Write = Callable[[str, str | bytes], Path]

DOI = "10.5555/a"


@pytest.fixture
def listed(write: Write) -> None:
    """Files of a list: two that are plain, one with another key, one with an alias."""
    texts = {
        "a": f"title: A model\npaper: doi:{DOI}\n",
        "a-b": "title: B\npaper: arxiv:2405.11338\n",
        "other": "key: DBLP:c\ntitle: C\npaper: doi:10.5555/c\n",
        "new": "aliases: [old]\ntitle: D\npaper: doi:10.5555/d\n",
    }
    for name, text in texts.items():
        write(f"entries/{name}.yaml", text)
    lock = lock_file.dump([record(f"doi:{DOI}", ARTICLE)])
    write("entries/locked/a.json", lock)
    write("eyebib.toml", '[list]\ntitle = "Eyes"\n')


def facts(bibliography: Bibliography) -> tuple[object, ...]:
    return bibliography.works, bibliography.settings


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    "citekeys",
    [["a"], ["a-b", "a"], ["DBLP:c"], ["old"], ["new", "a"], []],
)
@pytest.mark.parametrize("read", [load_selected, load_sound, load_named])
def test_the_works_are_those_of_the_whole_list(
    read: Callable[..., tuple[Bibliography, list[Problem]]], citekeys: Sequence[str]
) -> None:
    expected = select(load(Project())[0], citekeys)
    assert facts(read(Project(), citekeys)[0]) == facts(expected)


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("citekey", ["other", "A", "x", "../entries/a"])
@pytest.mark.parametrize("read", [load_selected, load_sound, load_named])
def test_a_name_of_no_work(read: Callable[..., object], citekey: str) -> None:
    """The name of a file is not the key of a work that states another."""
    with pytest.raises(UsageError, match=f"no entry `{citekey}`"):
        read(Project(), [citekey])


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "a"),
        ("export", "--format", "bibtex", "-o", "-", "a"),
        ("resolve", "--dry-run", "a-b"),
    ],
)
def test_files_of_other_works_are_not_read(run: Run, write: Write, arguments: list[str]) -> None:
    expected = run(*arguments).output
    write("entries/broken.yaml", b"\xff")
    write("entries/locked/new.json", "[")
    assert run(*arguments).output == expected


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("entries/a.yaml", "title: A\nfamly: B\n"),
        ("entries/a.yaml", "title: A\n"),
        ("entries/a.yml", "title: A\n"),
        ("eyebib.toml", "title = 1"),
    ],
)
def test_if_anything_is_wrong_all_problems_are_reported(
    run: Run, write: Write, path: str, text: str
) -> None:
    Path("entries/locked/a.json").unlink()
    write("entries/broken.yaml", b"\xff")
    write(path, text)
    stderr = run("show", "a", code=1).stderr
    assert "entries/broken.yaml:1:1: error: byte 0xFF is not UTF-8" in stderr
    assert path in stderr


@pytest.mark.usefixtures("listed")
def test_a_broken_lock_is_reported(run: Run, write: Write) -> None:
    [work] = load_selected(Project(), ["a"])[0].works
    write(lock_path(Project(), work.entry).as_posix(), "[")
    assert "entries/locked/a.json:1:2: error: not valid JSON" in run("show", "a", code=1).stderr


@pytest.mark.usefixtures("listed")
def test_only_the_problems_of_the_works_are_counted(run: Run) -> None:
    """`a-b` is not resolved, nor are two others."""
    command = ("export", "--format", "csl-json", "-o", "-")
    assert "3 warnings" in run(*command).stderr
    assert "1 warning;" in run(*command, "a-b").stderr
    assert "1 warning;" in run(*command, "DBLP:c").stderr
