"""Time and memory of the verbs on a long list, compared with only reading its files.

`python benchmarks/project.py 10000` writes benchmarks/project.md. Each row is the median of five
runs of a whole process. The floor is PyYAML's safe C loader and json on the same files.
"""

import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import synthetic
from export import EYEBIB, RUNS, measure, rows

from eyebib.exporters import EXPORTERS

FLOOR = """
import json, sys, pathlib, yaml
for path in sorted(pathlib.Path("entries").glob("*.yaml")):
    with path.open(encoding="utf-8") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
    with open(f"entries/locked/{path.stem}.json", encoding="utf-8") as file:
        json.load(file)
"""


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command; the files of `-o -` are new in each run, those in `output/` are unchanged."""
    yield "only PyYAML and json", [sys.executable, "-c", FLOOR]
    yield "`check`", [*EYEBIB, "check"]
    yield "`show work-77`", [*EYEBIB, "show", "work-77"]
    for name in EXPORTERS:
        yield f"`export --format {name}`", [*EYEBIB, "export", "--format", name, "-o", "-"]
    unchanged = [*EYEBIB, "export", "--format", "bibtex"]
    measure(unchanged, folder)
    yield "`export --format bibtex`, unchanged", unchanged
    for name in ("csv", "html", "latex", "markdown"):
        yield f"`table --format {name}`", [*EYEBIB, "table", "--format", name, "-o", "-"]


def main() -> None:
    """Measure and write the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        synthetic.project(folder, count)
        lines = [
            "# A long list",
            "",
            f"{count:,} generated entries with locks, one process per row, Python",
            f"{platform.python_version()}, median of {RUNS} runs. Written by",
            f"`python benchmarks/project.py {count}`.",
            "",
            *rows(commands(folder), folder, "the floor"),
            "",
        ]
    target = Path(__file__).with_suffix(".md")
    target.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
