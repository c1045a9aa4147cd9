"""The citation keys of files, for which an entry needs no title and no other fact."""

from collections.abc import Iterable
from pathlib import Path

from eyebib import importers
from eyebib.importers import bibtex
from eyebib.importers.bibtex_file import Block, blocks, distinct
from eyebib.model.bibliography import Entry
from eyebib.model.problem import Problem, Severity
from eyebib.project import encoding, text_file


def read(paths: Iterable[Path]) -> tuple[list[Entry], list[Problem]]:
    """The entries of several files with their keys as they are, and the errors in the files.

    Of entries with the same key, the first is kept. Other facts of the entries may be missing.

    Raises:
        UsageError: No importer reads files with this extension.
        EyebibError: A file cannot be read or is too large.
    """
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for path in paths:
        is_bibtex = path.suffix.lower() in bibtex.SUFFIXES
        new, others = _of_bibtex(path) if is_bibtex else importers.read(path)
        problems += (problem for problem in others if problem.severity is Severity.ERROR)
        entries = {entry.citekey: entry for entry in new} | entries
    return list(entries.values()), problems


def _of_bibtex(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a .bib file; LaTeX can cite more keys than a list can have."""
    text, problems = encoding.decode(text_file.read_bytes(path, limit=importers.LIMIT), path)
    entries = [
        _entry(block)
        for block in distinct(blocks(text, path, problems), problems)
        if block.key and block.kind.lower() != "xdata"  # fields of other entries
    ]
    return entries, problems


def _entry(block: Block) -> Entry:
    return Entry(
        citekey=block.key,
        title="",
        aliases=tuple(bibtex.older_keys(block)),
        path=block.where.path,
        marks={("title",): (block.where.line, block.where.column)},
    )
