"""Time and memory to write a .bib file with many works, compared with other writers.

`python benchmarks/export.py 10000` writes benchmarks/export.md. Each row is the median of five
runs of a whole process with the same CSL-JSON file as input. A writer that is not installed has no
row. Only eyebib checks the file by reading it back. `project.py` measures entries and locks.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import synthetic

RUNS = 5

PYBTEX = """
import json, sys
from pybtex.database import BibliographyData, Entry, Person
entries = {}
for item in json.load(open(sys.argv[1], encoding="utf-8")):
    fields = {k: str(item[v]) for k, v in FIELDS.items() if v in item}
    fields["year"] = str(item["issued"]["date-parts"][0][0])
    names = [
        Person(first=n.get("given", ""), last=n.get("family") or "{" + n["literal"] + "}")
        for n in item["author"]
    ]
    entries[item["id"]] = Entry(KINDS.get(item["type"], "misc"), fields, {"author": names})
sys.stdout.write(BibliographyData(entries).to_string("bibtex"))
"""
BIBTEXPARSER = """
import json, sys
from bibtexparser import Library, write_string, model
library = Library()
for item in json.load(open(sys.argv[1], encoding="utf-8")):
    fields = [model.Field(k, str(item[v])) for k, v in FIELDS.items() if v in item]
    fields.append(model.Field("year", str(item["issued"]["date-parts"][0][0])))
    names = [
        ", ".join(filter(None, (n.get("family") or "{" + n["literal"] + "}", n.get("given"))))
        for n in item["author"]
    ]
    fields.append(model.Field("author", " and ".join(names)))
    library.add(model.Entry(KINDS.get(item["type"], "misc"), item["id"], fields))
sys.stdout.write(write_string(library))
"""
TABLES = """
FIELDS = {"title": "title", "journal": "container-title", "volume": "volume", "number": "issue",
          "pages": "page", "publisher": "publisher", "doi": "DOI", "url": "URL"}
KINDS = {"article-journal": "article", "paper-conference": "inproceedings", "book": "book"}
"""
CITATION_JS = """
const { Cite } = require("@citation-js/core"); require("@citation-js/plugin-bibtex");
const items = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
process.stdout.write(new Cite(items).format("bibtex"));
"""


def writers(works: Path) -> Iterator[tuple[str, list[str]]]:
    """The name of each installed writer and its command to write a .bib file with the works."""
    convert = [*EYEBIB, "convert", str(works), "--to", "bibtex"]
    yield "eyebib, including reading back", convert
    if taskset := shutil.which("taskset"):
        yield "eyebib on one core", [taskset, "-c", "0", *convert]
    yield "pybtex", [sys.executable, "-c", TABLES + PYBTEX, str(works)]
    yield "bibtexparser", [sys.executable, "-c", TABLES + BIBTEXPARSER, str(works)]
    if pandoc := _pandoc():
        yield "pandoc", [pandoc, "-f", "csljson", "-t", "bibtex", str(works)]
    if (node := shutil.which("node")) and _has_citation_js(node):
        yield "citation-js", [node, "-e", CITATION_JS, str(works)]


EYEBIB = [sys.executable, "-m", "eyebib"]
os.environ.setdefault("NODE_PATH", str(Path(__file__).parents[1] / "tests/readers/node_modules"))


def _pandoc() -> str | None:
    """The pandoc of the package pypandoc_binary, else the one on the PATH."""
    if find_spec("pypandoc") is None:
        return shutil.which("pandoc")
    return str(import_module("pypandoc").get_pandoc_path())


def _has_citation_js(node: str) -> bool:
    script = 'require("@citation-js/plugin-bibtex")'
    return subprocess.run([node, "-e", script], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Medians of wall time and processor time in seconds, and the highest peak memory in MB.

    Processor time is that of all processes, memory that of the largest one.
    """

    seconds: float
    cpu: float
    peak: float


def measure(command: list[str], folder: Path, runs: int = RUNS) -> Measured:
    """Run a command several times."""
    seconds, cpu, peaks = [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        with (folder / "printed").open("wb") as file:
            process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"failed: {' '.join(command)[:200]}")
        seconds.append(time.perf_counter() - start)
        cpu.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss / 1024)
    median = statistics.median
    return Measured(seconds=median(seconds), cpu=median(cpu), peak=max(peaks))


def rows(
    commands: Iterable[tuple[str, list[str]]],
    folder: Path,
    unit: str = "eyebib",
    aims: Mapping[str, float] = MappingProxyType({}),
) -> Iterator[str]:
    """The lines of a table; the other commands are compared with the first, the unit.

    `aims` are multiples of the unit by the names of commands.
    """
    yield f"| | seconds | times {unit} | CPU seconds | peak MB |"
    yield "|---|--:|--:|--:|--:|"
    first = 0.0
    for name, command in commands:
        done = measure(command, folder)
        first = first or done.seconds
        aim = f" (aim {aims[name]:g})" if name in aims else ""
        times = f"{done.seconds / first:.2f}{aim}"
        yield f"| {name} | {done.seconds:.1f} | {times} | {done.cpu:.1f} | {done.peak:.0f} |"
        print(name, f"{done.seconds:.1f} s", file=sys.stderr)


def machine() -> str:
    """The processors that this process may use, and the version of Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, Python {platform.python_version()}"


CAUSES = """\
The aims are pandoc's time on all cores, and 1.5 times pybtex's on one. Reading the file, choosing
keys and merging are done in one process, about half of the time on two cores; writing and reading
back are done in chunks. No other writer reads back: that is a third of eyebib's CPU seconds.
"""


def main() -> None:
    """Measure and write the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        works = folder / "works.json"
        works.write_text(json.dumps(synthetic.items(count), ensure_ascii=False), encoding="utf-8")
        lines = [
            "# Writing a .bib file",
            "",
            f"{count:,} generated works from CSL-JSON to BibTeX on {machine()},",
            f"median of {RUNS} runs. CPU seconds are those of all processes, peak MB those of the",
            "largest one. eyebib uses all cores, and one with `taskset`. Written by",
            f"`python benchmarks/export.py {count}`.",
            "",
            *rows(writers(works), folder),
            "",
            CAUSES,
        ]
    target = Path(__file__).with_suffix(".md")
    target.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
