"""Facts that survive: what readers say of what eyebib writes, counted beside other writers.

`python benchmarks/fidelity.py` writes `benchmarks/fidelity.md`. It needs the readers that the tests
marked `readers` need, and `../shared/data`.
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
from readers.losses import LEFT_OUT, OF_READER
from readers.registry import Reader, readers

COLUMNS = (
    "type authors groups editors title container volume issue pages year date doi arxiv".split()
)
NOTES = """\
# What survives

How many works keep a fact, of those that state it, when a reader opens what eyebib writes. `=` is
all of them. A fact that is changed counts as lost; what counts as the same spelling of one fact is
written down in `tests/readers/facts.py`. Made by `benchmarks/fidelity.py`.

A type is kept if the reader has CSL's type: BibTeX has eleven types, so most of its `misc` are not.
Classic BibTeX knows no day; `year` is counted apart. Zotero is its importer of 2019, given the item
types of today; it has no `@dataset`. `error` is a file over which a reader reports an error.
"""


def bibtex(text: str) -> Mapping[str, Facts]:
    """A .bib text as classic BibTeX reads it."""
    with tempfile.TemporaryDirectory() as folder:
        return tex_readers.read_with_bibtex(text, Path(folder))


def biber(text: str) -> Mapping[str, Facts]:
    """A .bib text as biber reads it."""
    with tempfile.TemporaryDirectory() as folder:
        return tex_readers.read_with_biber(text, Path(folder))


def from_pandoc(text: str) -> str:
    """CSL-JSON as the BibLaTeX that pandoc writes."""
    return pandoc_reader.run(text, "--from", "csljson", "--to", "biblatex")


TEX: dict[str, dict[str, Reader]] = {"bibtex": {"bibtex": bibtex}, "biblatex": {"biber": biber}}
"""The readers that `registry` does not know, by format."""

PEERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "biblatex by pandoc": ("biblatex", from_pandoc),
    "bibtex by citation-js": ("bibtex", node_readers.citation_js_bibtex),
}
"""Who else makes a .bib file of our CSL-JSON, and the format that it is read as."""


def files(works: Bibliography) -> Iterator[tuple[str, str, str]]:
    """Label, format and text of every file that is read."""
    for name, exporter in EXPORTERS.items():
        yield f"{name} by eyebib", name, exporter.export(works)
    for label, (name, write) in PEERS.items():
        yield label, name, write(csl_json.export(works))


def rows(works: Bibliography) -> Iterator[tuple[str, ...]]:
    """File, reader, works that it finds, and the count of each fact."""
    citekeys = [work.citekey for work in works.works]
    meant = {work.citekey: expected(work) for work in works.works}
    for label, name, text in files(works):
        for reader, read in (TEX.get(name, {}) | readers(name, citekeys)).items():
            try:
                found = read(text)
            except (ValueError, RuntimeError, CalledProcessError, PybtexError):
                yield label, reader, "error", *("" for _ in COLUMNS)
                continue
            counts = count(meant, found)
            items = (len(meant.keys() & found.keys()), len(meant))
            yield label, reader, *map(cell, (items, *(counts[fact] for fact in COLUMNS)))


def cell(counted: tuple[int, int]) -> str:
    """How many are kept, of how many."""
    kept, stated = counted
    return "=" if kept == stated else f"{kept}/{stated}"


def table(works: Bibliography) -> str:
    """The counts as a Markdown table."""
    head = ("file", "reader", "works", *COLUMNS)
    lines = [head, ("---",) * len(head), *rows(works)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def known() -> str:
    """Why a reader loses a fact that the file says right, from the table that the tests go by."""
    lines = [
        f"- {name}, {reader}: "
        + "; ".join(f"{', '.join(loss.facts.split())}: {loss.why}" for loss in losses)
        for (name, reader), losses in OF_READER.items()
    ]
    lines += [
        f"- {name}, {reader}: leaves out every @{kind}" for (name, reader), kind in LEFT_OUT.items()
    ]
    return "\n".join(lines)


def versions() -> str:
    """The readers and their versions."""
    python = ("bibtexparser", "pybtex")
    node = "@retorquere/bibtex-parser @citation-js/core zotero-translators".split()
    tex = {"bibtex": "0.99d", "biber": tex_version("biber")}
    found = {
        **{name: version(name) for name in python},
        **{name: node_readers.version(name) for name in node},
        "pandoc": pandoc_reader.version(),
    }
    return ", ".join(f"{name} {number}" for name, number in (found | tex).items())


def tex_version(program: str) -> str:
    """The version that a program of TeX's tells."""
    with tempfile.TemporaryDirectory() as folder:
        return tex_readers.run([program, "--version"], Path(folder)).split()[-1]


def main() -> None:
    """Write the page."""
    page = [NOTES, f"Readers: {versions()}.\n"]
    for title, works in (("958 works of Crossref", recorded()), ("The list's 13", thirteen())):
        page.append(f"## {title}\n\n{table(works)}")
    page.append(f"## Why\n\nWhat the file says right, and a reader does not take:\n\n{known()}\n")
    Path(__file__).with_suffix(".md").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
