"""`eyebib published`."""

import sys
from collections.abc import Iterator

import click

from eyebib.cli.output import UNREACHABLE, today
from eyebib.cli.report import print_problems
from eyebib.cli.terminal import Styled, echo
from eyebib.cli.waiting import waits_shown
from eyebib.model.bibliography import Bibliography, Work
from eyebib.project import entry_editor
from eyebib.project.folder import Project, load_sound
from eyebib.resolver import plan, published
from eyebib.resolver.proposal import Proposal
from eyebib.sources.pace import SourceError

_MOST_FAILURES = 3
"""Number of failed searches after which Crossref is not searched again."""


@click.command("published")
@click.argument("citekeys", nargs=-1)
@click.option(
    "--accept",
    is_flag=True,
    help="Add the proposal to each named entry that has exactly one.",
)
@waits_shown()
def command(citekeys: tuple[str, ...], accept: bool) -> None:
    """Propose the published version of each preprint, and the preprint of other papers.

    Proposals are printed with their evidence. Nothing is written without --accept.

    \b
    Examples:
      eyebib published
      eyebib published --accept visionfm
    """
    if accept and not citekeys:
        raise click.UsageError("`--accept` needs the citation keys of the entries")
    here = Project()
    bibliography, problems = load_sound(here, citekeys)
    print_problems(problems)
    failures: list[str] = []
    count = 0
    for work, proposals in _proposals(bibliography, plan.address(bibliography.settings), failures):
        count += len(proposals)
        for proposal in proposals:
            echo(f"{work.citekey}: {proposal.role}: {proposal.identifier}")
            echo(f"  {proposal.evidence}")
        if accept and len(proposals) == 1:
            entry_editor.add_key(work.entry.path, proposals[0].role, str(proposals[0].identifier))
            message = f"wrote     {work.entry.path.as_posix()}; run `eyebib resolve` to fetch it"
            echo(message, err=True)
        elif accept:
            message = f"{work.citekey}: {len(proposals)} proposals; nothing was written"
            echo(message, err=True)
    if len(failures) >= _MOST_FAILURES:
        echo("Crossref does not respond; the other works were not searched for", err=True)
    elif not count and not accept:
        echo("no proposals", err=True)
    sys.exit(1 if problems else UNREACHABLE if failures else 0)


def _proposals(
    bibliography: Bibliography, mailto: str, failures: list[str]
) -> Iterator[tuple[Work, list[Proposal]]]:
    """Each work with its proposals; a failed search is printed and added to `failures`."""
    for work in bibliography.works:
        search = len(failures) < _MOST_FAILURES
        try:
            yield work, published.propose(work, today=today(), mailto=mailto, search=search)
        except SourceError as error:
            echo(Styled(f"unreachable {work.citekey}: {error}", "yellow"), err=True)
            failures.append(work.citekey)
