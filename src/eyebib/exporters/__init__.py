"""Formats of the bibliography. A new format is a module here and a line in `EXPORTERS`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from eyebib.exporters.blocks import Blocks
from eyebib.exporters.standing import Known, blocks_of, standing, unproven
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import EyebibError
from eyebib.model.registry import Registry
from eyebib.model.selection import without
from eyebib.model.settings import DEFAULTS, Options
from eyebib.project.folder import Project


class Exporter(Protocol):
    """The interface of a module that writes a format."""

    FILE: str
    """Name of the file in `output/`."""

    TYPES: dict[str, str]
    """The type in this format of every CSL type."""

    WRITTEN: frozenset[str]
    """CSL variables that are written for at least some types."""

    LOSSES: dict[str, str]
    """CSL variables that are not written, or only partly or for some types, with the reason."""

    def export(self, bibliography: Bibliography, options: Options = DEFAULTS) -> str:
        """Write the text of the file; it depends on the bibliography and the options alone."""
        ...

    def verify(
        self, text: str, bibliography: Bibliography, options: Options = DEFAULTS
    ) -> Iterator[str]:
        """Read the text back and yield each difference from the bibliography.

        Yields nothing if the text round-trips.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The blocks of some works, and the differences when they are read back."""

    blocks: Blocks
    differences: tuple[str, ...]


EXPORTERS: Registry[Exporter] = Registry(
    {
        "biblatex": "eyebib.exporters.biblatex",
        "bibtex": "eyebib.exporters.bibtex",
        "cff": "eyebib.exporters.cff",
        "csl-json": "eyebib.exporters.csl_json",
        "csl-yaml": "eyebib.exporters.csl_yaml",
        "list": "eyebib.exporters.awesome_list",
        "ris": "eyebib.exporters.ris",
        "zotero-rdf": "eyebib.exporters.zotero_rdf",
    }
)


def export(
    bibliography: Bibliography, name: str, options: Options = DEFAULTS, before: str = ""
) -> str:
    """Write the bibliography in a format of `EXPORTERS` and check the text by reading it back.

    What stands in `before`, the file that is replaced, was checked when that was written.

    Raises:
        UsageError: the format or a variable to omit is unknown.
        EyebibError: the text differs from the bibliography when it is read back.
    """
    bibliography = without(bibliography, options)
    text = EXPORTERS.load(name).export(bibliography, options)
    if text != before:
        refuse(name, list(_differences(text, bibliography, name, options, before)))
    return text


def _differences(
    text: str, bibliography: Bibliography, name: str, options: Options, before: str
) -> Iterator[str]:
    known = standing(before.encode(), name) if before else ()
    blocks = blocks_of(text.encode(), bibliography, name) if known else None
    if blocks:
        part, bibliography = unproven(blocks, known, bibliography, name)
        text = part.decode()
    return EXPORTERS[name].verify(text, bibliography, options)


def export_part(
    bibliography: Bibliography, name: str, options: Options, known: Known
) -> Part | None:
    """Write some works of a bibliography, of which the `known` blocks were checked before.

    None if the works cannot be told apart in the text, as in a list.

    Raises:
        UsageError: the format or a variable to omit is unknown.
    """
    bibliography = without(bibliography, options)
    text = EXPORTERS.load(name).export(bibliography, options)
    blocks = blocks_of(text.encode(), bibliography, name)
    if blocks is None:
        return None
    part, works = unproven(blocks, known, bibliography, name)
    differences = tuple(EXPORTERS[name].verify(part.decode(), works, options))
    return Part(blocks=blocks, differences=differences)


def prove(text: str, bibliography: Bibliography, name: str, options: Options = DEFAULTS) -> None:
    """Check a text by reading it back.

    Raises:
        EyebibError: the text differs from the bibliography.
    """
    refuse(name, list(EXPORTERS[name].verify(text, bibliography, options)))


def refuse(name: str, differences: Sequence[str]) -> None:
    """Refuse to write a file that differs when it is read back.

    Raises:
        EyebibError: there are differences.
    """
    if differences:
        message = "internal check failed: the file differs when read back and was not written"
        raise EyebibError(f"{name}: {message}", *(f"  {difference}" for difference in differences))


def export_path(project: Project, name: str) -> Path:
    """Path of the file that holds an export of the whole bibliography."""
    return project.output / EXPORTERS[name].FILE


def bibtex_entries(text: str, bibliography: Bibliography) -> dict[str, str]:
    """Entries of a bibliography's .bib file by citekey; each starts with `@` at a line start."""
    _, *entries = re.split(r"(?m)^(?=@)", text)
    keys = (work.citekey for work in bibliography.works)
    return dict(zip(keys, map(str.strip, entries), strict=True))
