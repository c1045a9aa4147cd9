"""`eyebib published`."""

import sys
from collections import Counter
from collections.abc import Mapping

import click

from eyebib.cli import completion
from eyebib.cli.output import UNREACHABLE, today
from eyebib.cli.report import print_problems, quantity
from eyebib.cli.terminal import Styled, echo
from eyebib.cli.waiting import waits_shown
from eyebib.model.bibliography import Work
from eyebib.model.identity import identity
from eyebib.project import entry_editor
from eyebib.project.folder import Project
from eyebib.project.selected import load_sound
from eyebib.resolver import plan, published
from eyebib.resolver.published import KINDS, Kind, Versions
from eyebib.resolver.searches import Searches


@click.command("published")
@click.argument("citekeys", nargs=-1, shell_complete=completion.citekeys)
@click.option(
    "--accept",
    is_flag=True,
    help="Add the proposal to each named entry that has exactly one.",
)
@waits_shown()
def command(citekeys: tuple[str, ...], accept: bool) -> None:
    """Propose the published version of each preprint, and the preprint of other papers.

    Proposals are printed with their evidence. Nothing is written without --accept. If the records
    state no other version, Crossref is searched, and for a preprint arXiv, too.

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
    owners = {key: work.citekey for work in load_sound(here)[0].works for key in identity(work)}
    searches = Searches(today=today(), mailto=plan.address(bibliography.settings))
    kinds: Counter[Kind] = Counter()
    for work in bibliography.works:
        versions = published.propose(work, searches)
        kinds[versions.kind] += 1
        _print(versions, work.citekey, owners)
        if accept:
            _accept(work, versions, owners)
    if kinds["unresolved"]:
        echo("hint: entries without records are not searched for; run `eyebib resolve`", err=True)
    echo(_summary(kinds), err=True)
    sys.exit(1 if problems else UNREACHABLE if kinds["unreachable"] else 0)


def _print(versions: Versions, citekey: str, owners: Mapping[str, str]) -> None:
    """Print the proposals, each with its evidence and the entry that has it already."""
    for proposal in versions.proposals:
        echo(f"{citekey}: {proposal.role}: {proposal.identifier}")
        echo(f"  {proposal.evidence}")
        if owner := owners.get(proposal.identifier.key):
            echo(f"  this is entry `{owner}`; keep one of the two entries")
    if versions.failure:
        echo(Styled(f"unreachable {citekey}: {versions.failure}", "yellow"), err=True)


def _accept(work: Work, versions: Versions, owners: Mapping[str, str]) -> None:
    """Write the only proposal that is not another entry into the entry."""
    proposals = [each for each in versions.proposals if each.identifier.key not in owners]
    if len(proposals) != 1:
        count = quantity(len(proposals), "proposal")
        message = f"{work.citekey}: {count} to accept; nothing was written"
        echo(message, err=True)
        return
    entry_editor.add_key(work.entry.path, proposals[0].role, str(proposals[0].identifier))
    message = f"wrote     {work.entry.path.as_posix()}; run `eyebib resolve` to fetch it"
    echo(message, err=True)


def _summary(kinds: Mapping[Kind, int]) -> str:
    """The number of entries by what became of them: `3 entries: 1 proposed, 2 not found`."""
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    return f"{quantity(sum(kinds.values()), 'entry')}: {parts}"
