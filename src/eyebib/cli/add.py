"""`eyebib add`."""

import sys
from dataclasses import replace

import click

from eyebib.cli import output
from eyebib.cli.report import exit_on, print_problems
from eyebib.model.bibliography import Bibliography, Record
from eyebib.model.identifier import identify
from eyebib.model.problem import EyebibError, UsageError
from eyebib.model.settings import Settings
from eyebib.project import settings_file
from eyebib.project.folder import Project, chosen
from eyebib.resolver import addition, plan
from eyebib.sources.http import Answer


@click.command("add")
@click.argument("link")
@click.option("--name", default="", help="Short name; the citekey is made of it.")
@click.option("--modalities", default="", metavar="CFP,OCT", help="With commas between.")
@click.option("--code", metavar="URL", help="Link of the code; `none` if it is not public.")
def command(link: str, name: str, modalities: str, code: str | None) -> None:
    """Add a paper by its link: a new entry, and what Crossref or arXiv say of it.

    Where no source answers, the entry is written all the same; `eyebib resolve` completes it.
    What `eyebib check` has to say of the new entry is said at once.

    \b
    Examples:
      eyebib add https://arxiv.org/abs/2405.11338 --name EyeFound --modalities CFP,OCT --code none
      eyebib add doi:10.1056/AIoa2300221
    """
    here = Project()
    bibliography = _present(here) or Bibliography(
        works=(), settings=settings_file.read(here.settings)
    )
    answer = _look_up(link, bibliography.settings)
    record = answer if isinstance(answer, Record) else None
    taken = {work.citekey for work in bibliography.works}
    entry = addition.new_entry(link, record, name=name, taken=taken)
    words = tuple(word.strip() for word in modalities.split(",") if word.strip())
    entry = replace(entry, modalities=words, code=code)
    for twin in addition.twins(bibliography, entry, record):
        _ask(f"{twin.entry.path.as_posix()} looks like the same paper")
    addition.write(here, entry, record)
    click.echo(f"wrote {(here.entries / entry.citekey).as_posix()}.yaml", err=True)
    if isinstance(answer, Record):
        own = [each for each in output.check(here) if each.location.path.stem == entry.citekey]
        print_problems(own)
        exit_on(own)
        return
    reason = answer.reason if answer else "no source is asked about a bare link"
    click.secho(f"unresolved: {reason}", fg="yellow", err=True)
    sys.exit(output.UNREACHABLE if answer else 0)


def _look_up(link: str, settings: Settings) -> Answer | None:
    try:
        identifier = identify(link)
    except ValueError as error:
        raise UsageError(str(error)) from None
    mailto = plan.address(settings)
    return addition.look_up(identifier, today=output.today(), mailto=mailto)


def _ask(doubt: str) -> None:
    """Go on only if somebody who was told of a doubt says so.

    Raises:
        EyebibError: the answer is no, or nobody is there to answer.
    """
    click.echo(doubt, err=True)
    try:
        is_wanted = click.confirm("Add it all the same?", err=True)
    except click.Abort:
        click.echo(err=True)
        raise EyebibError("nobody answered, so nothing was written; `yes` or `y` adds it") from None
    if not is_wanted:
        raise EyebibError("nothing was written")


def _present(here: Project) -> Bibliography | None:
    """The bibliography, if there is an entry at all: the first paper may start a list."""
    has_entries = here.entries.is_dir() and any(here.entries.glob("*.yaml"))
    return chosen(here)[0] if has_entries else None
