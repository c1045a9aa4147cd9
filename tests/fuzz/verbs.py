"""Run a verb once for every call of the system that may fail, and compare the folders.

`python tests/fuzz/verbs.py resolve --step 1` prints what was not as it must be, as JSON. Every run
is a fork of this process, which has loaded all modules.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from eyebib import cli
from eyebib.exporters import EXPORTERS
from eyebib.importers import IMPORTERS
from eyebib.project.folder import Project
from eyebib.tables import TABLES
from fuzz.faulty import KILL, KILLED, KINDS, Disk
from replay import NO_CERTIFICATES, Replay

CRASHED = 99
"""The exit code of a process with a traceback."""

ENTRIES = {
    "deretfound": "title: Expertise-informed Generative AI Enables Ultra-High Data Efficiency for "
    "Building Generalist Medical Foundation Model\nname: DERETFound\npaper: doi:10.21203/rs.3.rs-3766549/v1\n",
    "eyefound": "title: 'EyeFound: A Multimodal Generalist Foundation Model for Ophthalmic "
    "Imaging'\nname: EyeFound\npaper: arxiv:2405.11338\nmodalities: [CFP, OCT]\nlisted: 2024\n",
    "one": "title: Made-up work 1\npaper: doi:10.5555/made.1\n",
}
BIB = """@article{one, title = {Made-up work 1}, doi = {10.5555/made.1}, keywords = {new}}
@article{two, title = {Made-up work 2}, doi = {10.5555/made.2}, keywords = {new}}
"""
README = "# A list\n\n<!-- eyebib:list -->\nold\n<!-- /eyebib:list -->\n"
STALE = ("references.bib", "table.md", "figures/timeline.pdf")
"""Files in output/ that are older than the list."""

Files = dict[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """What is typed, and whether there are entries and locks before; `asks` if sources are asked."""

    arguments: str
    has_entries: bool = True
    has_locks: bool = True
    asks: bool = False


VERBS = {
    "init": Verb(arguments="init --from two.bib --title Eyes", has_entries=False),
    "import": Verb(arguments="import two.bib", has_entries=False),
    "import-overwrite": Verb(arguments="import --overwrite two.bib"),
    "add": Verb(arguments="add arxiv:2408.11227 --name OCTCube", has_locks=False, asks=True),
    "add-first": Verb(arguments="add arxiv:2408.11227", has_entries=False, asks=True),
    "resolve": Verb(arguments="resolve", has_locks=False, asks=True),
    "refresh": Verb(arguments="resolve --refresh", asks=True),
    "published": Verb(arguments="published --accept deretfound", asks=True),
    "export": Verb(arguments="export --all"),
    "export-into": Verb(arguments="export --format list --into README.md"),
    "table": Verb(arguments="table"),
    "plot": Verb(arguments="plot"),
    "convert": Verb(arguments="convert two.bib --to csl-json -o two.json", has_entries=False),
}


@dataclass(frozen=True, kw_only=True)
class Run:
    """The exit code of a run, what it printed, and the calls that were counted."""

    code: int
    printed: str
    calls: list[str]


def prepare(folder: Path, verb: Verb, locks: Files) -> None:
    """Make the folder as it is before the verb."""
    folder.mkdir()
    (folder / "two.bib").write_text(BIB, encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")
    if not verb.has_entries:
        return
    (folder / "entries/locked").mkdir(parents=True)
    for citekey, text in ENTRIES.items():
        (folder / f"entries/{citekey}.yaml").write_text(text, encoding="utf-8")
    for name in STALE:
        path = folder / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("old\n", encoding="utf-8")
    for name, content in (locks if verb.has_locks else {}).items():
        (folder / "entries/locked" / name).write_bytes(content)


def files(folder: Path) -> Files:
    """The content of every file by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(folder: Path, verb: Verb, fails: int = 0, kind: str = "") -> Run:
    """Run a verb in a process of its own, in which one call fails."""
    printed, calls = folder.with_suffix(".printed"), folder.with_suffix(".calls")
    child = os.fork()
    if child == 0:
        try:
            _be_eyebib(folder, verb, Disk(folder, fails, kind), printed, calls)
        except BaseException:  # noqa: BLE001 - as the interpreter does
            traceback.print_exc()
        os._exit(CRASHED)
    _, status = os.waitpid(child, 0)
    counted = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
    calls.unlink(missing_ok=True)
    text = printed.read_text(encoding="utf-8")
    return Run(code=os.waitstatus_to_exitcode(status), printed=text, calls=counted)


def _be_eyebib(folder: Path, verb: Verb, disk: Disk, printed: Path, calls: Path) -> None:
    with printed.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(folder)
    sys.argv = ["eyebib", *verb.arguments.split()]
    calls.touch()
    disk.install()
    try:
        cli.main()
    except SystemExit as error:
        with calls.open("w", encoding="utf-8") as file:
            file.write("\n".join(disk.calls))
        sys.stdout.flush()
        os._exit(error.code if isinstance(error.code, int) else 0)


def mistakes(folder: Path, verb: Verb, locks: Files, step: int, first: int) -> Iterator[str]:
    """What is not as it must be after a fault at every `step`-th call, and after another run."""
    prepare(folder / "whole", verb, locks)
    old = files(folder / "whole")
    whole = run(folder / "whole", verb)
    new = files(folder / "whole")
    if whole.code != 0 or new == old or run(folder / "whole", verb).code not in {0, 1}:
        yield f"undisturbed: {whole}"
    cases = [(number, kind) for number in range(1, len(whole.calls) + 1) for kind in KINDS]
    for number, kind in cases[first::step]:
        here = folder / "faulty"
        shutil.rmtree(here, ignore_errors=True)
        prepare(here, verb, locks)
        faulty = run(here, verb, number, kind)
        left = files(here)
        call = whole.calls[number - 1]
        place = f"{kind} at {number}, {call}"
        for mistake in _of_fault(faulty, kind, call, (old, left, new)):
            yield f"{place}: {mistake}: {faulty.printed[-300:]}"
        again = run(here, verb)
        if files(here) != new:
            yield f"{place}: again: {_difference(files(here), new)}: {again}"


def _of_fault(
    faulty: Run, kind: str, call: str, states: tuple[Files, Files, Files]
) -> Iterator[str]:
    old, left, new = states
    if kind == KILL:
        if faulty.code != KILLED:
            yield f"code {faulty.code}"
    elif faulty.code not in {0, 1} or (faulty.code == 0 and left != new) or not faulty.printed:
        yield f"code {faulty.code}"
    if "Traceback" in faulty.printed:
        yield "traceback"
    hidden = [name for name in left if Path(name).name.startswith(".") and name not in new]
    if hidden and kind != KILL and not call.startswith("unlink"):
        yield f"left behind: {hidden}"
    if not call.startswith("read"):  # what could not be read is missing in what is written
        seen = {name: left.get(name) for name in {*old, *left, *new} - {*hidden}}
        if mixed := [n for n, text in seen.items() if text not in (old.get(n), new.get(n))]:
            yield f"neither old nor new: {mixed}"


def _difference(one: Files, other: Files) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


@contextlib.contextmanager
def served() -> Iterator[None]:
    """Crossref and arXiv on loopback, in a process of their own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with Replay() as replay:
            os.write(writer, json.dumps(replay.environment).encode())
            os.close(writer)
            signal.pause()
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        os.environ.update(json.loads(pipe.read()) | NO_CERTIFICATES)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def stale_locks(folder: Path) -> Files:
    """Locks that are older than what the sources say."""
    verb = VERBS["resolve"]
    prepare(folder, verb, {})
    resolved = run(folder, verb)
    if resolved.code:
        raise SystemExit(resolved.printed)
    locks = {path.name: path.read_bytes() for path in (folder / "entries/locked").iterdir()}
    old = b'"item": {"archive": "old",'
    return {name: lock.replace(b'"item": {', old, 1) for name, lock in locks.items()}


def load(folder: Path, verb: Verb) -> None:
    """Load all modules before the first fork, and draw the figures once, which takes seconds."""
    import_module(cli.VERBS[verb.arguments.split()[0]][0])
    for registry in (EXPORTERS, TABLES, IMPORTERS) if verb.has_entries else (IMPORTERS,):
        list(registry.values())
    if verb is VERBS["plot"]:
        figures: Any = import_module("eyebib.figures")
        drawn = list(figures.draw(Project(folder).bibliography()))
        figures.draw = lambda *_, **__: iter(drawn)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("--step", type=int, default=1, help="one of so many faults")
    parser.add_argument("--first", type=int, default=0, help="faults to skip")
    arguments = parser.parse_args()
    verb = VERBS[arguments.verb]
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - faster than a disk
    with tempfile.TemporaryDirectory(dir=memory) as name, served():
        folder = Path(name).resolve()
        locks = stale_locks(folder / "resolved")
        load(folder / "resolved", verb)
        found = list(mistakes(folder, verb, locks, arguments.step, arguments.first))
    print(json.dumps(found, indent=1))  # noqa: T201 - the output of the script


if __name__ == "__main__":
    main()
