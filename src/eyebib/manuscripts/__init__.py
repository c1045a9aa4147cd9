"""Documents that cite: which keys a document cites, and where.

To add a format, add a module here and a line in `MANUSCRIPTS`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from eyebib.manuscripts.document import Document, follow
from eyebib.manuscripts.part import Part
from eyebib.model.problem import UsageError
from eyebib.model.registry import Registry


class Manuscript(Protocol):
    """The interface of each format in this package."""

    SUFFIXES: tuple[str, ...]
    """File name extensions, in lower case and with the dot."""

    def read(self, text: str, path: Path) -> Part:
        """The citations of a file, located in `path`, and the files that it includes.

        `text` is the whole file, with LF line endings.

        Raises:
            EyebibError: The file is not of the format; located.
        """
        ...


MANUSCRIPTS: Registry[Manuscript] = Registry(
    {
        "aux": "eyebib.manuscripts.aux",
        "bcf": "eyebib.manuscripts.bcf",
        "markdown": "eyebib.manuscripts.markdown",
        "tex": "eyebib.manuscripts.tex",
        "typst": "eyebib.manuscripts.typst",
    }
)


def manuscript_for(path: Path) -> Manuscript:
    """The reader for a document, chosen by its extension.

    Raises:
        UsageError: No reader reads files with this extension.
    """
    for manuscript in MANUSCRIPTS.values():
        if path.suffix.lower() in manuscript.SUFFIXES:
            return manuscript
    suffixes = ", ".join(s for manuscript in MANUSCRIPTS.values() for s in manuscript.SUFFIXES)
    raise UsageError(f"{path}: unknown type of document; expected one of {suffixes}")


def read(paths: Iterable[Path]) -> Document:
    """The citations of documents with all files that they include, and the problems of the files.

    Raises:
        UsageError: No reader reads files with the extension of a document.
        EyebibError: A document cannot be read, or is too large.
    """
    documents = [follow(path, manuscript_for(path).read) for path in dict.fromkeys(paths)]
    return Document(
        citations=tuple(citation for one in documents for citation in one.citations),
        problems=tuple(problem for one in documents for problem in one.problems),
    )
