"""The verbs that ask Crossref and arXiv."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from eyebib import terminal

if TYPE_CHECKING:
    from eyebib.identifiers import Identifier
    from eyebib.model import Bibliography, Work
    from eyebib.proposals import Proposal
    from eyebib.resolver import Kind, Outcome

UNREACHABLE = 3

_MOST_FAILURES = 3
"""After so many searches without an answer Crossref counts as down."""

_COLOURS = {"resolved": "green", "refused": "red", "not found": "red", "unreachable": "yellow"}


def today() -> str:
    """The ISO date that new records carry."""
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
    bibliography, broken = project.chosen(here, citekeys)
    bibliography = resolver.lockable(here, bibliography)
    needs = resolver.plan(bibliography, refresh=refresh)
    total = sum(map(len, needs.values()))
    if dry_run:
        _print_plan(needs)
        return
    if total:
        _hint(bibliography)
    outcomes = []
    width = max(map(len, needs), default=0)
    with _progress(total) as line:
        for outcome in resolver.resolve(here, bibliography, today=today(), refresh=refresh):
            outcomes.append(outcome)
            line(_told(outcome, width))
    problems = [outcome.problem for outcome in outcomes if outcome.problem]
    if broken:  # those that were not written anew are broken still
        problems += project.chosen(here, citekeys)[1]
    terminal.print_problems([*problems, *resolver.news(here, outcomes)])
    kinds = [outcome.kind for outcome in outcomes]
    nothing = "nothing to ask" if broken else "nothing to ask: every entry is resolved"
    click.echo(_summary(kinds) or nothing, err=True)
    sys.exit(UNREACHABLE if "unreachable" in kinds else 1 if problems else 0)


def _told(outcome: "Outcome", width: int) -> str:
    kind = click.style(f"{outcome.kind:<11}", fg=_COLOURS.get(outcome.kind))
    is_told = outcome.kind in {"unreachable", "resolved"} and outcome.detail
    detail = f": {outcome.detail}" if is_told else ""
    return f"{kind} {outcome.entry.citekey:<{width}}  {outcome.identifier}{detail}"


def _summary(kinds: "Sequence[Kind]") -> str:
    """How many identifiers came to what: `2 resolved, 1 refused`."""
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _print_plan(needs: "Mapping[str, Sequence[Identifier]]") -> None:
    from eyebib import resolver

    for citekey, identifiers in needs.items():
        click.echo(f"{citekey}: {', '.join(map(str, identifiers))}")
    click.echo(_counted(resolver.requests(needs.values())), err=True)


def _counted(requests: dict[str, int]) -> str:
    """How many requests it takes at the least: `3 requests: 2 to crossref, 1 to arxiv`."""
    total = sum(requests.values())
    parts = ", ".join(f"{count} to {source}" for source, count in requests.items() if count)
    return f"{total} request{'' if total == 1 else 's'}{': ' if parts else ''}{parts}"


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

    if accept and not citekeys:
        raise click.UsageError("Name the entries whose proposal you accept.")
    here = project.Project()
    bibliography, problems = project.chosen(here, citekeys)
    terminal.print_problems(problems)
    failures: list[str] = []
    count = 0
    for work, found in _proposed(bibliography, resolver.address(bibliography.settings), failures):
        count += len(found)
        for proposal in found:
            click.echo(f"{work.citekey}: {proposal.role}: {proposal.identifier}")
            click.echo(f"  {proposal.evidence}")
        if accept and len(found) == 1:
            proposals.accept(work.entry.path, found[0])
            told = f"wrote {work.entry.path.as_posix()}; `eyebib resolve` asks for it"
            click.echo(told, err=True)
        elif accept:
            click.echo(f"{work.citekey}: {len(found)} proposals; nothing was accepted", err=True)
    if len(failures) >= _MOST_FAILURES:
        click.echo("Crossref does not answer: it was not searched for the rest", err=True)
    elif not count and not accept:
        click.echo("no proposal", err=True)
    sys.exit(UNREACHABLE if failures else 1 if problems else 0)


def _proposed(
    bibliography: "Bibliography", mailto: str, failures: list[str]
) -> "Iterator[tuple[Work, list[Proposal]]]":
    """Each work with its proposals; who could not be searched for is told, and in `failures`."""
    from eyebib import proposals
    from eyebib.pace import SourceError

    for work in bibliography.works:
        search = len(failures) < _MOST_FAILURES
        try:
            yield work, proposals.propose(work, today=today(), mailto=mailto, search=search)
        except SourceError as error:
            click.secho(f"unreachable {work.citekey}: {error}", fg="yellow", err=True)
            failures.append(work.citekey)
