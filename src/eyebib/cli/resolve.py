"""`eyebib resolve`."""

import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from eyebib.cli.output import UNREACHABLE, today
from eyebib.cli.report import print_problems
from eyebib.cli.terminal import Styled, echo, progress
from eyebib.model.bibliography import Bibliography
from eyebib.model.identifier import Identifier
from eyebib.model.problem import Problem
from eyebib.project.folder import Project, load, load_selected
from eyebib.resolver import plan, resolve
from eyebib.resolver.resolve import Kind, Outcome
from eyebib.rules import records

_COLOURS = {"resolved": "green", "refused": "red", "not found": "red", "unreachable": "yellow"}


@click.command("resolve")
@click.argument("citekeys", nargs=-1)
@click.option("--refresh", is_flag=True, help="Fetch all records again.")
@click.option("--dry-run", is_flag=True, help="Print what would be fetched (offline).")
def command(citekeys: tuple[str, ...], refresh: bool, dry_run: bool) -> None:
    """Fetch metadata from Crossref and arXiv and save it in lock files.

    Records that are missing, stale or only transcribed are fetched, for all entries or for those
    with the given citation keys. A record of another paper is refused. Records are saved as they
    arrive, so that an interrupted run can be continued.

    \b
    Examples:
      eyebib resolve
      eyebib resolve --refresh visionfm
      eyebib resolve --dry-run
    """
    here = Project()
    bibliography, broken = load_selected(here, citekeys)
    bibliography = plan.lockable(here, bibliography)
    needs = plan.plan(bibliography, refresh=refresh)
    total = sum(map(len, needs.values()))
    if dry_run:
        _print_plan(needs)
        return
    if total:
        _hint(bibliography)
    outcomes = []
    width = max(map(len, needs), default=0)
    with progress(total) as advance:
        for outcome in resolve.resolve(here, bibliography, today=today(), refresh=refresh):
            outcomes.append(outcome)
            advance(*_outcome_line(outcome, width))
    problems = [outcome.problem for outcome in outcomes if outcome.problem]
    if broken:  # locks that were not replaced are still broken
        problems += load_selected(here, citekeys)[1]
    print_problems([*problems, *news(here, outcomes)])
    kinds = [outcome.kind for outcome in outcomes]
    nothing = "nothing to fetch" if broken else "nothing to fetch: every entry is resolved"
    echo(_summary(kinds) or nothing, err=True)
    sys.exit(UNREACHABLE if "unreachable" in kinds else 1 if problems else 0)


def _outcome_line(outcome: Outcome, width: int) -> tuple[Styled, str]:
    kind = Styled(f"{outcome.kind:<11}", _COLOURS.get(outcome.kind))
    has_detail = outcome.kind in {"unreachable", "resolved"} and outcome.detail
    detail = f": {outcome.detail}" if has_detail else ""
    return kind, f" {outcome.entry.citekey:<{width}}  {outcome.identifier.label}{detail}"


def _summary(kinds: Sequence[Kind]) -> str:
    """The number of identifiers by outcome: `2 resolved, 1 refused`."""
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _print_plan(needs: Mapping[str, Sequence[Identifier]]) -> None:
    for citekey, identifiers in needs.items():
        echo(f"{citekey}: {', '.join(i.label for i in identifiers)}")
    echo(_request_counts(plan.requests(needs.values())), err=True)


def _request_counts(requests: dict[str, int]) -> str:
    """The minimum number of requests: `3 requests: 2 to crossref, 1 to arxiv`."""
    total = sum(requests.values())
    parts = ", ".join(f"{count} to {source}" for source, count in requests.items() if count)
    return f"{total} request{'' if total == 1 else 's'}{': ' if parts else ''}{parts}"


def _hint(bibliography: Bibliography) -> None:
    if not plan.address(bibliography.settings):
        hint = "hint: set EYEBIB_MAILTO=you@example.org to triple Crossref's rate limit"
        echo(hint, err=True)


def news(project: Project, outcomes: Iterable[Outcome]) -> list[Problem]:
    """Problems of new records that the curator should see at once, such as retractions."""
    paths = {outcome.entry.path for outcome in outcomes if outcome.kind == "resolved"}
    bibliography, _ = load(project)
    works = [work for work in bibliography.works if work.entry.path in paths]
    rules = (records.consortium_members, records.updated, records.override)
    return [p for work in works for rule in rules for p in rule(work, bibliography.settings)]
