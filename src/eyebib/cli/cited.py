"""`eyebib cited`."""

from pathlib import Path

import click

from eyebib import manuscripts
from eyebib.cli.report import exit_on, print_problems, quantity
from eyebib.cli.terminal import echo
from eyebib.importers import keys
from eyebib.manuscripts import account
from eyebib.model.bibliography import Entry
from eyebib.model.problem import Problem
from eyebib.project.folder import Project, load_readable

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("cited")
@click.argument("documents", nargs=-1, required=True, type=_FILE, metavar="DOCUMENT...")
@click.option(
    "--bibliography",
    "files",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="The bibliography, instead of entries/; may be repeated.",
)
def command(documents: tuple[Path, ...], files: tuple[Path, ...]) -> None:
    """Compare what a document cites with the bibliography (offline).

    Reports each key that is cited and is not in the bibliography, and each paper that is never
    cited. A DOCUMENT is a .tex, .aux, .bcf, .md, .qmd or .typ file; what it includes is read, too.

    \b
    Examples:
      eyebib cited main.tex
      eyebib cited main.aux --bibliography references.bib
    """
    document = manuscripts.read(documents)
    entries, problems = _bibliography(files)
    problems += [*document.problems, *account.unknown(document.citations, entries)]
    problems += account.never_cited(document.citations, entries)
    print_problems(problems, err=False)
    number = len(account.cited(document.citations, entries))
    unknown = {citation.key for citation in account.missing(document.citations, entries)}
    of_all = f"{number} of {quantity(len(entries), 'work')} cited"
    echo(f"{of_all}, {quantity(len(unknown), 'unknown key')}", err=True)
    exit_on(problems)


def _bibliography(files: tuple[Path, ...]) -> tuple[list[Entry], list[Problem]]:
    """The entries of the files, or else of the list, and the errors in the files."""
    if files:
        return keys.read(files)
    bibliography, _ = load_readable(Project())
    return [work.entry for work in bibliography.works], []
