"""`eyebib check`."""

from contextlib import suppress

import click

from eyebib.cli import checked
from eyebib.cli.report import annotate_problems, exit_on, print_problems, quantity, summary
from eyebib.cli.terminal import echo
from eyebib.model.problem import EyebibError
from eyebib.project import schema_file
from eyebib.project.entry_schema import SCHEMA_NAME
from eyebib.project.folder import Project


@click.command("check")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "github"]),
    default="text",
    help="Print lines of text, or annotations for a GitHub workflow.",
)
def command(strict: bool, output_format: str) -> None:
    """Report problems in the entries, the lock files and their metadata (offline).

    Each line ends with the id of a rule in brackets; the documentation describes all rules. If
    entries/entry.schema.json differs from the facets in eyebib.toml, it is written anew.

    \b
    Examples:
      eyebib check
      eyebib check --strict --output-format github
    """
    here = Project()
    problems = checked.check(here)
    _renew_schema(here)
    if output_format == "github":
        annotate_problems(problems)
    else:
        print_problems(problems, err=False)
    entries = quantity(len(list(here.entries.glob("*.yaml"))), "entry")
    echo(f"{entries} checked: {summary(problems) or 'no problems'}", err=True)
    exit_on(problems, strict=strict)


def _renew_schema(here: Project) -> None:
    """Write the schema for editors, if the list has one."""
    path = here.entries / SCHEMA_NAME
    if path.is_file():
        with suppress(EyebibError):  # a checkout that cannot be written can still be checked
            if schema_file.write(here):
                echo(f"wrote     {path.as_posix()}", err=True)
