"""What the readers do with inputs that are made up: escapes, time and memory.

`python benchmarks/fuzz.py --count 100000` runs so many inputs of every reader, in parts of 5,000,
and writes benchmarks/fuzz.md after each part. With `--start`, a run goes on with that input, and
its figures are added to those in the file. `--reader` runs one alone.
"""

import argparse
import json
import platform
import subprocess
import sys
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RUN = ROOT / "tests/fuzz/run.py"
TARGET = Path(__file__).with_suffix(".md")
PART = 5_000
READERS = (
    "entry settings lock bibtex references csl-json csl-yaml ris nbib awesome-list crossref arxiv "
    "datacite agency ncbi cache zotero links markers names dates tex markup latex aux bcf "
    "markdown typst corrections"
).split()


@dataclass(frozen=True)
class Row:
    """The figures of a reader; `slowest` in seconds for 10 kB, `peak` in MB of the process."""

    reader: str
    inputs: int = 0
    escapes: int = 0
    slowest: float = 0.0
    peak: float = 0.0

    def __add__(self, part: dict[str, Any]) -> "Row":
        return Row(
            reader=self.reader,
            inputs=self.inputs + part["inputs"],
            escapes=self.escapes + part["escaped"],
            slowest=max(self.slowest, part["slowest"]),
            peak=max(self.peak, part["peak"]),
        )

    def __str__(self) -> str:
        name, inputs, escapes, slowest, peak = astuple(self)
        return f"| {name} | {inputs:,} | {escapes:,} | {slowest:.3f} | {peak:.0f} |"


def rows() -> dict[str, Row]:
    """The figures in the file."""
    lines = TARGET.read_text(encoding="utf-8").splitlines() if TARGET.exists() else []
    cells = [line.replace(",", "").strip("| ").split(" | ") for line in lines if "| " in line]
    return {
        name: Row(name, int(numbers[0]), int(numbers[1]), float(numbers[2]), float(numbers[3]))
        for name, *numbers in cells
        if name in READERS
    }


def page(figures: dict[str, Row]) -> str:
    """The text of the file."""
    lines = [
        "# Readers and made-up inputs",
        "",
        "Inputs of `tests/fuzz/`: texts after the grammar of each format with hostile parts, and",
        "valid files with changes.",
        f"Python {platform.python_version()}; made by `python benchmarks/fuzz.py`.",
        "",
        "An escape is an exception that the reader does not document, or 20 seconds without an",
        "answer. The time is that of the processor, for 10 kB of an input or for an input of less;",
        "the memory is that of a whole process.",
        "",
        "| reader | inputs | escapes | slowest, s per 10 kB | peak MB |",
        "|---|--:|--:|--:|--:|",
        *(str(figures[name]) for name in READERS if name in figures),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--reader", choices=READERS)
    arguments = parser.parse_args()
    figures = rows()
    end = arguments.start + arguments.count
    for start in range(arguments.start, end, PART):
        for name in [arguments.reader] if arguments.reader else READERS:
            row = figures.get(name, Row(name)) if start else Row(name)
            if row.inputs != start:
                raise SystemExit(f"{name}: the file has {row.inputs} inputs, not {start}")
            count = min(PART, end - start)
            command = [sys.executable, RUN, name, "--start", str(start), "--count", str(count)]
            part = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            figures[name] = row + part
            print(figures[name], *part["escapes"], sep="\n", flush=True)
            TARGET.write_text(page(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
