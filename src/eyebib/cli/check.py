"""`eyebib check`."""

import click

from eyebib.cli import output
from eyebib.cli.report import counted, exit_on, github, print_problems, summary
from eyebib.project.folder import Project


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "github"]),
    default="text",
    help="`github` prints workflow annotations.",
)
def command(strict: bool, output_format: str) -> None:
    """Say what is wrong with the entries, the locks and the facts in them. Offline.

    \b
    Examples:
      eyebib check
      eyebib check --strict --output-format github
    """
    here = Project()
    problems = output.check(here)
    if output_format == "github":
        for problem in problems:
            click.echo(github(problem), err=True)
    else:
        print_problems(problems)
    works = counted(len(list(here.entries.glob("*.yaml"))), "entry")
    click.echo(f"{works} checked: {summary(problems) or 'no problem'}", err=True)
    exit_on(problems, strict=strict)
