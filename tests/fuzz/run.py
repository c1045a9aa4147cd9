"""Run the inputs of one reader and print what came of them, as JSON.

`python tests/fuzz/run.py bibtex --start 0 --count 2000`. The same numbers give the same inputs.
"""

import argparse
import json
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz import answers, corrections, libraries, manuscripts, prose, structured
from fuzz.reader import Fuzzer, folder

FUZZERS: Mapping[str, Fuzzer] = (
    structured.FUZZERS
    | answers.FUZZERS
    | prose.FUZZERS
    | libraries.FUZZERS
    | manuscripts.FUZZERS
    | corrections.FUZZERS
)

UNIT = 10_000
"""Bytes. The time of an input is divided by its number of such units, of which it has at least one."""

LIMIT = 20.0
"""Seconds of the processor after which an input is given up."""

MOST = 20
"""Escapes that are described; all are counted."""


class TooSlow(BaseException):
    """An input took more than `LIMIT`."""


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


def run(name: str, start: int, count: int) -> dict[str, Any]:
    """The escapes and the slowest of some inputs, and the largest memory of the process in MB."""
    fuzzer = FUZZERS[name]
    signal.signal(signal.SIGVTALRM, _give_up)
    escapes: list[str] = []
    slowest, slow_number, escaped, refused = 0.0, start, 0, 0
    for number in range(start, start + count):
        content = fuzzer.input(name, number)
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
        try:
            fuzzer.read(content)
        except fuzzer.refusals:
            refused += 1
        except (Exception, TooSlow) as error:  # noqa: BLE001 - whatever else escapes a reader
            escaped += 1
            if len(escapes) < MOST:
                escapes.append(f"{number}: {type(error).__name__}: {error!s:.100} {_place(error)}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        seconds = (time.process_time() - began) / max(1, len(content) / UNIT)
        if seconds > slowest:
            slowest, slow_number = seconds, number
    shutil.rmtree(folder())
    return {
        "reader": name,
        "inputs": count,
        "refused": refused,
        "escaped": escaped,
        "escapes": escapes,
        "slowest": slowest,
        "slow_number": slow_number,
        "peak": _peak(),
    }


def _peak() -> float:
    """The most memory that this process had, in MB. `ru_maxrss` starts at that of the parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii"))[0]) / 1024


def _place(error: BaseException) -> str:
    """The last lines of eyebib in a traceback."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "eyebib" in f.filename]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames[-1:-3:-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=FUZZERS)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.reader, arguments.start, arguments.count)))  # noqa: T201 - the output of the script


if __name__ == "__main__":
    main()
