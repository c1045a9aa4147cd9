"""The option `--cited-in`: only the works that a document cites."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from eyebib import manuscripts
from eyebib.manuscripts import account
from eyebib.model.bibliography import Entry
from eyebib.model.problem import EyebibError, Location, Problem


def cited_in_option(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    """Add the option to a command, which gets the documents as `documents`."""
    return click.option(
        "--cited-in",
        "documents",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        multiple=True,
        metavar="DOCUMENT",
        help="Only the works that a .tex, .aux, .bcf, .md, .qmd or .typ file cites.",
    )(command)


def cited_in(
    documents: Sequence[Path], entries: Sequence[Entry]
) -> tuple[list[Entry], list[Problem]]:
    """The entries that documents cite, and the problems of the documents and their citations.

    Raises:
        UsageError: A document has an unknown type.
        EyebibError: A document cannot be read, or cites no entry.
    """
    document = manuscripts.read(documents)
    problems = [*document.problems, *account.unknown(document.citations, entries)]
    cited = account.cited(document.citations, entries)
    if not cited:
        message = "no work of the bibliography is cited"
        where = Location(path=documents[0])
        problems.append(Problem(location=where, message=message, rule="unknown-citation"))
        raise EyebibError(problems=problems)
    return cited, problems
