"""`eyebib import`."""

from pathlib import Path

import click

from eyebib import importers
from eyebib.cli.report import exit_on, print_problems, quantity
from eyebib.cli.terminal import echo
from eyebib.model.problem import Severity
from eyebib.project.added import add
from eyebib.project.folder import Project


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Replace existing entries that differ.")
def command(file: Path, overwrite: bool) -> None:
    """Read an awesome list (.md), a .bib file or a CSL-JSON file into entries/.

    A list can have any layout: bullets, tables, headings, HTML. Its links to papers are read with
    the titles beside them, and the sections become tags. Existing entries are kept. Parts of the
    file that cannot be read are reported with their line, at last how many links were read.

    \b
    Examples:
      eyebib import awesome-list.md
      eyebib import --overwrite library.bib
    """
    entries, problems = importers.read(file)
    notes = [problem for problem in problems if problem.severity is Severity.NOTE]
    print_problems(problem for problem in problems if problem not in notes)
    count = 0
    for added in add(Project(), entries, overwrite=overwrite):
        hint = " (differs; use --overwrite to replace it)" if added.outcome == "kept" else ""
        echo(f"{added.outcome:<9} {added.path.as_posix()}{hint}", err=True)
        count += added.outcome == "written"
    if count:
        echo(
            f"{quantity(count, 'entry')} written; run `eyebib resolve` to fetch metadata", err=True
        )
    print_problems(notes)
    exit_on(problems)
