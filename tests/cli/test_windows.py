"""Habits of Windows that show on every system: names of files, and files that are open."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run, Write

ENTRY = "title: A paper about {0}\npaper: https://example.org/{0}\n"


@pytest.mark.parametrize("name", ["aux", "con", "CON", "nul.v2", "com1"])
def test_a_file_that_windows_cannot_have(run: Run, write: Write, name: str) -> None:
    write(f"entries/{name}.yaml", ENTRY.format("x"))
    message = f"entries/{name}.yaml:1:1: error: `{name}` is not a valid name for an entry: Windows"
    assert message in run("check", code=1).stdout


@pytest.mark.parametrize(
    ("key", "stem"), [("con", "paper-con"), ("aux", "paper-aux"), ("Li:2024", "li-2024")]
)
def test_a_key_that_no_file_can_have(run: Run, write: Write, key: str, stem: str) -> None:
    write("list.bib", f"@misc{{{key}, title={{Seen}}, year=2024}}\n")
    assert f"written   entries/{stem}.yaml" in run("import", "list.bib").stderr
    assert f"key: {key}\n" in Path(f"entries/{stem}.yaml").read_text(encoding="utf-8")
    write("entries/other.yaml", ENTRY.format("x"))
    run("rename", key, "plain")
    run("rename", "other", key, code=2)  # an alias of the first
    assert sorted(path.stem for path in Path("entries").glob("*.yaml")) == ["other", "plain"]
    assert f"@misc{{{key}," not in run("export", "--format", "bibtex", "-o", "-").stdout


def test_names_that_are_one_file_on_some_systems(run: Run, write: Write) -> None:
    write("entries/Foo.yaml", ENTRY.format("a"))
    other = write("entries/other.yaml", ENTRY.format("b"))
    assert "already a citation key" in run("rename", "other", "foo", code=2).stderr
    other.rename("entries/foo.yaml")
    files = {path.name for path in Path("entries").glob("*.yaml")}
    if len(files) == 1:
        pytest.skip("they are one file here")
    message = "entries/foo.yaml:1:1: error: `foo` is a citation key of entries/Foo.yaml, too"
    assert message in run("check", code=1).stdout


WATCHED = """
import os, sys
from eyebib.cli import main

def watch(event, arguments):
    if event in {"os.rename", "os.remove"}:
        paths = {os.path.realpath(path) for path in arguments[:2] if not isinstance(path, int)}
        opened = {os.path.realpath(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")}
        print(*(paths & opened or ["closed"]))

sys.addaudithook(watch)
main()
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux says what is open")
@pytest.mark.parametrize(
    "command",
    [
        "import list.bib",
        "rename a c",
        "rename a A",
        "export --all",
        "export --format list --into README.md",
        "table --format html",
        "convert list.bib --to ris -o list.ris",
    ],
)
def test_no_open_file_is_replaced_or_removed(write: Write, command: str) -> None:
    """Windows refuses that."""
    write("entries/a.yaml", ENTRY.format("a"))
    write("README.md", "<!-- eyebib:list -->\n<!-- /eyebib:list -->\n")
    write("list.bib", "@misc{b, title={Seen}, year=2024, doi={10.1038/x}}\n")
    for name in ("list.ris", "output/references.bib", "output/table.html"):
        write(name, "old")
    process = [sys.executable, "-c", WATCHED, *command.split()]
    done = subprocess.run(process, capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()) == {"closed"}
