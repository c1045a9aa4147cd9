"""Faults of the disk and kills: every file is the old or the new one, and nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Run, Write
from eyebib.model.problem import EyebibError
from eyebib.project import text_file
from fuzz.verbs import VERBS
from slow import slow

HERE = Path(__file__).parent
SAMPLE = {"init": 23, "import": 23, "add": 23, "resolve": 97, "published": 23, "export-into": 23}
"""Verbs with a sample of faults in the plain suite: one in so many, the first among them."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and reads /proc")


def ended() -> int:
    """The id of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("verb", "step"),
    [
        *SAMPLE.items(),
        *(slow(verb, 1) for verb in VERBS),
    ],
)
def test_a_fault_at_every_call(verb: str, step: int) -> None:
    """After any fault a second run gives what an undisturbed run gives."""
    command = [sys.executable, str(HERE / "verbs.py"), verb, "--step", str(step)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    assert json.loads(output) == []


def test_files_of_dead_processes_are_swept_and_those_of_others_kept(tmp_path: Path) -> None:
    dead = tmp_path / f".eyebib-{ended()}-0123abcd"
    kept = [
        tmp_path / name
        for name in (
            f".eyebib-{os.getppid()}-0123abcd",
            ".eyebib-1-0123abcd",
            ".eyebib-",
            ".a",
            "b",
        )
    ]
    for path in (dead, *kept):
        path.touch()
    text_file.write(tmp_path / "new", "x")
    assert sorted(tmp_path.iterdir()) == sorted([*kept, tmp_path / "new"])


def test_old_files_of_the_first_release_are_swept(tmp_path: Path) -> None:
    """Their names do not say who writes them, so that only those that are old can be removed."""
    dead = tmp_path / ".table.md.0123abcd"
    kept = [
        tmp_path / name for name in (".references.bib.0123abcd", ".a.0123abcd", ".a.md.0123abcg")
    ]
    for path in (dead, *kept):
        path.touch()
    for path in (dead, *kept[1:]):
        os.utime(path, (0, 0))
    text_file.write(tmp_path / "new", "x")
    assert sorted(tmp_path.iterdir()) == sorted([*kept, tmp_path / "new"])


def test_a_long_name(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 255)
    text_file.write(path, "x")
    text_file.write(path, "y")
    assert path.read_text(encoding="utf-8") == "y"


WRITER = """
import os, sys, time
from pathlib import Path
from eyebib import cli
from eyebib.project import text_file

fsync = os.fsync
def wait(number):
    fsync(number)
    print("waits", flush=True)
    for _ in range(600):
        time.sleep(0.1)  # Python 3.14 may see a signal only when a sleep is over
os.fsync = wait
sys.argv = ["eyebib", "import", "a.bib"]
cli.main()
"""

UNTOUCHED = "import signal\nfor name in (1, 15):\n    signal.signal(name, signal.SIG_DFL)\n"
"""Signals that the process of the tests may ignore, such as that of `nohup`, are not ignored."""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_leaves_nothing(write: Write, folder: Path, name: str) -> None:
    write("a.bib", "@misc{a, title = {A}, doi = {10.1000/a}}")
    command = [sys.executable, "-c", UNTOUCHED + WRITER]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder)
    assert process.stdout is not None
    assert process.stdout.readline() == b"waits\n"
    assert [path.name[:8] for path in (folder / "entries").iterdir()] == [".eyebib-"]
    process.send_signal(getattr(signal, name))
    assert process.wait(10) == 128 + getattr(signal, name)
    assert list((folder / "entries").iterdir()) == []


def test_a_signal_that_is_ignored_stays_ignored(write: Write, folder: Path) -> None:
    write("a.bib", "@misc{a, title = {A}, doi = {10.1000/a}}")
    command = ["nohup", sys.executable, "-c", WRITER]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder)
    assert process.stdout is not None
    assert process.stdout.readline() == b"waits\n"
    process.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    assert process.poll() is None
    process.kill()
    process.wait()


ENTRY = "title: Made-up work 1\npaper: doi:10.5555/made.1\n"


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("link", "command"),
    [
        ("output", "export --format bibtex"),
        ("output/references.bib", "export --format bibtex"),
        ("output/table.csv", "table --format csv"),
        ("output/figures", "plot"),
        ("entries/a.yaml", "import --overwrite a.bib"),
        ("entries/entry.schema.json", "import a.bib"),
        ("entries/locked", "resolve"),
        ("entries/locked/one.json", "resolve --refresh"),
        ("entries/locked/made-up.json", "add doi:10.5555/made.2 --name Made-up"),
    ],
)
def test_a_link_that_leads_out_of_the_project(
    *,
    run: Run,
    write: Write,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    link: str,
    command: str,
) -> None:
    """Nothing outside is written, removed or made."""
    write("project/entries/one.yaml", ENTRY)
    write("project/a.bib", "@misc{a, title = {A}, doi = {10.1000/a}}")
    secret = write("outside/secret", ENTRY)
    monkeypatch.chdir(folder / "project")
    path = Path(link)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(folder / "outside" if path.suffix == "" else secret)
    output = run(*command.split(), code=1).stderr
    assert f"it leads out of the project, to {folder / 'outside'}" in output
    assert secret.read_text(encoding="utf-8") == ENTRY
    assert list((folder / "outside").iterdir()) == [secret]


def test_a_target_that_is_named_may_be_a_link(run: Run, write: Write, folder: Path) -> None:
    write("entries/one.yaml", ENTRY)
    (folder / "output").mkdir()
    (folder / "out.bib").symlink_to(folder.parent / "outside.bib")
    run("export", "--format", "bibtex", "-o", "out.bib")
    assert (folder.parent / "outside.bib").exists()
    (folder / "inside.bib").touch()
    (folder / "output/references.bib").symlink_to("../inside.bib")
    run("export", "--format", "bibtex")
    assert (folder / "inside.bib").stat().st_size
    (folder / "output/table.csv").symlink_to(folder.parent / "outside.csv")
    run("table", "--format", "csv", "-o", "output/table.csv")
    assert (folder.parent / "outside.csv").exists()


def test_a_loop_of_links(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    with pytest.raises(EyebibError, match="loop: cannot be written: "):
        text_file.write(folder / "loop", "x", root=folder)
