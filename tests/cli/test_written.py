"""Files of a long list are those that one process writes, and so is what is printed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, Write
from eyebib.cli import cores
from eyebib.exporters import EXPORTERS, bibtex
from eyebib.exporters.blocks import FORMS
from eyebib.project import lock_file
from eyebib.tables import TABLES
from processes import start
from works import ARTICLE, record

TITLES = {
    "a": "Of ả and Ṭ",
    "b": "A model @article{x, of {braces} and <i>tags</i>",
    "c": "Ein Modell für das Auge und die Netzhaut",
    "d": "Two  - lines\n\nTY  - JOUR",
    "e": "  - type: of a list",
    "f": "$x^n$ & 50 % of `code`",
    "g": "Last",
}


@pytest.fixture
def listed(write: Write) -> None:
    """Works with keys in another order than their files, and what a part alone has."""
    for stem, title in TITLES.items():
        key = {"a": "zulu", "g": "alpha"}.get(stem, stem)
        text = f"title: {json.dumps(title)}\npaper: doi:10.5555/{stem}_x\nkey: {key}\n"
        write(f"entries/{stem}.yaml", text + f"listed: {2020 + len(title) % 3}\n")
        item = ARTICLE | {"title": title, "DOI": f"10.5555/{stem}_x"}
        if stem == "b":
            item["author"] = [{"family": "Иванов", "given": "И."}]
        locked = record(f"doi:10.5555/{stem}_x", item)
        write(f"entries/locked/{stem}.json", lock_file.dump([locked]))


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes for a few items, which have what tests change in this one."""
    start("fork", monkeypatch)


def alike(run: Run, monkeypatch: pytest.MonkeyPatch, *args: str, code: int = 0) -> str:
    """What a command prints with several processes, which is what it prints with one."""
    several = run(*args, "-o", "several", code=code)
    with monkeypatch.context() as patch:
        patch.setattr(cores, "LEAST", 10**6)
        one = run(*args, "-o", "one", code=code)
    assert several.output.replace("several", "one ").replace("one ", "one") == one.output
    if not code:
        assert Path("several").read_bytes() == Path("one").read_bytes()
    return several.output


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of items of the runs in several processes; there must be one."""
    counts: list[int] = []
    by_chunks = cores.by_chunks

    def counted(function: Any, items: Any) -> Any:  # noqa: ANN401 - those of the function
        results = by_chunks(function, items)
        counts.extend([len(items)] if results else [])
        return results

    monkeypatch.setattr(cores, "by_chunks", counted)
    yield counts
    assert counts


@pytest.mark.usefixtures("forked", "listed", "started")
@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("option", ["--no-ascii", "--ascii", "--omit=DOI"])
def test_export(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, option: str) -> None:
    printed = alike(run, monkeypatch, "export", "--format", name, option)
    assert printed.endswith("(7 works)\n")
    assert ("use biblatex" in printed) == (name == "bibtex")


@pytest.mark.usefixtures("forked", "listed", "started")
@pytest.mark.parametrize("name", TABLES)
def test_table(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert "(7 works)" in alike(run, monkeypatch, "table", "--format", name)


@pytest.mark.usefixtures("forked", "started")
@pytest.mark.parametrize("name", sorted(FORMS))
def test_convert(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    items = [ARTICLE | {"id": f"{stem}-1", "title": title} for stem, title in TITLES.items()]
    write("works.json", json.dumps(items))
    assert "(7 works)" in alike(run, monkeypatch, "convert", "works.json", "--to", name)


@pytest.mark.usefixtures("processes")
def test_convert_however_processes_are_started(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("works.json", json.dumps([ARTICLE | {"id": f"{stem}-1"} for stem in TITLES]))
    alike(run, monkeypatch, "convert", "works.json", "--to", "bibtex")


@pytest.mark.usefixtures("processes", "listed")
def test_all_formats(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("export", "--all")
    files = {path: path.read_bytes() for path in Path("output").iterdir()}
    assert len(files) == len(EXPORTERS)
    monkeypatch.setattr(cores, "LEAST", 10**6)
    assert run("export", "--all", "--check").output.count("current") == len(EXPORTERS)
    assert run("export", "--all").output.count("unchanged") == len(EXPORTERS)


@pytest.mark.usefixtures("forked", "listed")
def test_what_is_lost_in_a_part_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is forked has the writer that loses a fact, too."""
    entry = bibtex.entry

    def losing(work: Any, options: Any) -> Any:  # noqa: ANN401 - those of the function
        written = entry(work, options)
        return replace(written, citekey="c,") if work.citekey == "c" else written

    monkeypatch.setattr(bibtex, "entry", losing)
    printed = alike(run, monkeypatch, "export", "--format", "bibtex", code=1)
    assert "internal check failed" in printed
    assert not Path("several").exists()


@pytest.mark.usefixtures("forked", "listed")
@pytest.mark.parametrize("path", ["entries/h.yaml", "entries/locked/a.json", "eyebib.toml"])
def test_broken_files(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    write(path, "x: [\n")
    assert path in alike(run, monkeypatch, "export", "--format", "bibtex", code=1)


@pytest.mark.usefixtures("forked", "listed")
def test_an_unknown_variable_is_a_usage_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = alike(run, monkeypatch, "export", "--format", "bibtex", "--omit", "x", code=2)
    assert "unknown CSL variable `x`" in printed
