"""`eyebib resolve`."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import click

from eyebib.cli.output import UNREACHABLE, today
from eyebib.cli.report import print_problems
from eyebib.model.bibliography import Bibliography
from eyebib.model.identifier import Identifier
from eyebib.model.problem import Problem
from eyebib.project.folder import Project, chosen, load
from eyebib.resolver import plan, resolve
from eyebib.resolver.resolve import Kind, Outcome
from eyebib.rules import records

_COLOURS = {"resolved": "green", "refused": "red", "not found": "red", "unreachable": "yellow"}


@click.command("resolve")
@click.argument("citekeys", nargs=-1)
@click.option("--refresh", is_flag=True, help="Ask again for what is known.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and ask nobody.")
def command(citekeys: tuple[str, ...], refresh: bool, dry_run: bool) -> None:
    """Ask Crossref and arXiv what is missing, stale or only transcribed, and lock the answers.

    An answer that is not the paper the entry names is refused. What was resolved stays resolved,
    whatever happens to the rest.

    \b
    Examples:
      eyebib resolve
      eyebib resolve --refresh visionfm
      eyebib resolve --dry-run
    """
    here = Project()
    bibliography, broken = chosen(here, citekeys)
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
    with _progress(total) as line:
        for outcome in resolve.resolve(here, bibliography, today=today(), refresh=refresh):
            outcomes.append(outcome)
            line(_told(outcome, width))
    problems = [outcome.problem for outcome in outcomes if outcome.problem]
    if broken:  # those that were not written anew are broken still
        problems += chosen(here, citekeys)[1]
    print_problems([*problems, *news(here, outcomes)])
    kinds = [outcome.kind for outcome in outcomes]
    nothing = "nothing to ask" if broken else "nothing to ask: every entry is resolved"
    click.echo(_summary(kinds) or nothing, err=True)
    sys.exit(UNREACHABLE if "unreachable" in kinds else 1 if problems else 0)


def _told(outcome: Outcome, width: int) -> str:
    kind = click.style(f"{outcome.kind:<11}", fg=_COLOURS.get(outcome.kind))
    is_told = outcome.kind in {"unreachable", "resolved"} and outcome.detail
    detail = f": {outcome.detail}" if is_told else ""
    return f"{kind} {outcome.entry.citekey:<{width}}  {outcome.identifier}{detail}"


def _summary(kinds: Sequence[Kind]) -> str:
    """How many identifiers came to what: `2 resolved, 1 refused`."""
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _print_plan(needs: Mapping[str, Sequence[Identifier]]) -> None:
    for citekey, identifiers in needs.items():
        click.echo(f"{citekey}: {', '.join(map(str, identifiers))}")
    click.echo(_counted(plan.requests(needs.values())), err=True)


def _counted(requests: dict[str, int]) -> str:
    """How many requests it takes at the least: `3 requests: 2 to crossref, 1 to arxiv`."""
    total = sum(requests.values())
    parts = ", ".join(f"{count} to {source}" for source, count in requests.items() if count)
    return f"{total} request{'' if total == 1 else 's'}{': ' if parts else ''}{parts}"


def _hint(bibliography: Bibliography) -> None:
    if not plan.address(bibliography.settings):
        click.echo(
            "hint: with EYEBIB_MAILTO=you@example.org (or [crossref] mailto in eyebib.toml) "
            "Crossref allows three times the pace",
            err=True,
        )


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A function that prints a line and counts it; on a terminal, above a progress bar.

    The bar shows a label and numbers alone, so that no text of a source can disturb it.
    """
    is_drawn = total > 0 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    with click.progressbar(
        length=total, label="asking", show_pos=True, file=sys.stderr, hidden=not is_drawn
    ) as bar:

        def line(text: str) -> None:
            click.echo(f"{_ERASED if is_drawn else ''}{text}", err=True)
            bar.update(1)

        yield line


_ERASED = "\r\x1b[K"
"""Takes the bar off its line (ANSI: erase in line), for another line to stand there."""


def news(project: Project, outcomes: Iterable[Outcome]) -> list[Problem]:
    """What the new records say that a curator should know: retractions, changes under overrides."""
    told = {outcome.entry.path for outcome in outcomes if outcome.kind == "resolved"}
    bibliography, _ = load(project)
    works = [work for work in bibliography.works if work.entry.path in told]
    rules = (records.consortium_members, records.updated, records.override)
    return [p for work in works for rule in rules for p in rule(work, bibliography.settings)]
