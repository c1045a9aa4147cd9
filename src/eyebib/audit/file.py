"""A .bib file that is audited: its references, what its author accepts, and its problems."""

from dataclasses import dataclass
from pathlib import Path

from eyebib.audit import acceptance
from eyebib.audit.acceptance import Acceptance
from eyebib.importers import LIMIT
from eyebib.importers.bibtex_reference import Reference, references
from eyebib.importers.bibtex_span import spans
from eyebib.model.problem import EyebibError, Problem, Severity
from eyebib.project import encoding, text_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A .bib file; `text` has its own line ends, for which the spans of the references hold.

    `problems` are the errors alone: a field that is not read is of no concern to an audit.
    """

    path: Path
    text: str
    references: tuple[Reference, ...]
    acceptances: tuple[Acceptance, ...]
    problems: tuple[Problem, ...]


def read(path: Path) -> Source:
    """Read a file.

    Raises:
        EyebibError: The file cannot be read, is too large, or has no entries.
    """
    text, problems = encoding.as_it_is(text_file.read_bytes(path, limit=LIMIT), path)
    found, others = references(text, path)
    problems += others
    accepted = acceptance.of_text(text, path, spans(text), problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not found and not errors:
        raise EyebibError(f"{path}: no references to audit; expected a .bib file")
    return Source(
        path=path,
        text=text,
        references=tuple(found),
        acceptances=tuple(accepted),
        problems=tuple(p for p in errors if p.rule != "title"),
    )
