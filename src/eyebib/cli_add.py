"""The verb that adds a paper."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from eyebib import cli_network, terminal

if TYPE_CHECKING:
    from eyebib.model import Bibliography, Settings
    from eyebib.project import Project
    from eyebib.transport import Answer


@click.command(short_help="Add a paper by its link.")
@click.argument("link")
@click.option("--name", default="", help="Short name; the citekey is made of it.")
@click.option("--modalities", default="", metavar="CFP,OCT", help="With commas between.")
@click.option("--code", metavar="URL", help="Link of the code; `none` if it is not public.")
def add(link: str, name: str, modalities: str, code: str | None) -> None:
    """Add a paper by its link: a new entry, and what Crossref or arXiv say of it.

    Where no source answers, the entry is written all the same; `eyebib resolve` completes it.
    What `eyebib check` has to say of the new entry is said at once.

    \b
    Examples:
      eyebib add https://arxiv.org/abs/2405.11338 --name EyeFound --modalities CFP,OCT --code none
      eyebib add doi:10.1056/AIoa2300221
    """
    from eyebib import additions, project
    from eyebib.model import Bibliography, Record
    from eyebib.settings import read

    here = project.Project()
    bibliography = _present(here) or Bibliography(works=(), settings=read(here.settings))
    answer = _look_up(link, bibliography.settings)
    record = answer if isinstance(answer, Record) else None
    taken = {work.citekey for work in bibliography.works}
    entry = additions.new_entry(link, record, name=name, taken=taken)
    words = tuple(word.strip() for word in modalities.split(",") if word.strip())
    entry = replace(entry, modalities=words, code=code)
    for twin in additions.twins(bibliography, entry, record):
        _ask(f"{twin.entry.path.as_posix()} looks like the same paper")
    additions.write(here, entry, record)
    click.echo(f"wrote {(here.entries / entry.citekey).as_posix()}.yaml", err=True)
    if isinstance(answer, Record):
        own = [each for each in project.check(here) if each.location.path.stem == entry.citekey]
        terminal.print_problems(own)
        terminal.exit_on(own)
        return
    reason = answer.reason if answer else "no source is asked about a bare link"
    click.secho(f"unresolved: {reason}", fg="yellow", err=True)
    sys.exit(cli_network.UNREACHABLE if answer else 0)


def _look_up(link: str, settings: "Settings") -> "Answer | None":
    from eyebib import additions, resolver
    from eyebib.errors import UsageError
    from eyebib.identifiers import identify

    try:
        identifier = identify(link)
    except ValueError as error:
        raise UsageError(str(error)) from None
    mailto = resolver.address(settings)
    return additions.look_up(identifier, today=cli_network.today(), mailto=mailto)


def _ask(doubt: str) -> None:
    """Go on only if somebody who was told of a doubt says so.

    Raises:
        EyebibError: the answer is no, or nobody is there to answer.
    """
    from eyebib.errors import EyebibError

    click.echo(doubt, err=True)
    try:
        is_wanted = click.confirm("Add it all the same?", err=True)
    except click.Abort:
        click.echo(err=True)
        raise EyebibError("nobody answered, so nothing was written; `yes` or `y` adds it") from None
    if not is_wanted:
        raise EyebibError("nothing was written")


def _present(here: "Project") -> "Bibliography | None":
    """The bibliography, if there is an entry at all: the first paper may start a list."""
    from eyebib import project

    has_entries = here.entries.is_dir() and any(here.entries.glob("*.yaml"))
    return project.chosen(here)[0] if has_entries else None
