"""The verbs that ask Crossref and arXiv."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from eyebib import terminal

if TYPE_CHECKING:
    from eyebib.model import Bibliography
    from eyebib.project import Project

UNREACHABLE = 3

_COLOURS = {"resolved": "green", "refused": "red", "not found": "red", "unreachable": "yellow"}


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A function that prints a line and counts it; on a terminal, above a progress bar."""
    if not sys.stderr.isatty():
        yield lambda line: click.echo(line, err=True)
        return
    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=total)

        def line(text: str) -> None:
            bar.console.print(Text.from_ansi(text))
            bar.advance(task)

        yield line


@click.command(short_help="Ask Crossref and arXiv, and lock what they say.")
@click.argument("citekeys", nargs=-1)
@click.option("--refresh", is_flag=True, help="Ask again for what is known.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and ask nobody.")
def resolve(citekeys: tuple[str, ...], refresh: bool, dry_run: bool) -> None:
    """Ask Crossref and arXiv what is missing, stale or only transcribed, and lock the answers.

    An answer that is not the paper the entry names is refused. What was resolved stays resolved,
    whatever happens to the rest.

    \b
    Examples:
      eyebib resolve
      eyebib resolve --refresh visionfm
      eyebib resolve --dry-run
    """
    from eyebib import project, resolver

    here = project.Project()
    bibliography = project.select(here.bibliography(), citekeys)
    needs = resolver.plan(bibliography, refresh=refresh)
    total = sum(map(len, needs.values()))
    if dry_run:
        for citekey, identifiers in needs.items():
            click.echo(f"{citekey}: {', '.join(map(str, identifiers))}")
        counts = resolver.requests(needs.values())
        click.echo(", ".join(f"{count} to {source}" for source, count in counts.items()), err=True)
        return
    _hint(bibliography)
    outcomes = []
    width = max(map(len, needs), default=0)
    with _progress(total) as line:
        answers = resolver.resolve(here, bibliography, today=_today(), refresh=refresh)
        for outcome in answers:
            outcomes.append(outcome)
            kind = click.style(f"{outcome.kind:<11}", fg=_COLOURS.get(outcome.kind))
            detail = f": {outcome.detail}" if outcome.kind == "unreachable" else ""
            line(f"{kind} {outcome.entry.citekey:<{width}}  {outcome.identifier}{detail}")
    problems = [outcome.problem for outcome in outcomes if outcome.problem]
    terminal.print_problems([*problems, *resolver.news(here, outcomes)])
    kinds = [outcome.kind for outcome in outcomes]
    counted = [f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)]
    click.echo(", ".join(counted) or "nothing to ask: every entry is resolved", err=True)
    sys.exit(UNREACHABLE if "unreachable" in kinds else 1 if problems else 0)


def _hint(bibliography: "Bibliography") -> None:
    from eyebib import resolver

    if not resolver.address(bibliography.settings):
        click.echo(
            "hint: with EYEBIB_MAILTO=you@example.org (or [crossref] mailto in eyebib.toml) "
            "Crossref allows three times the pace",
            err=True,
        )


@click.command(short_help="Propose the published version of each preprint.")
@click.argument("citekeys", nargs=-1)
@click.option("--accept", is_flag=True, help="Add the one proposal's line to each entry named.")
def published(citekeys: tuple[str, ...], accept: bool) -> None:
    """Propose the published version of each preprint, and the preprint of what is published.

    \b
    Examples:
      eyebib published
      eyebib published --accept visionfm
    """
    from eyebib import project, proposals, resolver
    from eyebib.pace import SourceError

    if accept and not citekeys:
        raise click.UsageError("Name the entries whose proposal you accept.")
    here = project.Project()
    bibliography = project.select(here.bibliography(), citekeys)
    mailto = resolver.address(bibliography.settings)
    failures = 0
    for work in bibliography.works:
        try:
            found = proposals.propose(work, today=_today(), mailto=mailto)
        except SourceError as error:
            click.secho(f"unreachable {work.citekey}: {error}", fg="yellow", err=True)
            failures += 1
            continue
        for proposal in found:
            click.echo(f"{work.citekey}: {proposal.role}: {proposal.identifier}")
            click.echo(f"  {proposal.evidence}")
        if accept and len(found) == 1:
            proposals.accept(work.entry.path, found[0])
            click.echo(
                f"wrote {work.entry.path.as_posix()}; `eyebib resolve` asks for it", err=True
            )
        elif accept:
            click.echo(f"{work.citekey}: {len(found)} proposals; nothing was accepted", err=True)
    sys.exit(UNREACHABLE if failures else 0)


@click.command(short_help="Add a paper by its link.")
@click.argument("link")
@click.option("--name", default="", help="Short name; the citekey is made of it.")
@click.option("--modalities", default="", metavar="CFP,OCT", help="With commas between.")
@click.option("--code", metavar="URL", help="Link of the code; `none` if it is not public.")
def add(link: str, name: str, modalities: str, code: str | None) -> None:
    """Add a paper by its link: a new entry, and what Crossref or arXiv say of it.

    Where no source answers, the entry is written all the same; `eyebib resolve` completes it.

    \b
    Examples:
      eyebib add https://arxiv.org/abs/2405.11338 --name EyeFound --modalities CFP,OCT --code none
      eyebib add doi:10.1056/AIoa2300221
    """
    from eyebib import additions, project, resolver
    from eyebib.errors import UsageError
    from eyebib.identifiers import identify as identify_link
    from eyebib.model import Bibliography, Record
    from eyebib.settings import read
    from eyebib.transport import Unreachable

    here = project.Project()
    bibliography = _present(here) or Bibliography(works=(), settings=read(here.settings))
    try:
        identifier = identify_link(link)
    except ValueError as error:
        raise UsageError(str(error)) from None
    mailto = resolver.address(bibliography.settings)
    answer = additions.look_up(identifier, today=_today(), mailto=mailto)
    record = answer if isinstance(answer, Record) else None
    taken = {work.citekey for work in bibliography.works}
    entry = additions.new_entry(link, record, name=name, taken=taken)
    words = tuple(word.strip() for word in modalities.split(",") if word.strip())
    entry = replace(entry, modalities=words, code=code)
    for twin in additions.twins(bibliography, entry, record):
        click.echo(f"{twin.entry.path.as_posix()} looks like the same paper", err=True)
        click.confirm("Add it all the same?", abort=True, err=True)
    additions.write(here, entry, record)
    click.echo(f"wrote {(here.entries / entry.citekey).as_posix()}.yaml", err=True)
    if isinstance(answer, Unreachable):
        click.secho(f"unresolved: {answer.reason}", fg="yellow", err=True)
        sys.exit(UNREACHABLE)
    if answer is None:
        click.secho("unresolved: no source is asked about a bare link", fg="yellow", err=True)


def _present(here: "Project") -> "Bibliography | None":
    """The bibliography, if there is an entry at all: the first paper may start a list."""
    has_entries = here.entries.is_dir() and any(here.entries.glob("*.yaml"))
    return here.bibliography() if has_entries else None
