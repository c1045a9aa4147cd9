"""The verbs that read: what a file, a link, an entry or the whole list says."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eyebib import terminal

if TYPE_CHECKING:
    from eyebib.model import Work


@click.command("import", short_help="Read a list, a .bib or a CSL-JSON file into entries/.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Replace entries that are there and differ.")
def import_(file: Path, overwrite: bool) -> None:
    """Read an awesome list (.md), a .bib or a CSL-JSON file, and write entries/.

    Reports what it could not read with its line; leaves entries that are there alone.

    \b
    Examples:
      eyebib import awesome-list.md
      eyebib import --overwrite library.bib
    """
    from eyebib import foreign, project, report

    entries, problems = foreign.read(file)
    terminal.print_problems(problems)
    written = 0
    for added in project.add(project.Project(), entries, overwrite=overwrite):
        hint = " (differs; --overwrite replaces it)" if added.outcome == "kept" else ""
        click.echo(f"{added.outcome:<9} {added.path.as_posix()}{hint}", err=True)
        written += added.outcome == "written"
    if written:
        told = report.counted(written, "entry")
        click.echo(f"{told} written; `eyebib resolve` asks what is known of them", err=True)
    terminal.exit_on(problems)


@click.command(short_help="Say what is wrong, and where.")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "github"]),
    default="text",
    help="`github` prints workflow annotations.",
)
def check(strict: bool, output_format: str) -> None:
    """Say what is wrong with the entries, the locks and the facts in them. Offline.

    \b
    Examples:
      eyebib check
      eyebib check --strict --output-format github
    """
    from eyebib import project, report

    here = project.Project()
    problems = project.check(here)
    if output_format == "github":
        for problem in problems:
            click.echo(report.github(problem), err=True)
    else:
        terminal.print_problems(problems)
    works = report.counted(len(list(here.entries.glob("*.yaml"))), "entry")
    click.echo(f"{works} checked: {report.summary(problems) or 'no problem'}", err=True)
    terminal.exit_on(problems, strict=strict)


@click.command(short_help="Print what is known of a work, and who says so.")
@click.argument("citekey")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--as",
    "form",
    type=click.Choice(["reference", "bibtex", "csl-json"]),
    help="A formatted reference, or the work alone as `export` writes it.",
)
@click.option(
    "--style",
    type=click.Choice(["plain", "unsrt", "alpha"]),
    default="plain",
    help="Of the reference; `alpha` with its label.",
)
def show(citekey: str, output_format: str, form: str | None, style: str) -> None:
    """Print what is known of a work: each variable, its source, its value; and the versions.

    \b
    Examples:
      eyebib show visionfm
      eyebib show visionfm --output-format json
      eyebib show visionfm --as reference --style alpha
      eyebib show visionfm --as bibtex
    """
    from eyebib import project, report

    alone, problems = project.chosen(project.Project(), [citekey])
    [work] = alone.works
    if form and output_format == "json":
        raise click.UsageError("--as and --output-format json exclude each other.")
    terminal.print_problems(problems)
    if form == "reference":
        from eyebib.reference import reference

        terminal.print_data(f"{reference(work, style)}\n")
    elif form:
        text = project.export(alone, form)
        terminal.print_data(text[text.index("@") :] if form == "bibtex" else text)
    elif output_format == "json":
        terminal.print_data(f"{report.work_json(work)}\n")
    else:
        _print_work(work)
    terminal.exit_on(problems)


def _print_work(work: "Work") -> None:
    from eyebib import report

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    click.secho(f"{work.citekey}  {work.entry.label}", bold=True)
    for lines in (report.entry_lines(work), report.work_lines(work), report.version_lines(work)):
        click.echo()
        for line in report.aligned(list(lines), width):
            click.echo(line)


@click.command()
@click.argument("links", nargs=-1, required=True, metavar="LINK...")
def identify(links: tuple[str, ...]) -> None:
    """Say which identifier a link is. Asks nobody.

    \b
    Examples:
      eyebib identify https://www.nature.com/articles/s41586-023-06555-x
      eyebib identify 2405.11338v2 "10.1002/(SICI)1097-4571"
    """
    from eyebib import identifiers
    from eyebib.errors import EyebibError

    refused = []
    for link in links:
        try:
            identifier = identifiers.identify(link)
            click.echo(f"{identifier} {identifier.version}".rstrip())
        except ValueError as error:
            refused.append(str(error))
    if refused:
        raise EyebibError("\n".join(refused))
