"""`eyebib published`."""

import sys
from collections.abc import Iterator

import click

from eyebib.cli.output import UNREACHABLE, today
from eyebib.cli.report import print_problems
from eyebib.model.bibliography import Bibliography, Work
from eyebib.project.folder import Project, chosen
from eyebib.resolver import plan, published
from eyebib.resolver.published import Proposal
from eyebib.sources.pace import SourceError

_MOST_FAILURES = 3
"""After so many searches without an answer Crossref counts as down."""


@click.command("published")
@click.argument("citekeys", nargs=-1)
@click.option("--accept", is_flag=True, help="Add the one proposal's line to each entry named.")
def command(citekeys: tuple[str, ...], accept: bool) -> None:
    """Propose the published version of each preprint, and the preprint of what is published.

    \b
    Examples:
      eyebib published
      eyebib published --accept visionfm
    """
    if accept and not citekeys:
        raise click.UsageError("Name the entries whose proposal you accept.")
    here = Project()
    bibliography, problems = chosen(here, citekeys)
    print_problems(problems)
    failures: list[str] = []
    count = 0
    for work, found in _proposed(bibliography, plan.address(bibliography.settings), failures):
        count += len(found)
        for proposal in found:
            click.echo(f"{work.citekey}: {proposal.role}: {proposal.identifier}")
            click.echo(f"  {proposal.evidence}")
        if accept and len(found) == 1:
            published.accept(work.entry.path, found[0])
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
    bibliography: Bibliography, mailto: str, failures: list[str]
) -> Iterator[tuple[Work, list[Proposal]]]:
    """Each work with its proposals; who could not be searched for is told, and in `failures`."""
    for work in bibliography.works:
        search = len(failures) < _MOST_FAILURES
        try:
            yield work, published.propose(work, today=today(), mailto=mailto, search=search)
        except SourceError as error:
            click.secho(f"unreachable {work.citekey}: {error}", fg="yellow", err=True)
            failures.append(work.citekey)
