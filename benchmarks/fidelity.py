"""How many facts readers find in the files of eyebib and of other writers.

`python benchmarks/fidelity.py` writes `benchmarks/fidelity.md`. It needs the programs of the tests
marked `readers`, and `../shared/data`.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from subprocess import CalledProcessError

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from pybtex.database import PybtexError

from eyebib.exporters import EXPORTERS, csl_json
from eyebib.model.bibliography import Bibliography
from readers import node_readers, pandoc_reader, tex_readers
from readers.corpora import recorded, thirteen
from readers.facts import Facts, count, expected
from readers.losses import OF_READER
from readers.registry import Reader, readers

COLUMNS = (
    "type authors groups editors title container volume issue pages year date doi arxiv".split()
)
NOTES = """\
# Facts kept by readers

The number of works for which a reader of the file finds a fact, out of those that have it; `=`
means all of them. A changed fact counts as lost. `tests/readers/facts.py` defines which spellings
of a fact are equal. Written by `benchmarks/fidelity.py`.

A type is kept if the reader finds the CSL type. BibTeX has eleven types, so most works that it
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


def rows(works: Bibliography) -> Iterator[tuple[str, ...]]:
    """Rows of the table: file, reader, number of works found, and the count of each fact."""
    citekeys = [work.citekey for work in works.works]
    source = {work.citekey: expected(work) for work in works.works}
    for label, name, text in files(works):
        for reader, read in (TEX.get(name, {}) | readers(name, citekeys)).items():
            try:
                result = read(text)
            except (ValueError, RuntimeError, CalledProcessError, PybtexError):
                yield label, reader, "error", *("" for _ in COLUMNS)
                continue
            counts = count(source, result)
            items = (len(source.keys() & result.keys()), len(source))
            yield label, reader, *map(cell, (items, *(counts[fact] for fact in COLUMNS)))


def cell(counts: tuple[int, int]) -> str:
    """How many works keep a fact, out of how many."""
    kept, total = counts
    return "=" if kept == total else f"{kept}/{total}"


def table(works: Bibliography) -> str:
    """The counts as a Markdown table."""
    head = ("file", "reader", "works", *COLUMNS)
    lines = [head, ("---",) * len(head), *rows(works)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def reasons() -> str:
    """Why a reader loses facts that are correct in the file, from the table of the tests."""
    lines = [
        f"- {name}, {reader}: "
        + "; ".join(f"{', '.join(loss.facts.split())}: {loss.reason}" for loss in losses)
        for (name, reader), losses in OF_READER.items()
    ]
    return "\n".join(lines)


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
        page.append(f"## {title}\n\n{table(works)}")
    page.append(f"## Reasons\n\nLosses of facts that are correct in the file:\n\n{reasons()}\n")
    Path(__file__).with_suffix(".md").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
