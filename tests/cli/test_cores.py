"""Work in chunks over the cores gives what one process gives, and ends when it is interrupted."""

import concurrent.futures
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import REPOSITORY, Run, Write
from eyebib.cli import checked, cores
from eyebib.model.problem import Problem
from eyebib.project import lock_file
from eyebib.project.folder import Project
from processes import FEW
from whereabouts import failing, whereabouts
from works import ARTICLE, record


def in_one_process(here: Project) -> list[Problem]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cores, "LEAST", sys.maxsize)
        return checked.check(here)


@pytest.mark.usefixtures("processes")
def test_results_are_in_order_and_from_other_processes() -> None:
    results = cores.by_chunks(whereabouts, range(7))
    assert results is not None
    assert [items for _, items in results] == [[0, 1], [2, 3], [4, 5], [6]]
    assert os.getpid() not in {process for process, _ in results}


@pytest.mark.usefixtures("processes")
def test_few_items_start_no_process() -> None:
    assert cores.by_chunks(whereabouts, range(FEW - 1)) is None


def test_a_thousand_items_are_the_least() -> None:
    assert cores.LEAST == 1000
    assert cores.by_chunks(whereabouts, range(999)) is None


@pytest.mark.usefixtures("processes")
def test_one_core_does_all_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_cores", lambda: 1)
    results = cores.by_chunks(whereabouts, range(5))
    assert results == [(os.getpid(), items) for items in ([0, 1], [2, 3], [4])]


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("refusal", [OSError, ImportError])
def test_without_processes_all_chunks_are_done(
    monkeypatch: pytest.MonkeyPatch, refusal: type[Exception]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", refuse)
    results = cores.by_chunks(whereabouts, range(5))
    assert results == [(os.getpid(), items) for items in ([0, 1], [2, 3], [4])]


@pytest.mark.usefixtures("processes")
def test_an_error_of_a_process_is_that_of_the_run() -> None:
    with pytest.raises(ZeroDivisionError):
        cores.by_chunks(failing, range(9))


ENTRIES = {
    "a": "title: A model\npaper: doi:10.5555/a\n",
    "b": "title: A model\npaper: arxiv:2405.11338\n",  # has the title of a
    "c": "title: Another\npaper: doi:10.5555/A\n",  # has the identifier of a
    "d": "title: Unlike\npaper: doi:10.5555/d\naccept: {duplicate: both are cited, x: y}\n",
    "e": "title: Unlike\npaper: doi:10.5555/e\n",  # has the title of d
    "f": "title: Preprint\npaper: arxiv:2405.11339\n",  # names g, and i, which no entry has
    "g": "title: Published\npaper: doi:10.5555/g\n",
    "h": "title: X\u00adY\npaper: doi:10.5555/h\n",
}


@pytest.fixture
def listed(write: Write) -> Project:
    """Works with problems between them, some of them accepted, and with problems of their own."""
    for name, text in ENTRIES.items():
        write(f"entries/{name}.yaml", text)
    write("entries/deeper/x.yaml", "")
    relations = {"is-preprint-of": ["doi:10.5555/g", "doi:10.5555/i"]}
    item = ARTICLE | {"title": "Preprint", "genre": "preprint", "type": "article"}
    preprint = replace(record("arxiv:2405.11339", item, "arxiv"), relations=relations)
    text = lock_file.dump([preprint])
    write("entries/locked/f.json", text)
    return Project()


@pytest.mark.usefixtures("processes")
def test_problems_of_works_and_between_them(listed: Project) -> None:
    expected = in_one_process(listed)
    assert checked.check(listed) == expected
    assert {p.location.path.stem for p in expected if p.rule == "duplicate"} >= {"b", "c", "e"}
    assert {"invisible", "unresolved", "unknown-rule", "stray-entry"} <= {p.rule for p in expected}


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("entries/z.yaml", "title: Z\nfamly: A\n"),
        ("entries/z.yaml", "title: Z\nkey: A\npaper: doi:10.5555/z\n"),  # clashes with a
        ("entries/z.yaml", "title: Z\naliases: [b]\npaper: doi:10.5555/z\n"),
        ("entries/z.yml", "title: Z\n"),
        ("entries/locked/z.json", "{}"),
        ("entries/locked/a.json", "{}"),
        ("eyebib.toml", "x = 1\n"),
    ],
)
def test_broken_files(listed: Project, write: Write, path: str, text: str) -> None:
    write(path, text)
    assert checked.check(listed) == in_one_process(listed)


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("root", [".", "examples/life-under-water"])
def test_real_lists(root: str) -> None:
    here = Project(REPOSITORY / root)
    assert checked.check(here) == in_one_process(here)


SCRIPT = """
import signal, sys, time
from eyebib.cli import cores

def slow(items):
    time.sleep(0.2)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored in this process
    cores.LEAST, cores.LARGEST, cores.METHOD, cores._cores = 2, 1, sys.argv[1], lambda: 2
    print("begun", flush=True)
    cores.by_chunks(slow, range(10_000))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_an_interrupted_run_leaves_no_process(tmp_path: Path, way: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, script, way],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(3)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGINT
    assert stderr.count("Traceback") == 1
    assert is_gone(process.pid)


def is_gone(group: int) -> bool:
    """Whether no process of a group is left, at the latest after a while."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)  # Python's own process that watches semaphores ends last
    return False


def test_a_module_that_is_run_can_be_spawned(folder: Path, run: Run) -> None:
    """`python -m eyebib` is imported again by each process that is spawned."""
    shutil.copytree(REPOSITORY / "entries", folder / "entries")
    code = "import runpy; runpy.run_module('eyebib', run_name='__mp_main__')"
    done = subprocess.run([sys.executable, "-c", code, "check"], capture_output=True, check=True)
    assert done.stdout + done.stderr == b""
    assert run("check").stderr
