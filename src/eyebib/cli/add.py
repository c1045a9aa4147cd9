"""`eyebib add`."""

import sys
from dataclasses import replace

import click

from eyebib.cli import output
from eyebib.cli.report import exit_on, print_problems
from eyebib.cli.terminal import Styled, confirm, echo
from eyebib.model.bibliography import Bibliography, Record
from eyebib.model.identifier import identify
from eyebib.model.problem import EyebibError, UsageError
from eyebib.model.settings import Settings
from eyebib.project import settings_file
from eyebib.project.folder import Project, entry_path, load_selected
from eyebib.resolver import addition, plan
from eyebib.sources.http import Answer


@click.command("add")
@click.argument("link")
@click.option(
    "--name",
    default="",
    show_default=False,
    help="Short name of the model; the file is named after it.",
)
@click.option(
    "--modalities",
    default="",
    show_default=False,
    metavar="CFP,OCT",
    help="Modalities, with commas.",
)
@click.option("--code", metavar="URL", help="Link to the code, or `none` if it is not public.")
def command(link: str, name: str, modalities: str, code: str | None) -> None:
    """Add a paper by its link: write an entry, and a lock file with the fetched metadata.

    If the source cannot be reached, the entry is written without metadata; run `eyebib resolve`
    later. Problems of the new entry are reported as by `eyebib check`.

    \b
    Examples:
      eyebib add https://arxiv.org/abs/2405.11338 --name EyeFound
      eyebib add doi:10.1056/AIoa2300221 --modalities CFP,OCT --code none
    """
    here = Project()
    bibliography = _existing(here) or Bibliography(
        works=(), settings=settings_file.read(here.settings)
    )
    answer = _look_up(link, bibliography.settings)
    record = answer if isinstance(answer, Record) else None
    citekeys = {work.citekey for work in bibliography.works}
    entry = addition.new_entry(link, record, name=name, taken=citekeys)
    words = tuple(word.strip() for word in modalities.split(",") if word.strip())
    entry = replace(entry, modalities=words, code=code)
    for twin in addition.twins(bibliography, entry, record):
        _confirm(f"{twin.entry.path.as_posix()} looks like the same paper")
    addition.write(here, entry, record)
    echo(f"wrote     {entry_path(here, entry).as_posix()}", err=True)
    if isinstance(answer, Record):
        problems = [p for p in output.check(here) if p.location.path.stem == entry.stem]
        print_problems(problems)
        exit_on(problems)
        return
    reason = answer.reason if answer else "the link holds no identifier that a source knows"
    echo(Styled(f"not resolved: {reason}", "yellow"), err=True)
    sys.exit(output.UNREACHABLE if answer else 0)


def _look_up(link: str, settings: Settings) -> Answer | None:
    try:
        identifier = identify(link)
    except ValueError as error:
        raise UsageError(str(error)) from None
    mailto = plan.address(settings)
    return addition.look_up(identifier, today=output.today(), mailto=mailto)


def _confirm(message: str) -> None:
    """Print a message and ask whether to add the paper anyway.

    Raises:
        EyebibError: The answer is no, or standard input is closed.
    """
    echo(message, err=True)
    try:
        is_confirmed = confirm("Add it anyway?")
    except EOFError:
        raise EyebibError("not confirmed, so nothing was written; answer `y` to add it") from None
    if not is_confirmed:
        raise EyebibError("nothing was written")


def _existing(here: Project) -> Bibliography | None:
    """The bibliography, or None if there are no entries: `add` may start a list."""
    has_entries = here.entries.is_dir() and any(here.entries.glob("*.yaml"))
    return load_selected(here)[0] if has_entries else None
