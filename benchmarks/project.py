"""Time and memory of the verbs on a long list, compared with only reading its files.

`python benchmarks/project.py 10000 50000 100000` writes benchmarks/project.md. Each row of the
first table is the median of five runs of a whole process on a list of the first length; the second
table has one run for each length. The floor is PyYAML's safe C loader and json on the same files.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import synthetic
from export import EYEBIB, RUNS, Measured, machine, measure, rows

from eyebib.exporters import EXPORTERS

MANY = 50_000
"""Entries beyond which only BibTeX is measured."""

REPOSITORY = Path(__file__).parents[1]

FLOOR = """
import json, sys, pathlib, yaml
for path in sorted(pathlib.Path("entries").glob("*.yaml")):
    with path.open(encoding="utf-8") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
    with open(f"entries/locked/{path.stem}.json", encoding="utf-8") as file:
        json.load(file)
"""
AIMS = {"`check`": 2.5, "`export --format bibtex`": 4, "`export --format bibtex`, unchanged": 3}
READING = [sys.executable, "-c", FLOOR]


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command; the files of `-o -` are new in each run, those in `output/` are unchanged."""
    yield "only PyYAML and json", READING
    yield "`check`", [*EYEBIB, "check"]
    yield "`show work-77`", [*EYEBIB, "show", "work-77"]
    for name in EXPORTERS:
        yield f"`export --format {name}`", [*EYEBIB, "export", "--format", name, "-o", "-"]
    unchanged = [*EYEBIB, "export", "--format", "bibtex"]
    measure(unchanged, folder, 1)
    yield "`export --format bibtex`, unchanged", unchanged
    for name in ("csv", "html", "latex", "markdown"):
        yield f"`table --format {name}`", [*EYEBIB, "table", "--format", name, "-o", "-"]


def growth(counts: Sequence[int]) -> Iterator[str]:
    """Seconds of the floor and of two commands, and the peak memory of each format."""
    yield f"| entries | floor s | check s | export bibtex s | {' | '.join(EXPORTERS)} |"
    yield f"|--:|{'--:|' * (3 + len(EXPORTERS))}"
    for count in counts:
        names = [*EXPORTERS] if count <= MANY else ["bibtex"]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthetic.project(folder, count)
            floor, check = (measure(each, folder, 1) for each in (READING, [*EYEBIB, "check"]))
            formats = {each: _written(each, folder) for each in names}
        seconds = [floor.seconds, check.seconds, formats["bibtex"].seconds]
        peaks = [f"{formats[each].peak:.0f}" if each in formats else "" for each in EXPORTERS]
        cells = [f"{count:,}", *(f"{each:.1f}" for each in seconds), *peaks]
        yield f"| {' | '.join(cells)} |"
        print(f"{count:,} entries", file=sys.stderr)


def _written(name: str, folder: Path) -> Measured:
    return measure([*EYEBIB, "export", "--format", name, "-o", "-"], folder, 1)


def start() -> Iterator[str]:
    """Processor time of `check` on the list in this repository, beside that of its imports."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(REPOSITORY / "entries", folder / "entries")
        imports = measure([sys.executable, "-c", "import click, yaml"], folder)
        check = measure([str(Path(sys.executable).with_name("eyebib")), "check"], folder)
    yield "| | CPU ms | times the imports |"
    yield "|---|--:|--:|"
    yield f"| `python -c 'import click, yaml'` | {imports.cpu * 1000:.0f} | 1.0 |"
    times = f"{check.cpu / imports.cpu:.1f} (aim 3)"
    yield f"| `eyebib check` of 13 entries | {check.cpu * 1000:.0f} | {times} |"


CAUSES = """\
The aims are in the table; besides, every format within 3 times BibTeX, and at most 600 MB for
50,000 entries. Where they are missed:

- `check`: an entry is read with the place of each value, for messages, and each record is
  validated; the floor does neither.
- `export`: bibtexparser and pybtex, which read the file back, take more than twice the floor's CPU
  seconds. An unchanged file is written anew and compared, but not read back.
- `list`: its works are in groups, so that one process writes it and reads the whole document back.
- `check` of a short list: data classes and regular expressions are made anew at each start.
"""


def main() -> None:
    """Measure and write the tables."""
    counts = [*map(int, sys.argv[1:])] or [10_000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        synthetic.project(folder, counts[0])
        lines = [
            "# A long list",
            "",
            f"{counts[0]:,} generated entries with locks on {machine()},",
            f"median of {RUNS} runs. CPU seconds are those of all processes, peak MB those of the",
            "largest one. Written by",
            f"`python benchmarks/project.py {' '.join(map(str, counts))}`.",
            "",
            *rows(commands(folder), folder, "the floor", AIMS),
            "",
            CAUSES,
            "## Growth",
            "",
            "One run for each length. The columns of formats are peak MB of the largest process.",
            "",
            *growth(counts),
            "",
            "## A short list",
            "",
            *start(),
            "",
        ]
    target = Path(__file__).with_suffix(".md")
    target.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
