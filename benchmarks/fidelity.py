"""How many facts readers find in the files of eyebib and of other writers.

`python benchmarks/fidelity.py` writes `benchmarks/fidelity.md`. It needs the programs of the tests
marked `readers`, and `../shared/data`.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from subprocess import CalledProcessError

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from pybtex.database import PybtexError

from eyebib.exporters import EXPORTERS, csl_json
from eyebib.model.bibliography import Bibliography
from readers import node_readers, pandoc_reader, tex_readers
from readers.causes import UNEXPLAINED, cause, misses
from readers.corpora import recorded, thirteen
from readers.facts import FACTS, Facts, count, expected
from readers.registry import Reader, readers

Row = tuple[str, ...]

COLUMNS = (
    "type authors groups editors title container volume issue pages year date doi arxiv".split()
)
NOTES = """\
# Facts kept by readers

The number of works for which a reader of the file finds a fact, out of those that have it; `=`
means all of them. A changed fact counts as lost. `tests/readers/facts.py` defines which spellings
of a fact are equal. Written by `benchmarks/fidelity.py`.

A second table names the cause of every miss in eyebib's files: the format cannot hold the fact, or
the reader loses what is right in the file. `docs/losses.md` has the same causes. `unexplained`
would be a defect of eyebib.

A type is kept if the reader finds the CSL type. BibTeX has fourteen types, so most works that it
writes as `misc` lose theirs. Classic BibTeX has no day of the month, so `year` is counted
separately. Zotero is its importer of 2019 with the item types and the rules for BibTeX of today.
`error` means that the reader reports an error.
"""


def bibtex(text: str) -> Mapping[str, Facts]:
    """Facts that classic BibTeX reads in a .bib text."""
    with tempfile.TemporaryDirectory() as folder:
        return tex_readers.read_with_bibtex(text, Path(folder))


def biber(text: str) -> Mapping[str, Facts]:
    """Facts that biber reads in a .bib text."""
    with tempfile.TemporaryDirectory() as folder:
        return tex_readers.read_with_biber(text, Path(folder))


def from_pandoc(text: str) -> str:
    """The BibLaTeX that pandoc writes from CSL-JSON."""
    return pandoc_reader.run(text, "--from", "csljson", "--to", "biblatex")


TEX: dict[str, dict[str, Reader]] = {"bibtex": {"bibtex": bibtex}, "biblatex": {"biber": biber}}
"""Readers by format that are not in `readers.registry`."""

PEERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "biblatex by pandoc": ("biblatex", from_pandoc),
    "bibtex by citation-js": ("bibtex", node_readers.citation_js_bibtex),
}
"""Other writers that convert eyebib's CSL-JSON, with the format of their output."""


def files(works: Bibliography) -> Iterator[tuple[str, str, str]]:
    """Label, format and text of every file."""
    for name, exporter in EXPORTERS.items():
        yield f"{name} by eyebib", name, exporter.export(works)
    for label, (name, write) in PEERS.items():
        yield label, name, write(csl_json.export(works))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader finds in a file: the facts of each work, or None if it reports an error."""

    label: str
    format: str
    reader: str
    result: Mapping[str, Facts] | None


def readings(works: Bibliography) -> Iterator[Reading]:
    """Every file, read by every reader of its format."""
    citekeys = [work.citekey for work in works.works]
    for label, name, text in files(works):
        for reader, read in (TEX.get(name, {}) | readers(name, citekeys)).items():
            try:
                result: Mapping[str, Facts] | None = read(text)
            except (ValueError, RuntimeError, CalledProcessError, PybtexError):
                result = None
            yield Reading(label=label, format=name, reader=reader, result=result)


def kept(works: Bibliography, read: Iterable[Reading]) -> Iterator[Row]:
    """Rows of the table: file, reader, number of works found, and the count of each fact."""
    source = {work.citekey: expected(work) for work in works.works}
    for reading in read:
        head = reading.label, reading.reader
        if reading.result is None:
            yield *head, "error", *("" for _ in COLUMNS)
            continue
        counts = count(source, reading.result)
        items = (len(source.keys() & reading.result.keys()), len(source))
        yield *head, *map(cell, (items, *(counts[fact] for fact in COLUMNS)))


def missed(works: Bibliography, read: Iterable[Reading]) -> Iterator[Row]:
    """Rows of the table of what is missed in eyebib's files, with how many works by reader.

    The sum for a file, fact and reader is what its cell in the other table lacks.
    """
    counts: dict[Row, Counter[str]] = {}
    for reading in read:
        if reading.result is not None and reading.label not in PEERS:
            for miss in misses(reading.format, reading.reader, works.works, reading.result):
                if miss.is_of_the_work:
                    key = (reading.label, miss.fact, *cause(miss))
                    counts.setdefault(key, Counter())[reading.reader] += 1
    for label, fact, where, why in sorted(counts, key=_in_order):
        numbers = counts[label, fact, where, why].items()
        readers_ = ", ".join(f"{reader} {number}" for reader, number in numbers)
        yield label, fact, why, where, readers_


def _in_order(key: Row) -> tuple[int, int]:
    label, fact, *_ = key
    return [*EXPORTERS].index(label.split()[0]), FACTS.index(fact)


def cell(counts: tuple[int, int]) -> str:
    """How many works keep a fact, out of how many."""
    kept, total = counts
    return "=" if kept == total else f"{kept}/{total}"


def table(head: Row, rows: Iterable[Row]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def versions() -> str:
    """The readers and their versions."""
    python = ("bibtexparser", "pybtex")
    node = "@retorquere/bibtex-parser @citation-js/core zotero-translators".split()
    tex = {"bibtex": "0.99d", "biber": tex_version("biber")}
    numbers = {
        **{name: version(name) for name in python},
        **{name: node_readers.version(name) for name in node},
        "pandoc": pandoc_reader.version(),
    }
    return ", ".join(f"{name} {number}" for name, number in (numbers | tex).items())


def tex_version(program: str) -> str:
    """The version that a TeX program prints."""
    with tempfile.TemporaryDirectory() as folder:
        return tex_readers.run([program, "--version"], Path(folder)).split()[-1]


def main() -> None:
    """Write the page."""
    page = [NOTES, f"Readers: {versions()}.\n"]
    for title, works in (
        ("958 works of Crossref", recorded()),
        ("13 works of the list", thirteen()),
    ):
        read = list(readings(works))
        counts = table(("file", "reader", "works", *COLUMNS), kept(works, read))
        causes = table(("file", "fact", "cause", "of the", "works by reader"), missed(works, read))
        page.append(f"## {title}\n\n{counts}\n### Misses by cause\n\n{causes}")
    text = "\n".join(page)
    Path(__file__).with_suffix(".md").write_text(text, encoding="utf-8")
    if f"| {UNEXPLAINED} |" in text:
        sys.exit(f"a cause in {Path(__file__).with_suffix('.md').name} is {UNEXPLAINED}")


if __name__ == "__main__":
    main()
