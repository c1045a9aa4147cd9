"""Inputs of one reader that are guided by coverage, with atheris (`pip install atheris`).

`python tests/fuzz/atheris_targets.py bibtex -runs=100000` stops at the first exception that the reader
does not document, and writes its input to a file `crash-...`. Options are those of libFuzzer. The
seeds are those of the other fuzzers; nothing else needs atheris.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["eyebib"]):
    from fuzz.run import FUZZERS


def main() -> None:
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in FUZZERS:
        sys.exit(f"expected one of {', '.join(FUZZERS)}")
    fuzzer = FUZZERS[name]

    def target(content: bytes) -> None:
        try:
            fuzzer.read(content)
        except fuzzer.refusals:
            return

    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(fuzzer.seeds):
            Path(corpus, str(number)).write_bytes(seed.encode("utf-8", "surrogatepass"))
        atheris.Setup([*sys.argv, corpus], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
