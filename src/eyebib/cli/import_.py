"""`eyebib import`."""

from pathlib import Path

import click

from eyebib import importers
from eyebib.cli.report import counted, exit_on, print_problems
from eyebib.project.folder import Project, add


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Replace entries that are there and differ.")
def command(file: Path, overwrite: bool) -> None:
    """Read an awesome list (.md), a .bib or a CSL-JSON file, and write entries/.

    Reports what it could not read with its line; leaves entries that are there alone.

    \b
    Examples:
      eyebib import awesome-list.md
      eyebib import --overwrite library.bib
    """
    entries, problems = importers.read(file)
    print_problems(problems)
    written = 0
    for added in add(Project(), entries, overwrite=overwrite):
        hint = " (differs; --overwrite replaces it)" if added.outcome == "kept" else ""
        click.echo(f"{added.outcome:<9} {added.path.as_posix()}{hint}", err=True)
        written += added.outcome == "written"
    if written:
        told = counted(written, "entry")
        click.echo(f"{told} written; `eyebib resolve` asks what is known of them", err=True)
    exit_on(problems)
